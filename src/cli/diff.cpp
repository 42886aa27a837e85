#include <algorithm>

#include "cli/program.hpp"
#include "report/view/views.hpp"

namespace aicost {

namespace {

struct DiffArguments {
    std::vector<Override> vs_overrides;
};

constexpr OptionRow diff_rows[] = {
    {"--vs-set", "PATH=VALUE", "an input of the second side",
     [](Arguments& a, const std::string& value) {
         a.own.of<DiffArguments>().vs_overrides.push_back(parse_override(value, "--vs-set"));
     },
     true},
};
constexpr std::span<const OptionRow> diff_own_options = diff_rows;

// What an id takes away goes without saying.
std::string name_of(const Profile& profile, const std::string& word) {
    std::string name = word == "-" ? "<stdin>" : word;
    for (const Override& change : profile.overrides) {
        const bool gives_way = change.value == "null" && change.flag != "--set" && change.flag != "--vs-set";
        if (!gives_way) name += ", " + change.path + " = " + change.value;
    }
    return name;
}

// --set changes the first side and --vs-set the second. With one profile and no --vs-set, the first side is the
// unchanged profile, and --set makes the second. Short forms such as --tokens-per-day apply to both sides, unless
// there is nothing else.
void share_out(const Arguments& arguments, Arguments& before, Arguments& after) {
    const std::vector<Override>& vs = arguments.own.of<DiffArguments>().vs_overrides;
    before.overrides.clear();
    after.overrides.clear();
    std::vector<Override> set;
    for (const Override& change : arguments.overrides) {
        if (change.flag == "--set") {
            set.push_back(change);
        } else {
            before.overrides.push_back(change);
        }
    }
    const bool two_profiles = arguments.words.size() > 1;
    if (set.empty() && vs.empty() && !two_profiles) std::swap(set, before.overrides);
    after.overrides = before.overrides;
    const bool set_is_second = !two_profiles && vs.empty();
    auto& changed = set_is_second ? after.overrides : before.overrides;
    changed.insert(changed.end(), set.begin(), set.end());
    after.overrides.insert(after.overrides.end(), vs.begin(), vs.end());
}

Outcome run_diff(const Arguments& arguments) {
    const auto& words = arguments.words;
    if (words.size() < 2 && arguments.overrides.empty() &&
        arguments.own.of<DiffArguments>().vs_overrides.empty()) {
        fail(
            "`aicost diff` needs two profiles, or one and --set; for example `aicost diff article --set "
            "cloud.price_per_mtok=1`");
    }
    Arguments before = arguments, after = arguments;
    before.profile = words.empty() ? arguments.profile : words.front();
    after.profile = words.size() > 1 ? words[1] : before.profile;
    share_out(arguments, before, after);
    if (before.profile == "-" && after.profile == "-" && words.size() > 1)
        fail("stdin can be one of the two profiles only");
    const ProfileText text = find_profile(before.profile);
    const Profile left = load(text, before);
    const Profile right = words.size() > 1 ? load(find_profile(after.profile), after) : load(text, after);
    if (left.scenario.currency != right.scenario.currency) {
        fail("the profiles reckon in different currencies (got " + left.scenario.currency + " and " +
             right.scenario.currency + "); their amounts can not be compared");
    }
    const Comparison left_results = evaluate(left.scenario), right_results = evaluate(right.scenario);
    const bool same_profile = words.size() < 2;
    Outcome outcome;
    outcome.warnings = right.warnings;
    for (const std::string& warning : left.warnings) {
        if (std::find(right.warnings.begin(), right.warnings.end(), warning) == right.warnings.end())
            outcome.warnings.push_back(warning);
    }
    outcome.document =
        diff_view({same_profile && left.overrides.empty() ? before.profile : name_of(left, before.profile),
                   left, left_results},
                  {name_of(right, after.profile), right, right_results});
    return outcome;
}

const std::span<const OptionRow> diff_options[] = {profile_options, diff_own_options, value_option,
                                                   output_options};
constexpr Example diff_examples[] = {
    {"aicost diff article --set local.hardware.gpu.unit_price=2000", "what a dearer card changes"},
    {"aicost diff last-year.json this-year.json",
     "two profiles: inputs that differ, then results, item by item"},
};

}  // namespace

const Command diff_command = {
    "diff",
    "[A [B]]",
    "what changes between two profiles, or one and --set",
    "Shows the inputs that differ between two profiles, what that does to every option, item by item, and "
    "whether the winner changes.",
    diff_options,
    diff_examples,
    0,
    2,
    run_diff};

}  // namespace aicost
