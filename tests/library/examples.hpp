// What the examples of the public headers are run with: the built-in profile `article` at two million tokens a
// day, as `scenario` and `comparison`.
#pragma once

#include <cmath>
#include <iostream>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

#include "aicost/advice.hpp"
#include "aicost/assertion.hpp"
#include "aicost/batch.hpp"
#include "aicost/break_even.hpp"
#include "aicost/budget.hpp"
#include "aicost/cash_flow.hpp"
#include "aicost/catalogue.hpp"
#include "aicost/check.hpp"
#include "aicost/evaluate.hpp"
#include "aicost/explain.hpp"
#include "aicost/flip.hpp"
#include "aicost/formulas.hpp"
#include "aicost/metric.hpp"
#include "aicost/price_feed.hpp"
#include "aicost/profile.hpp"
#include "aicost/ranking.hpp"
#include "aicost/risk.hpp"
#include "aicost/sensitivity.hpp"
#include "aicost/sizing.hpp"
#include "aicost/sweep.hpp"
#include "aicost/throughput.hpp"
#include "aicost/unit.hpp"
#include "aicost/usage.hpp"
#include "aicost/use.hpp"

using namespace aicost;

inline bool failed = false;

// To three digits, as the examples round.
inline bool is(double value, double claim) { return std::abs(value - claim) <= 1e-3 * std::abs(claim); }
// An ellipsis stands for the rest of a text.
inline bool is(std::string_view value, std::string_view claim) {
    const auto dots = claim.find("…");
    return dots == claim.npos ? value == claim : value.starts_with(claim.substr(0, dots));
}
template <class T, class Claim>
void expect(const T& value, const Claim& claim, const char* example) {
    if constexpr (requires { value.has_value(); }) {
        if (value) return expect(*value, claim, example);
    } else if constexpr (requires { value.value(); }) {
        return expect(value.value(), claim, example);
    } else if constexpr (requires { value.dollars(); }) {
        return expect(value.dollars(), claim, example);
    } else if constexpr (std::is_same_v<T, bool>) {
        if (value == claim) return;
        std::cerr << example << ": it is " << (value ? "true" : "false") << '\n';
    } else if constexpr (std::is_arithmetic_v<T>) {
        if (is(static_cast<double>(value), static_cast<double>(claim))) return;
        std::cerr << example << ": it is " << value << ", not " << claim << '\n';
    } else {
        if (is(std::string_view(value), std::string_view(claim))) return;
        std::cerr << example << ": it is \"" << value << "\", not \"" << claim << "\"\n";
    }
    failed = true;
}

inline void run(void (*example)(Scenario&, const Comparison&)) {
    const std::vector<Override> overrides{{"workload.tokens_per_day", "2M"}};
    Scenario scenario = load_profile(built_in_profile("article").value(), overrides)->scenario;
    const Comparison comparison = evaluate(scenario);
    example(scenario, comparison);
}
