#include "report/view/input_table.hpp"

#include <algorithm>

#include "report/formatted.hpp"

namespace aicost {

namespace {

// Another stated form of the same number: "price_per_1k" for "price_per_mtok".
bool is_stated_otherwise(const Parameter& parameter, const Profile& profile) {
    const std::string& path = parameter.path();
    if (profile.states(path)) return false;
    const std::string before = path.substr(0, path.size() - parameter.field().key.size());
    std::string_view others = parameter.field().instead_of;
    while (!others.empty()) {
        const auto end = std::min(others.find(' '), others.size());
        const std::string other = before + std::string(others.substr(0, end));
        if (profile.states(other)) return true;
        others.remove_prefix(std::min(end + 1, others.size()));
    }
    return false;
}

Cell source_cell(const Origin& origin) {
    if (origin.source.empty()) return empty_cell("–");
    return text_cell(origin.as_of.empty() ? origin.source : origin.source + ", " + origin.as_of);
}

Data word_data(const std::string& word) { return word.empty() ? Data() : Data(word); }

Data row_data(const InputRow& input, Data value) {
    return DataObject{{"path", input.path},
                      {"value", std::move(value)},
                      {"unit", std::string(symbol(input.unit))},
                      {"from", place_of(input.origin)},
                      {"source", word_data(input.origin.source)},
                      {"as_of", word_data(input.origin.as_of)}};
}

}  // namespace

std::vector<InputRow> input_rows(const Profile& profile, bool stated) {
    Scenario scenario = profile.scenario;
    std::vector<InputRow> all;
    for (const Parameter& parameter : all_parameters(scenario)) {
        const auto value = parameter.get();
        if (!value) continue;
        Origin origin = profile.origin(parameter.path());
        const bool left = origin.kind == Origin::Kind::fallback;
        if (left == stated || is_stated_otherwise(parameter, profile)) continue;
        all.push_back({parameter.path(), *value, parameter.field().unit, std::string(parameter.field().help),
                       std::move(origin)});
    }
    return all;
}

std::vector<InputRow> stated_words(const Profile& profile) {
    constexpr std::string_view of_people[] = {".label", ".note", ".kind"};
    Scenario scenario = profile.scenario;
    std::vector<InputRow> all;
    for (const InputValue& input : all_inputs(scenario)) {
        const auto* word = std::get_if<std::string>(&input.value);
        if (word == nullptr || word->empty()) continue;
        const bool words = std::any_of(std::begin(of_people), std::end(of_people),
                                       [&](std::string_view end) { return input.path.ends_with(end); });
        Origin origin = profile.origin(input.path);
        if (words || origin.kind == Origin::Kind::fallback) continue;
        all.push_back({input.path, 0.0, Unit::none, "", std::move(origin), *word});
    }
    return all;
}

std::string place_of(const Origin& origin) {
    switch (origin.kind) {
        case Origin::Kind::fallback: return "default";
        case Origin::Kind::profile: return formatted("{}, line {}", origin.file, origin.line);
        case Origin::Kind::catalogue: return "catalogue";
        case Origin::Kind::command_line: return "command line, " + origin.file;
    }
    return {};
}

Table stated_inputs_table(const Profile& profile) {
    Table table;
    table.audience = Table::Audience::people;
    table.columns = {
        {"Input", ""}, {"Value", "", true}, {"From", "", false, 0, 1}, {"Source and its date", ""}};
    for (const InputRow& input : input_rows(profile, true)) {
        table.rows.push_back({text_cell(input.path),
                              text_cell(input_text(input.value, input.unit, profile.scenario.currency)),
                              text_cell(place_of(input.origin)), source_cell(input.origin)});
    }
    for (const InputRow& input : stated_words(profile))
        table.rows.push_back({text_cell(input.path), text_cell(input.word), text_cell(place_of(input.origin)),
                              source_cell(input.origin)});
    return table;
}

Table default_inputs_table(const Profile& profile) {
    Table table;
    table.audience = Table::Audience::people;
    table.columns = {{"Input", ""}, {"Default", "", true}, {"Meaning", ""}};
    for (const InputRow& input : input_rows(profile, false)) {
        table.rows.push_back({text_cell(input.path),
                              text_cell(input_text(input.value, input.unit, profile.scenario.currency)),
                              text_cell(input.help)});
    }
    table.folded =
        formatted("{} inputs are left to their defaults: `aicost profile params` lists those of every option",
                  table.rows.size());
    return table;
}

DataList inputs_data(const Profile& profile) {
    DataList all;
    for (const bool stated : {true, false}) {
        for (const InputRow& input : input_rows(profile, stated)) all.push_back(row_data(input, input.value));
    }
    return all;
}

DataList words_data(const Profile& profile) {
    DataList all;
    for (const InputRow& input : stated_words(profile)) all.push_back(row_data(input, input.word));
    return all;
}

}  // namespace aicost
