// A sweep as a document: its rows, its summary, or the map of its winners.
#include <algorithm>
#include <cmath>
#include <numeric>

#include "aicost/batch.hpp"
#include "aicost/parameter.hpp"
#include "report/formatted.hpp"
#include "report/number.hpp"
#include "report/view/sweep_view.hpp"
#include "report/view/verdict.hpp"
#include "report/view/views.hpp"
#include "text/listed.hpp"

namespace aicost {

namespace {

Unit column_unit(std::string_view metric) { return unit_of_metric(metric).value_or(Unit::word); }

std::string winner_name(const Profile& profile, double code) {
    if (code == winner_tie) return "tie";
    if (code == winner_none) return "none";
    return profile.scenario.options[static_cast<std::size_t>(code)].name;
}

MetricValue value_of(const Profile& profile, Unit unit, double number) {
    if (unit == Unit::word)
        return number == winner_none ? MetricValue() : MetricValue(winner_name(profile, number));
    if (!std::isfinite(number)) return {};
    if (unit == Unit::flag) return number != 0.0;
    return number;
}

// The horizon may be varied.
DataObject head(const Profile& profile, double count, const std::vector<std::string>& varied) {
    const auto& scenario = profile.scenario;
    const bool moves = std::find(varied.begin(), varied.end(), "horizon_months") != varied.end();
    return {{"aicost", AICOST_VERSION},
            {"command", "sweep"},
            {"profile", profile.name},
            {"currency", scenario.currency},
            {"horizon_months", moves ? Data() : Data(scenario.horizon_months)},
            {"baseline", scenario.options[baseline_of(scenario)].name},
            {"scenarios", count}};
}

// "a tie in 2"
std::string wins_of(const Profile& profile, std::size_t which, std::uint64_t times) {
    const auto option = which - 2;
    const std::string name = which == 0   ? "no option can"
                             : which == 1 ? "a tie"
                                          : label_of(profile.scenario.options[option]);
    return formatted("{} in {}", name, plain_text(static_cast<double>(times), 15));
}

// "cloud wins in 3 of 5 scenarios, local in 2"; `wins`: none, tie, the options.
std::string wins_text(const Profile& profile, const std::vector<std::uint64_t>& wins) {
    std::vector<std::size_t> order(wins.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return std::pair(a >= 2, wins[a]) > std::pair(b >= 2, wins[b]);
    });
    std::erase_if(order, [&](std::size_t which) { return wins[which] == 0; });
    if (order.empty()) return "No scenario is left";
    const auto count = static_cast<double>(std::accumulate(wins.begin(), wins.end(), std::uint64_t{0}));
    const std::string all = plain_text(count, 15) + (count == 1.0 ? " scenario" : " scenarios");
    const std::string each = count == 1.0   ? "the one scenario"
                             : count == 2.0 ? "both scenarios"
                                            : "all " + all;
    if (order.size() == 1 && order.front() < 2)
        return formatted("{} in {}", order.front() == 0 ? "No option can serve the workload" : "A tie", each);
    if (order.front() < 2) {
        std::string text;
        for (const std::size_t which : order)
            text += (text.empty() ? "" : ", ") + wins_of(profile, which, wins[which]);
        return formatted("No option wins in {}: {}", all, text);
    }
    const std::string& first = label_of(profile.scenario.options[order.front() - 2]);
    if (order.size() == 1) return formatted("{} wins in {}", first, each);
    std::string text = formatted("{} wins in {} of {}", first,
                                 plain_text(static_cast<double>(wins[order.front()]), 15), all);
    for (std::size_t i = 1; i < order.size(); ++i) text += ", " + wins_of(profile, order[i], wins[order[i]]);
    return text;
}

std::vector<std::uint64_t> counted_wins(const Profile& profile, const std::vector<double>& winners) {
    std::vector<std::uint64_t> wins(profile.scenario.options.size() + 2);
    for (const double code : winners) ++wins[static_cast<std::size_t>(code - winner_none)];
    return wins;
}

DataObject wins_data(const Profile& profile, const std::vector<std::uint64_t>& wins) {
    DataObject data;
    for (std::size_t i = 0; i < wins.size(); ++i)
        data.emplace_back(winner_name(profile, static_cast<double>(i) + winner_none),
                          static_cast<double>(wins[i]));
    return data;
}

// If a single number varies and the winner changes once: from which value on.
std::string turning_point(const Profile& profile, const SweepTable& sweep,
                          const std::vector<double>& winners) {
    if (sweep.inputs.size() != 1) return {};
    std::vector<std::size_t> order(winners.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return sweep.rows[a][0] < sweep.rows[b][0]; });
    std::optional<std::size_t> turn;
    for (std::size_t i = 1; i < order.size(); ++i) {
        if (winners[order[i]] == winners[order[i - 1]]) continue;
        if (turn) return {};
        turn = order[i];
    }
    if (!turn || winners[*turn] < 0.0) return {};
    Scenario scenario = profile.scenario;
    const auto parameter = find_parameter(scenario, sweep.inputs[0]);
    const double at = sweep.rows[*turn][0];
    return formatted(
        "; {} from {} = {} on", label_of(profile.scenario.options[static_cast<std::size_t>(winners[*turn])]),
        sweep.inputs[0],
        parameter ? number_text(at, parameter->field().unit, profile.scenario.currency) : plain_text(at));
}

