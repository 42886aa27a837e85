#include "catalogue/price_book.hpp"

#include <algorithm>

namespace aicost {

namespace {

double of(const std::optional<Usd<TokenPrice>>& price, double fallback) {
    return price ? price->dollars() : fallback;
}

// Do long prompts cost more as a whole? The other rule depends on by how much each is too long, so it is only a caveat.
template <class Prices>
bool has_long_price(const Prices& prices) {
    return !prices.long_context.empty() &&
           prices.long_context.front().rule == LongContext::Rule::whole_request;
}

// Anthropic's rule for its models at any provider: a one-hour cache write costs twice the input.
std::optional<double> times_input_for_an_hour(const CloudModel& entry) {
    const std::string_view id = entry.fact.id;
    constexpr double anthropic = 2.0;
    return entry.provider == "anthropic" || id.find("claude") != id.npos ? std::optional(anthropic)
                                                                         : std::nullopt;
}

// The price of a kind of token without a price of its own, by docs/model.md; from a CloudModel's current or past prices.
template <class Prices>
UsePrice rates_of(const Prices& prices, int step, std::optional<double> hour) {
    const auto for_an_hour = [&](const std::optional<Usd<TokenPrice>>& stated, const UsePrice& rates) {
        return of(stated, hour ? rates.fresh_input * *hour : rates.cache_write);
    };
    UsePrice rates;
    rates.fresh_input = prices.input_per_mtok.dollars();
    rates.output = prices.output_per_mtok.dollars();
    rates.cache_read = of(prices.cache_read_per_mtok, rates.fresh_input);
    rates.cache_write = of(prices.cache_write_per_mtok, rates.fresh_input);
    rates.cache_write_1h = for_an_hour(prices.cache_write_1h_per_mtok, rates);
    if (step > 0 && has_long_price(prices)) {
        const std::size_t last = prices.long_context.size();
        const LongPromptPrices& rule =
            prices.long_context[std::min<std::size_t>(static_cast<std::size_t>(step), last) - 1];
        rates.fresh_input = of(rule.input_per_mtok, rates.fresh_input);
        rates.output = of(rule.output_per_mtok, rates.output);
        rates.cache_read = of(rule.cache_read_per_mtok, rates.fresh_input);
        rates.cache_write = of(rule.cache_write_per_mtok, rates.fresh_input);
        rates.cache_write_1h = for_an_hour(rule.cache_write_1h_per_mtok, rates);
    }
    return rates;
}

}  // namespace

PriceBook::PriceBook(std::vector<CloudModel> models) : models_(std::move(models)) {}

const NameAnswer& PriceBook::answer(std::string_view model) const {
    const std::lock_guard lock(mutex_);
    const auto known = answers_.find(model);
    if (known != answers_.end()) return known->second;
    return answers_.emplace(std::string(model), names_.find(model)).first->second;
}

const CloudModel* PriceBook::find(std::string_view model) const { return answer(model).entry; }

std::vector<double> PriceBook::long_prompts_above(std::string_view model) const {
    const CloudModel* entry = find(model);
    if (entry == nullptr) return {};
    const auto thresholds = [](const std::vector<LongPromptPrices>& steps) {
        std::vector<double> all;
        for (const LongPromptPrices& one : steps) all.push_back(one.above_input_tokens.value());
        return all;
    };
    if (!entry->long_context.empty()) return thresholds(entry->long_context);
    for (const PastPrice& past : entry->history) {
        if (!past.long_context.empty()) return thresholds(past.long_context);
    }
    return {};
}

namespace {

// The entry with other prices; cache and long-context prices that belonged to its own are dropped.
CloudModel with_prices(CloudModel entry, const OtherPrices& prices) {
    const bool other = prices.input_per_mtok || prices.output_per_mtok;
    if (other) {
        entry.cache_read_per_mtok = prices.cache_read_per_mtok;
        entry.cache_write_per_mtok = prices.cache_write_per_mtok;
        entry.cache_write_1h_per_mtok = prices.cache_write_1h_per_mtok;
    }
    entry.input_per_mtok = prices.input_per_mtok.value_or(entry.input_per_mtok);
    entry.output_per_mtok = prices.output_per_mtok.value_or(entry.output_per_mtok);
    return entry;
}

// The announced prices that hold on a day; ones whose beginning is not certain do not count yet.
const ComingPrice* announced(const CloudModel& entry, std::string_view date) {
    const ComingPrice* last = nullptr;
    for (const ComingPrice& one : entry.prices_from) {
        if (one.certain && !date.empty() && one.from <= date) last = &one;
    }
    return last;
}

const PriceTier* tier_of(const CloudModel& entry, const std::string& name) {
    const auto at = std::find_if(entry.tiers.begin(), entry.tiers.end(),
                                 [&](const PriceTier& tier) { return tier.name == name; });
    return at == entry.tiers.end() || !at->prices.input_per_mtok || !at->prices.output_per_mtok ? nullptr
                                                                                                : &*at;
}

std::string joined_note(const CloudModel& entry) {
    std::string note = entry.fact.note;
    const auto say = [&](const char* what) { note += (note.empty() ? "" : " ") + std::string(what); };
    if (!entry.price_windows.empty()) say("Other prices at some hours of the day are not counted.");
    if (entry.reasoning_per_mtok) say("Reasoning tokens have a price of their own, which is not counted.");
    if (entry.fee_per_request) say("A fee for each request is not counted.");
    return note;
}

}  // namespace

PriceAnswer PriceBook::price(const UsageKey& key, std::string_view date) const {
    if (key.model.empty()) return {{}, "the log does not name the model"};
    const NameAnswer& named = answer(key.model);
    const CloudModel* entry = named.entry;
    if (entry == nullptr && !named.candidates.empty())
        return {{}, "the name could mean several entries of the catalogue"};
    if (entry == nullptr) return {{}, "no price in the catalogue"};
    const PriceTier* tier = key.tier.empty() ? nullptr : tier_of(*entry, key.tier);
    const auto past = std::find_if(entry->history.begin(), entry->history.end(),
                                   [&](const PastPrice& one) { return !date.empty() && date < one.until; });
    const bool now = past == entry->history.end();
    if (!key.tier.empty() && (tier == nullptr || !now))
        return {{}, "the catalogue has no price of the tier `" + key.tier + "`"};
    if (key.batch && !entry->batch_discount) return {{}, "the catalogue has no batch price"};
    const bool longer = key.prompt == UsageKey::Prompt::longer;
    const int step = longer ? std::max(key.step, 1) : 0;
    const auto caveat = [&](const auto& prices) {
        const bool one_price =
            longer && has_long_price(prices) && (key.step > 0 || prices.long_context.size() == 1);
        return !prices.long_context.empty() && key.prompt != UsageKey::Prompt::regular && !one_price;
    };
    PriceAnswer answer;
    const auto hour = times_input_for_an_hour(*entry);
    if (now) {
        CloudModel holds = *entry;
        const ComingPrice* coming = announced(*entry, date);
        if (coming != nullptr) holds = with_prices(holds, coming->prices);
        if (tier != nullptr) {
            holds = with_prices(holds, tier->prices);
            holds.long_context.clear();
        }
        answer.price = rates_of(holds, step, hour);
        answer.price->id = {entry->fact.id, ""};
        answer.price->fact = {entry->fact.as_of, entry->fact.source, joined_note(*entry)};
        answer.unless_long = caveat(holds);
    } else {
        answer.price = rates_of(*past, step, hour);
        answer.price->id = {entry->fact.id, past->until};
        answer.price->fact = {past->as_of, past->source, ""};
        answer.unless_long = caveat(*past);
    }
    UsePrice& price = *answer.price;
    const double share = (key.batch ? 1.0 - *entry->batch_discount : 1.0) * named.factor;
    for (double* one :
         {&price.fresh_input, &price.cache_read, &price.cache_write, &price.cache_write_1h, &price.output})
        *one *= share;
    return answer;
}

}  // namespace aicost
