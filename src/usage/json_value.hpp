// Reading an entry's members strictly: a count that is no count is an error, never 0.
#pragma once

#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>

#include "usage/entries.hpp"
#include "usage/time_text.hpp"

namespace aicost::usage {

using Json = nlohmann::json;

inline Json parse_entry(std::string_view text) {
    Json json = Json::parse(text, nullptr, false);
    if (!json.is_object()) throw Broken{"is not valid JSON"};
    return json;
}

// A member, or null where it or one before it is missing.
inline const Json& member(const Json& json, const char* key) {
    static const Json null;
    if (!json.is_object()) return null;
    const auto at = json.find(key);
    return at == json.end() ? null : *at;
}

// None where it is missing or null.
inline std::optional<std::uint64_t> maybe_count(const Json& json, const char* key) {
    const Json& value = member(json, key);
    if (value.is_null()) return {};
    if (value.is_number_unsigned()) {
        const auto count = value.get<std::uint64_t>();
        if (count < (std::uint64_t{1} << 53U)) return count;
    } else if (value.is_number_float()) {
        const double number = value.get<double>();
        if (number >= 0.0 && number < 9007199254740992.0 && std::floor(number) == number)
            return static_cast<std::uint64_t>(number);
    }
    throw Broken{"`" + std::string(key) + "` is not a whole number of tokens (got " +
                 value.dump(-1, ' ', true, Json::error_handler_t::replace).substr(0, 40) + ")"};
}

inline std::uint64_t count(const Json& json, const char* key) {
    const auto number = maybe_count(json, key);
    if (!number) throw Broken{"has no `" + std::string(key) + "`"};
    return *number;
}

inline std::optional<double> maybe_dollars(const Json& json, const char* key) {
    const Json& value = member(json, key);
    if (value.is_null()) return {};
    // Perplexity: what each part cost, and all of it
    if (value.is_object()) return maybe_dollars(value, "total_cost");
    if (!value.is_number()) throw Broken{"`" + std::string(key) + "` is not a number"};
    return value.get<double>();
}

inline std::string text_of(const Json& json, const char* key) {
    const Json& value = member(json, key);
    return value.is_string() ? value.get<std::string>() : std::string();
}

// RFC 3339, or seconds since 1970.
inline std::int64_t time_of(const Json& json, const char* key) {
    const Json& value = member(json, key);
    if (value.is_number() && value.get<double>() >= 0.0 && value.get<double>() < 253402300800.0)
        return static_cast<std::int64_t>(value.get<double>());
    if (value.is_string()) {
        if (const auto seconds = parse_time(value.get_ref<const std::string&>())) return *seconds;
    }
    throw Broken{"has no `" + std::string(key) + "` that can be read as a time"};
}

}  // namespace aicost::usage
