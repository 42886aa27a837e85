#include "report/view/usage_view.hpp"

#include <algorithm>
#include <cmath>

#include "report/formatted.hpp"
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
    return formatted("Usage from {} to {}: {}, {} with use", summary.first_day, summary.last_day, days,
                     summary.days_with_use);
}

std::string model_name(const ModelUse& model) { return model.model.empty() ? "(not named)" : model.model; }

constexpr double nearly_all = -0.9995;  // would be rounded to all of it

// An end of the interval.
std::string growth_end(double share) { return percent_text(std::max(share, -0.999)); }

Cell growth_cell(const UsageOutlook& future) {
    if (!future.growth_is_clear()) return empty_cell("not clear");
    const double share = *future.growth_per_month;
    return share < nearly_all ? text_cell("below -99.9%") : number_cell(share, Unit::share);
}

std::vector<Cell> measure(const std::string& name, Cell value) { return {text_cell(name), std::move(value)}; }

Table measures(const UsageSummary& summary, const UsageViewOptions& options) {
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
        rows.push_back(measure("requests", number_cell(as_double(summary.requests), Unit::count)));
    rows.push_back(measure("cost at catalogue prices", number_cell(summary.cost, Unit::money, "no price")));
    if (summary.cost_in_log)
        rows.push_back(measure("cost in the log", number_cell(*summary.cost_in_log, Unit::money)));
    if (options.at)
        rows.push_back(measure("cost at " + options.at->model, number_cell(options.at->cost, Unit::money)));
    const UsageOutlook& future = options.future;
    if (future.growth_per_month) rows.push_back(measure("growth per month", growth_cell(future)));
    if (options.budget && future.cost_per_day) {
        rows.push_back(measure(formatted("cost a day, last {}", counted(future.days_of_burn, "day", "days")),
                               number_cell(*future.cost_per_day, Unit::money)));
        rows.push_back(
            measure(formatted("budget of {} gone on", money_text(*options.budget, "USD", 2)),
                    future.budget_gone.empty() ? empty_cell("never") : text_cell(future.budget_gone)));
    }
    for (const auto& [name, peak] : {std::pair{"most tokens in an hour", &future.hour},
                                     std::pair{"most tokens in a minute", &future.minute}}) {
        if (!future.minute || !*peak) continue;
        rows.push_back(measure(formatted("{} ({})", name, (*peak)->when),
                               number_cell(as_double((*peak)->tokens), Unit::tokens)));
    }
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
                              number_cell(share(kind.count, all.total()), Unit::share),
                              summary.cost && has_price ? number_cell(summary.priced_cost[i], Unit::money)
                                                        : empty_cell("no price")});
    }
    return table;
}

// The date of the price of a model's use, if there was only one; the notes list them all.
Cell price_date(const UsageSummary& summary, const ModelUse& model) {
    if (model.prices.empty()) return empty_cell("-");
    if (model.prices.size() > 1) return text_cell(formatted("{} prices", model.prices.size()));
    const PriceId& price = *model.prices.begin();
    return text_cell(price.until.empty() ? summary.prices.at(price).as_of : "until " + price.until);
}

Table models(const UsageSummary& summary) {
    Table table;
    table.columns = {{"Model", "model"},       {"Tokens", "tokens", true},
                     {"Share", "share", true}, {"Requests", "requests", true},
                     {"Cost", "cost", true},   {"Price as of", "price_as_of"}};
    for (const ModelUse& model : summary.models) {
        table.rows.push_back(
            {text_cell(model_name(model)), number_cell(as_double(model.tokens.total()), Unit::tokens),
             number_cell(share(model.tokens.total(), summary.tokens.total()), Unit::share),
             model.requests > 0 ? number_cell(as_double(model.requests), Unit::count) : empty_cell("-"),
             number_cell(model.cost, Unit::money, "no price"), price_date(summary, model)});
    }
    return table;
}

Table parts(const UsageViewOptions& options) {
    Table table;
    std::string title = options.by;
    title[0] = static_cast<char>(title[0] - 'a' + 'A');
    table.columns = {{title, options.by},
                     {"Tokens", "tokens", true},
                     {"Requests", "requests", true},
                     {"Cost", "cost", true},
                     {"Cost in the log", "cost_in_log", true}};
    for (const auto& [name, part] : options.parts) {
        table.rows.push_back(
            {text_cell(name.empty() ? "(not stated)" : name),
             number_cell(as_double(part.tokens.total()), Unit::tokens),
             part.requests > 0 ? number_cell(as_double(part.requests), Unit::count) : empty_cell("-"),
             number_cell(part.cost, Unit::money, "no price"),
             number_cell(part.cost_in_log, Unit::money, "-")});
    }
    return table;
}

