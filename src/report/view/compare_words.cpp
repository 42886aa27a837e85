#include "report/view/compare_words.hpp"

#include <algorithm>
#include <cmath>

#include "aicost/sensitivity.hpp"
#include "report/formatted.hpp"
#include "report/number.hpp"
#include "report/view/verdict.hpp"
#include "report/view/volume_text.hpp"
#include "text/plural.hpp"

namespace aicost {

namespace {

std::string joined(const std::vector<std::string>& words, std::string_view last = " and ") {
    std::string text;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (i > 0) text += i + 1 == words.size() ? std::string(last) : ", ";
        text += words[i];
    }
    return text;
}

}  // namespace

std::string workload_text(const Profile& profile, const Comparison& comparison) {
    return formatted("{}, {}, {} tokens in all", months_word(profile.scenario.horizon_months),
                     volume_text(profile.scenario), tokens_text(comparison.volume.value()));
}

// The defaults that matter most for the answer, in words, unless the profile or the command line states them.
std::vector<std::string> assumptions(const Profile& profile) {
    const Scenario& scenario = profile.scenario;
    const auto assumed = [&](std::string_view path) { return !profile.states(path); };
    std::vector<std::string> parts;
    if (scenario.workload.output_share.has_value() == false && !scenario.workload.output_tokens_per_request &&
        !scenario.workload.conversation) {
        parts.push_back(percent_text(default_output_share) + " of the tokens are output");
    }
    if (assumed("workload.load_shape")) parts.emplace_back("even load day and night");
    if (assumed("workload.growth_per_month")) parts.emplace_back("no growth");
    if (assumed("days_per_month")) parts.emplace_back("30 days a month");
    if (assumed("discount_rate")) parts.emplace_back("no discounting");
    bool api_steady = false;
    bool nothing_resold = false;
    bool unlimited = false;
    for (const auto& [id, option] : scenario.options) {
        if (const auto* api = std::get_if<Api>(&option))
            api_steady = api_steady || (assumed(id + ".price_change_per_year") && api->price_steps.empty());
        if (const auto* owned = std::get_if<Owned>(&option)) {
            nothing_resold = nothing_resold || (!owned->hardware.empty() && !owned->depreciation_per_year &&
                                                !owned->salvage_share);
        }
        std::visit(
            [&](const auto& held) {
                if constexpr (requires { held.machines; }) unlimited = unlimited || !held.machines.serving;
            },
            option);
    }
    if (api_steady) parts.emplace_back("steady API prices");
    if (nothing_resold) parts.emplace_back("nothing resold");
    if (unlimited) parts.emplace_back("hardware that serves any volume");
    return parts;
}

std::string assumed_text(const Profile& profile) {
    const std::vector<std::string> parts = assumptions(profile);
    return parts.empty() ? "" : "Assumed where nothing is stated: " + joined(parts) + ".";
}

Table options_table(const Profile& profile, const Comparison& comparison,
                    const std::vector<std::size_t>& order) {
    const bool discounted = profile.scenario.discount_rate != 0.0;
    const bool gates = std::any_of(comparison.options.begin(), comparison.options.end(),
                                   [](const OptionResult& option) { return !option.can_win(); });
    Table table;
    table.audience = Table::Audience::people;
    table.columns = {{"Option", "option"}};
    if (gates) table.columns.push_back({"Status", "status"});
    table.columns.push_back({"Up-front", "upfront", true});
    table.columns.push_back({"First month", "first_month", true});
    table.columns.push_back({"Total", "total", true});
    if (discounted) table.columns.push_back({"In today's money", "npv", true});
    table.columns.push_back({per_mtok_heading(profile.scenario), "cost_per_mtok", true});
    table.columns.push_back(
        {"Saves against " + comparison.options[comparison.baseline].label, "savings", true});
    for (const std::size_t i : order) {
        const OptionResult& option = comparison.options[i];
        std::vector<Cell> row{text_cell(option.label)};
        mark_winner(row.front(), comparison.winner == i && !comparison.tie);
        if (gates)
            row.push_back(text_cell(!option.feasible ? "cannot serve" : !option.allowed ? "barred" : "ok"));
        row.push_back(number_cell(option.upfront.value(), Unit::money));
        row.push_back(number_cell(option.first_month.value(), Unit::money));
        row.push_back(number_cell(option.total.value(), Unit::money));
        if (discounted) row.push_back(number_cell(option.npv.value(), Unit::money));
        row.push_back(option.cost_per_mtok ? number_cell(option.cost_per_mtok->value(), Unit::price_per_mtok)
                                           : empty_cell("no tokens"));
        if (option.against_baseline) {
            const AgainstBaseline& against = *option.against_baseline;
            row.push_back(
                number_cell((discounted ? against.npv_savings : against.savings).value(), Unit::money));
        } else {
            row.push_back(empty_cell("baseline"));
        }
        table.rows.push_back(std::move(row));
    }
    return table;
}

