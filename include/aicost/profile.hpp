// Profiles: a scenario as a JSON file, with its name, its usage levels and where its figures come from.
// docs/profile.md.
//
//     const Result<Profile> loaded = load_profile(built_in_profile("article").value(), {});
//     for (const Fault& fault : loaded.faults) std::cerr << to_text(fault) << '\n';
//     evaluate(loaded->scenario).options[0].total;  // 1920
//
// Loading reports every fault of a profile, not only the first; a profile with faults is not returned.
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

// A number or text that replaces the profile's own.
struct Override {
    std::string path;  // "*.hardware.gpu.unit_price": of the only option that has such a path; "**.…": of all
                       // that have it; "=local.…": of the option `local`
    std::string value;
    std::string flag = "--set";  // how it was given, for faults and provenance
    int layer = 0;  // within one layer, a path is set only once; higher layers are applied later, and win
    // Paths of the same option ("hardware.gpu.unit_price") that are removed when the value is set.
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

// What `aicost sweep` varies if the command line does not say: ranges as in `--vary`, the first axis moving
// slowest; the inputs of one axis move together.
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

// A value taken from the catalogue, with its entry, source and date.
struct Filled {
    std::string path;
    std::string source;
    std::string as_of;
    // Of an estimate: 8 of 10 measurements lie between `slow` and `fast`; 0: not an estimate.
    double slow = 0.0, fast = 0.0;
    std::string follows;  // of a time: the estimated rate that it depends on
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
    std::vector<InputRange> sensitivity;      // the ranges in which `sensitivity` moves inputs
    std::vector<UncertainInput> uncertainty;  // what `risk` draws
    std::vector<RankCorrelation> correlations;
    ProfileText text;
    std::vector<Override> overrides;
    std::string with;            // the options given on the command line, as typed
    std::vector<Filled> filled;  // from catalogue ids
    // The paths of everything not left at its default, and the line of `text` that states it; 0: the command line
    // or the catalogue.
    std::map<std::string, int, std::less<>> stated;
    std::vector<std::string> warnings;

    [[nodiscard]] bool states(std::string_view path) const;
    [[nodiscard]] Origin origin(std::string_view path) const;
};

// Inputs filled with an estimate that costs depend on: rates, and the time of a lone request where a machine is
// billed by it. Eight of ten measurements lie between `slow` and `fast`.
struct EstimatedInput {
    std::string path;
    double slow = 0.0, fast = 0.0;  // a rate: slow is the lower; a time: the higher
    std::string follows;            // of a time: the rate that it depends on
};
std::vector<EstimatedInput> estimated_inputs(const Profile& profile);
// Makes them uncertain, unless the profile already states their uncertainty.
void draw_estimates(Profile& profile);

// Longer texts, in bytes, are not read as profiles.
inline constexpr std::size_t largest_profile = std::size_t{4} << 20U;

// `catalogue`: what the profile's ids are looked up in.
Result<Profile> load_profile(ProfileText text, std::span<const Override> overrides,
                             const Catalogue& catalogue = Catalogue::built_in());

// Names of the built-in profiles.
std::vector<std::string_view> built_in_profiles();
std::optional<ProfileText> built_in_profile(std::string_view name);

// The JSON Schema (draft 2020-12) of a profile, and where it is published.
std::string profile_schema();
inline constexpr std::string_view profile_schema_name = "aicost-profile.schema.json";

// Every input of the model: what `aicost profile params` and the documentation list.
struct ParameterDescription {
    std::string path;  // with ID and ITEM in place of names
    std::string type;
    Unit unit = Unit::none;
    std::string range;
    std::string fallback;
    std::string help;
};
std::vector<ParameterDescription> describe_parameters();

}  // namespace aicost
