// Every input of the model, declared once.
//
// A `Record` is the list of the `Field`s of one struct: key, member, unit, bounds, default and one line of
// help, written beside the struct itself (see workload.hpp for an example). Decoding a profile, `--set`,
// `--vary`, `--on`, sensitivity, uncertainty, the JSON Schema, `aicost profile params` and the error texts
// all walk these lists, so adding an input is one line.
//
//     for (const Field& field : Workload::record().fields) std::cout << field.key << '\n';
//
//     const Parameter price = find_parameter(scenario, "local.hardware.gpu.unit_price").value();
//     price.set(2160);                                    // that one number of that scenario
//     price.get();                                        // 2160
#pragma once

#include <array>
#include <functional>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "aicost/unit.hpp"

namespace aicost {

// The range of a number: [min, max], or (min, max] with `open_min`. Bounds refuse what is impossible, not what is
// unusual.
struct Bounds {
    double min = -std::numeric_limits<double>::infinity();
    double max = std::numeric_limits<double>::infinity();
    bool open_min = false;
    bool whole = false;  // integers only

    [[nodiscard]] bool holds(double value) const;
};
// In words: "a number from 0 to 1", "a number above -1, up to 1000000".
std::string range_of(const Bounds& bounds);

// No input may exceed `largest_input`, no divisor may be below `smallest_divisor`, and nothing but 0 may be nearer
// to 0 than 1e-30: so the model's products and quotients stay within a double's range.
inline constexpr double largest_input = 1e15;
inline constexpr double smallest_divisor = 1e-9;

namespace bounds {
inline constexpr Bounds share{0.0, 1.0};
inline constexpr Bounds amount{0.0, largest_input};                 // prices, costs, token counts
inline constexpr Bounds positive{smallest_divisor, largest_input};  // rates and sizes
inline constexpr Bounds change{-1.0, 1e6, true};                    // relative change per period, > -100 %
inline constexpr Bounds yearly_fall{0.0, 1.0};                      // depreciation
inline constexpr Bounds hours_of_day{smallest_divisor, 24.0};
}  // namespace bounds

struct Record;

template <class T>
struct Named {
    std::string name;
    T value;
};

// Ways to reach a member of a struct whose type is not known. `owner` is the struct that the field's record
// describes.
struct NumberAccess {
    std::optional<double> (*get)(const void* owner);
    void (*set)(void* owner, double value);
    void (*clear)(void* owner);            // back to "not stated"; null if the number always exists
    const void* (*at)(const void* owner);  // the member that holds it, times `scale`
    int scale = 1;
};
struct FlagAccess {
    bool& (*at)(void* owner);
};
struct TextAccess {
    std::string& (*at)(void* owner);
};
struct TextListAccess {
    std::vector<std::string>& (*at)(void* owner);
};
struct ChoiceAccess {
    std::span<const std::string_view> names;
    std::size_t (*get)(const void* owner);
    void (*set)(void* owner, std::size_t index);
    const void* (*at)(const void* owner);  // the member that holds it
};
struct CountAccess {                                  // a whole number of at least 1, or "auto"
    std::optional<double> (*get)(const void* owner);  // none: auto
    void (*set)(void* owner, std::optional<double> count);
    const void* (*at)(const void* owner);  // the member that holds it
};
struct WeightsAccess {  // one of `names`, or one weight for each hour of the day
    std::span<const std::string_view> names;
    std::size_t (*get)(const void* owner);  // names.size(): own weights
    void (*set)(void* owner, std::size_t index);
    std::array<double, 24>& (*weights)(void* owner);
    const void* (*at)(const void* owner);  // the member that holds it
};
struct HoursAccess {  // a factor for each hour of the day, where stated
    const std::array<double, 24>* (*find)(const void* owner);
    std::array<double, 24>& (*make)(void* owner);
};
struct RecordAccess {
    const Record& (*record)();
    void* (*find)(void* owner);  // null where it is not stated
    void* (*make)(void* owner);
};
struct RecordMapAccess {  // name -> struct
    const Record& (*record)();
    std::size_t (*size)(const void* owner);
    std::string_view (*name)(const void* owner, std::size_t index);
    void* (*at)(void* owner, std::size_t index);
    void* (*add)(void* owner, std::string_view name);
};
struct
    RecordListAccess {  // a list of structs, numbered from "1" in paths; with `one_alone`, a single one is not numbered
    const Record& (*record)();
    std::size_t (*size)(const void* owner);
    void* (*at)(void* owner, std::size_t index);
    void* (*add)(void* owner);
    bool one_alone = false;

    // What precedes the keys of entry `index` in a path: "", or "1."
    [[nodiscard]] std::string prefix(const void* owner, std::size_t index) const {
        return one_alone && size(owner) == 1 ? std::string() : std::to_string(index + 1) + ".";
    }
};
struct NumberMapAccess {  // name -> number, all of one unit
    std::size_t (*size)(const void* owner);
    std::string_view (*name)(const void* owner, std::size_t index);
    double (*get)(const void* owner, std::size_t index);
    void (*set)(void* owner, std::size_t index, double value);
    void (*add)(void* owner, std::string_view name);
    const void* (*at)(const void* owner, std::size_t index);  // the number's place in memory
};

using Access = std::variant<NumberAccess, FlagAccess, TextAccess, TextListAccess, ChoiceAccess, CountAccess,
                            WeightsAccess, HoursAccess, RecordAccess, RecordMapAccess, RecordListAccess,
                            NumberMapAccess>;

enum class Presence { optional, required };

struct Field {
    std::string_view key;
    Access access;
    Unit unit;                  // none: words
    Bounds bound;               // of numbers
    std::string_view fallback;  // the default, as a profile would state it, or in words
    std::string_view help;
    Presence presence = Presence::optional;
    // Keys of the same record that state the same thing in another form, separated by spaces: a file may state
    // only one of them, and an override of one removes the others.
    std::string_view instead_of = {};
};

struct Record {
    std::string_view name;
    std::string_view help;
    std::span<const Field> fields;

