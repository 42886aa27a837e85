// The JSON form of the types of the catalogue's members, and rows for them.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

#include "catalogue/fields.hpp"

// Included only by the files with rows.
namespace aicost::catalogue_rows {

// ---- values: each type's JSON form ----

inline void take(JsonReader& reader, std::string& text) {
    if (auto value = reader.string()) text = std::move(*value);
}
inline void take(JsonReader& reader, double& number) {
    if (const auto value = reader.number()) number = *value;
}
inline void take(JsonReader& reader, int& number) {
    constexpr double max = 1e9;  // far above any count of the catalogue
    if (const auto value = reader.number()) number = static_cast<int>(std::clamp(*value, -max, max));
}
template <class Of>
void take(JsonReader& reader, Quantity<Of>& quantity) {
    if (const auto value = reader.number()) quantity = Quantity<Of>(*value);
}
template <class T>
void take(JsonReader& reader, Usd<T>& price) {
    if (const auto value = reader.number()) price = Usd<T>(*value);
}
inline void take(JsonReader& reader, std::vector<std::string>& list) {
    list.clear();
    reader.array([&] {
        if (auto value = reader.string()) list.push_back(std::move(*value));
    });
}
inline void take(JsonReader& reader, bool& flag) {
    const char* begin = reader.position();
    reader.skip();
    flag = reader.since(begin) == "true";
}
// null removes a value
template <class T>
void take(JsonReader& reader, std::optional<T>& value) {
    if (reader.kind() == JsonReader::Kind::null) value.reset();
    if (const auto number = reader.number()) value = static_cast<T>(*number);
}

inline bool put(JsonOut& out, const std::string& text) {
    if (!text.empty()) put_json(out, text);
    return !text.empty();
}
inline bool put(JsonOut& out, bool flag) {
    if (flag) out += std::string_view("true");
    return flag;
}
inline bool put(JsonOut& out, double number) {
    put_json(out, number);
    return true;
}
inline bool put(JsonOut& out, int number) { return put(out, static_cast<double>(number)); }
template <class Of>
bool put(JsonOut& out, Quantity<Of> quantity) {
    return put(out, quantity.value());
}
template <class T>
bool put(JsonOut& out, Usd<T> price) {
    return put(out, price.dollars());
}
inline bool put(JsonOut& out, const std::vector<std::string>& list) {
    char before = '[';
    for (const std::string& text : list) {
        out += before;
        put_json(out, text);
        before = ',';
    }
    out += ']';
    return !list.empty();
}
template <class T>
bool put(JsonOut& out, const std::optional<T>& value) {
    return value && put(out, *value);
}

// ---- is there anything to write? ----

template <class T>
bool is_written(const T& value) {
    if constexpr (requires { value.has_value(); }) return value.has_value();
    if constexpr (requires { value.empty(); }) return !value.empty();
    if constexpr (std::is_same_v<T, bool>) return value;
    return true;
}

// ---- rows ----

template <auto Member>
struct MemberOf;
template <class Entry, class T, T Entry::*Member>
struct MemberOf<Member> {
    using Owner = Entry;
};

template <auto Member, class Entry = typename MemberOf<Member>::Owner>
constexpr CatalogueField<Entry> field(std::string_view key, bool required = false) {
    return {key, [](JsonReader& reader, Entry& entry) { take(reader, entry.*Member); },
            [](JsonOut& out, const Entry& entry) { return put(out, entry.*Member); }, required,
            [](const Entry& entry) { return is_written(entry.*Member); }};
}

inline constexpr bool required = true;

}  // namespace aicost::catalogue_rows