Chart hours(const UsageSummary& summary, const std::string& zone) {
    Chart chart;
    chart.title = "Load by hour of the day (1 is the mean)";
    chart.x = {"hour, " + zone, Unit::number};
    chart.y = {"load", Unit::number};
    Series series{"tokens", {}};
    for (std::size_t hour = 0; hour < 24; ++hour) {
        series.points.push_back({as_double(hour), (*summary.hours)[hour]});
        series.points.push_back({as_double(hour + 1), (*summary.hours)[hour]});
    }
    chart.series.push_back(std::move(series));
    return chart;
}

Notes notes(const UsageLog& log, const UsageSummary& summary, const UsageViewOptions& options) {
    Notes all;
    auto& lines = all.lines;
    for (const auto& [name, format] : log.formats)
        lines.push_back(formatted("read: {} ({}); its cached tokens are {}", name,
                                  counted(format.files, "file", "files"), format.cached));
    if (log.duplicates > 0)
        lines.push_back(counted(log.duplicates, "copy of an entry is", "copies of entries are") +
                        " counted once");
    for (const auto& [reason, count] : log.skipped)
        lines.push_back(formatted("not counted, {}: {}", reason, plain_text(as_double(count), 15)));
    if (log.fault_count > 0)
        lines.push_back(counted(log.fault_count, "entry could", "entries could") + " not be read and " +
                        (log.fault_count == 1 ? "is" : "are") + " not counted");
    for (const ModelUse& model : summary.models) {
        if (model.unpriced_tokens == 0) continue;
        lines.push_back(formatted("{}: {} tokens have no cost: {}", model_name(model),
                                  tokens_text(as_double(model.unpriced_tokens)), model.why_unpriced));
    }
    if (summary.unpriced_searches > 0)
        lines.push_back(formatted("{} not in the cost: the catalogue has no price of a search",
                                  counted(summary.unpriced_searches, "web search is", "web searches are")));
    for (const auto& [region, tokens] : summary.regions)
        lines.push_back(
            formatted("{} tokens were computed in {} (inference_geo); the catalogue has no price of "
                      "that region, and they are priced as anywhere",
                      tokens_text(as_double(tokens)), region));
    if (summary.reconciled) {
        const auto& both = *summary.reconciled;
        lines.push_back(formatted(
            "of the entries that state a cost and have a price, the log says {} and the catalogue {} ({}{})",
            money_text(both.in_log, "USD", 4), money_text(both.at_prices, "USD", 4),
            both.at_prices >= both.in_log ? "+" : "-",
            money_text(std::abs(both.at_prices - both.in_log), "USD", 4)));
    }
    for (const std::string& note : log.notes) lines.push_back(note);
    if (options.future.growth_per_month)
        lines.push_back(formatted(
            "the growth is that of the curve of constant growth nearest to all whole days; the true one "
            "lies between {} and {} a month 9 times of 10{}",
            growth_end(options.future.growth_low), growth_end(options.future.growth_high),
            options.future.growth_is_clear() ? "" : ": the days differ too much to say"));
    for (const std::string& said : options.said) lines.push_back(said);
    if (summary.tokens_of_unknown_prompts > 0)
        lines.push_back(formatted(
            "{} tokens are of models whose long prompts cost more; the log does not say which prompts were "
            "long, and they are priced as short ones",
            tokens_text(as_double(summary.tokens_of_unknown_prompts))));
    for (const auto& [price, fact] : summary.prices) {
        const std::string until = price.until.empty() ? "" : " until " + price.until;
        lines.push_back(formatted("price of {}{}: as of {}, {}{}{}", price.id, until, fact.as_of, fact.source,
                                  fact.note.empty() ? "" : ". ", fact.note));
    }
    return all;
}

}  // namespace

std::string utc_offset_text(int minutes) {
    if (minutes == 0) return "UTC";
    return formatted("UTC{}{:02}:{:02}", minutes < 0 ? '-' : '+', std::abs(minutes) / 60,
                     std::abs(minutes) % 60);
}

Document usage_view(const UsageLog& log, const UsageSummary& summary, const UsageViewOptions& options) {
    Document document;
    auto& blocks = document.blocks;
    blocks.emplace_back(Heading{heading(summary)});
    blocks.emplace_back(measures(summary, options));
    blocks.emplace_back(mix(summary));
    if (!options.by.empty()) blocks.emplace_back(parts(options));
    if (options.by != "model") blocks.emplace_back(models(summary));
    if (summary.hours) blocks.emplace_back(hours(summary, options.zone));
    blocks.emplace_back(notes(log, summary, options));
    document.data = usage_data(log, summary, options);
    return document;
}

}  // namespace aicost
