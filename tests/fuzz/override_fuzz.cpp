// --set: lines of PATH=VALUE over a built-in profile, chosen by the first byte.
#include "aicost/evaluate.hpp"
#include "harness.hpp"

using namespace aicost;
using fuzz::expect;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const auto names = built_in_profiles();
    const std::string_view name = names[data[0] % names.size()];
    std::string_view text = fuzz::text_of(data + 1, size - 1);
    std::vector<Override> overrides;
    while (!text.empty() && overrides.size() < 4) {
        const std::string_view line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(line.size() + 1, text.size()));
        const auto equals = line.find('=');
        if (equals == line.npos) continue;
        overrides.push_back({std::string(line.substr(0, equals)), std::string(line.substr(equals + 1))});
    }
    const Result<Profile> loaded = load_profile(built_in_profile(name).value(), overrides);
    expect(loaded.value.has_value() == loaded.faults.empty(), "a profile, or its faults");
    for (const Fault& fault : loaded.faults) {
        expect(!fault.problem.empty() && !to_text(fault).empty(), "a fault has a problem");
        expect(!fault.file.empty(), "a fault says where it comes from");
    }
    if (loaded.value) fuzz::expect_numbers(loaded->scenario, evaluate(loaded->scenario));
    return 0;
}
