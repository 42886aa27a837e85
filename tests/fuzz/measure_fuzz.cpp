// Measured speeds: refused with words, or rates that a profile takes.
#include "usage/measure.hpp"

#include "harness.hpp"

using namespace aicost;
using fuzz::expect;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const Measurement measured = measure(fuzz::text_of(data, size));
    if (!measured.problem.empty()) return 0;
    expect(measured.input_tokens_per_second || measured.output_tokens_per_second, "something was measured");
    expect(!measured.kind.empty() && !measured.tests.empty(), "a measurement has tests");
    for (const auto& rate : {measured.input_tokens_per_second, measured.output_tokens_per_second})
        expect(!rate || (std::isfinite(*rate) && *rate > 0.0), "a rate is above 0");
    static const ProfileText base = built_in_profile("article").value();
    const ServingProfile profile = profile_with_serving(base.text, measured, "");
    expect(profile.problem.empty(), "the article's profile takes a measurement: " + profile.problem);
    if (measured.input_tokens_per_second && measured.output_tokens_per_second) {
        const Loaded loaded = load_profile({"measured.json", profile.text}, {});
        expect(loaded.profile.has_value(),
               "a profile with a measurement is a profile" +
                   (loaded.faults.empty() ? "" : ": " + to_text(loaded.faults.front())));
    }
    return 0;
}
