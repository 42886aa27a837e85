// A value, or all the faults that prevented it.
//
//     const Result<Profile> loaded = load_profile({"mine.json", "{}"}, {});
//     if (!loaded) std::cerr << to_text(loaded.faults.front()) << '\n';
//     if (loaded) evaluate(loaded->scenario);
#pragma once

#include <optional>
#include <utility>
#include <vector>

#include "aicost/fault.hpp"

namespace aicost {

template <class T>
struct [[nodiscard]] Result {
    std::optional<T> value;     // none if there are faults
    std::vector<Fault> faults;  // empty if there is a value

    Result() = default;
    Result(T held) : value(std::move(held)) {}
    Result(Fault fault) { faults.push_back(std::move(fault)); }

    explicit operator bool() const { return value.has_value(); }
    T& operator*() & { return *value; }
    const T& operator*() const& { return *value; }
    T&& operator*() && { return *std::move(value); }
    T* operator->() { return &*value; }
    const T* operator->() const { return &*value; }
};

}  // namespace aicost
