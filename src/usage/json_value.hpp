// Reads an entry's members strictly: an invalid count is an error, never 0.
#pragma once

#include <algorithm>
#include <cmath>
#include <initializer_list>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "json/json_writer.hpp"
#include "usage/entries.hpp"
#include "usage/time_text.hpp"

namespace aicost::usage {

using Json = nlohmann::json;

// Invalid UTF-8 does not invalidate an entry: it occurs only in texts that are not needed.
inline Json parse_entry(std::string_view text) {
    Json json = Json::parse(text, nullptr, false);
    if (json.is_discarded()) {
        std::string ascii(text);
        for (char& c : ascii) {
            if (static_cast<unsigned char>(c) >= 0x80) c = '?';
        }
        json = Json::parse(ascii, nullptr, false);
    }
    if (!json.is_object()) throw Broken{"is not valid JSON"};
    return json;
}

// A member, or null if it or its parent is missing.
inline const Json& member(const Json& json, const char* key) {
    static const Json null;
    if (!json.is_object()) return null;
    const auto at = json.find(key);
    return at == json.end() ? null : *at;
}

// A nested member, by a path of keys.
inline const Json& member(const Json& json, std::initializer_list<const char*> path) {
    const Json* at = &json;
    for (const char* key : path) at = &member(*at, key);
    return *at;
}

inline bool has(const Json& json, const char* key) { return !member(json, key).is_null(); }

inline bool has_all(const Json& json, std::initializer_list<const char*> keys) {
    return std::all_of(keys.begin(), keys.end(), [&](const char* key) { return has(json, key); });
}

// None if it is missing or null. A text of digits is a count, too: 64-bit numbers are often sent as texts.
inline std::optional<std::uint64_t> maybe_count(const Json& json, const char* key) {
    const Json& value = member(json, key);
    if (value.is_null()) return {};
    if (value.is_number_integer() && (value.is_number_unsigned() || value.get<std::int64_t>() >= 0)) {
        const auto count = value.get<std::uint64_t>();
        if (count < (std::uint64_t{1} << 53U)) return count;
    } else if (value.is_number_float()) {
        const double number = value.get<double>();
        if (number >= 0.0 && number < 9007199254740992.0 && std::floor(number) == number)
            return static_cast<std::uint64_t>(number);
    }
    if (value.is_string()) {
        const auto& text = value.get_ref<const std::string&>();
        const bool digits =
            !text.empty() && text.size() < 16 &&
            std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
        if (digits) return std::stoull(text);
    }
    throw Broken{"`" + std::string(key) + "` is not a whole number of tokens (got " +
                 json_line(value, true).substr(0, 40) + ")"};
}

inline std::uint64_t count(const Json& json, const char* key) {
    const auto number = maybe_count(json, key);
    if (!number) throw Broken{"has no `" + std::string(key) + "`"};
    return *number;
}

// The first of the keys that the object has; 0 if it has none.
inline std::uint64_t count_or_0(const Json& json, std::initializer_list<const char*> keys) {
    for (const char* key : keys) {
        if (const auto number = maybe_count(json, key)) return *number;
    }
    return 0;
}

inline std::optional<double> maybe_dollars(const Json& json, const char* key) {
    const Json& value = member(json, key);
    if (value.is_null()) return {};
    // Perplexity: the cost by part, and the total
    if (value.is_object()) return maybe_dollars(value, "total_cost");
    if (!value.is_number()) throw Broken{"`" + std::string(key) + "` is not a number"};
    return value.get<double>();
}

inline std::string text_of(const Json& json, const char* key) {
    const Json& value = member(json, key);
    return value.is_string() ? value.get<std::string>() : std::string();
}

// The first of the texts that is not empty.
inline std::string text_of(const Json& json, std::initializer_list<const char*> keys) {
    for (const char* key : keys) {
        if (std::string text = text_of(json, key); !text.empty()) return text;
    }
    return {};
}

// The identity of a report's result: everything but counts. `skip`: its counts that are texts.
inline std::uint64_t identity_of_all_but_counts(const Json& json, std::uint64_t seed) {
    std::uint64_t hash = seed;
    if (json.is_array()) {
        for (const Json& one : json) hash = identity_of_all_but_counts(one, hash);
    } else if (json.is_object()) {
        for (const auto& [key, value] : json.items()) {
            if (value.is_null() || value.is_number()) continue;
            const std::uint64_t inner = identity_of_all_but_counts(value, 0);
            if (inner != 0) hash = hash_of(key, hash ^ inner);
        }
    } else if (!json.is_null() && !json.is_number()) {
        hash = hash_of(json_line(json, true), hash);
    }
    return hash;
}

// RFC 3339, or seconds since 1970; too large numbers are milliseconds.
inline std::optional<std::int64_t> maybe_time(const Json& json, const char* key) {
    const Json& value = member(json, key);
    if (value.is_number()) {
        double seconds = value.get<double>();
        constexpr double year_5138 = 1e11;
        if (seconds >= year_5138) seconds /= 1000.0;
        if (seconds >= 0.0 && seconds < 253402300800.0) return static_cast<std::int64_t>(seconds);
    }
    if (value.is_string()) return parse_time(value.get_ref<const std::string&>());
    return {};
}
inline std::int64_t time_of(const Json& json, const char* key) {
    if (const auto seconds = maybe_time(json, key)) return *seconds;
    throw Broken{"has no `" + std::string(key) + "` that can be read as a time"};
}

}  // namespace aicost::usage
