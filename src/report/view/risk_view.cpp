#include "report/view/risk_view.hpp"

#include <algorithm>

#include "aicost/metric.hpp"
#include "report/formatted.hpp"
#include "report/number.hpp"
#include "report/view/verdict.hpp"
#include "report/view/views.hpp"

namespace aicost {

namespace {

Unit metric_unit(const std::string& metric) { return unit_of_metric(metric).value_or(Unit::number); }

std::string percentile_key(double percentile) { return "p" + plain_text(percentile); }

std::string chance_text(const Chance& chance) {
    return formatted("{:.1f}% ± {:.2f}%", 100.0 * chance.share(), 100.0 * chance.standard_error());
}

Table chances_table(const Comparison& comparison, const Risk& risk) {
    Table table;
    table.audience = Table::Audience::people;
    table.columns = {{"Option", ""}, {"Wins", "", true}, {"Breaks even within the horizon", "", true}};
    for (const std::size_t i : by_cost(comparison)) {
        const auto& within = risk.break_even_within[i];
        table.rows.push_back({text_cell(comparison.options[i].label), text_cell(chance_text(risk.wins[i])),
                              within ? text_cell(chance_text(*within)) : empty_cell("baseline")});
    }
    const auto more = [&](const char* name, const Chance& chance) {
        if (chance.count > 0)
            table.rows.push_back({text_cell(name), text_cell(chance_text(chance)), empty_cell("")});
    };
    more("(tie)", risk.tie);
    more("(none feasible)", risk.no_winner);
    return table;
}

Table percentiles_table(const Risk& risk) {
    Table table;
    table.audience = Table::Audience::people;
    table.columns = {{"Metric", ""}};
    for (const double percentile : risk_percentiles)
        table.columns.push_back({"P" + plain_text(percentile), "", true});
    for (const MetricRisk& metric : risk.metrics) {
        const Unit unit = metric_unit(metric.metric);
        std::vector<Cell> row{text_cell(metric.metric)};
        for (const auto& value : metric.percentiles) row.push_back(number_cell(value, unit, "none"));
        table.rows.push_back(std::move(row));
    }
    return table;
}

Table machine_table(const Risk& risk) {
    Table table;
    table.audience = Table::Audience::machines;
    table.columns = {{"", "metric"}, {"", "mean"}, {"", "deviation"}, {"", "least"}};
    for (const double percentile : risk_percentiles)
        table.columns.push_back({"", percentile_key(percentile)});
    table.columns.push_back({"", "most"});
    table.columns.push_back({"", "none"});
    for (const MetricRisk& metric : risk.metrics) {
        std::vector<Cell> row{text_cell(metric.metric), number_cell(metric.mean, Unit::number),
                              number_cell(metric.deviation, Unit::number),
                              number_cell(metric.min, Unit::number)};
        for (const auto& value : metric.percentiles) row.push_back(number_cell(value, Unit::number));
        row.push_back(number_cell(metric.max, Unit::number));
        row.push_back(number_cell(metric.none.share(), Unit::number));
        table.rows.push_back(std::move(row));
    }
    return table;
}

Table wins_for_machines(const Comparison& comparison, const Risk& risk) {
    Table table;
    table.audience = Table::Audience::machines;
    for (const char* key : {"option", "wins", "standard_error", "break_even_within_horizon"})
        table.columns.push_back({"", key});
    for (std::size_t i = 0; i < risk.wins.size(); ++i) {
        const auto& within = risk.break_even_within[i];
        table.rows.push_back({text_cell(comparison.options[i].id),
                              number_cell(risk.wins[i].share(), Unit::number),
                              number_cell(risk.wins[i].standard_error(), Unit::number),
                              within ? number_cell(within->share(), Unit::number) : empty_cell("")});
    }
    return table;
}

// A price to a hundredth of a cent, so that equal ones are recognised as equal.
std::string agreed_text(double value, Unit unit, const std::string& currency) {
    if (info(unit).format != NumberFormat::price) return number_text(value, unit, currency);
    return money_text(value, currency, std::max(4, decimals_for({number_cell(value, unit)})));
}

HistogramChart histogram_of(const MetricRisk& metric) {
    HistogramChart histogram;
    histogram.title = formatted("How {} is spread (the middle 99 % of the draws)", metric.metric);
    histogram.axis = {metric.metric, metric_unit(metric.metric)};
    const double low = *metric.histogram_low, high = *metric.histogram_high;
    const auto bins = static_cast<double>(metric.histogram.size());
    for (std::size_t i = 0; i < metric.histogram.size(); ++i) {
        const auto at = static_cast<double>(i);
        histogram.bins.push_back(
            {low + (high - low) * at / bins, low + (high - low) * (at + 1.0) / bins,
             static_cast<double>(metric.histogram[i]) / static_cast<double>(metric.none.draws)});
    }
    for (const std::size_t i : {1U, 2U, 3U}) {  // P10, P50, P90
        if (const auto& value = metric.percentiles[i]; value && *value >= low && *value <= high)
            histogram.marks.push_back({{*value, 0.0}, "P" + plain_text(risk_percentiles[i])});
    }
    return histogram;
}

Notes notes_of(const Profile& profile, const RiskView& results) {
    Notes notes;
    notes.lines.push_back(formatted(
        "{} draws, {}, seed {}; the standard error is that of independent draws{}.",
        plain_text(static_cast<double>(results.options.draws), 12),
        results.options.sampling == RiskOptions::Sampling::random ? "at random" : "by latin hypercube",
        results.options.seed,
        results.options.sampling == RiskOptions::Sampling::random ? ""
                                                                  : ", a latin hypercube's is no larger"));
    if (!results.spread.empty()) notes.lines.insert(notes.lines.begin(), results.spread);
    for (std::size_t i = 0; i < profile.uncertainty.size(); ++i) {
        const UncertainInput& input = profile.uncertainty[i];
        std::string line = input.path + ": " + input.text;
        if (results.beyond[i] > 0.0)
            line += formatted(", cut off at what the input may be: {} of it lies beyond",
                              percent_text(results.beyond[i]));
        notes.lines.push_back(std::move(line));
    }
    for (const RankCorrelation& one : profile.correlations)
        notes.lines.push_back(
            formatted("rank correlation of {} and {}: {}", one.first, one.second, plain_text(one.rank)));
    for (const MetricRisk& metric : results.risk.metrics) {
        if (metric.none.count == 0) continue;
        notes.lines.push_back(
            formatted("{} has no value in {:.1f}% of the draws; they count as larger than any", metric.metric,
                      100.0 * metric.none.share()));
    }
    return notes;
}

Data chance_data(const Chance& chance) {
    return DataObject{{"share", chance.share()}, {"standard_error", chance.standard_error()}};
}

Data metric_data(const MetricRisk& metric) {
    DataObject data{{"none_share", metric.none.share()},
                    {"mean", metric.mean},
                    {"deviation", metric.deviation},
                    {"least", metric.min},
                    {"most", metric.max}};
    for (std::size_t i = 0; i < risk_percentiles.size(); ++i)
        data.emplace_back(percentile_key(risk_percentiles[i]), metric.percentiles[i]);
    DataList counts;
    for (const std::uint64_t count : metric.histogram) counts.emplace_back(static_cast<double>(count));
    data.emplace_back("histogram", DataObject{{"low", metric.histogram_low},
                                              {"high", metric.histogram_high},
                                              {"counts", std::move(counts)}});
    return data;
}

// ", a tie in 32.3%": where neither of the two wins, so that the shares add up.
std::string rest_of_draws(const Comparison& comparison, const Risk& risk, const DecidingPair& pair) {
    constexpr double min_share_told = 0.0005;  // 0.1%
    std::string text;
    const auto add = [&](const std::string& who, double share) {
        if (share >= min_share_told) text += ", " + who + " in " + percent_text(share);
    };
    for (std::size_t i = 0; i < comparison.options.size(); ++i) {
        if (i != pair.winner && i != pair.runner_up) add(comparison.options[i].label, risk.wins[i].share());
    }
    add("a tie", risk.tie.share());
    add("none", risk.no_winner.share());
    return text;
}

}  // namespace

std::string certainty_text(const Profile& profile, const Comparison& comparison, const RiskView& results) {
    const auto pair = deciding_pair(comparison);
    const auto wins = [&](std::size_t option) {
        return comparison.options[option].label + " wins in " +
               percent_text(results.risk.wins[option].share()) + " of the draws";
    };
    if (!pair) return comparison.winner ? wins(*comparison.winner) + "." : verdict_text(profile, comparison);
    const auto share = [&](std::size_t option) { return results.risk.wins[option].share(); };
    const auto and_in = [&](std::size_t option) {
        return ", " + comparison.options[option].label + " in " + percent_text(share(option));
    };
    std::string text = share(pair->winner) >= share(pair->runner_up)
                           ? wins(pair->winner) + and_in(pair->runner_up)
                           : wins(pair->runner_up) + and_in(pair->winner) + ", which wins as things stand";
    text += rest_of_draws(comparison, results.risk, *pair);
    if (results.flip) text += "; " + flip_text(*results.flip, profile.scenario.currency);
    return text + ".";
}

namespace {

// With what could undo it, as a report says it in its line above.
std::string risk_verdict(const Profile& profile, const Comparison& comparison, const RiskView& results) {
    std::string text = certainty_text(profile, comparison, results);
    if (!deciding_pair(comparison)) return text;
    text.pop_back();
    for (std::size_t i = 0; i < comparison.options.size(); ++i) {
        const OptionResult& option = comparison.options[i];
        if (results.risk.wins[i].share() > 0.0 && !model_fits(option))
            text += formatted("; the model of {} does not fit", option.label);
    }
    return text + ".";
}

}  // namespace

Document risk_view(const Profile& profile, const Comparison& comparison, const RiskView& results) {
    Document document = document_of(profile, "risk");
    const Risk& risk = results.risk;
    auto& blocks = document.blocks;
    blocks.emplace_back(Paragraph{risk_verdict(profile, comparison, results), true});
    blocks.emplace_back(Heading{"Which option wins"});
    blocks.emplace_back(chances_table(comparison, risk));
    blocks.emplace_back(wins_for_machines(comparison, risk));
    blocks.emplace_back(Heading{"How far the results spread"});
    blocks.emplace_back(percentiles_table(risk));
    blocks.emplace_back(machine_table(risk));
    std::optional<HistogramChart> histogram;
    for (const MetricRisk& metric : risk.metrics) {
        if (!metric.histogram_low) continue;
        if (!one_value(*metric.histogram_low, *metric.histogram_high)) {
            histogram = histogram_of(metric);
            break;
        }
        const bool all = one_value(*metric.min, *metric.max);
        blocks.emplace_back(Paragraph{
            formatted("{}: {} agree: {}", metric.metric, all ? "all draws" : "the middle 99 % of the draws",
                      agreed_text(*metric.histogram_low, metric_unit(metric.metric), document.currency))});
    }
    blocks.emplace_back(notes_of(profile, results));

    document.data = data_head(profile, comparison, "risk");
    auto& data = document.data;
    data.emplace_back("winner", to_data(winner_of(comparison)));
    data.emplace_back("verdict", risk_verdict(profile, comparison, results));
    data.emplace_back("spread", results.spread.empty() ? Data() : Data(results.spread));
    data.emplace_back("draws", static_cast<double>(results.options.draws));
    data.emplace_back("seed", std::to_string(results.options.seed));
    data.emplace_back(
        "sampling", results.options.sampling == RiskOptions::Sampling::random ? "random" : "latin_hypercube");
    DataList inputs;
    for (std::size_t i = 0; i < profile.uncertainty.size(); ++i) {
        const UncertainInput& input = profile.uncertainty[i];
        inputs.push_back(DataObject{
            {"path", input.path}, {"distribution", input.text}, {"share_beyond_bounds", results.beyond[i]}});
    }
    data.emplace_back("uncertain", std::move(inputs));
    DataList correlations;
    for (const RankCorrelation& one : profile.correlations)
        correlations.push_back(DataList{one.first, one.second, one.rank});
    data.emplace_back("correlations", std::move(correlations));
    DataObject options;
    for (std::size_t i = 0; i < risk.wins.size(); ++i) {
        const auto& within = risk.break_even_within[i];
        options.emplace_back(comparison.options[i].id, DataObject{{"wins", chance_data(risk.wins[i])},
                                                                  {"break_even_within_horizon",
                                                                   within ? chance_data(*within) : Data()}});
    }
    data.emplace_back("options", std::move(options));
    data.emplace_back("tie", chance_data(risk.tie));
    data.emplace_back("no_winner", chance_data(risk.no_winner));
    DataObject metrics;
    for (const MetricRisk& metric : risk.metrics) metrics.emplace_back(metric.metric, metric_data(metric));
    data.emplace_back("metrics", std::move(metrics));
    document.blocks.emplace_back(catalogue_notes(profile));
    if (histogram) document.blocks.emplace_back(std::move(*histogram));
    return document;
}

}  // namespace aicost
