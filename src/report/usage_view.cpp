#include "report/usage_view.hpp"

#include <fmt/format.h>

#include <cmath>

#include "report/number.hpp"

namespace aicost {

namespace {

double as_double(std::uint64_t count) { return static_cast<double>(count); }

std::string counted(std::uint64_t count, const std::string& one, const std::string& many) {
    return plain_text(as_double(count), 15) + " " + (count == 1 ? one : many);
}

std::optional<double> share(std::uint64_t part, std::uint64_t whole) {
    if (whole == 0) return {};
    return as_double(part) / as_double(whole);
}

std::string heading(const UsageSummary& summary) {
    if (summary.days == 0) return "Usage without dates";
    const std::string days = counted(summary.days, "day", "days");
    return fmt::format("Usage from {} to {}: {}, {} with use", summary.first_day, summary.last_day, days,
                       summary.days_with_use);
}

std::string model_name(const ModelUse& model) { return model.model.empty() ? "(not named)" : model.model; }

std::vector<Cell> measure(const std::string& name, Cell value) { return {text_cell(name), std::move(value)}; }

Table measures(const UsageSummary& summary) {
    Table table;
    table.columns = {{"Measure", "measure"}, {"Value", "value", true}};
    const std::string why = "days not known; --days N";
    auto& rows = table.rows;
    rows.push_back(measure("tokens a day", number_cell(summary.tokens_per_day, Unit::tokens, why)));
    rows.back().back().strong = true;
    rows.push_back(
        measure("tokens on the P95 day", number_cell(summary.tokens_on_p95_day, Unit::tokens, why)));
    rows.push_back(measure("tokens", number_cell(as_double(summary.tokens.total()), Unit::tokens)));
    if (summary.undated_tokens > 0 && summary.days > 0)
        rows.push_back(
            measure("tokens without a date", number_cell(as_double(summary.undated_tokens), Unit::tokens)));
    if (summary.requests > 0)
        rows.push_back(measure("requests", number_cell(as_double(summary.requests), Unit::whole)));
    rows.push_back(measure("cost at catalogue prices", number_cell(summary.cost, Unit::money, "no price")));
    if (summary.cost_in_log)
        rows.push_back(measure("cost in the log", number_cell(*summary.cost_in_log, Unit::money)));
    return table;
}

Table mix(const UsageSummary& summary) {
    Table table;
    table.columns = {
        {"Tokens of", "kind"}, {"Tokens", "tokens", true}, {"Share", "share", true}, {"Cost", "cost", true}};
    const TokenCounts& all = summary.tokens;
    const TokenCounts& priced = summary.priced_tokens;
    const struct {
        const char* name;
        std::uint64_t count, priced;
    } kinds[] = {{"fresh input", all.fresh_input, priced.fresh_input},
                 {"cache reads", all.cache_read, priced.cache_read},
                 {"cache writes", all.cache_write, priced.cache_write},
                 {"cache writes, 1 hour", all.cache_write_1h, priced.cache_write_1h},
                 {"output", all.output, priced.output}};
    for (std::size_t i = 0; i < std::size(kinds); ++i) {
        const auto& kind = kinds[i];
        const bool has_price = kind.priced > 0 || kind.count == 0;
        table.rows.push_back({text_cell(kind.name), number_cell(as_double(kind.count), Unit::tokens),
                              number_cell(share(kind.count, all.total()), Unit::percent),
                              summary.cost && has_price ? number_cell(summary.priced_cost[i], Unit::money)
                                                        : empty_cell("no price")});
    }
    return table;
}

Table models(const UsageSummary& summary) {
    Table table;
    table.columns = {{"Model", "model"},
                     {"Tokens", "tokens", true},
                     {"Share", "share", true},
                     {"Requests", "requests", true},
                     {"Cost", "cost", true}};
    for (const ModelUse& model : summary.models) {
        table.rows.push_back(
            {text_cell(model_name(model)), number_cell(as_double(model.tokens.total()), Unit::tokens),
             number_cell(share(model.tokens.total(), summary.tokens.total()), Unit::percent),
             model.requests > 0 ? number_cell(as_double(model.requests), Unit::whole) : empty_cell("-"),
             number_cell(model.cost, Unit::money, "no price")});
    }
    return table;
}

Chart hours(const UsageSummary& summary, int utc_offset) {
    Chart chart;
    chart.title = "Load by hour of the day (1 is the mean)";
    chart.x = {"hour, " + utc_offset_text(utc_offset), Unit::number};
    chart.y = {"load", Unit::number};
    Series series{"tokens", {}};
    for (std::size_t hour = 0; hour < 24; ++hour) {
        series.points.push_back({as_double(hour), (*summary.hours)[hour]});
        series.points.push_back({as_double(hour + 1), (*summary.hours)[hour]});
    }
    chart.series.push_back(std::move(series));
    return chart;
}

Notes notes(const UsageLog& log, const UsageSummary& summary) {
    Notes all;
    auto& lines = all.lines;
    std::string formats;
    for (const auto& [format, files] : log.formats)
        formats +=
            (formats.empty() ? "" : ", ") + fmt::format("{} ({})", format, counted(files, "file", "files"));
    if (!formats.empty()) lines.push_back("read: " + formats);
    if (log.duplicates > 0)
        lines.push_back(counted(log.duplicates, "copy of an entry is", "copies of entries are") +
                        " counted once");
    for (const auto& [reason, count] : log.skipped)
        lines.push_back(fmt::format("not counted, {}: {}", reason, plain_text(as_double(count), 15)));
    if (log.fault_count > 0)
        lines.push_back(counted(log.fault_count, "entry could", "entries could") + " not be read and " +
                        (log.fault_count == 1 ? "is" : "are") + " not counted");
    for (const ModelUse& model : summary.models) {
        if (model.unpriced_tokens == 0) continue;
        lines.push_back(fmt::format("{}: {} tokens have no cost: {}", model_name(model),
                                    tokens_text(as_double(model.unpriced_tokens)), model.why_unpriced));
    }
    if (summary.reconciled) {
        const auto& both = *summary.reconciled;
        lines.push_back(fmt::format(
            "of the entries that state a cost and have a price, the log says {} and the catalogue {} ({}{})",
            money_text(both.in_log, "USD", 4), money_text(both.at_prices, "USD", 4),
            both.at_prices >= both.in_log ? "+" : "-",
            money_text(std::abs(both.at_prices - both.in_log), "USD", 4)));
    }
    for (const std::string& note : log.notes) lines.push_back(note);
    for (const auto& [id, price] : summary.prices)
        lines.push_back(fmt::format("price of {}: {}, {}", id, price.first, price.second));
    return all;
}

// Reports by day do not state requests: none, not 0.
Data stated(std::uint64_t requests) { return requests > 0 ? Data(as_double(requests)) : Data(); }

Data tokens_data(const TokenCounts& tokens) {
    return DataObject{{"total", as_double(tokens.total())},
                      {"fresh_input", as_double(tokens.fresh_input)},
                      {"cache_read", as_double(tokens.cache_read)},
                      {"cache_write", as_double(tokens.cache_write)},
                      {"cache_write_1h", as_double(tokens.cache_write_1h)},
                      {"output", as_double(tokens.output)}};
}

DataObject data(const UsageLog& log, const UsageSummary& summary, int utc_offset) {
    const auto day = [](const std::string& text) { return text.empty() ? Data() : Data(text); };
    DataObject all{{"aicost", AICOST_VERSION},
                   {"command", "usage"},
                   {"currency", "USD"},
                   {"utc_offset", utc_offset_text(utc_offset)},
                   {"first_day", day(summary.first_day)},
                   {"last_day", day(summary.last_day)},
                   {"days", as_double(summary.days)},
                   {"days_with_use", as_double(summary.days_with_use)},
                   {"tokens_per_day", summary.tokens_per_day},
                   {"tokens_on_p95_day", summary.tokens_on_p95_day},
                   {"tokens", tokens_data(summary.tokens)},
                   {"undated_tokens", as_double(summary.undated_tokens)},
                   {"batch_tokens", as_double(summary.batch_tokens)},
                   {"requests", stated(summary.requests)},
                   {"cost", summary.cost},
                   {"unpriced_requests", as_double(summary.unpriced_requests)},
                   {"unpriced_tokens", as_double(summary.unpriced_tokens)},
                   {"cost_in_log", summary.cost_in_log}};
    Data reconciled;
    if (summary.reconciled) {
        reconciled = DataObject{{"cost_in_log", summary.reconciled->in_log},
                                {"cost", summary.reconciled->at_prices},
                                {"requests", as_double(summary.reconciled->requests)}};
    }
    all.emplace_back("reconciled", std::move(reconciled));
    DataList list;
    for (const ModelUse& model : summary.models) {
        DataList ids;
        for (const std::string& id : model.price_ids) ids.emplace_back(id);
        list.emplace_back(DataObject{{"model", model.model},
                                     {"tokens", tokens_data(model.tokens)},
                                     {"requests", stated(model.requests)},
                                     {"cost", model.cost},
                                     {"unpriced_tokens", as_double(model.unpriced_tokens)},
                                     {"why_unpriced", day(model.why_unpriced)},
                                     {"prices", std::move(ids)}});
    }
    all.emplace_back("models", std::move(list));
    DataList weights;
    if (summary.hours) {
        for (const double weight : *summary.hours) weights.emplace_back(weight);
    }
    all.emplace_back("hour_weights", summary.hours ? Data(std::move(weights)) : Data());
    DataObject prices;
    for (const auto& [id, price] : summary.prices)
        prices.emplace_back(id, DataObject{{"as_of", price.first}, {"source", price.second}});
    all.emplace_back("prices", std::move(prices));
    DataObject formats, skipped;
    for (const auto& [format, files] : log.formats) formats.emplace_back(format, as_double(files));
    for (const auto& [reason, count] : log.skipped) skipped.emplace_back(reason, as_double(count));
    all.emplace_back("files", std::move(formats));
    all.emplace_back("entries", as_double(log.rows));
    all.emplace_back("copies", as_double(log.duplicates));
    all.emplace_back("skipped", std::move(skipped));
    all.emplace_back("broken", as_double(log.fault_count));
    DataList faults, others;
    for (const UsageFault& fault : log.faults) {
        faults.emplace_back(DataObject{{"file", fault.file},
                                       {"line", fault.line == 0 ? Data() : Data(as_double(fault.line))},
                                       {"what", fault.what}});
    }
    for (const UsageFile& file : log.others)
        others.emplace_back(DataObject{{"file", file.name}, {"why", file.problem}});
    all.emplace_back("faults", std::move(faults));
    all.emplace_back("files_not_counted", std::move(others));
    return all;
}

}  // namespace

std::string utc_offset_text(int minutes) {
    if (minutes == 0) return "UTC";
    return fmt::format("UTC{}{:02}:{:02}", minutes < 0 ? '-' : '+', std::abs(minutes) / 60,
                       std::abs(minutes) % 60);
}

Document usage_view(const UsageLog& log, const UsageSummary& summary, const UsageViewOptions& options) {
    Document document;
    auto& blocks = document.blocks;
    blocks.emplace_back(Heading{heading(summary)});
    blocks.emplace_back(measures(summary));
    blocks.emplace_back(mix(summary));
    blocks.emplace_back(models(summary));
    if (summary.hours) blocks.emplace_back(hours(summary, options.utc_offset_minutes));
    blocks.emplace_back(notes(log, summary));
    document.data = data(log, summary, options.utc_offset_minutes);
    return document;
}

}  // namespace aicost
