// A comparison for machines: rows for CSV, a tree for JSON.
#include "report/view/compare_data.hpp"

#include <algorithm>

#include "report/view/compare_words.hpp"
#include "report/view/periods.hpp"
#include "report/view/verdict.hpp"

namespace aicost {

namespace {

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
        OptionMetrics metrics(profile.scenario, comparison, i);
        for (const Metric& metric : option_metrics()) {
            const MetricValue value = metrics(metric);
            row.push_back(std::holds_alternative<bool>(value) ? flag(std::get<bool>(value))
                                                              : to_cell(value, metric.unit));
        }
        row.push_back(flag(option.allowed));
        row.push_back(flag(comparison.winner == i && !comparison.tie));
        table.rows.push_back(std::move(row));
    }
    return table;
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
                                      number_cell(static_cast<double>(month), Unit::count),
                                      text_cell(item.name()), number_cell(paid[month], Unit::money)});
            }
        }
    }
    return table;
}

DataObject option_data(const Profile& profile, const Comparison& comparison, std::size_t index,
                       const VolumeBreakEven& volume, bool yearly) {
    const OptionResult& option = comparison.options[index];
    DataObject data{{"kind", std::string(kind_of(profile.scenario.options[index].value))},
                    {"label", option.label}};
    for (const Metric& metric : option_metrics())
        data.emplace_back(
            std::string(metric.name),
            to_data(metric.of_volume != nullptr ? metric.of_volume(volume)
                                                : metric.value(profile.scenario, comparison, index)));
    data.emplace_back("allowed", option.allowed);
    if (option.against_baseline) {
        const AgainstBaseline& against = *option.against_baseline;
        data.emplace_back("break_even_reason",
                          against.break_even.month ? Data() : Data(never_text(against.break_even)));
        data.emplace_back(
            "discounted_break_even_reason",
            against.discounted_break_even.month ? Data() : Data(never_text(against.discounted_break_even)));
        data.emplace_back("within_horizon", against.break_even.within_horizon);
        DataList crossings;
        for (const double month : against.crossings) crossings.emplace_back(month);
        data.emplace_back("crossings", std::move(crossings));
        const std::string& above =
            volume.option_cheaper_above ? option.id : comparison.options[comparison.baseline].id;
        data.emplace_back("cheaper_above_break_even_volume", volume.tokens_per_day ? Data(above) : Data());
        data.emplace_back("break_even_volume_until", volume.until ? Data(volume.until->value()) : Data());
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
        items.emplace_back(item.name(), total(item.flow, comparison.horizon_months).value());
        series.push_back(by_month(item.flow, comparison.horizon_months));
    }
    data.emplace_back("items", std::move(items));
    DataList monthly;
    for (int month = 0; month <= comparison.horizon_months; ++month) {
        DataObject row{{"month", month}};
        double sum = 0.0;
        for (std::size_t i = 0; i < series.size(); ++i) {
            const double paid = series[i][static_cast<std::size_t>(month)];
            row.emplace_back(option.items[i].name(), paid);
            sum += paid;
        }
        row.emplace_back("sum", sum);
        monthly.emplace_back(std::move(row));
    }
    data.emplace_back("monthly", std::move(monthly));
    if (yearly) data.emplace_back("yearly", yearly_data(option, comparison.horizon_months));
    DataList notes;
    for (const Note& note : option.notes) notes.emplace_back(note_text(note));
    data.emplace_back("notes", std::move(notes));
    return data;
}

// Estimates for machines, each with the range of 8 of 10 measurements.
DataObject estimates_data(const Profile& profile) {
    DataObject all;
    Scenario scenario = profile.scenario;
    for (const EstimatedInput& one : estimated_inputs(profile)) {
        all.emplace_back(one.path, DataObject{{"value", *find_parameter(scenario, one.path)->get()},
                                              {"low", std::min(one.slow, one.fast)},
                                              {"high", std::max(one.slow, one.fast)}});
    }
    return all;
}

}  // namespace

Table items_table(const Comparison& comparison, const std::vector<std::size_t>* order) {
    Table table;
    table.columns = {
        {"Option", "option"}, {"Item", "item"}, {"Total", "total", true}, {"Share", "share", true}};
    for (std::size_t i = 0; i < comparison.options.size(); ++i) {
        const OptionResult& option = comparison.options[order != nullptr ? (*order)[i] : i];
        const std::string& name = order != nullptr ? option.label : option.id;
        for (const Item& item : option.items) {
            const double amount = total(item.flow, comparison.horizon_months).value();
            const double whole = option.total.value();
            table.rows.push_back({text_cell(name), text_cell(item.name()), number_cell(amount, Unit::money),
                                  whole != 0.0 ? number_cell(amount / whole, Unit::share) : empty_cell("-")});
        }
        table.rows.push_back({text_cell(name), text_cell("total"),
                              number_cell(option.total.value(), Unit::money), number_cell(1.0, Unit::share)});
        for (Cell& cell : table.rows.back()) cell.strong = true;
    }
    return table;
}

Document compare_rows(const Profile& profile, const Comparison& comparison, const CompareOptions& options) {
    Document document = document_of(profile, "compare");
    document.blocks.emplace_back(options.monthly  ? monthly_table(comparison)
                                 : options.yearly ? yearly_table(profile, comparison, nullptr, options.items)
                                 : options.items  ? items_table(comparison, nullptr)
                                                  : metrics_table(profile, comparison));
    return document;
}

Document compare_data(const Profile& profile, const Comparison& comparison, bool yearly) {
    Document document = document_of(profile, "compare");
    document.data = data_head(profile, comparison, "compare");
    const auto [volumes, turns] = volume_answer(profile.scenario, comparison);
    document.data.emplace_back("verdict",
                               verdict_text(profile, comparison, turning_volume(comparison, turns)) +
                                   estimates_text(profile, comparison));
    for (const OverallMetric& metric : overall_metrics())
        document.data.emplace_back(std::string(metric.name), to_data(metric.value(comparison)));
    document.data.emplace_back("tied", tied_data(comparison));
    document.data.emplace_back("winner_by_volume", turning_volume_data(comparison, turns));
    document.data.emplace_back("discount_rate", profile.scenario.discount_rate);
    document.data.emplace_back("tokens_per_day", volume_per_day(profile.scenario).value());
    document.data.emplace_back("tokens", comparison.volume.value());
    document.data.emplace_back("price_of_requirements", comparison.price_of_requirements
                                                            ? Data(comparison.price_of_requirements->value())
                                                            : Data());
    DataObject all;
    for (std::size_t i = 0; i < comparison.options.size(); ++i) {
        all.emplace_back(comparison.options[i].id, option_data(profile, comparison, i, volumes[i], yearly));
    }
    document.data.emplace_back("options", std::move(all));
    const auto assumed = assumptions(profile);
    document.data.emplace_back("assumed", DataList(assumed.begin(), assumed.end()));
    document.data.emplace_back("estimates", estimates_data(profile));
    const auto within = winners_within_estimates(profile);
    document.data.emplace_back("winners_within_estimates", DataList(within.begin(), within.end()));
    document.data.emplace_back("warnings", DataList(profile.warnings.begin(), profile.warnings.end()));
    return document;
}

}  // namespace aicost
