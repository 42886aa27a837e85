#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "report/number.hpp"
#include "report/views.hpp"

namespace aicost {

namespace {

using Options = std::vector<OptionResult>;

std::string joined(const std::vector<std::string>& words, std::string_view last = " and ") {
    std::string text;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (i > 0) text += i + 1 == words.size() ? std::string(last) : ", ";
        text += words[i];
    }
    return text;
}

std::string months_of(int months) { return months == 1 ? "1 month" : fmt::format("{} months", months); }

std::string workload_text(const Profile& profile, const Comparison& comparison) {
    const Scenario& scenario = profile.scenario;
    const Workload& work = scenario.workload;
    std::string text =
        fmt::format("{}, {} tokens/day ({} output)", months_of(scenario.horizon_months),
                    tokens_text(volume_per_day(work).value()), percent_text(output_share(work)));
    if (work.growth_per_month != 0.0)
        text += fmt::format(", growing {} a month", percent_text(work.growth_per_month));
    return text + fmt::format(", {} tokens in all", tokens_text(comparison.volume.value()));
}

// The defaults that matter most for the answer, in words; what the profile or the command line states is left
// out.
std::string assumed_text(const Profile& profile) {
    const Scenario& scenario = profile.scenario;
    const auto assumed = [&](std::string_view path) {
        return profile.origin(path).kind == Origin::Kind::fallback;
    };
    std::vector<std::string> parts;
    if (scenario.workload.output_share.has_value() == false && !scenario.workload.output_tokens_per_request) {
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
            unlimited = unlimited || !owned->serving;
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

// Every metric of every option, for CSV.
Table metrics_table(const Profile& profile, const Comparison& comparison) {
    Table table;
    table.audience = Table::Audience::machines;
    table.columns = {{"option", "option"}, {"kind", "kind"}};
    for (const Metric& metric : option_metrics())
        table.columns.push_back({"", std::string(metric.name), true});
    table.columns.push_back({"", "allowed"});
    table.columns.push_back({"", "winner"});
    for (std::size_t i = 0; i < comparison.options.size(); ++i) {
        const OptionResult& option = comparison.options[i];
        const auto flag = [](bool on) { return text_cell(on ? "true" : "false"); };
        std::vector<Cell> row{text_cell(option.id),
                              text_cell(std::string(kind_of(profile.scenario.options[i].value)))};
        for (const Metric& metric : option_metrics()) {
            const MetricValue value = metric.value(profile.scenario, comparison, i);
            row.push_back(std::holds_alternative<bool>(value) ? flag(std::get<bool>(value))
                                                              : to_cell(value, metric.unit));
        }
        row.push_back(flag(option.allowed));
        row.push_back(flag(comparison.winner == i && !comparison.tie));
        table.rows.push_back(std::move(row));
    }
    return table;
}

std::string winner_text(const Comparison& comparison, const Profile& profile) {
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
    const std::string measure = discounted ? fmt::format(" in today's money (at {} a year)",
                                                         percent_text(profile.scenario.discount_rate))
                                           : "";
    if (comparison.tie) {
        return fmt::format("Winner: tie; {} cost {}{}.", joined(tied),
                           money_text(cost(best).value(), currency), measure);
    }
    if (next == nullptr) {
        return fmt::format("Winner: {}, at {}{}; no other option is feasible and allowed.", best.id,
                           money_text(cost(best).value(), currency), measure);
    }
    return fmt::format("Winner: {}, {} less than {} over {}{}.", best.id,
                       money_text((cost(*next) - cost(best)).value(), currency), next->id,
                       months_of(comparison.horizon_months), measure);
}

std::string break_even_text(const OptionResult& option, const Profile& profile, const Comparison& comparison,
                            const VolumeBreakEven& volume) {
    const AgainstBaseline& against = *option.against_baseline;
    const std::string& baseline = comparison.options[comparison.baseline].id;
    std::string text;
    if (!against.break_even.month) {
        text = fmt::format("{} never breaks even with {}: {}", option.id, baseline,
                           never_text(against.break_even));
    } else if (*against.break_even.month == 0.0) {
        text = fmt::format("{} is no dearer than {} from the start", option.id, baseline);
    } else {
        text = fmt::format("{} breaks even with {} in month {}", option.id, baseline,
                           months_text(*against.break_even.month));
        if (!against.break_even.within_horizon)
            text += fmt::format(", after the horizon of {}", months_of(comparison.horizon_months));
    }
    if (profile.scenario.discount_rate != 0.0) {
        text += against.discounted_break_even.month
                    ? fmt::format(" (month {} on discounted flows)",
                                  months_text(*against.discounted_break_even.month))
                    : " (never on discounted flows)";
    }
    if (volume.tokens_per_day) {
        text += fmt::format("; the totals meet at {} tokens/day, above which {} is cheaper",
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
        text +=
            fmt::format("; the lead changes in month{} {}", months.size() == 1 ? "" : "s", joined(months));
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
                 fmt::format("{} and {} cross in month {}", option.id, baseline.id, months_text(month))});
        }
    }
    return chart;
}

Table items_table(const Comparison& comparison) {
    Table table;
    table.columns = {
        {"Option", "option"}, {"Item", "item"}, {"Total", "total", true}, {"Share", "share", true}};
    for (const OptionResult& option : comparison.options) {
        for (const Item& item : option.items) {
            const double amount = total(item.flow, comparison.horizon_months).value();
            const double whole = option.total.value();
            table.rows.push_back(
                {text_cell(option.id), text_cell(item.name), number_cell(amount, Unit::money),
                 whole != 0.0 ? number_cell(amount / whole, Unit::percent) : empty_cell("-")});
        }
        table.rows.push_back({text_cell(option.id), text_cell("total"),
                              number_cell(option.total.value(), Unit::money),
                              number_cell(1.0, Unit::percent)});
        for (Cell& cell : table.rows.back()) cell.strong = true;
    }
    return table;
}

StackedBars items_chart(const Comparison& comparison) {
    StackedBars chart;
    chart.title =
        "Costs by item over " + months_of(comparison.horizon_months) + ", before anything recovered";
    for (const OptionResult& option : comparison.options) {
        StackedBar bar{option.id, {}};
        for (const Item& item : option.items) {
            const auto dot = item.name.rfind('.');
            const double amount = total(item.flow, comparison.horizon_months).value();
            bar.segments.push_back(
                {dot == std::string::npos ? item.name : item.name.substr(dot + 1), amount});
        }
        chart.bars.push_back(std::move(bar));
    }
    return chart;
}

// What is paid at t = 0 … T, by item. Replacements fall into the month that they end.
std::vector<double> by_month(const CashFlow& flow, int horizon) {
    std::vector<double> paid(static_cast<std::size_t>(horizon) + 1, 0.0);
    paid[0] = flow.upfront.value();
    for (int month = 1; month <= horizon; ++month) {
        paid[static_cast<std::size_t>(month)] = flow.monthly[static_cast<std::size_t>(month - 1)].value();
    }
    for (const Payment& payment : flow.payments) {
        if (payment.month < horizon)
            paid[static_cast<std::size_t>(std::ceil(payment.month))] += payment.amount.value();
    }
    paid.back() += flow.at_end.value();
    return paid;
}

Table monthly_table(const Comparison& comparison) {
    Table table;
    table.audience = Table::Audience::machines;
    table.columns = {
        {"option", "option"}, {"month", "month", true}, {"item", "item"}, {"cost", "cost", true}};
    for (const OptionResult& option : comparison.options) {
        for (const Item& item : option.items) {
            const auto paid = by_month(item.flow, comparison.horizon_months);
            for (std::size_t month = 0; month < paid.size(); ++month) {
                table.rows.push_back({text_cell(option.id),
                                      number_cell(static_cast<double>(month), Unit::whole),
                                      text_cell(item.name), number_cell(paid[month], Unit::money)});
            }
        }
    }
    return table;
}

DataObject option_data(const Profile& profile, const Comparison& comparison, std::size_t index) {
    const OptionResult& option = comparison.options[index];
    DataObject data{{"kind", std::string(kind_of(profile.scenario.options[index].value))}};
    for (const Metric& metric : option_metrics()) {
        data.emplace_back(std::string(metric.name),
                          to_data(metric.value(profile.scenario, comparison, index)));
    }
    data.emplace_back("allowed", option.allowed);
    data.emplace_back("units", option.units);
    if (option.against_baseline) {
        const AgainstBaseline& against = *option.against_baseline;
        data.emplace_back("break_even_reason",
                          against.break_even.month ? Data() : Data(never_text(against.break_even)));
        data.emplace_back("within_horizon", against.break_even.within_horizon);
        DataList crossings;
        for (const double month : against.crossings) crossings.emplace_back(month);
        data.emplace_back("crossings", std::move(crossings));
        const VolumeBreakEven volume = break_even_volume(profile.scenario, index);
        const std::string& above =
            volume.option_cheaper_above ? option.id : comparison.options[comparison.baseline].id;
        data.emplace_back("cheaper_above_break_even_volume", volume.tokens_per_day ? Data(above) : Data());
        data.emplace_back("break_even_volume_beyond_capacity",
                          volume.tokens_per_day ? Data(volume.beyond_capacity) : Data());
    }
    if (!option.local_share.empty()) {
        DataList shares;
        for (const double share : option.local_share) shares.emplace_back(share);
        data.emplace_back("local_share", std::move(shares));
    }
    DataObject items;
    std::vector<std::vector<double>> series;
    for (const Item& item : option.items) {
        items.emplace_back(item.name, total(item.flow, comparison.horizon_months).value());
        series.push_back(by_month(item.flow, comparison.horizon_months));
    }
    data.emplace_back("items", std::move(items));
    DataList monthly;
    for (int month = 0; month <= comparison.horizon_months; ++month) {
        DataObject row{{"month", month}};
        double sum = 0.0;
        for (std::size_t i = 0; i < series.size(); ++i) {
            const double paid = series[i][static_cast<std::size_t>(month)];
            row.emplace_back(option.items[i].name, paid);
            sum += paid;
        }
        row.emplace_back("sum", sum);
        monthly.emplace_back(std::move(row));
    }
    data.emplace_back("monthly", std::move(monthly));
    DataList notes;
    for (const Note& note : option.notes) notes.emplace_back(note_text(note, profile.scenario.currency));
    data.emplace_back("notes", std::move(notes));
    return data;
}

}  // namespace

