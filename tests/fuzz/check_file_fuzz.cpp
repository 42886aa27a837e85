// Check files and saved baselines; a baseline that is written is read back as it was.
#include "aicost/budget.hpp"
#include "harness.hpp"

using namespace aicost;
using fuzz::expect;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text(fuzz::text_of(data, size));
    const Result<CheckFile> loaded = load_check_file({"fuzz.json", text});
    expect(loaded.value.has_value() == loaded.faults.empty(), "checks, or their faults");
    for (const Fault& fault : loaded.faults) fuzz::expect_message(fault, text);
    if (loaded.value) {
        expect(!loaded->checks.empty(), "a check file has a check");
        for (const BudgetCheck& check : loaded->checks) expect(check.line > 0, "a check has a line");
    }

    const Result<SavedMetrics> saved = load_saved_metrics({"fuzz.json", text});
    expect(saved.value.has_value() == saved.faults.empty(), "a baseline, or its faults");
    for (const Fault& fault : saved.faults) fuzz::expect_message(fault, text);
    if (!saved.value) return 0;
    const std::string written = to_text(*saved.value);
    const Result<SavedMetrics> again = load_saved_metrics({"again.json", written});
    expect(again.value.has_value(), "what is written is a baseline");
    expect(to_text(*again.value) == written, "what is written is read back");
    return 0;
}