    [[nodiscard]] const Field* find(std::string_view key) const;
};

// ---- declaring a field from a pointer to its member
// ----------------------------------------------------------------

// A member of a struct that is itself a member: number<in<&Owned::running, &Running::setup_cost>>().
template <auto Outer, auto Inner>
struct In {};
template <auto Outer, auto Inner>
inline constexpr In<Outer, Inner> in{};

namespace detail {

template <class T>
struct Member;
template <class Owner, class T>
struct Member<T Owner::*> {
    using owner = Owner;
    using type = T;
};
template <auto Outer, auto Inner>
struct Member<In<Outer, Inner>> {
    using owner = typename Member<decltype(Outer)>::owner;
    using type = typename Member<decltype(Inner)>::type;
};
template <auto M>
using OwnerOf = typename Member<std::remove_cv_t<decltype(M)>>::owner;
template <auto M>
using TypeOf = typename Member<std::remove_cv_t<decltype(M)>>::type;

template <auto Outer, auto Inner, class Owner>
auto& reach(Owner& owner, In<Outer, Inner>) {
    return owner.*Outer.*Inner;
}
template <class Owner, class T, class Held>
auto& reach(Held& owner, T Owner::*member) {
    return owner.*member;
}

template <auto M>
auto& member(void* owner) {
    return reach(*static_cast<OwnerOf<M>*>(owner), M);
}
template <auto M>
const auto& member(const void* owner) {
    return reach(*static_cast<const OwnerOf<M>*>(owner), M);
}

template <class T>
double to_number(const T& value) {
    if constexpr (requires { value.value(); }) {
        return value.value();
    } else {
        return static_cast<double>(value);
    }
}
template <class T>
struct IsOptional : std::false_type {};
template <class T>
struct IsOptional<std::optional<T>> : std::true_type {};

}  // namespace detail

// A number: double, int, a Quantity, or an optional of one. `Scale`: one unit of the key is so many of the
// member's (price_per_1k is held as a price per million: 1000).
template <auto M, int Scale = 1>
constexpr NumberAccess number() {
    using T = detail::TypeOf<M>;
    if constexpr (detail::IsOptional<T>::value) {
        using V = typename T::value_type;
        return {[](const void* owner) -> std::optional<double> {
                    const auto& held = detail::member<M>(owner);
                    return held ? std::optional(detail::to_number(*held) / Scale) : std::nullopt;
                },
                [](void* owner, double value) { detail::member<M>(owner) = V(value * Scale); },
                [](void* owner) { detail::member<M>(owner).reset(); },
                [](const void* owner) -> const void* { return &detail::member<M>(owner); }, Scale};
    } else {
        return {[](const void* owner) -> std::optional<double> {
                    return detail::to_number(detail::member<M>(owner)) / Scale;
                },
                [](void* owner, double value) { detail::member<M>(owner) = static_cast<T>(value * Scale); },
                nullptr, [](const void* owner) -> const void* { return &detail::member<M>(owner); }, Scale};
    }
}

// "auto", or a whole number of units.
template <auto M>
constexpr CountAccess count() {
    return {[](const void* owner) { return detail::member<M>(owner).count; },
            [](void* owner, std::optional<double> count) { detail::member<M>(owner).count = count; },
            [](const void* owner) -> const void* { return &detail::member<M>(owner); }};
}

template <auto M>
constexpr HoursAccess hourly() {
    return {[](const void* owner) -> const std::array<double, 24>* {
                const auto& held = detail::member<M>(owner);
                return held ? &*held : nullptr;
            },
            [](void* owner) -> std::array<double, 24>& {
                auto& held = detail::member<M>(owner);
                return held ? *held : held.emplace();
            }};
}

template <auto M>
constexpr RecordListAccess record_list(bool one_alone = false) {
    using T = typename detail::TypeOf<M>::value_type;
    return {[]() -> const Record& { return T::record(); },
            [](const void* owner) { return detail::member<M>(owner).size(); },
            [](void* owner, std::size_t i) -> void* { return &detail::member<M>(owner)[i]; },
            [](void* owner) -> void* { return &detail::member<M>(owner).emplace_back(); }, one_alone};
}

// Several lists of rows, concatenated.
template <std::size_t... N>
constexpr auto joined(const std::array<Field, N>&... lists) {
    std::array<Field, (N + ...)> all{};
    std::size_t at = 0;
    const auto add = [&](const auto& list) {
        for (const Field& field : list) all[at++] = field;
    };
    (add(lists), ...);
    return all;
}

template <auto M>
constexpr FlagAccess flag() {
    return {[](void* owner) -> bool& { return detail::member<M>(owner); }};
}
template <auto M>
constexpr TextAccess text() {
    return {[](void* owner) -> std::string& { return detail::member<M>(owner); }};
}
template <auto M>
constexpr TextListAccess text_list() {
    return {[](void* owner) -> std::vector<std::string>& { return detail::member<M>(owner); }};
}
template <auto M>
constexpr ChoiceAccess choice(std::span<const std::string_view> names) {
    using T = detail::TypeOf<M>;
    return {names, [](const void* owner) { return static_cast<std::size_t>(detail::member<M>(owner)); },
            [](void* owner, std::size_t index) { detail::member<M>(owner) = static_cast<T>(index); },
            [](const void* owner) -> const void* { return &detail::member<M>(owner); }};
}
// An optional struct, or one that always exists.
template <auto M>
constexpr RecordAccess record() {
    using T = detail::TypeOf<M>;
    if constexpr (detail::IsOptional<T>::value) {
        return {[]() -> const Record& { return T::value_type::record(); },
                [](void* owner) -> void* {
                    auto& held = detail::member<M>(owner);
                    return held ? &*held : nullptr;
                },
                [](void* owner) -> void* {
                    auto& held = detail::member<M>(owner);
                    return held ? &*held : &held.emplace();
                }};
    } else {
        return {[]() -> const Record& { return T::record(); },
                [](void* owner) -> void* { return &detail::member<M>(owner); },
                [](void* owner) -> void* { return &detail::member<M>(owner); }};
    }
}
template <auto M>
constexpr RecordMapAccess record_map() {
    using T = decltype(std::declval<detail::TypeOf<M>>()[0].value);
    return {
        []() -> const Record& { return std::remove_reference_t<T>::record(); },
        [](const void* owner) { return detail::member<M>(owner).size(); },
        [](const void* owner, std::size_t i) -> std::string_view { return detail::member<M>(owner)[i].name; },
        [](void* owner, std::size_t i) -> void* { return &detail::member<M>(owner)[i].value; },
        [](void* owner, std::string_view name) -> void* {
            auto& held = detail::member<M>(owner);
            held.push_back({std::string(name), {}});
            return &held.back().value;
        }};
}
template <auto M>
constexpr NumberMapAccess number_map() {
    using T = std::remove_reference_t<decltype(std::declval<detail::TypeOf<M>>()[0].value)>;
    return {
        [](const void* owner) { return detail::member<M>(owner).size(); },
        [](const void* owner, std::size_t i) -> std::string_view { return detail::member<M>(owner)[i].name; },
        [](const void* owner, std::size_t i) { return detail::to_number(detail::member<M>(owner)[i].value); },
        [](void* owner, std::size_t i, double value) { detail::member<M>(owner)[i].value = T(value); },
        [](void* owner, std::string_view name) {
            detail::member<M>(owner).push_back({std::string(name), {}});
        },
        [](const void* owner, std::size_t i) -> const void* { return &detail::member<M>(owner)[i].value; }};
}

// ---- numbers of a scenario by their path
// ---------------------------------------------------------------------------

struct Scenario;

// One number of one scenario. Valid as long as that scenario lives and no item or option is added to it.
class Parameter {
public:
    Parameter(std::string path, const Field& field, void* owner, std::optional<std::size_t> entry,
              bool whole);