std::vector<std::string> winners_within_estimates(const Profile& profile) {
    std::vector<InputRange> ranges;
    for (const EstimatedInput& one : estimated_inputs(profile))
        ranges.push_back({one.path, one.slow, one.fast});
    return ranges.empty() ? std::vector<std::string>() : other_winners(profile.scenario, ranges);
}

std::string estimates_text(const Profile& profile, const Comparison& comparison) {
    std::vector<std::string> others;
    for (const std::string& id : winners_within_estimates(profile)) {
        for (const OptionResult& option : comparison.options) {
            if (option.id == id) others.push_back(option.label);
        }
    }
    if (others.empty()) return {};
    return formatted(" Speeds are estimates: where 8 of 10 measurements lie, {} may {}.",
                     joined(others, " or "), comparison.winner ? "win as well" : "serve and win");
}

std::string break_even_text(const OptionResult& option, const Profile& profile, const Comparison& comparison,
                            const VolumeBreakEven& volume) {
    const AgainstBaseline& against = *option.against_baseline;
    const std::string& baseline = comparison.options[comparison.baseline].label;
    const bool discounted = profile.scenario.discount_rate != 0.0;
    const char* const meet = discounted ? "the present values meet" : "the totals meet";
    std::string text;
    if (!against.break_even.month && against.break_even.reason == BreakEven::Never::beyond_search) {
        text = formatted("{} does not break even with {}: not within {} months", option.label, baseline,
                         against.break_even.searched_months);
    } else if (!against.break_even.month) {
        text = formatted("{} does not break even with {}: {}", option.label, baseline,
                         never_text(against.break_even));
    } else if (*against.break_even.month == 0.0) {
        text = formatted("{} is no dearer than {} from the start", option.label, baseline);
    } else {
        text = formatted("{} breaks even with {} in month {}", option.label, baseline,
                         months_text(*against.break_even.month));
        if (!against.break_even.within_horizon)
            text += formatted(", after the horizon of {}", months_word(comparison.horizon_months));
    }
    const BreakEven& later = against.discounted_break_even;
    const bool both_at_once = against.break_even.month == 0.0 && later.month == 0.0;
    if (discounted && against.break_even.month && !both_at_once) {
        text += later.month ? formatted(" (month {} on discounted flows)", months_text(*later.month))
                : later.reason == BreakEven::Never::beyond_search
                    ? formatted(" (not within {} months on discounted flows)", later.searched_months)
                    : std::string(" (not on discounted flows)");
    }
    if (volume.tokens_per_day) {
        text += formatted("; {} at {} tokens/day, above which {} is cheaper", meet,
                          tokens_text(volume.tokens_per_day->value()),
                          volume.option_cheaper_above ? option.label : baseline);
        if (volume.until)
            text += formatted(" until the lead changes again at {}", tokens_text(volume.until->value()));
        if (volume.beyond_capacity) text += ", more than can be served";
    } else {
        text += formatted("; {} at no volume", meet);
    }
    const bool more_than_break_even =
        against.crossings.size() > 1 || (against.crossings.size() == 1 && !against.break_even.within_horizon);
    if (more_than_break_even) {
        std::vector<std::string> months;
        for (const double month : against.crossings) months.push_back(months_text(month));
        text +=
            formatted("; the lead changes in {} {}", months.size() == 1 ? "month" : "months", joined(months));
    }
    return text + ".";
}