Document document_of(const Profile& profile, std::string_view) {
    Document document;
    document.currency = profile.scenario.currency;
    return document;
}

DataObject data_head(const Profile& profile, const Comparison& comparison, std::string_view command) {
    return {{"aicost", AICOST_VERSION},
            {"command", std::string(command)},
            {"profile", profile.name},
            {"currency", profile.scenario.currency},
            {"horizon_months", profile.scenario.horizon_months},
            {"baseline", comparison.options[comparison.baseline].id}};
}

Document compare_view(const Profile& profile, const Comparison& comparison, const CompareOptions& options) {
    Document document = document_of(profile, "compare");
    auto& blocks = document.blocks;
    if (options.monthly) {
        blocks.emplace_back(monthly_table(comparison));
    } else if (!options.items) {
        blocks.emplace_back(metrics_table(profile, comparison));
    }

    blocks.emplace_back(
        Heading{profile.description.empty() ? profile.name : profile.name + ": " + profile.description});
    blocks.emplace_back(Paragraph{workload_text(profile, comparison), false});
    const std::string assumed = assumed_text(profile);
    if (!assumed.empty()) blocks.emplace_back(Paragraph{assumed, false});
    blocks.emplace_back(options_table(comparison));
    blocks.emplace_back(Paragraph{winner_text(comparison, profile), true});
    for (std::size_t i = 0; i < comparison.options.size(); ++i) {
        if (!comparison.options[i].against_baseline) continue;
        blocks.emplace_back(Paragraph{break_even_text(comparison.options[i], profile, comparison,
                                                      break_even_volume(profile.scenario, i)),
                                      false});
    }
    if (comparison.price_of_requirements && *comparison.price_of_requirements > money(0.005)) {
        blocks.emplace_back(
            Paragraph{fmt::format("The requirements cost {} over {}.",
                                  money_text(comparison.price_of_requirements->value(), document.currency),
                                  months_of(comparison.horizon_months)),
                      false});
    }
    if (options.items) {
        blocks.emplace_back(Heading{"Cost by item"});
        blocks.emplace_back(items_table(comparison));
        if (options.monthly) std::get<Table>(blocks.back()).audience = Table::Audience::people;
        blocks.emplace_back(items_chart(comparison));
    }
    blocks.emplace_back(cumulative_chart(comparison));
    Notes notes;
    for (const OptionResult& option : comparison.options) {
        for (const Note& note : option.notes)
            notes.lines.push_back(option.id + ": " + note_text(note, document.currency));
    }
    blocks.emplace_back(std::move(notes));
    blocks.emplace_back(catalogue_notes(profile));

    document.data = data_head(profile, comparison, "compare");
    document.data.emplace_back("winner", to_data(winner_of(comparison)));
    document.data.emplace_back("tokens_per_day", volume_per_day(profile.scenario.workload).value());
    document.data.emplace_back("tokens", comparison.volume.value());
    document.data.emplace_back("price_of_requirements", comparison.price_of_requirements
                                                            ? Data(comparison.price_of_requirements->value())
                                                            : Data());
    DataObject all;
    for (std::size_t i = 0; i < comparison.options.size(); ++i) {
        all.emplace_back(comparison.options[i].id, option_data(profile, comparison, i));
    }
    document.data.emplace_back("options", std::move(all));
    document.data.emplace_back("warnings", DataList{});
    return document;
}

}  // namespace aicost
