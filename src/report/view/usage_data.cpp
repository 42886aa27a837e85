// The results of `aicost usage` as a tree, for JSON.
#include "report/view/usage_view.hpp"

namespace aicost {

namespace {

// Reports by day do not state requests: null, not 0.
Data stated(std::uint64_t requests) { return requests > 0 ? Data(requests) : Data(); }

Data tokens_data(const TokenCounts& tokens) {
    return DataObject{{"total", tokens.total()},
                      {"fresh_input", tokens.fresh_input},
                      {"cache_read", tokens.cache_read},
                      {"cache_write", tokens.cache_write},
                      {"cache_write_1h", tokens.cache_write_1h},
                      {"output", tokens.output}};
}

DataObject price_data(const PriceId& price) {
    return {{"id", price.id}, {"until", price.until.empty() ? Data() : Data(price.until)}};
}

}  // namespace

DataObject usage_data(const UsageLog& log, const UsageSummary& summary, const UsageViewOptions& options) {
    const auto day = [](const std::string& text) { return text.empty() ? Data() : Data(text); };
    DataObject all{{"aicost", AICOST_VERSION},
                   {"command", "usage"},
                   {"currency", "USD"},
                   {"utc_offset", options.zone},
                   {"first_day", day(summary.first_day)},
                   {"last_day", day(summary.last_day)},
                   {"days", summary.days},
                   {"days_with_use", summary.days_with_use},
                   {"tokens_per_day", summary.tokens_per_day},
                   {"tokens_on_p95_day", summary.tokens_on_p95_day},
                   {"tokens", tokens_data(summary.tokens)},
                   {"undated_tokens", summary.undated_tokens},
                   {"batch_tokens", summary.batch_tokens},
                   {"requests", stated(summary.requests)},
                   {"web_searches", summary.searches},
                   {"cost", summary.cost},
                   {"unpriced_requests", summary.unpriced_requests},
                   {"unpriced_tokens", summary.unpriced_tokens},
                   {"cost_in_log", summary.cost_in_log}};
    Data reconciled;
    if (summary.reconciled) {
        reconciled = DataObject{{"cost_in_log", summary.reconciled->in_log},
                                {"cost", summary.reconciled->at_prices},
                                {"requests", summary.reconciled->requests}};
    }
    all.emplace_back("reconciled", std::move(reconciled));
    DataList list;
    for (const ModelUse& model : summary.models) {
        DataList used;
        for (const PriceId& price : model.prices) used.emplace_back(price_data(price));
        list.emplace_back(DataObject{{"model", model.model},
                                     {"tokens", tokens_data(model.tokens)},
                                     {"requests", stated(model.requests)},
                                     {"cost", model.cost},
                                     {"unpriced_tokens", model.unpriced_tokens},
                                     {"why_unpriced", day(model.why_unpriced)},
                                     {"prices", std::move(used)}});
    }
    all.emplace_back("models", std::move(list));
    DataList weights;
    if (summary.hours) {
        for (const double weight : *summary.hours) weights.emplace_back(weight);
    }
    all.emplace_back("hour_weights", summary.hours ? Data(std::move(weights)) : Data());
    DataList prices;
    for (const auto& [price, fact] : summary.prices) {
        DataObject one = price_data(price);
        one.insert(one.end(), {{"as_of", fact.as_of}, {"source", fact.source}, {"note", day(fact.note)}});
        prices.emplace_back(std::move(one));
    }
    all.emplace_back("prices", std::move(prices));
    all.emplace_back("tokens_of_unknown_prompts", summary.tokens_of_unknown_prompts);
    DataObject read_as, skipped;
    for (const auto& [name, format] : log.formats)
        read_as.emplace_back(name, DataObject{{"files", format.files}, {"cached", format.cached}});
    for (const auto& [reason, count] : log.skipped) skipped.emplace_back(reason, count);
    const UsageOutlook& future = options.future;
    Data growth;
    if (future.growth_per_month)
        growth = DataObject{
            {"per_month", future.growth_per_month}, {"low", future.growth_low}, {"high", future.growth_high}};
    all.emplace_back("growth", std::move(growth));
    all.emplace_back("cost_per_day", future.cost_per_day);
    if (options.budget) {
        all.emplace_back("budget", *options.budget);
        all.emplace_back("budget_gone", day(future.budget_gone));
    }
    const auto peak = [](const std::optional<UsageOutlook::Peak>& one) {
        return one ? Data(DataObject{
                         {"when", one->when}, {"tokens", one->tokens}, {"requests", stated(one->requests)}})
                   : Data();
    };
    all.emplace_back("peak_hour", peak(future.hour));
    if (future.minute) all.emplace_back("peak_minute", peak(future.minute));
    if (options.at)
        all.emplace_back("at", DataObject{{"model", options.at->model}, {"cost", options.at->cost}});
    if (!options.by.empty()) {
        DataList parts;
        for (const auto& [name, part] : options.parts)
            parts.emplace_back(DataObject{{options.by, day(name)},
                                          {"tokens", tokens_data(part.tokens)},
                                          {"requests", stated(part.requests)},
                                          {"cost", part.cost},
                                          {"unpriced_tokens", part.unpriced_tokens},
                                          {"cost_in_log", part.cost_in_log}});
        all.emplace_back("by_" + options.by, std::move(parts));
    }
    DataObject regions;
    for (const auto& [region, tokens] : summary.regions) regions.emplace_back(region, tokens);
    all.emplace_back("inference_geo", std::move(regions));
    all.emplace_back("files", std::move(read_as));
    all.emplace_back("entries", log.rows);
    all.emplace_back("copies", log.duplicates);
    all.emplace_back("skipped", std::move(skipped));
    all.emplace_back("broken", log.fault_count);
    DataList faults, others;
    for (const UsageFault& fault : log.faults) {
        faults.emplace_back(DataObject{{"file", fault.file},
                                       {"line", fault.line == 0 ? Data() : Data(fault.line)},
                                       {"what", fault.what}});
    }
    for (const UsageFile& file : log.others)
        others.emplace_back(DataObject{{"file", file.name}, {"why", file.problem}});
    all.emplace_back("faults", std::move(faults));
    all.emplace_back("files_not_counted", std::move(others));
    return all;
}

}  // namespace aicost
