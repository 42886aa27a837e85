// Measured speeds for the `serving` block of a profile: the tokens a second that one unit sustains, for prefill alone
// and for decoding alone. docs/measure.md.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace aicost {

// One test, as the file states it.
struct SpeedTest {
    std::string name;   // "pp512", "tg128", "response 3", "benchmark"
    std::string model;  // empty: not stated
    std::optional<double> input_tokens_per_second;
    std::optional<double> output_tokens_per_second;
};

struct Measurement {
    std::string kind;  // "llama-bench", "Ollama", "vLLM benchmark"
    std::vector<SpeedTest> tests;
    std::optional<double> input_tokens_per_second;  // derived from the tests
    std::optional<double> output_tokens_per_second;
    std::vector<std::string> notes;
    std::vector<std::string> warnings;  // doubts about it: failed requests, cached prompts
    std::string problem;                // not empty: why there is no measurement
    int line = 0;                       // its line, if it is about one
};

// Reads every format that docs/measure.md lists, recognised by its content. Rows of several configurations, models or
// formats are a problem; they are not mixed.
Measurement measure(std::string_view text);

struct ServingProfile {
    std::string text;
    std::string option;   // the option that was changed
    std::string problem;  // not empty: why there is no profile
};
// `base` with the measured rates in the `serving` block of an owned or rented option: of `option`, or of the only
// one.
ServingProfile profile_with_serving(std::string_view base, const Measurement& measured,
                                    const std::string& option);

// {"input_tokens_per_second": …, "output_tokens_per_second": …}, as in a profile.
std::string serving_text(const Measurement& measured);

}  // namespace aicost