// A description no longer holds if inputs are varied.
void add_verdict(Document& document, const Profile& profile, const std::vector<std::string>& varied,
                 const std::string& text, const std::string& selection = {}) {
    document.blocks.emplace_back(Paragraph{text + ".", true});
    document.blocks.emplace_back(
        Paragraph{formatted("{}{}, over {}{}", name_of(profile),
                            profile.with.empty() ? "" : ", with " + profile.with, listed(varied), selection),
                  false});
}

// Where the inputs stand at each end of every metric.
Table extremes_table(const Profile& profile, const std::vector<std::string>& varied,
                     const SweepSummary& summary) {
    Table table;
    table.columns = {{"At the extremes", "metric", false, 0}, {"", "end", false, 0}};
    for (const std::string& path : varied) table.columns.push_back({path, "parameter_" + path, true, 0});
    Scenario scenario = profile.scenario;
    const auto add = [&](const std::string& name, const char* end, const std::vector<double>& at) {
        std::vector<Cell> row{text_cell(name), text_cell(end)};
        for (std::size_t i = 0; i < at.size(); ++i) {
            const auto parameter = find_parameter(scenario, varied[i]);
            row.push_back(number_cell(at[i], parameter ? parameter->field().unit : Unit::number));
        }
        table.rows.push_back(std::move(row));
    };
    for (const SweepSummary::Metric& metric : summary.metrics) {
        if (metric.min_at.size() != varied.size() || metric.max_at.size() != varied.size()) continue;
        add(metric.name, "least", metric.min_at);
        add(metric.name, "greatest", metric.max_at);
    }
    return table;
}

Data inputs_at(const std::vector<std::string>& varied, const std::vector<double>& at) {
    if (at.size() != varied.size()) return {};
    DataObject data;
    for (std::size_t i = 0; i < at.size(); ++i) data.emplace_back(varied[i], at[i]);
    return data;
}

// What the parts of one sweep are put together from.
DataObject shard_data(const Profile& profile, const SweepSummary& summary, const SweepShard& shard) {
    const auto texts = [](const std::vector<std::string>& all) { return DataList(all.begin(), all.end()); };
    DataObject labels;
    for (const auto& option : profile.scenario.options) labels.emplace_back(option.name, label_of(option));
    DataList notes;
    for (const std::string& line : catalogue_notes(profile).lines) notes.emplace_back(line);
    DataObject counted;
    for (const SweepSummary::Metric& metric : summary.metrics) {
        DataList list;
        for (const auto& [value, times] : metric.counted)
            list.emplace_back(DataList{Data(value), Data(static_cast<double>(times))});
        counted.emplace_back(metric.name, std::move(list));
    }
    return {{"part", static_cast<double>(shard.part)},
            {"parts", static_cast<double>(shard.parts)},
            {"vary", texts(shard.vary)},
            {"where", texts(shard.where)},
            {"with", profile.with},
            {"labels", std::move(labels)},
            {"notes", std::move(notes)},
            {"counted", std::move(counted)}};
}

}  // namespace

