#include "cli/describe/candidates.hpp"

#include <algorithm>

#include "aicost/catalogue.hpp"
#include "aicost/use.hpp"
#include "cli/describe/choices.hpp"
#include "cli/program.hpp"
#include "text/lower_case.hpp"

namespace aicost {

namespace {

template <class Entry>
void add_ids(const std::vector<Entry>& entries, std::vector<std::string>& into) {
    for (const Entry& entry : entries) into.push_back(entry.fact.id);
}

// The profile of a command line, by its option or as its only word.
std::string profile_of(std::span<const std::string> line) {
    for (std::size_t i = 0; i + 1 < line.size(); ++i) {
        if (line[i] == "-p" || line[i] == "--profile") return line[i + 1];
    }
    const Command* command = line.empty() ? nullptr : find_command(line[0]);
    if (command != nullptr && command->words == profile_word && line.size() > 2 && !line[1].empty() &&
        line[1][0] != '-')
        return line[1];
    return Arguments{}.profile;
}

std::optional<Profile> profile_for(std::span<const std::string> line) {
    const std::string name = profile_of(line);
    if (name == "-") return {};
    try {
        return load(find_profile(name), std::vector<Override>{});
    } catch (const Failure&) {
        return {};
    }
}

void add_metrics(std::span<const std::string> line, std::vector<std::string>& into) {
    if (const auto profile = profile_for(line)) into = metric_names(profile->scenario);
}

void add_paths(std::span<const std::string> line, std::string_view behind, std::vector<std::string>& into) {
    auto profile = profile_for(line);
    if (!profile) return;
    for (const Parameter& one : all_parameters(profile->scenario))
        into.push_back(one.path() + std::string(behind));
}

// What may stand behind the first word of `catalog` and `profile`.
void add_second_words(std::span<const std::string> line, std::vector<std::string>& into) {
    if (line.size() < 3) return;
    const std::string whole = line[0] + " " + line[1];
    if (whole == "catalog show") {
        add_ids(catalogue().cloud_models(), into);
        add_ids(catalogue().gpus(), into);
        add_ids(catalogue().open_models(), into);
        add_ids(catalogue().quantizations(), into);
        add_ids(catalogue().electricity_regions(), into);
        add_ids(uses(), into);
    } else if (whole == "profile show" || whole == "profile validate") {
        for (const std::string_view name : built_in_profiles()) into.emplace_back(name);
    } else if (whole == "profile params") {
        for (const ParameterDescription& one : describe_parameters()) into.push_back(one.path);
    }
}

struct Kind {
    std::string_view name, option;
};
constexpr Kind of_options[] = {{"gpu", "--gpu"},     {"open-model", "--model"}, {"format", "--quantization"},
                               {"cloud", "--cloud"}, {"region", "--region"},    {"use", "--use"}};

}  // namespace

std::string_view candidate_kind(const OptionRow& row) {
    const std::string_view full = names_of(row).full;
    for (const Kind& kind : of_options) {
        if ((row.value == "ID" || row.value == "NAME") && kind.option == full) return kind.name;
    }
    if (row.value == "MODEL") return "cloud";
    for (const std::string_view begins : {"METRIC", "ASSERTION", "CONDITION", "A = B"}) {
        if (row.value.starts_with(begins) || row.value.starts_with("'" + std::string(begins)))
            return "metric";
    }
    if (row.value == "PATH") return "path";
    return row.value.substr(0, 5) == "PATH=" ? "path=" : std::string_view();
}

std::string_view candidate_kind(const Command& command) {
    if (command.name == "catalog" || command.name == "profile") return "word";
    return command.words == "[METRIC]" ? "metric" : std::string_view();
}

std::vector<std::string> candidates(std::string_view kind, std::string_view begin,
                                    std::span<const std::string> line) {
    std::vector<std::string> all;
    if (kind == "gpu") {
        add_ids(catalogue().gpus(), all);
    } else if (kind == "open-model") {
        add_ids(catalogue().open_models(), all);
    } else if (kind == "format") {
        add_ids(catalogue().quantizations(), all);
    } else if (kind == "cloud") {
        add_ids(catalogue().cloud_models(), all);
    } else if (kind == "region") {
        add_ids(catalogue().electricity_regions(), all);
    } else if (kind == "use") {
        add_ids(uses(), all);
    } else if (kind == "metric") {
        add_metrics(line, all);
    } else if (kind == "word") {
        add_second_words(line, all);
    } else if (kind == "path" || kind == "path=") {
        add_paths(line, kind == "path=" ? "=" : "", all);
    }
    const std::string typed = lower_case(begin);
    std::erase_if(all, [&](const std::string& entry) {
        const std::string one = lower_case(entry);
        const auto slash = one.find('/');
        return !one.starts_with(typed) &&
               (slash == one.npos || !std::string_view(one).substr(slash + 1).starts_with(typed));
    });
    return all;
}

}  // namespace aicost
