// What the fuzz harnesses share. Each is one file NAME_fuzz.cpp that defines LLVMFuzzerTestOneInput; it is
// linked with libFuzzer (preset `sanitize`), and with replay.cpp, which runs the committed inputs in every
// test run.
#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>
#include <vector>

#include "aicost/metric.hpp"
#include "aicost/profile.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace aicost::fuzz {

inline std::string_view text_of(const std::uint8_t* data, std::size_t size) {
    return {reinterpret_cast<const char*>(data), size};
}

// A property that the input has broken.
inline void expect(bool holds, const std::string& what) {
    if (holds) return;
    std::fprintf(stderr, "property broken: %s\n", what.c_str());
    std::abort();
}

// A refusal says where, what and, at a line of the text, which.
inline void expect_message(const Fault& fault, std::string_view text) {
    expect(!fault.problem.empty(), "a fault has a problem");
    expect(fault.line >= 0, "a fault has a line or none");
    std::size_t lines = 1;
    for (const char c : text) lines += c == '\n' ? 1U : 0U;
    expect(static_cast<std::size_t>(fault.line) <= lines, "a fault's line is one of the text");
    expect(!to_text(fault).empty(), "a fault is a text");
}

// What is computed is a number, or none: never NaN, never infinity.
inline void expect_numbers(const Scenario& scenario, const Comparison& comparison) {
    for (const std::string& name : metric_names(scenario)) {
        const auto value = metric_value(scenario, comparison, name);
        expect(value.has_value(), name + " is a metric");
        if (const auto* number = std::get_if<double>(&*value))
            expect(std::isfinite(*number), name + " is finite");
    }
}

// The reader that `--reader=NAME` asks for, of those named; empty where the input decides.
// `--readers` lists them.
std::string chosen_reader(int* count, char*** words, const std::vector<std::string>& names);

// "Claude Code session" -> "claude-code-session".
std::string flag_name(std::string_view title);

}  // namespace aicost::fuzz