    [[nodiscard]] const std::string& path() const { return path_; }
    [[nodiscard]] const Field& field() const { return *field_; }
    [[nodiscard]] Bounds bound() const;
    [[nodiscard]] std::optional<double> get() const;  // none: not stated ("auto" for a count of units)
    void set(double value) const;                     // removes other forms of the same input first
    void set_others(std::vector<const Field*> others) { others_ = std::move(others); }
    // The member that holds the number, and how many of the member's units one of the key's is: this identifies
    // an input when a graph is compiled for many scenarios.
    [[nodiscard]] const void* held_at() const;
    [[nodiscard]] double scale() const;

private:
    std::string path_;
    const Field* field_;
    void* owner_;
    std::optional<std::size_t> entry_;  // of a NumberMap
    bool whole_;                        // a count of units
    std::vector<const Field*> others_;  // other forms of the same input
};

// PATH: dotted keys as in a profile, without the leading `options.` ("cloud.price_per_mtok"). Only paths of
// numbers are found. Optional numbers of a stated struct are found even if not stated, but nothing within a
// struct that the scenario does not state.
std::optional<Parameter> find_parameter(Scenario& scenario, std::string_view path);

// The value of an input: its number, its word, or nothing if it is not stated.
struct InputValue {
    std::string path;
    Unit unit = Unit::none;
    std::variant<std::monostate, double, std::string> value;
    const void* held_at = nullptr;  // the member that holds it, where it is stated or always exists
};

// Every input that the scenario has room for, words and lists included, in the order of its profile.
std::vector<InputValue> all_inputs(Scenario& scenario);

// Every number that the scenario has room for, in the order of its profile.
std::vector<Parameter> all_parameters(Scenario& scenario);

}  // namespace aicost