Document sweep_view(const Profile& profile, const SweepTable& sweep, const std::vector<double>& winners,
                    const std::string& selection, const SweepWords& words) {
    Document document = document_of(profile, "sweep");
    const auto wins = counted_wins(profile, winners);
    std::vector<std::string> varied = words.paths;
    varied.insert(varied.end(), sweep.inputs.begin(), sweep.inputs.end());
    add_verdict(document, profile, varied,
                wins_text(profile, wins) +
                    (words.paths.empty() && selection.empty() ? turning_point(profile, sweep, winners) : ""),
                selection);
    Table table;
    for (const std::string& path : words.paths)
        table.columns.push_back({path, "parameter_" + path, false, 0});
    for (const std::string& path : sweep.inputs)
        table.columns.push_back({path, "parameter_" + path, true, 0});
    for (const std::string& name : sweep.metrics)
        table.columns.push_back({name, name, column_unit(name) != Unit::word, 0});
    DataList rows;
    for (std::size_t at = 0; at < sweep.rows.size(); ++at) {
        const std::vector<double>& row = sweep.rows[at];
        std::vector<Cell> cells;
        DataObject data;
        for (std::size_t i = 0; i < words.paths.size(); ++i) {
            cells.push_back(text_cell(words.values[at][i]));
            data.emplace_back("parameter_" + words.paths[i], words.values[at][i]);
        }
        for (std::size_t i = 0; i < sweep.inputs.size(); ++i) {
            cells.push_back(number_cell(row[i], Unit::number));
            data.emplace_back("parameter_" + sweep.inputs[i], row[i]);
        }
        for (std::size_t k = 0; k < sweep.metrics.size(); ++k) {
            const Unit unit = column_unit(sweep.metrics[k]);
            const MetricValue value = value_of(profile, unit, row[sweep.inputs.size() + k]);
            cells.push_back(to_cell(value, unit));
            data.emplace_back(sweep.metrics[k], to_data(value));
        }
        table.rows.push_back(std::move(cells));
        rows.emplace_back(std::move(data));
    }
    document.blocks.emplace_back(std::move(table));
    document.data = head(profile, static_cast<double>(sweep.rows.size()), sweep.inputs);
    document.data.emplace_back("wins", wins_data(profile, wins));
    document.data.emplace_back("rows", std::move(rows));
    document.blocks.emplace_back(catalogue_notes(profile));
    return document;
}

