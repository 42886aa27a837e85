// Profiles: a scenario as a JSON file, with its name, its usage levels and where its figures come from.
// docs/profile.md.
//
//     const Result<Profile> loaded = load_profile(built_in_profile("article").value(), {});
//     for (const Fault& fault : loaded.faults) std::cerr << to_text(fault) << '\n';
//     evaluate(loaded->scenario).options[0].total;  // 1920
//
// Loading finds every fault of a profile, not the first alone; a profile with faults is not returned.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "aicost/catalogue.hpp"
#include "aicost/result.hpp"
#include "aicost/risk.hpp"
#include "aicost/scenario.hpp"
#include "aicost/sensitivity.hpp"

namespace aicost {

// A number or text put in the place of the profile's own.
struct Override {
    std::string path;  // "*.hardware.gpu.unit_price": of the one option that has such a thing; "**.…": of all
                       // that have; "=local.…": of the option `local`
    std::string value;
    std::string flag = "--set";  // how it was given, for faults and provenance
    int layer = 0;  // within one, a path is set once; those of a higher layer win, and come after the lower
    // What the same option states of these paths ("hardware.gpu.unit_price") gives way to the value.
    std::vector<std::string> gives_way = {};
};

// A profile's text and what to call it.
struct ProfileText {
    std::string file;  // "article (built in)", "budget.json", "<stdin>"
    std::string text;
};

struct UsageLevel {
    std::string name;
    Tokens tokens_per_day;
};

// What `aicost sweep` varies where the command line says nothing: ranges as `--vary` takes them, the first
// axis moving slowest; the inputs of one axis move together.
struct SweepBlock {
    using Axis = std::vector<std::pair<std::string, std::string>>;  // path, range
    std::vector<Axis> axes;
    std::vector<std::string> columns;
};

// Where the figures at and below `path` were taken from.
struct SourceNote {
    std::string path;
    std::string source;
    std::string as_of;
};

// A value that the catalogue gave, with its entry, source and date.
struct Filled {
    std::string path;
    std::string source;
    std::string as_of;
    // Of an estimate: 8 of 10 measurements lie between a slow machine's value and a fast one's; 0: no estimate.
    double slow = 0.0, fast = 0.0;
    std::string follows;  // the estimated rate that this, a time, hangs by
};

// Where the value of an input comes from.
struct Origin {
    enum class Kind { fallback, profile, catalogue, command_line };
    Kind kind = Kind::fallback;
    std::string file;  // profile: its file; command line: the flag
    int line = 0;
    std::string source;  // as the profile's `sources` or the catalogue names it
    std::string as_of;
};

struct Profile {
    std::string name;
    std::string description;
    std::vector<UsageLevel> usage_levels;
    std::vector<SourceNote> sources;
    SweepBlock sweep;
    Scenario scenario;
    std::vector<InputRange> sensitivity;      // the ends between which `sensitivity` moves inputs
    std::vector<UncertainInput> uncertainty;  // what `risk` draws
    std::vector<RankCorrelation> correlations;
    ProfileText text;
    std::vector<Override> overrides;
    std::string with;            // those that a command line gave, as they were typed
    std::vector<Filled> filled;  // by catalogue ids
    // The paths of all that is not left to its default, and the line of `text` on which it is stated; 0: on the
    // command line, or by the catalogue.
    std::map<std::string, int, std::less<>> stated;
    std::vector<std::string> warnings;

    [[nodiscard]] bool states(std::string_view path) const;
    [[nodiscard]] Origin origin(std::string_view path) const;
};

// The inputs that were filled with an estimate and that a cost hangs by: rates, and the time of a request that
// runs alone where a machine is paid by it. Eight of ten measurements lie between the ends.
struct EstimatedInput {
    std::string path;
    double slow = 0.0, fast = 0.0;  // a rate: slow is the lower; a time: the higher
    std::string follows;            // of a time: the rate that it hangs by
};
std::vector<EstimatedInput> estimated_inputs(const Profile& profile);
// They become uncertain, where the profile does not say how.
void draw_estimates(Profile& profile);

// More text than this, in bytes, is not taken for a profile.
inline constexpr std::size_t largest_profile = std::size_t{4} << 20U;

// `catalogue`: what the profile's ids are looked up in.
Result<Profile> load_profile(ProfileText text, std::span<const Override> overrides,
                             const Catalogue& catalogue = Catalogue::built_in());

// Names of the profiles that the program carries with it.
std::vector<std::string_view> built_in_profiles();
std::optional<ProfileText> built_in_profile(std::string_view name);

// The JSON Schema (draft 2020-12) of a profile, and where it is published.
std::string profile_schema();
inline constexpr std::string_view profile_schema_name = "aicost-profile.schema.json";

// Every input of the model: what `aicost profile params` and the documentation list.
struct ParameterDescription {
    std::string path;  // with ID and ITEM in the place of names
    std::string type;
    Unit unit = Unit::none;
    std::string range;
    std::string fallback;
    std::string help;
};
std::vector<ParameterDescription> describe_parameters();

}  // namespace aicost
