// Measured speeds to the `serving` block of a profile: what one unit sustains, in tokens a second, reading
// prompts alone and writing answers alone. docs/measure.md.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace aicost {

// One test of the file, as it states it.
struct SpeedTest {
    std::string name;   // "pp512", "tg128", "response 3", "benchmark"
    std::string model;  // empty: not stated
    std::optional<double> input_tokens_per_second;
    std::optional<double> output_tokens_per_second;
};

struct Measurement {
    std::string kind;  // "llama-bench", "Ollama", "vLLM benchmark"
    std::vector<SpeedTest> tests;
    std::optional<double> input_tokens_per_second;  // what follows from the tests
    std::optional<double> output_tokens_per_second;
    std::vector<std::string> notes;
    std::vector<std::string> warnings;  // what is wrong with it: failed requests, prompts that were cached
    std::string problem;                // not empty: there is no measurement, and why
    int line = 0;                       // at which line, where it is about one
};

// Every format that docs/measure.md lists, told by its content. Rows of several configurations, models or
// formats are a problem, not mixed.
Measurement measure(std::string_view text);

struct ServingProfile {
    std::string text;
    std::string option;   // that has the block now
    std::string problem;  // not empty: why there is no profile
};
// `base` with the measured rates in the `serving` block of an owned or rented option: `option`, or the only
// one.
ServingProfile profile_with_serving(std::string_view base, const Measurement& measured,
                                    const std::string& option);

// {"input_tokens_per_second": …, "output_tokens_per_second": …}, as a profile has it.
std::string serving_text(const Measurement& measured);

}  // namespace aicost
