#include "catalogue/price_book.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "catalogue/embedded.hpp"

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

std::optional<double> number(const nlohmann::json& json, const char* key) {
    const auto at = json.find(key);
    if (at == json.end() || !at->is_number()) return {};
    return at->get<double>();
}

}  // namespace

PriceBook::PriceBook(std::vector<PriceEntry> entries) : entries_(std::move(entries)) {
    for (std::size_t i = 0; i < entries_.size(); ++i) by_name_.emplace(entries_[i].id, i);
    for (std::size_t i = 0; i < entries_.size(); ++i) {
        for (const std::string& alias : entries_[i].aliases) by_name_.emplace(alias, i);
    }
}

const PriceEntry* PriceBook::named(std::string_view name) const {
    const auto at = by_name_.find(name);
    return at == by_name_.end() ? nullptr : &entries_[at->second];
}

const PriceEntry* PriceBook::find(std::string_view model) const {
    const std::string_view undated = without_date(model);
    for (const std::string_view name : {model, undated}) {
        if (const PriceEntry* entry = named(name)) return entry;
        const auto slash = name.find('/');
        if (slash == name.npos) continue;
        const PriceEntry* entry = named(name.substr(slash + 1));
        // another provider's copy of a model has a price of its own
        if (entry != nullptr && entry->provider == name.substr(0, slash)) return entry;
    }
    return nullptr;
}

PriceAnswer PriceBook::price(const UsageKey& key) const {
    if (key.model.empty()) return {{}, "the log does not name the model"};
    const PriceEntry* entry = find(key.model);
    if (entry == nullptr || !entry->input || !entry->output) return {{}, "no price in the catalogue"};
    if (key.fast) return {{}, "the catalogue has no price of the fast mode"};
    if (key.batch && !entry->batch_discount) return {{}, "the catalogue has no batch price"};
    UsePrice price;
    price.id = entry->id;
    price.as_of = entry->as_of;
    price.source = entry->source;
    price.fresh_input = *entry->input;
    price.output = *entry->output;
    price.cache_read = entry->cache_read.value_or(price.fresh_input);
    price.cache_write = entry->cache_write.value_or(price.fresh_input);
    price.cache_write_1h = entry->cache_write_1h.value_or(price.cache_write);
    if (key.long_prompt && entry->long_context) {
        const LongContextPrice& longer = *entry->long_context;
        price.fresh_input = longer.input.value_or(price.fresh_input);
        price.output = longer.output.value_or(price.output);
        price.cache_read = longer.cache_read.value_or(price.fresh_input);
        price.cache_write = longer.cache_write.value_or(price.fresh_input);
        price.cache_write_1h = longer.cache_write_1h.value_or(price.cache_write);
    }
    const double share = key.batch ? 1.0 - *entry->batch_discount : 1.0;
    for (double* one :
         {&price.fresh_input, &price.cache_read, &price.cache_write, &price.cache_write_1h, &price.output})
        *one *= share;
    return {std::move(price), {}};
}

std::vector<PriceEntry> built_in_prices() {
    const auto json = nlohmann::json::parse(embedded_catalogue("cloud-models"));
    std::vector<PriceEntry> entries;
    for (const auto& one : json.at("entries")) {
        PriceEntry entry;
        entry.id = one.at("id").get<std::string>();
        entry.provider = one.at("provider").get<std::string>();
        entry.name = one.at("name").get<std::string>();
        if (one.contains("aliases")) entry.aliases = one["aliases"].get<std::vector<std::string>>();
        entry.input = number(one, "input_per_mtok");
        entry.output = number(one, "output_per_mtok");
        entry.cache_read = number(one, "cache_read_per_mtok");
        entry.cache_write = number(one, "cache_write_per_mtok");
        entry.cache_write_1h = number(one, "cache_write_1h_per_mtok");
        entry.batch_discount = number(one, "batch_discount");
        if (one.contains("long_context")) {
            const auto& longer = one["long_context"];
            entry.long_context = {longer.at("above_input_tokens").get<double>(),
                                  number(longer, "input_per_mtok"),
                                  number(longer, "output_per_mtok"),
                                  number(longer, "cache_read_per_mtok"),
                                  number(longer, "cache_write_per_mtok"),
                                  number(longer, "cache_write_1h_per_mtok"),
                                  longer.value("rule", "whole_request") == "whole_request"};
        }
        entry.as_of = one.at("as_of").get<std::string>();
        entry.source = one.at("source").get<std::string>();
        entries.push_back(std::move(entry));
    }
    return entries;
}

}  // namespace aicost