Document summary_view(const Profile& profile, const std::vector<std::string>& varied,
                      const SweepSummary& summary, const std::string& selection,
                      const std::optional<SweepShard>& shard) {
    Document document = document_of(profile, "sweep");
    const auto count = static_cast<double>(summary.count);
    document.data = head(profile, count, varied);
    add_verdict(
        document, profile, varied,
        summary.wins.empty() ? plain_text(count, 15) + " scenarios" : wins_text(profile, summary.wins),
        selection);
    if (!summary.wins.empty()) {
        Table wins;
        wins.columns = {
            {"Winner", "winner", false, 0}, {"Scenarios", "scenarios", true, 0}, {"Share", "share", true, 0}};
        for (std::size_t i = 0; i < summary.wins.size(); ++i) {
            const auto times = static_cast<double>(summary.wins[i]);
            const std::string name = winner_name(profile, static_cast<double>(i) + winner_none);
            if (i < 2 && times == 0.0) continue;
            wins.rows.push_back({text_cell(name), number_cell(times, Unit::count),
                                 number_cell(count == 0.0 ? 0.0 : times / count, Unit::share)});
        }
        document.blocks.emplace_back(std::move(wins));
        document.data.emplace_back("wins", wins_data(profile, summary.wins));
    }
    Table table;
    table.columns = {{"Metric", "metric", false, 0},
                     {"Scenarios", "scenarios", true, 0},
                     {"Least", "least", true, 0},
                     {"Median", "median", true, 0},
                     {"Greatest", "greatest", true, 0}};
    DataObject data;
    for (const SweepSummary::Metric& metric : summary.metrics) {
        const Unit unit = column_unit(metric.name);
        const auto cell = [&](const std::optional<double>& value) {
            return to_cell(value ? MetricValue(*value) : MetricValue(), unit);
        };
        table.rows.push_back({text_cell(metric.name),
                              number_cell(static_cast<double>(metric.count), Unit::count), cell(metric.min),
                              cell(metric.median), cell(metric.max)});
        data.emplace_back(metric.name, DataObject{{"scenarios", static_cast<double>(metric.count)},
                                                  {"least", metric.min},
                                                  {"median", metric.median},
                                                  {"greatest", metric.max},
                                                  {"least_at", inputs_at(varied, metric.min_at)},
                                                  {"greatest_at", inputs_at(varied, metric.max_at)}});
    }
    if (!table.rows.empty()) document.blocks.emplace_back(std::move(table));
    if (Table extremes = extremes_table(profile, varied, summary); !extremes.rows.empty())
        document.blocks.emplace_back(std::move(extremes));
    if (!summary.exact) {
        document.blocks.emplace_back(
            Notes{"", {"medians of so many scenarios are found by counting, to 1/2,048 of their value"}});
    }
    document.data.emplace_back("median_is_exact", summary.exact);
    document.data.emplace_back("metrics", std::move(data));
    if (shard) document.data.emplace_back("shard", shard_data(profile, summary, *shard));
    document.blocks.emplace_back(catalogue_notes(profile));
    return document;
}

Document map_view(const Profile& profile, const WinnerMap& map) {
    Document document = document_of(profile, "sweep");
    std::vector<double> codes;
    for (const auto& row : map.winners) codes.insert(codes.end(), row.begin(), row.end());
    add_verdict(document, profile, {map.down.path, map.across.path},
                wins_text(profile, counted_wins(profile, codes)));
    ChoiceMap block;
    block.title = "Cheapest option";
    const auto side_of = [](const WinnerMap::Side& side) {
        ChoiceMap::Side shown{{side.path, side.unit}, side.values, {}};
        const auto [min, max] = std::minmax_element(side.values.begin(), side.values.end());
        if (side.present && !side.values.empty() && *min <= *side.present && *side.present <= *max) {
            const auto nearest =
                std::min_element(side.values.begin(), side.values.end(), [&](double a, double b) {
                    return std::abs(a - *side.present) < std::abs(b - *side.present);
                });
            shown.present = static_cast<std::size_t>(nearest - side.values.begin());
        }
        return shown;
    };
    block.down = side_of(map.down);
    block.across = side_of(map.across);
    for (std::size_t i = 0; i < profile.scenario.options.size(); ++i)
        block.names.push_back(label_of(profile.scenario.options[i]));
    DataList winners;
    for (const auto& row : map.winners) {
        block.rows.emplace_back();
        DataList names;
        for (const double code : row) {
            block.rows.back().push_back(static_cast<int>(code));
            names.push_back(to_data(value_of(profile, Unit::word, code)));
        }
        winners.emplace_back(std::move(names));
    }
    document.data = head(profile, static_cast<double>(map.down.values.size() * map.across.values.size()),
                         {map.down.path, map.across.path});
    const auto side_data = [](const WinnerMap::Side& side) {
        return DataObject{{"path", side.path}, {"values", DataList(side.values.begin(), side.values.end())}};
    };
    document.data.emplace_back("down", side_data(map.down));
    document.data.emplace_back("across", side_data(map.across));
    document.data.emplace_back("winners", std::move(winners));
    document.blocks.emplace_back(std::move(block));
    document.blocks.emplace_back(catalogue_notes(profile));
    return document;
}

}  // namespace aicost
