#include "catalogue/price_book.hpp"

#include <algorithm>

namespace aicost {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

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

double of(const std::optional<TokenPrice>& price, double fallback) {
    return price ? price->value() : fallback;
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

PriceAnswer PriceBook::price(const UsageKey& key) const {
    if (key.model.empty()) return {{}, "the log does not name the model"};
    const CloudModel* entry = find(key.model);
    if (entry == nullptr) return {{}, "no price in the catalogue"};
    if (key.fast) return {{}, "the catalogue has no price of the fast mode"};
    if (key.batch && !entry->batch_discount) return {{}, "the catalogue has no batch price"};
    UsePrice price;
    price.id = entry->fact.id;
    price.as_of = entry->fact.as_of;
    price.source = entry->fact.source;
    price.fresh_input = entry->input_per_mtok.value();
    price.output = entry->output_per_mtok.value();
    price.cache_read = of(entry->cache_read_per_mtok, price.fresh_input);
    price.cache_write = of(entry->cache_write_per_mtok, price.fresh_input);
    price.cache_write_1h = of(entry->cache_write_1h_per_mtok, price.cache_write);
    if (key.long_prompt && entry->long_context) {
        const LongContext& longer = *entry->long_context;
        price.fresh_input = of(longer.input_per_mtok, price.fresh_input);
        price.output = of(longer.output_per_mtok, price.output);
        price.cache_read = of(longer.cache_read_per_mtok, price.fresh_input);
        price.cache_write = of(longer.cache_write_per_mtok, price.fresh_input);
        price.cache_write_1h = of(longer.cache_write_1h_per_mtok, price.cache_write);
    }
    const double share = key.batch ? 1.0 - *entry->batch_discount : 1.0;
    for (double* one :
         {&price.fresh_input, &price.cache_read, &price.cache_write, &price.cache_write_1h, &price.output})
        *one *= share;
    return {std::move(price), {}};
}

}  // namespace aicost
