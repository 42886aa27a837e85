#include "cli/inputs.hpp"

#include <algorithm>
#include <cmath>

#include "aicost/check.hpp"
#include "aicost/range.hpp"
#include "cli/monthly_bill.hpp"
#include "cli/program.hpp"
#include "cli/studies.hpp"
#include "profile/written.hpp"
#include "report/view/input_table.hpp"
#include "report/view/slider.hpp"
#include "text/value.hpp"

namespace aicost {

namespace {

constexpr std::size_t usually_looked_into = 6;

constexpr OptionRow inputs_rows[] = {
    {"--on", "PATH[=RANGE]", "look into this input, over these values", into<&InputsArguments::on>, true},
};
constexpr std::span<const OptionRow> inputs_own_options = inputs_rows;

// An input whose flip and curve are asked for; no range: that of its slider.
struct Asked {
    std::string path;
    std::optional<Range> range;
};

Asked asked_of(const std::string& text) {
    const auto equals = text.find('=');
    Asked asked{text.substr(0, equals), {}};
    if (equals == std::string::npos) return asked;
    const ParsedRange parsed = parse_range(text.substr(equals + 1));
    if (!parsed.range) fail("--on: " + parsed.problem);
    asked.range = parsed.range;
    return asked;
}

// The margin at each value that the input may have with the others as they are.
DataList curve_of(const Profile& profile, const DecidingPair& pair, const std::string& path,
                  const std::optional<Range>& range) {
    if (!range) return {};
    Scenario scenario = profile.scenario;
    const Parameter parameter = find_parameter(scenario, path).value();
    DataList points;
    std::optional<double> last;
    for (std::uint64_t i = 0; i < range->size(); ++i) {
        double value = range->at(i);
        if (parameter.bound().whole) value = std::round(value);
        if (value == last || !parameter.bound().holds(value)) continue;
        last = value;
        parameter.set(value);
        if (!check_rules(scenario, true).empty()) continue;
        const double margin = pair_margin(scenario, pair).value();
        if (std::isfinite(margin)) points.emplace_back(DataList{value, margin});
    }
    return points;
}

const std::string& path_in(const Data& row) {
    return std::get<std::string>(std::get<DataObject>(row.value).front().second.value);
}

// Rows of those that move most, then the others as the profile has them.
DataList in_order(DataList rows, const std::vector<std::string>& first) {
    const auto place = [&](const Data& row) {
        return std::find(first.begin(), first.end(), path_in(row)) - first.begin();
    };
    std::stable_sort(rows.begin(), rows.end(),
                     [&](const Data& a, const Data& b) { return place(a) < place(b); });
    return rows;
}

Outcome run_inputs(const Arguments& arguments) {
    const Profile profile = load(arguments);
    const Comparison comparison = evaluate(profile.scenario);
    Scenario scenario = profile.scenario;
    const SensitivityView moved = tornado_of(arguments, profile);

    std::vector<std::string> first;
    for (const TornadoBar& bar : moved.tornado.bars) first.push_back(bar.input.path);
    std::vector<Asked> asked;
    for (const std::string& text : arguments.own.of<InputsArguments>().on) asked.push_back(asked_of(text));
    if (asked.empty()) {
        for (const SensitivityInput& input : moving_inputs(moved.tornado)) {
            if (asked.size() < usually_looked_into) asked.push_back({input.path, {}});
        }
    }
    std::vector<std::string> paths;
    for (const Asked& one : asked) {
        if (!find_parameter(scenario, one.path))
            fail("--on: '" + one.path + "' is not a number of this profile");
        paths.push_back(one.path);
    }
    const auto pair = deciding_pair(comparison);
    const std::vector<Flip> found = pair ? flips(profile.scenario, *pair, paths) : std::vector<Flip>();

    DataList rows = in_order(inputs_data(profile), first);
    std::erase_if(rows, [&](const Data& row) {  // words
        const auto parameter = find_parameter(scenario, path_in(row));
        return !parameter || !parameter->get();
    });
    for (Data& row : rows) {
        auto& data = std::get<DataObject>(row.value);
        const std::string path = path_in(row);
        const Parameter parameter = find_parameter(scenario, path).value();
        const auto flip =
            std::find_if(found.begin(), found.end(), [&](const Flip& one) { return one.path == path; });
        const auto bar = std::find_if(moved.tornado.bars.begin(), moved.tornado.bars.end(),
                                      [&](const TornadoBar& one) { return one.input.path == path; });
        const std::optional<double> at = flip == found.end() ? std::nullopt : flip->at;
        const Slider slider = slider_for(parameter, at);
        add_slider(data, parameter, slider);
        data.emplace_back("swing", bar == moved.tornado.bars.end() || !std::isfinite(bar->width())
                                       ? Data()
                                       : Data(bar->width()));
        const auto ask =
            std::find_if(asked.begin(), asked.end(), [&](const Asked& one) { return one.path == path; });
        if (ask == asked.end()) continue;
        data.emplace_back("flips_at", at);
        data.emplace_back("then", at && flip->then ? Data(comparison.options[*flip->then].id) : Data());
        if (pair)
            data.emplace_back("curve",
                              curve_of(profile, *pair, path,
                                       ask->range ? ask->range : parse_range(range_text(slider)).range));
    }
    Outcome outcome;
    outcome.document = document_of(profile, "inputs");
    outcome.document->data = data_head(profile, comparison, "inputs");
    auto& data = outcome.document->data;
    data.emplace_back("winner", to_data(winner_of(comparison)));
    data.emplace_back("metric", moved.metric);
    data.emplace_back("value", moved.tornado.base);
    data.emplace_back("inputs", std::move(rows));
    return outcome;
}

Outcome run_saved(const Arguments& arguments) {
    ProfileText text = find_profile(arguments.profile);
    std::vector<Override> overrides = arguments.overrides;
    if (!arguments.monthly_bill.empty()) overrides.push_back(volume_of_bill(text, arguments));
    Result<std::string> written = written_profile(std::move(text), overrides, catalogue());
    if (!written) fail(written.faults);
    Outcome outcome;
    outcome.text = std::move(*written);
    return outcome;
}

const std::span<const OptionRow> inputs_options[] = {inputs_own_options, profile_options};
const std::span<const OptionRow> saved_options[] = {profile_options};

}  // namespace

const Command inputs_command = {"inputs", profile_word, {}, {}, inputs_options, {}, 0, 1, run_inputs, "json"};
const Command saved_command = {"saved", profile_word, {}, {}, saved_options, {}, 0, 1, run_saved, "json"};

}  // namespace aicost
