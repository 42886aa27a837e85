#include "report/formatted.hpp"
#include "report/number.hpp"
#include "report/view/verdict.hpp"
#include "report/view/views.hpp"

namespace aicost {

namespace {

std::string level_text(const UsageLevel& level) {
    const std::string volume = tokens_text(level.tokens_per_day.value()) + "/day";
    return level.name.empty() ? volume : level.name + " (" + volume + ")";
}

// The baseline first, then the others in the profile's order.
std::vector<std::size_t> column_order(const Comparison& comparison) {
    std::vector<std::size_t> order{comparison.baseline};
    for (std::size_t i = 0; i < comparison.options.size(); ++i) {
        if (i != comparison.baseline) order.push_back(i);
    }
    return order;
}

// The label; an id as a title: "Local gpu".
std::string titled(const OptionResult& option) {
    return option.label == option.id ? label_of(option.id) : option.label;
}

std::string winner_cell(const Comparison& comparison) {
    if (!comparison.winner) return "None";
    return comparison.tie ? "Tie" : titled(comparison.options[*comparison.winner]);
}

Table levels_table(const BreakEvenView& results, const std::vector<std::size_t>& order, bool discounted) {
    Table table;
    table.audience = Table::Audience::people;
    table.columns = {{"Usage Level", "usage_level"}};
    const std::string horizon = short_horizon(results.comparison.horizon_months);
    for (const std::size_t i : order) {
        const std::string& id = results.comparison.options[i].id;
        const std::string name = titled(results.comparison.options[i]);
        table.columns.push_back({name + " Cost/" + horizon, id + ".total", true});
        if (discounted) table.columns.push_back({name + " NPV", id + ".npv", true});
    }
    table.columns.push_back({"Winner", "winner", false, 12});
    for (const LevelResult& level : results.levels) {
        std::vector<Cell> row{text_cell(level_text(level.level))};
        for (const std::size_t i : order) {
            const OptionResult& option = level.comparison.options[i];
            row.push_back(number_cell(option.total.value(), Unit::money));
            if (discounted) row.push_back(number_cell(option.npv.value(), Unit::money));
            mark_winner(row.back(), level.comparison.winner == i && !level.comparison.tie);
        }
        row.push_back(text_cell(winner_cell(level.comparison)));
        table.rows.push_back(std::move(row));
    }
    return table;
}

Table levels_for_machines(const BreakEvenView& results, const std::vector<std::size_t>& order,
                          bool discounted) {
    Table table;
    table.audience = Table::Audience::machines;
    table.columns = {{"", "level"}, {"", "tokens_per_day"}};
    for (const std::size_t i : order)
        table.columns.push_back({"", results.comparison.options[i].id + ".total"});
    for (std::size_t i = 0; discounted && i < order.size(); ++i)
        table.columns.push_back({"", results.comparison.options[order[i]].id + ".npv"});
    table.columns.push_back({"", "winner"});
    for (const LevelResult& level : results.levels) {
        std::vector<Cell> row{text_cell(level.level.name),
                              number_cell(level.level.tokens_per_day.value(), Unit::tokens)};
        for (const std::size_t i : order)
            row.push_back(number_cell(level.comparison.options[i].total.value(), Unit::money));
        for (std::size_t i = 0; discounted && i < order.size(); ++i)
            row.push_back(number_cell(level.comparison.options[order[i]].npv.value(), Unit::money));
        row.push_back(to_cell(winner_of(level.comparison), Unit::word));
        table.rows.push_back(std::move(row));
    }
    return table;
}

// The table for CSV if no levels are compared.
Table volumes_for_machines(const BreakEvenView& results, const std::vector<std::size_t>& order) {
    Table table;
    table.audience = Table::Audience::machines;
    table.columns = {{"", "option"},
                     {"", "baseline"},
                     {"", "break_even_tokens_per_day"},
                     {"", "cheaper_above"},
                     {"", "beyond_capacity"}};
    const std::string& baseline = results.comparison.options[results.comparison.baseline].id;
    for (std::size_t i = 1; i < order.size(); ++i) {
        const VolumeBreakEven& volume = results.by_volume.volumes[order[i]];
        const std::string& id = results.comparison.options[order[i]].id;
        std::vector<Cell> row{text_cell(id), text_cell(baseline)};
        if (volume.tokens_per_day) {
            row.push_back(number_cell(volume.tokens_per_day->value(), Unit::tokens));
            row.push_back(text_cell(volume.option_cheaper_above ? id : baseline));
            row.push_back(text_cell(volume.beyond_capacity ? "true" : "false"));
        } else {
            row.insert(row.end(), 3, empty_cell("-"));
        }
        table.rows.push_back(std::move(row));
    }
    return table;
}

std::string volume_text(const BreakEvenView& results, std::size_t option, bool alone, bool discounted) {
    const VolumeBreakEven& volume = results.by_volume.volumes[option];
    const std::string& id = results.comparison.options[option].label;
    const std::string& baseline = results.comparison.options[results.comparison.baseline].label;
    const std::string who = alone ? "" : formatted(" of {} and {}", id, baseline);
    if (!volume.tokens_per_day)
        return formatted("No break-even{}: the {} meet at no volume", who,
                         discounted ? "present values" : "totals");
    std::string text =
        formatted("Break-even{} at {} tokens/day", who, tokens_text(volume.tokens_per_day->value()));
    if (volume.until)
        text += formatted(", and the other way about at {}", tokens_text(volume.until->value()));
    if (volume.beyond_capacity) text += ", more than can be served";
    if (discounted) text += " (on present values)";
    return text;
}

}  // namespace

Document break_even_view(const Profile& profile, const BreakEvenView& results) {
    Document document = document_of(profile, "breakeven");
    auto& blocks = document.blocks;
    const Comparison& comparison = results.comparison;
    const auto order = column_order(comparison);
    const std::string verdict =
        verdict_text(profile, comparison, turning_volume(comparison, results.by_volume.turns));
    blocks.emplace_back(Paragraph{verdict, true});
    const bool discounted = profile.scenario.discount_rate != 0.0;

    if (!results.levels.empty()) {
        blocks.emplace_back(Heading{"Cost Break-Even Analysis"});
        blocks.emplace_back(levels_table(results, order, discounted));
        blocks.emplace_back(levels_for_machines(results, order, discounted));
    } else {
        blocks.emplace_back(volumes_for_machines(results, order));
    }
    const bool alone = comparison.options.size() == 2;
    for (std::size_t i = 1; i < order.size(); ++i)
        blocks.emplace_back(Paragraph{volume_text(results, order[i], alone, discounted), alone});

    Chart chart;
    chart.title = formatted("{} over {}, by volume", discounted ? "Present value of the cost" : "Cost",
                            months_word(comparison.horizon_months));
    chart.x = {"tokens a day", Unit::tokens};
    chart.y = {discounted ? "NPV" : "total", Unit::money};
    chart.series = results.cost_by_volume;
    chart.marks = results.marks;
    Notes notes;
    for (const OptionResult& option : comparison.options) {
        for (const Note& note : option.notes) {
            if (note.code == Note::Code::model_does_not_fit)
                notes.lines.push_back(option.label + ": " + note_text(note));
        }
    }
    for (const LevelResult& level : results.levels) {
        for (const OptionResult& option : level.comparison.options) {
            if (option.can_win()) continue;
            notes.lines.push_back(formatted("{} at {}: {}", option.label, level_text(level.level),
                                            note_text(option.notes.front())));
        }
    }
    blocks.emplace_back(std::move(notes));
    blocks.emplace_back(catalogue_notes(profile));
    blocks.emplace_back(std::move(chart));

    document.data = data_head(profile, comparison, "breakeven");
    document.data.emplace_back("verdict", verdict);
    document.data.emplace_back("winner", to_data(winner_of(comparison)));
    document.data.emplace_back("tied", tied_data(comparison));
    document.data.emplace_back("winner_by_volume", turning_volume_data(comparison, results.by_volume.turns));
    const auto volume_of = [&](std::size_t i) {
        return results.by_volume.volumes[i].tokens_per_day
                   ? Data(results.by_volume.volumes[i].tokens_per_day->value())
                   : Data();
    };
    if (order.size() > 1) document.data.emplace_back("break_even_tokens_per_day", volume_of(order[1]));
    DataList levels;
    for (const LevelResult& level : results.levels) {
        DataObject options;
        for (const OptionResult& option : level.comparison.options) {
            options.emplace_back(option.id, DataObject{{"total", option.total.value()},
                                                       {"npv", option.npv.value()},
                                                       {"feasible", option.feasible},
                                                       {"allowed", option.allowed}});
        }
        levels.emplace_back(DataObject{{"name", level.level.name},
                                       {"tokens_per_day", level.level.tokens_per_day.value()},
                                       {"options", std::move(options)},
                                       {"winner", to_data(winner_of(level.comparison))}});
    }
    document.data.emplace_back("levels", std::move(levels));
    DataObject options;
    for (std::size_t i = 0; i < comparison.options.size(); ++i) {
        if (i == comparison.baseline) continue;
        const VolumeBreakEven& volume = results.by_volume.volumes[i];
        const std::string& above =
            comparison.options[volume.option_cheaper_above ? i : comparison.baseline].id;
        options.emplace_back(
            comparison.options[i].id,
            DataObject{{"break_even_tokens_per_day", volume_of(i)},
                       {"cheaper_above", volume.tokens_per_day ? Data(above) : Data()},
                       {"until", volume.until ? Data(volume.until->value()) : Data()},
                       {"beyond_capacity", volume.tokens_per_day ? Data(volume.beyond_capacity) : Data()}});
    }
    document.data.emplace_back("options", std::move(options));
    return document;
}

Document solve_view(const Profile& profile, const Comparison& comparison, const SolveView& results) {
    Document document = document_of(profile, "breakeven");
    auto& blocks = document.blocks;
    const bool money_like = counts_in_currency(results.unit);
    const auto value_text = [&](double value) {
        return results.unit == Unit::tokens_per_day
                   ? tokens_text(value) + " tokens/day (" + plain_text(value, 12) + ")"
                   : input_text(value, results.unit, document.currency);
    };
    blocks.emplace_back(Paragraph{verdict_text(profile, comparison), true});
    blocks.emplace_back(
        Paragraph{formatted("{}: {}; now {}", results.path, results.help,
                            results.present ? value_text(*results.present) : std::string("not stated")),
                  false});
    Table table;
    table.audience = Table::Audience::machines;  // for people, sentences say the same
    table.columns = {{"Equality", "equality"},
                     {"Value", "value", true},
                     {"Searched from", "searched_least", true},
                     {"to", "searched_most", true}};
    DataList solutions;
    for (const SolveResult& result : results.results) {
        const Solution& solution = result.solution;
        const auto number = [&](double value) {
            return number_cell(value, money_like ? Unit::price : Unit::number);
        };
        table.rows.push_back({text_cell(result.equality),
                              solution.value ? number(*solution.value) : empty_cell("not reachable"),
                              number(solution.low), number(solution.high)});
        DataList roots;
        for (const double root : solution.roots) roots.emplace_back(root);
        solutions.emplace_back(DataObject{{"equality", result.equality},
                                          {"value", solution.value},
                                          {"reachable", solution.value.has_value()},
                                          {"served", solution.value ? Data(result.served) : Data()},
                                          {"roots", std::move(roots)},
                                          {"searched", DataList{solution.low, solution.high}}});
    }
    blocks.emplace_back(std::move(table));
    for (const SolveResult& result : results.results) {
        const Solution& solution = result.solution;
        std::string text;
        if (!solution.value) {
            const bool flat = solution.at_low == solution.at_high;
            text = formatted("{}: not reachable; {}", result.equality,
                             flat ? "the number makes no difference to it"
                                  : formatted("the left side is {} everywhere between {} and {}",
                                              solution.at_low > 0.0 ? "the larger" : "the smaller",
                                              value_text(solution.low), value_text(solution.high)));
        } else {
            text = solution.between
                       ? formatted("{} between {} and {}", result.equality,
                                   plain_text(*solution.value - 1.0, 15), value_text(*solution.value))
                       : formatted("{} at {}", result.equality, value_text(*solution.value));
            if (solution.roots.size() > 1) {
                text += formatted("; {} values in all:", solution.roots.size());
                for (const double root : solution.roots) text += " " + value_text(root);
            }
            if (!result.served) text += "; but the workload cannot be served then";
        }
        blocks.emplace_back(Paragraph{text, true});
    }
    document.data = data_head(profile, comparison, "breakeven");
    document.data.emplace_back("path", results.path);
    document.data.emplace_back("unit", std::string(symbol(results.unit)));
    document.data.emplace_back("present", results.present);
    if (!results.results.empty()) document.data.emplace_back("value", results.results.front().solution.value);
    document.data.emplace_back("solutions", std::move(solutions));
    return document;
}

}  // namespace aicost
