#include "report/view/sensitivity_view.hpp"

#include <array>

#include "report/decimals.hpp"
#include "report/formatted.hpp"
#include "report/number.hpp"
#include "report/view/verdict.hpp"
#include "report/view/views.hpp"
#include "text/listed.hpp"

namespace aicost {

namespace {

constexpr std::size_t max_bars = 20;

// The values that an input is moved to: low and high.
std::array<std::string, 2> end_texts(const SensitivityInput& input, const std::string& currency) {
    auto texts = alike_texts({input.low, input.high}, input.unit, currency);
    return {texts[0] + (input.low_clipped ? "!" : ""), texts[1] + (input.high_clipped ? "!" : "")};
}

// "the margin of local over cloud", or the metric's name.
std::string watched(const SensitivityView& results, const Comparison& comparison) {
    const auto pair = deciding_pair(comparison);
    if (results.metric != "margin" || !pair) return results.metric;
    return formatted("the margin of {} over {}", comparison.options[pair->winner].label,
                     comparison.options[pair->runner_up].label);
}

bool moves(const TornadoBar& bar) { return bar.width() > 0.0; }

Cell metric_cell(const std::optional<double>& value, const SensitivityView& results) {
    return value ? to_cell(*value, results.unit) : empty_cell("none");
}

Table people_table(const SensitivityView& results, const std::string& currency) {
    Table table;
    table.audience = Table::Audience::people;
    table.columns = {
        {"Input", ""}, {"Low", "", true}, {"High", "", true}, {"At low", "", true}, {"At high", "", true}};
    for (const TornadoBar& bar : results.tornado.bars) {
        if (!moves(bar)) continue;
        const auto [low, high] = end_texts(bar.input, currency);
        table.rows.push_back({text_cell(bar.input.path), text_cell(low), text_cell(high),
                              metric_cell(bar.at_low, results), metric_cell(bar.at_high, results)});
    }
    return table;
}

Table machine_table(const SensitivityView& results) {
    Table table;
    table.audience = Table::Audience::machines;
    for (const char* key : {"input", "value", "low", "high"}) table.columns.push_back({"", key});
    table.columns.push_back({"", results.metric + ".at_low"});
    table.columns.push_back({"", results.metric + ".at_high"});
    table.columns.push_back({"", "elasticity"});
    for (const TornadoBar& bar : results.tornado.bars) {
        const SensitivityInput& input = bar.input;
        table.rows.push_back({text_cell(input.path), number_cell(input.value, Unit::number),
                              number_cell(input.low, Unit::number), number_cell(input.high, Unit::number),
                              number_cell(bar.at_low, Unit::number), number_cell(bar.at_high, Unit::number),
                              number_cell(bar.elasticity, Unit::number)});
    }
    return table;
}

SwingBars bars_of(const SensitivityView& results, const std::string& currency) {
    SwingBars bars;
    bars.title = formatted("{}, each input alone", results.metric);
    bars.axis = {results.metric, results.unit};
    bars.base = *results.tornado.base;
    bars.low_name = "input at its low end";
    bars.high_name = "at its high end";
    for (const TornadoBar& bar : results.tornado.bars) {
        if (!moves(bar) || bars.bars.size() == max_bars) continue;
        const auto [low, high] = end_texts(bar.input, currency);
        bars.bars.push_back({bar.input.path, low + (bar.at_low ? "" : " (none)"),
                             high + (bar.at_high ? "" : " (none)"), bar.at_low, bar.at_high});
    }
    return bars;
}

Notes notes_of(const SensitivityView& results) {
    Notes notes;
    notes.lines.emplace_back(
        "One input moves at a time: what inputs do together is not seen here; `aicost risk` moves them all.");
    if (results.all_inputs) {
        notes.lines.emplace_back(
            "Moved is what the profile states, but for horizon_months and days_per_month, which say how time "
            "is counted; --on PATH "
            "moves any input.");
    }
    std::vector<std::string> clipped, still, zero, other;
    for (const TornadoBar& bar : results.tornado.bars) {
        if (bar.input.low_clipped || bar.input.high_clipped) clipped.push_back(bar.input.path);
        if (!moves(bar)) still.push_back(bar.input.path);
    }
    for (const LeftOut& one : results.plan.left_out)
        (one.why == LeftOut::Why::zero ? zero : other).push_back(one.path);
    const auto say = [&](const std::vector<std::string>& paths, std::string_view what) {
        if (!paths.empty()) notes.lines.push_back(formatted("{}: {}", what, listed(paths)));
    };
    say(clipped, "Clipped at what the input may be, marked with !");
    say(still, "Without effect on " + results.metric);
    say(zero, "Not moved, as a share of 0 is 0 (state ends in the profile's `sensitivity` block)");
    say(other, "Not moved, as there is no other value within the swing");
    if (results.tornado.bars.size() > max_bars)
        notes.lines.push_back(formatted("The chart shows the first {}.", max_bars));
    return notes;
}

std::string_view why_key(LeftOut::Why why) {
    switch (why) {
        case LeftOut::Why::zero: return "zero";
        case LeftOut::Why::not_stated: return "not_stated";
        case LeftOut::Why::no_room: return "no_room";
    }
    return "";
}

}  // namespace

Document sensitivity_view(const Profile& profile, const Comparison& comparison,
                          const SensitivityView& results) {
    Document document = document_of(profile, "sensitivity");
    auto& blocks = document.blocks;
    const std::string base = cell_text(to_cell(*results.tornado.base, results.unit), document.currency);
    blocks.emplace_back(Paragraph{
        verdict_text(profile, comparison, results.flip ? flip_text(*results.flip, document.currency) : ""),
        true});
    blocks.emplace_back(Heading{formatted("What moves {}, now {}", watched(results, comparison), base)});
    blocks.emplace_back(machine_table(results));
    Table table = people_table(results, document.currency);
    const bool moved = !table.rows.empty();
    if (moved)
        blocks.emplace_back(std::move(table));
    else
        blocks.emplace_back(Paragraph{"Nothing moves it.", false});
    blocks.emplace_back(notes_of(results));

    document.data = data_head(profile, comparison, "sensitivity");
    document.data.emplace_back("winner", to_data(winner_of(comparison)));
    document.data.emplace_back("metric", results.metric);
    document.data.emplace_back("value", results.tornado.base);
    document.data.emplace_back("swing", results.swing);
    DataList inputs, left_out;
    for (const TornadoBar& bar : results.tornado.bars) {
        const SensitivityInput& input = bar.input;
        inputs.push_back(DataObject{{"path", input.path},
                                    {"unit", std::string(symbol(input.unit))},
                                    {"value", input.value},
                                    {"low", input.low},
                                    {"high", input.high},
                                    {"low_clipped", input.low_clipped},
                                    {"high_clipped", input.high_clipped},
                                    {"ends", input.stated ? "stated" : "swing"},
                                    {"at_low", bar.at_low},
                                    {"at_high", bar.at_high},
                                    {"elasticity", bar.elasticity}});
    }
    for (const LeftOut& one : results.plan.left_out)
        left_out.push_back(DataObject{{"path", one.path}, {"why", std::string(why_key(one.why))}});
    document.data.emplace_back("inputs", std::move(inputs));
    document.data.emplace_back("left_out", std::move(left_out));
    document.blocks.emplace_back(catalogue_notes(profile));
    if (moved) document.blocks.emplace_back(bars_of(results, document.currency));
    return document;
}

}  // namespace aicost
