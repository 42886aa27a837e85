#include "report/view/compare_words.hpp"

#include <algorithm>
#include <cmath>

#include "aicost/sensitivity.hpp"
#include "report/formatted.hpp"
#include "report/number.hpp"

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

std::string months_of(int months) { return months == 1 ? "1 month" : formatted("{} months", months); }

}  // namespace

std::string workload_text(const Profile& profile, const Comparison& comparison) {
    const Scenario& scenario = profile.scenario;
    const Workload& work = scenario.workload;
    std::string text = formatted("{}, {} tokens/day ({} output)", months_of(scenario.horizon_months),
                                 tokens_text(volume_per_day(profile.scenario).value()),
                                 percent_text(output_share(profile.scenario)));
    if (work.active_days_per_week != 7.0)
        text += formatted(" on {} days a week", plain_text(work.active_days_per_week));
    if (work.growth_per_month != 0.0)
        text += formatted(", growing {} a month", percent_text(work.growth_per_month));
    return text + formatted(", {} tokens in all", tokens_text(comparison.volume.value()));
}

// The defaults that matter most for the answer, in words; what the profile or the command line states is left
// out.
std::string assumed_text(const Profile& profile) {
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
        if (std::holds_alternative<Api>(option))
            api_steady = api_steady || assumed(id + ".price_change_per_year");
        if (const auto* owned = std::get_if<Owned>(&option)) {
            nothing_resold = nothing_resold || (!owned->hardware.empty() && !owned->depreciation_per_year &&
                                                !owned->salvage_share);
            unlimited = unlimited || !owned->machines.serving;
        }
    }
    if (api_steady) parts.emplace_back("steady API prices");
    if (nothing_resold) parts.emplace_back("nothing resold");
    if (unlimited) parts.emplace_back("hardware that serves any volume");
    return parts.empty() ? "" : "Assumed where nothing is stated: " + joined(parts) + ".";
}

Table options_table(const Comparison& comparison) {
    const std::string& baseline = comparison.options[comparison.baseline].id;
    const bool gates =
        std::any_of(comparison.options.begin(), comparison.options.end(),
                    [](const OptionResult& option) { return !option.feasible || !option.allowed; });
    Table table;
    table.audience = Table::Audience::people;
    table.columns = {{"Option", "option"}};
    if (gates) table.columns.push_back({"Status", "status"});
    table.columns.push_back({"Up-front", "upfront", true});
    table.columns.push_back({"First month", "first_month", true});
    table.columns.push_back({"Total", "total", true});
    table.columns.push_back({"Per 1M tokens", "cost_per_mtok", true});
    table.columns.push_back({"Against " + baseline, "savings", true});
    for (std::size_t i = 0; i < comparison.options.size(); ++i) {
        const OptionResult& option = comparison.options[i];
        std::vector<Cell> row{text_cell(option.id)};
        row.front().strong = comparison.winner == i && !comparison.tie;
        if (gates)
            row.push_back(text_cell(!option.feasible ? "cannot serve" : !option.allowed ? "barred" : "ok"));
        row.push_back(number_cell(option.upfront.value(), Unit::money));
        row.push_back(number_cell(option.first_month.value(), Unit::money));
        row.push_back(number_cell(option.total.value(), Unit::money));
        row.push_back(option.cost_per_mtok ? number_cell(option.cost_per_mtok->value(), Unit::price_per_mtok)
                                           : empty_cell("no tokens"));
        // what it costs more or less than the baseline, so that the signs read as the totals do
        row.push_back(option.against_baseline
                          ? number_cell(-option.against_baseline->savings.value(), Unit::money)
                          : empty_cell("baseline"));
        table.rows.push_back(std::move(row));
    }
    return table;
}

namespace {

// Whether another wins within the range of rates that were estimated.
std::string estimates_text(const Profile& profile) {
    const std::vector<InputRange> ranges = estimated_inputs(profile);
    if (ranges.empty()) return {};
    const std::vector<std::string> others = other_winners(profile.scenario, ranges);
    if (others.empty()) return {};
    return formatted(" Its rates are estimates: where 8 of 10 measurements lie, {} may win as well.",
                     joined(others, " or "));
}

std::string verdict(const Comparison& comparison, const Profile& profile) {
    const std::string& currency = profile.scenario.currency;
    if (!comparison.winner) return "Winner: none; no option can serve the workload and is allowed.";
    const OptionResult& best = comparison.options[*comparison.winner];
    const bool discounted = profile.scenario.discount_rate != 0.0;
    const auto cost = [&](const OptionResult& option) { return discounted ? option.npv : option.total; };
    std::vector<std::string> tied{best.id};
    const OptionResult* next = nullptr;
    for (std::size_t i = 0; i < comparison.options.size(); ++i) {
        const OptionResult& option = comparison.options[i];
        if (i == *comparison.winner || !option.feasible || !option.allowed) continue;
        if (option.npv - best.npv <= money(0.005)) tied.push_back(option.id);
        if (next == nullptr || cost(option) < cost(*next)) next = &option;
    }
    const std::string measure = discounted ? formatted(" in today's money (at {} a year)",
                                                       percent_text(profile.scenario.discount_rate))
                                           : "";
    if (comparison.tie) {
        return formatted("Winner: tie; {} cost {}{}.", joined(tied), money_text(cost(best).value(), currency),
                         measure);
    }
    if (next == nullptr) {
        return formatted("Winner: {}, at {}{}; no other option is feasible and allowed.", best.id,
                         money_text(cost(best).value(), currency), measure);
    }
    return formatted("Winner: {}, {} less than {} over {}{}.", best.id,
                     money_text((cost(*next) - cost(best)).value(), currency), next->id,
                     months_of(comparison.horizon_months), measure);
}

}  // namespace