Chart cumulative_chart(const Comparison& comparison, const std::vector<std::size_t>& order) {
    Chart chart;
    chart.title = "Cumulative cost over " + months_word(comparison.horizon_months);
    chart.x = {"month", Unit::months};
    chart.y = {"paid so far", Unit::money};
    bool any_resale = false;
    for (const std::size_t i : order) {
        const OptionResult& option = comparison.options[i];
        Series series{option.label, {}, static_cast<int>(i)};
        for (const Payment& point : cumulative(option.flow, comparison.horizon_months)) {
            series.points.push_back({point.month, point.amount.value()});
        }
        chart.series.push_back(std::move(series));
        any_resale = any_resale || option.flow.at_end < Money();
    }
    if (any_resale) chart.y.label += " (resale at the end not counted)";
    const auto height_at = [](const Series& series, double month) {
        for (std::size_t i = 1; i < series.points.size(); ++i) {
            const Point &a = series.points[i - 1], &b = series.points[i];
            if (month <= b.x && b.x > a.x) return a.y + (b.y - a.y) * (month - a.x) / (b.x - a.x);
        }
        return series.points.back().y;
    };
    const OptionResult& baseline = comparison.options[comparison.baseline];
    const auto place = std::find(order.begin(), order.end(), comparison.baseline);
    const Series& of_baseline = chart.series[static_cast<std::size_t>(place - order.begin())];
    for (const OptionResult& option : comparison.options) {
        if (!option.against_baseline) continue;
        for (const double month : option.against_baseline->crossings) {
            chart.marks.push_back(
                {{month, height_at(of_baseline, month)},
                 formatted("{} and {} cross in month {}", option.label, baseline.label, months_text(month))});
        }
    }
    return chart;
}

namespace {
std::string key_of(const Item& item) { return item.own.empty() ? std::string(name_of(item.kind)) : item.own; }
}  // namespace

StackedBars items_chart(const Comparison& comparison, const std::vector<std::size_t>& order) {
    StackedBars chart;
    chart.title =
        "Costs by item over " + months_word(comparison.horizon_months) + ", before anything recovered";
    for (const std::size_t i : order) {
        const OptionResult& option = comparison.options[i];
        StackedBar bar{option.label, {}};
        for (const Item& item : option.items) {
            const double amount = total(item.flow, comparison.horizon_months).value();
            bar.segments.push_back({key_of(item), amount});
        }
        chart.bars.push_back(std::move(bar));
    }
    // colours by the profile's order, which does not change with the costs
    for (const OptionResult& option : comparison.options) {
        for (const Item& item : option.items) {
            std::string key = key_of(item);
            if (std::find(chart.keys.begin(), chart.keys.end(), key) == chart.keys.end())
                chart.keys.push_back(std::move(key));
        }
    }
    return chart;
}

std::string requirements_text(const Profile& profile, const Comparison& comparison) {
    if (!comparison.price_of_requirements || !(*comparison.price_of_requirements > money(0.005))) return {};
    return formatted("The requirements cost {} over {}{}.",
                     money_text(comparison.price_of_requirements->value(), profile.scenario.currency),
                     months_word(comparison.horizon_months), todays_money_text(profile.scenario));
}

Notes option_notes(const Comparison& comparison) {
    Notes notes;
    for (const OptionResult& option : comparison.options) {
        for (const Note& note : option.notes) notes.lines.push_back(option.label + ": " + note_text(note));
    }
    return notes;
}

}  // namespace aicost
