#include "catalogue/price_book.hpp"

#include <algorithm>

#include "text/encoding.hpp"

namespace aicost {

namespace {

// "-20251001" or "-2026-07-09" at the end of a name.
std::string_view without_date(std::string_view name) {
    for (const std::string_view pattern : {"-dddddddd", "-dddd-dd-dd"}) {
        if (name.size() <= pattern.size()) continue;
        const std::string_view end = name.substr(name.size() - pattern.size());
        const bool fits = std::equal(end.begin(), end.end(), pattern.begin(),
                                     [](char c, char p) { return p == 'd' ? is_digit(c) : c == p; });
        if (fits && end.substr(1, 2) == "20") return name.substr(0, name.size() - pattern.size());
    }
    return name;
}

double of(const std::optional<Usd<TokenPrice>>& price, double fallback) {
    return price ? price->dollars() : fallback;
}

// Whether long prompts cost more as a whole. The other rule needs to know by how much each was too long: a
// caveat, not a price.
template <class Prices>
bool has_long_price(const Prices& prices) {
    return prices.long_context && prices.long_context->rule == LongContext::Rule::whole_request;
}

// A sort of token without a price of its own costs what model.md says; prices are of a CloudModel, or of what
// it cost before.
template <class Prices>
UsePrice rates_of(const Prices& prices, bool longer) {
    UsePrice rates;
    rates.fresh_input = prices.input_per_mtok.dollars();
    rates.output = prices.output_per_mtok.dollars();
    rates.cache_read = of(prices.cache_read_per_mtok, rates.fresh_input);
    rates.cache_write = of(prices.cache_write_per_mtok, rates.fresh_input);
    rates.cache_write_1h = of(prices.cache_write_1h_per_mtok, rates.cache_write);
    if (longer && has_long_price(prices)) {
        const LongPromptPrices& rule = *prices.long_context;
        rates.fresh_input = of(rule.input_per_mtok, rates.fresh_input);
        rates.output = of(rule.output_per_mtok, rates.output);
        rates.cache_read = of(rule.cache_read_per_mtok, rates.fresh_input);
        rates.cache_write = of(rule.cache_write_per_mtok, rates.fresh_input);
        rates.cache_write_1h = of(rule.cache_write_1h_per_mtok, rates.cache_write);
    }
    return rates;
}

}  // namespace

PriceBook::PriceBook(std::vector<CloudModel> models) : models_(std::move(models)) {
    for (std::size_t i = 0; i < models_.size(); ++i) by_name_.emplace(models_[i].fact.id, i);
    for (std::size_t i = 0; i < models_.size(); ++i) {
        for (const std::string& alias : models_[i].aliases) by_name_.emplace(alias, i);
    }
}

const CloudModel* PriceBook::named(std::string_view name) const {
    const auto at = by_name_.find(name);
    return at == by_name_.end() ? nullptr : &models_[at->second];
}

const CloudModel* PriceBook::find(std::string_view model) const {
    const std::string_view undated = without_date(model);
    for (const std::string_view name : {model, undated}) {
        if (const CloudModel* entry = named(name)) return entry;
        const auto slash = name.find('/');
        if (slash == name.npos) continue;
        const CloudModel* entry = named(name.substr(slash + 1));
        // another provider's copy of a model has a price of its own
        if (entry != nullptr && entry->provider == name.substr(0, slash)) return entry;
    }
    return nullptr;
}

std::optional<double> PriceBook::long_prompt_above(std::string_view model) const {
    const CloudModel* entry = find(model);
    if (entry == nullptr) return {};
    if (entry->long_context) return entry->long_context->above_input_tokens.value();
    for (const PastPrice& past : entry->history) {
        if (past.long_context) return past.long_context->above_input_tokens.value();
    }
    return {};
}

PriceAnswer PriceBook::price(const UsageKey& key, std::string_view date) const {
    if (key.model.empty()) return {{}, "the log does not name the model"};
    const CloudModel* entry = find(key.model);
    if (entry == nullptr) return {{}, "no price in the catalogue"};
    if (!key.tier.empty()) return {{}, "the catalogue has no price of the tier `" + key.tier + "`"};
    if (key.batch && !entry->batch_discount) return {{}, "the catalogue has no batch price"};
    const bool longer = key.prompt == UsageKey::Prompt::longer;
    const auto caveat = [&](const auto& prices) {
        return prices.long_context && key.prompt != UsageKey::Prompt::regular &&
               !(longer && has_long_price(prices));
    };
    const auto past = std::find_if(entry->history.begin(), entry->history.end(),
                                   [&](const PastPrice& one) { return !date.empty() && date < one.until; });
    PriceAnswer answer;
    if (past == entry->history.end()) {
        answer.price = rates_of(*entry, longer);
        answer.price->id = {entry->fact.id, ""};
        answer.price->fact = {entry->fact.as_of, entry->fact.source, entry->fact.note};
        answer.unless_long = caveat(*entry);
    } else {
        answer.price = rates_of(*past, longer);
        answer.price->id = {entry->fact.id, past->until};
        answer.price->fact = {past->as_of, past->source, ""};
        answer.unless_long = caveat(*past);
    }
    UsePrice& price = *answer.price;
    const double share = key.batch ? 1.0 - *entry->batch_discount : 1.0;
    for (double* one :
         {&price.fresh_input, &price.cache_read, &price.cache_write, &price.cache_write_1h, &price.output})
        *one *= share;
    return answer;
}

}  // namespace aicost
