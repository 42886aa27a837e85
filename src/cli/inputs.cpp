#include "cli/inputs.hpp"

#include <algorithm>
#include <cmath>

#include "aicost/check.hpp"
#include "aicost/range.hpp"
#include "cli/metric_choice.hpp"
#include "cli/monthly_bill.hpp"
#include "cli/program.hpp"
#include "cli/studies.hpp"
#include "profile/written.hpp"
#include "report/view/input_table.hpp"
#include "report/view/slider.hpp"
#include "text/real.hpp"
#include "text/value.hpp"

namespace aicost {

namespace {

constexpr std::size_t usually_looked_into = 6;

constexpr OptionRow inputs_rows[] = {
    {"--on", "PATH[=RANGE]", "look into this input, over these values", into<&InputsArguments::on>, true},
    {"--plain", "", "look into none", into<&InputsArguments::plain>},
};
constexpr std::span<const OptionRow> inputs_own_options = inputs_rows;

// An input whose flip and curve are asked for; without a range: its slider's.
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

// A number that is only drawn needs no more digits.
double drawn(double value) {
    if (value == 0.0) return value;
    const double scale = power_of_ten(5 - decimal_exponent(std::abs(value)));
    return std::round(value * scale) / scale;
}

// The margin at each value of the range, the other inputs unchanged.
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
        if (std::isfinite(margin)) points.emplace_back(DataList{drawn(value), drawn(margin)});
    }
    return points;
}

const std::string& path_in(const Data& row) {
    return std::get<std::string>(std::get<DataObject>(row.value).front().second.value);
}

// Rows of the inputs that move the margin most, then the others in the profile's order.
DataList in_order(DataList rows, const std::vector<std::string>& first) {
    const auto place = [&](const Data& row) {
        return std::find(first.begin(), first.end(), path_in(row)) - first.begin();
    };
    std::stable_sort(rows.begin(), rows.end(),
                     [&](const Data& a, const Data& b) { return place(a) < place(b); });
    return rows;
}

std::vector<Asked> asked_for(const InputsArguments& own, const SensitivityView& moved) {
    std::vector<Asked> asked;
    for (const std::string& text : own.on) asked.push_back(asked_of(text));
    if (!asked.empty() || own.plain) return asked;
    for (const SensitivityInput& input : moving_inputs(moved.tornado)) {
        if (asked.size() < usually_looked_into) asked.push_back({input.path, {}});
    }
    return asked;
}

// Where the pair turns about along each; those that were solved already are not solved again.
std::vector<Flip> flips_along(const Profile& profile, const DecidingPair& pair,
                              const std::vector<Asked>& asked, const SensitivityView& moved) {
    std::vector<Flip> found;
    std::vector<std::string> open;
    for (const Asked& one : asked) {
        const auto solved = std::find_if(moved.solved.begin(), moved.solved.end(),
                                         [&](const Flip& flip) { return flip.path == one.path; });
        if (solved == moved.solved.end())
            open.push_back(one.path);
        else
            found.push_back(*solved);
    }
    for (Flip& flip : flips(profile.scenario, pair, open)) found.push_back(std::move(flip));
    return found;
}

const std::string& path_of(const Asked& one) { return one.path; }
const std::string& path_of(const Flip& flip) { return flip.path; }
const std::string& path_of(const TornadoBar& bar) { return bar.input.path; }
template <class T>
const T* of_path(const std::vector<T>& all, const std::string& path) {
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const T& one) { return path_of(one) == path; });
    return found == all.end() ? nullptr : &*found;
}

DataObject inputs_of(const Profile& profile, const Comparison& comparison, const std::vector<Asked>& asked,
                     const SensitivityView& moved, bool only_asked) {
    Scenario scenario = profile.scenario;
    const auto pair = deciding_pair(comparison);
    const std::vector<Flip> found = pair ? flips_along(profile, *pair, asked, moved) : std::vector<Flip>();
    std::vector<std::string> first;
    for (const TornadoBar& bar : moved.tornado.bars) first.push_back(bar.input.path);
    DataList rows;
    for (Data& row : in_order(inputs_data(profile), first)) {
        auto& data = std::get<DataObject>(row.value);
        const std::string path = path_in(row);
        const Asked* ask = of_path(asked, path);
        if (only_asked && ask == nullptr) continue;
        const Parameter parameter = find_parameter(scenario, path).value();
        const Flip* flip = of_path(found, path);
        const TornadoBar* bar = of_path(moved.tornado.bars, path);
        const std::optional<double> at = flip == nullptr ? std::nullopt : flip->at;
        const Slider slider = slider_for(parameter, at);
        add_slider(data, parameter, slider);
        data.emplace_back("swing",
                          bar == nullptr || !std::isfinite(bar->width()) ? Data() : Data(bar->width()));
        if (ask != nullptr) {
            data.emplace_back("flips_at", at);
            data.emplace_back("then", at && flip->then ? Data(comparison.options[*flip->then].id) : Data());
            if (pair)
                data.emplace_back("curve",
                                  curve_of(profile, *pair, path,
                                           ask->range ? ask->range : parse_range(range_text(slider)).range));
        }
        rows.push_back(std::move(row));
    }
    DataObject data = data_head(profile, comparison, "inputs");
    data.emplace_back("winner", to_data(winner_of(comparison)));
    data.emplace_back("metric", moved.metric);
    data.emplace_back("value", moved.tornado.base);
    data.emplace_back("inputs", std::move(rows));
    return data;
}

Outcome run_inputs(const Arguments& arguments) {
    const Profile profile = load(arguments);
    const Comparison comparison = evaluate(profile.scenario);
    const auto& own = arguments.own.of<InputsArguments>();
    const SensitivityView moved = own.plain ? SensitivityView() : tornado_of(arguments, profile);
    const std::vector<Asked> asked = asked_for(own, moved);
    Scenario scenario = profile.scenario;
    for (const Asked& one : asked) expect_number_path(one.path, scenario, "--on");
    Outcome outcome;
    outcome.document = document_of(profile, "inputs");
    outcome.document->data = inputs_of(profile, comparison, asked, moved, false);
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

DataObject first_inputs(const Arguments& arguments, const Profile& profile, const Comparison& comparison,
                        const SensitivityView& moved) {
    Arguments usual = arguments;
    usual.own = OwnArguments();  // a page asks without what is the report's alone
    const bool same = arguments.own.of<StudyArguments>().metrics.empty() &&
                      arguments.own.of<SensitivityArguments>().swing.empty();
    const SensitivityView& view = same ? moved : tornado_of(usual, profile);
    return inputs_of(profile, comparison, asked_for({}, view), view, true);
}

const Command inputs_command = {"inputs", profile_word, {}, {}, inputs_options, {}, 0, 1, run_inputs, "json"};
const Command saved_command = {"saved", profile_word, {}, {}, saved_options, {}, 0, 1, run_saved, "json"};

}  // namespace aicost
