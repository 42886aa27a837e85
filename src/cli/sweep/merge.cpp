#include "cli/sweep/merge.hpp"

#include <algorithm>
#include <map>

#include "aicost/scenario.hpp"
#include "cli/sweep/axes.hpp"
#include "cli/terminal.hpp"
#include "json/json_text.hpp"
#include "report/view/views.hpp"

namespace aicost {

namespace {

constexpr std::string_view write_one = "`aicost sweep … --summary --shard K/N -f json -o FILE` writes it";
constexpr JsonKind a_summary{"a part's summary", write_one, write_one, write_one, std::size_t{256} << 20U};

struct ShardFile {
    std::string file;
    std::uint64_t number = 1, parts = 1;
    Profile profile;  // as far as a summary shows it
    std::vector<std::string> varied;
    std::string selection;
    Json same;  // what parts of one sweep have in common
    SweepSummary summary;
};

// What is not as a summary is written; caught where the file is read.
struct NoPart {};

const Json& at(const Json& object, const char* key) {
    const auto found = object.is_object() ? object.find(key) : object.end();
    if (!object.is_object() || found == object.end()) throw NoPart{};
    return *found;
}
std::string text_at(const Json& object, const char* key) {
    if (!at(object, key).is_string()) throw NoPart{};
    return at(object, key).get<std::string>();
}
double number_in(const Json& value) {
    if (!value.is_number()) throw NoPart{};
    return value.get<double>();
}
std::uint64_t count_in(const Json& value) {
    const double number = number_in(value);
    if (!(number >= 0.0 && number <= 9e15)) throw NoPart{};
    return static_cast<std::uint64_t>(number);
}
std::vector<std::string> texts_in(const Json& list) {
    std::vector<std::string> all;
    if (!list.is_array()) throw NoPart{};
    for (const Json& one : list) {
        if (!one.is_string()) throw NoPart{};
        all.push_back(one.get<std::string>());
    }
    return all;
}
std::optional<double> number_or_none(const Json& value) {
    return value.is_null() ? std::nullopt : std::optional(number_in(value));
}

std::vector<double> inputs_in(const Json& value, std::vector<std::string>& varied) {
    std::vector<double> inputs;
    if (!value.is_object()) return inputs;
    varied.clear();
    for (const auto& [path, number] : value.items()) {
        varied.push_back(path);
        inputs.push_back(number_in(number));
    }
    return inputs;
}

Profile profile_in(const Json& root, const Json& shard) {
    Profile profile;
    profile.name = text_at(root, "profile");
    profile.with = text_at(shard, "with");
    profile.scenario.currency = text_at(root, "currency");
    if (const Json& months = at(root, "horizon_months"); !months.is_null())
        profile.scenario.horizon_months = static_cast<int>(count_in(months));
    for (const auto& [id, label] : at(shard, "labels").items()) {
        Api option;
        if (!label.is_string()) throw NoPart{};
        option.about.label = label.get<std::string>();
        profile.scenario.options.push_back({id, std::move(option)});
    }
    profile.scenario.baseline = text_at(root, "baseline");
    if (!find_option(profile.scenario, profile.scenario.baseline)) throw NoPart{};
    for (const std::string& line : texts_in(at(shard, "notes"))) profile.filled.push_back({"", line, ""});
    return profile;
}

SweepSummary summary_in(const Json& root, const Json& shard, std::vector<std::string>& varied) {
    SweepSummary summary;
    summary.count = count_in(at(root, "scenarios"));
    summary.exact = at(root, "median_is_exact") == Json(true);
    if (root.contains("wins")) {
        for (const auto& [name, times] : root["wins"].items()) summary.wins.push_back(count_in(times));
    }
    for (const auto& [name, metric] : at(root, "metrics").items()) {
        SweepSummary::Metric one;
        one.name = name;
        one.count = count_in(at(metric, "scenarios"));
        one.min = number_or_none(at(metric, "least"));
        one.median = number_or_none(at(metric, "median"));
        one.max = number_or_none(at(metric, "greatest"));
        one.min_at = inputs_in(at(metric, "least_at"), varied);
        one.max_at = inputs_in(at(metric, "greatest_at"), varied);
        for (const Json& pair : at(at(shard, "counted"), name.c_str())) {
            if (!pair.is_array() || pair.size() != 2) throw NoPart{};
            one.counted.emplace_back(number_in(pair[0]), count_in(pair[1]));
        }
        summary.metrics.push_back(std::move(one));
    }
    return summary;
}

ShardFile read_part(const std::string& file) {
    const ProfileText text{file == "-" ? "<stdin>" : file, read_input(file, a_summary.largest, "summary")};
    std::vector<Fault> faults;
    const auto root = parse_json(text, faults, a_summary);
    if (!root) fail(faults);
    try {
        if (!root->is_object() || !root->contains("shard")) throw NoPart{};
        const Json& shard = at(*root, "shard");
        ShardFile part{file,
                       count_in(at(shard, "part")),
                       count_in(at(shard, "parts")),
                       profile_in(*root, shard),
                       {},
                       {},
                       {},
                       {}};
        part.summary = summary_in(*root, shard, part.varied);
        for (const std::string& one : texts_in(at(shard, "where")))
            part.selection += (part.selection.empty() ? "; where " : " and ") + one;
        Json names = Json::array();
        for (const auto& metric : part.summary.metrics) names.push_back(metric.name);
        part.same = {{"profile", part.profile.name},     {"with", part.profile.with}, {"vary", shard["vary"]},
                     {"where", shard["where"]},          {"labels", shard["labels"]}, {"parts", part.parts},
                     {"wins", part.summary.wins.size()}, {"metrics", names}};
        return part;
    } catch (const NoPart&) {
        fail(file + ": is not the summary of a part of a sweep; " + std::string(write_one));
    }
}

}  // namespace

Document merged_summaries(const Arguments& arguments) {
    const auto& own = arguments.own.of<SweepArguments>();
    if (!own.vary.empty() || !own.where.empty() || !own.by.empty() || !own.top.empty() ||
        !own.shard.empty() || !own.columns.empty() || !arguments.overrides.empty() || arguments.profile_flag)
        fail("--merge: takes the files alone; what was swept stands in them");
    std::map<std::uint64_t, ShardFile> parts;
    for (const std::string& file : own.merge) {
        ShardFile part = read_part(file);
        if (!parts.empty() && parts.begin()->second.same != part.same)
            fail(file + ": is a part of another sweep than " + parts.begin()->second.file +
                 "; parts of one sweep alone");
        const auto [place, is_new] = parts.try_emplace(part.number, part);
        if (!is_new)
            fail(file + ": is the same part as " + place->second.file + " (got part " +
                 std::to_string(part.number) + " twice); each part once");
    }
    const ShardFile& first = parts.begin()->second;
    std::vector<SweepSummary> summaries;
    std::vector<std::string> varied = first.varied;
    for (std::uint64_t number = 1; number <= first.parts; ++number) {
        const auto part = parts.find(number);
        if (part == parts.end())
            fail("--merge: part " + std::to_string(number) + " of " + std::to_string(first.parts) +
                 " is missing; name the file of every part");
        if (varied.empty()) varied = part->second.varied;
        summaries.push_back(std::move(part->second.summary));
    }
    return summary_view(first.profile, varied, merged(summaries), first.selection);
}

}  // namespace aicost
