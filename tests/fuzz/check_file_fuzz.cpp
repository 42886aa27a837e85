// Check files and saved baselines; a baseline that is written is read back as it was.
#include "aicost/check.hpp"
#include "harness.hpp"

using namespace aicost;
using fuzz::expect;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text(fuzz::text_of(data, size));
    const LoadedChecks loaded = load_checks({"fuzz.json", text});
    expect(loaded.checks.has_value() == loaded.faults.empty(), "checks, or their faults");
    for (const Fault& fault : loaded.faults) fuzz::expect_message(fault, text);
    if (loaded.checks) {
        expect(!loaded.checks->checks.empty(), "a check file has a check");
        for (const Check& check : loaded.checks->checks) expect(check.line > 0, "a check has a line");
    }

    const LoadedBaseline saved = load_baseline({"fuzz.json", text});
    expect(saved.baseline.has_value() == saved.faults.empty(), "a baseline, or its faults");
    for (const Fault& fault : saved.faults) fuzz::expect_message(fault, text);
    if (!saved.baseline) return 0;
    const std::string written = to_text(*saved.baseline);
    const LoadedBaseline again = load_baseline({"again.json", written});
    expect(again.baseline.has_value(), "what is written is a baseline");
    expect(to_text(*again.baseline) == written, "what is written is read back");
    return 0;
}