std::string winner_text(const Comparison& comparison, const Profile& profile) {
    return verdict(comparison, profile) + (comparison.winner ? estimates_text(profile) : "");
}

std::string break_even_text(const OptionResult& option, const Profile& profile, const Comparison& comparison,
                            const VolumeBreakEven& volume) {
    const AgainstBaseline& against = *option.against_baseline;
    const std::string& baseline = comparison.options[comparison.baseline].id;
    std::string text;
    if (!against.break_even.month) {
        text = formatted("{} never breaks even with {}: {}", option.id, baseline,
                         never_text(against.break_even));
    } else if (*against.break_even.month == 0.0) {
        text = formatted("{} is no dearer than {} from the start", option.id, baseline);
    } else {
        text = formatted("{} breaks even with {} in month {}", option.id, baseline,
                         months_text(*against.break_even.month));
        if (!against.break_even.within_horizon)
            text += formatted(", after the horizon of {}", months_of(comparison.horizon_months));
    }
    if (profile.scenario.discount_rate != 0.0) {
        text += against.discounted_break_even.month
                    ? formatted(" (month {} on discounted flows)",
                                months_text(*against.discounted_break_even.month))
                    : " (never on discounted flows)";
    }
    if (volume.tokens_per_day) {
        text += formatted("; the totals meet at {} tokens/day, above which {} is cheaper",
                          tokens_text(volume.tokens_per_day->value()),
                          volume.option_cheaper_above ? option.id : baseline);
        if (volume.beyond_capacity) text += ", more than can be served";
    } else {
        text += "; the totals meet at no volume";
    }
    const bool more_than_break_even =
        against.crossings.size() > 1 || (against.crossings.size() == 1 && !against.break_even.within_horizon);
    if (more_than_break_even) {
        std::vector<std::string> months;
        for (const double month : against.crossings) months.push_back(months_text(month));
        text += formatted("; the lead changes in month{} {}", months.size() == 1 ? "" : "s", joined(months));
    }
    return text + ".";
}

Chart cumulative_chart(const Comparison& comparison) {
    Chart chart;
    chart.title = "Cumulative cost over " + months_of(comparison.horizon_months);
    chart.x = {"month", Unit::months};
    chart.y = {"paid so far", Unit::money};
    bool any_resale = false;
    for (const OptionResult& option : comparison.options) {
        Series series{option.id, {}};
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
    for (const OptionResult& option : comparison.options) {
        if (!option.against_baseline) continue;
        for (const double month : option.against_baseline->crossings) {
            chart.marks.push_back(
                {{month, height_at(chart.series[comparison.baseline], month)},
                 formatted("{} and {} cross in month {}", option.id, baseline.id, months_text(month))});
        }
    }
    return chart;
}

StackedBars items_chart(const Comparison& comparison) {
    StackedBars chart;
    chart.title =
        "Costs by item over " + months_of(comparison.horizon_months) + ", before anything recovered";
    for (const OptionResult& option : comparison.options) {
        StackedBar bar{option.id, {}};
        for (const Item& item : option.items) {
            const double amount = total(item.flow, comparison.horizon_months).value();
            bar.segments.push_back({item.own.empty() ? std::string(name_of(item.kind)) : item.own, amount});
        }
        chart.bars.push_back(std::move(bar));
    }
    return chart;
}

std::string requirements_text(const Profile& profile, const Comparison& comparison) {
    if (!comparison.price_of_requirements || !(*comparison.price_of_requirements > money(0.005))) return {};
    return formatted("The requirements cost {} over {}.",
                     money_text(comparison.price_of_requirements->value(), profile.scenario.currency),
                     months_of(comparison.horizon_months));
}

Notes option_notes(const Profile& profile, const Comparison& comparison) {
    Notes notes;
    for (const OptionResult& option : comparison.options) {
        for (const Note& note : option.notes)
            notes.lines.push_back(option.id + ": " + note_text(note, profile.scenario.currency));
    }
    return notes;
}

}  // namespace aicost
