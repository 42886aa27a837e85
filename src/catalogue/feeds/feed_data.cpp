// Converts feeds to the catalogue's units and ids, and checks plausibility.
#include <algorithm>
#include <charconv>
#include <cmath>

#include "catalogue/feeds/feed.hpp"
#include "json/json_reader.hpp"
#include "json/json_writer.hpp"

namespace aicost {

std::optional<double>* find_price(std::span<const PriceKey> keys, std::string_view key, FeedPrices& prices) {
    for (const PriceKey& row : keys) {
        if (row.key == key) return &(prices.*row.price);
    }
    return nullptr;
}

std::optional<double> number_in(std::string_view text) {
    double number = 0.0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    if (text.empty() || read.ec != std::errc() || read.ptr != text.data() + text.size() ||
        !std::isfinite(number))
        return {};
    return number;
}

std::optional<double> amount(JsonReader& reader) {
    if (reader.kind() != JsonReader::Kind::string) return reader.number();
    return number_in(reader.string().value_or(""));
}

FeedPrices& step_above(std::vector<FeedStep>& steps, double threshold) {
    for (FeedStep& step : steps) {
        if (step.above_input_tokens == threshold) return step.prices;
    }
    return steps.emplace_back(FeedStep{threshold, {}}).prices;
}

bool is_of_other_media(std::string_view key) {
    for (const std::string_view medium : {"audio", "image", "video"}) {
        if (key.find(medium) != key.npos) return true;
    }
    return false;
}

FeedPrices& tier_named(std::vector<FeedTier>& tiers, std::string_view name) {
    for (FeedTier& tier : tiers) {
        if (tier.name == name) return tier.prices;
    }
    return tiers.emplace_back(FeedTier{std::string(name), {}}).prices;
}

namespace {

// 2.5e-06 · 1e6 is not exactly 2.5: round to ten decimals
double rounded(double price) {
    constexpr double decimals = 1e10, exact = 9e15;
    return price * decimals < exact ? std::nearbyint(price * decimals) / decimals : price;
}

std::optional<Usd<TokenPrice>> price_of(const std::optional<double>& number, double to_mtok) {
    if (!number || !(*number > 0.0)) return {};
    return Usd<TokenPrice>(rounded(*number * to_mtok));
}

std::optional<Usd<TokenPrice>> either(std::optional<Usd<TokenPrice>> stated,
                                      const std::optional<Usd<TokenPrice>>& other) {
    return stated ? stated : other;
}

// The discount, if the same for input and output.
std::optional<double> batch_discount(const FeedPrices& prices) {
    if (!prices.batch_input || !prices.batch_output || !prices.input || !prices.output) return {};
    const double of_input = 1.0 - *prices.batch_input / *prices.input;
    const double of_output = 1.0 - *prices.batch_output / *prices.output;
    if (std::abs(of_input - of_output) > 1e-6 || of_input < 0.0 || of_input >= 1.0) return {};
    return std::nearbyint(of_input * 1e6) / 1e6;
}

OtherPrices other_prices(const FeedPrices& prices, double to_mtok) {
    return {price_of(prices.input, to_mtok), price_of(prices.output, to_mtok),
            price_of(prices.cache_read, to_mtok), price_of(prices.cache_write, to_mtok),
            price_of(prices.cache_write_1h, to_mtok)};
}

bool states(const OtherPrices& prices) { return prices != OtherPrices(); }

// Prices that a step does not state are those of the previous step.
std::vector<LongPromptPrices> long_context(std::vector<FeedStep>& steps, OtherPrices before, double to_mtok) {
    std::vector<LongPromptPrices> rules;
    if (steps.empty()) return rules;
    std::stable_sort(steps.begin(), steps.end(), [](const FeedStep& a, const FeedStep& b) {
        return a.above_input_tokens < b.above_input_tokens;
    });
    for (const FeedStep& step : steps) {
        if (!(step.above_input_tokens > 0.0)) continue;
        const OtherPrices now = other_prices(step.prices, to_mtok);
        if (!states(now)) continue;
        if (!rules.empty() && rules.back().above_input_tokens.value() == step.above_input_tokens) continue;
        LongPromptPrices& rule = rules.emplace_back();
        rule.above_input_tokens = Tokens(step.above_input_tokens);
        before.input_per_mtok = rule.input_per_mtok = either(now.input_per_mtok, before.input_per_mtok);
        before.output_per_mtok = rule.output_per_mtok = either(now.output_per_mtok, before.output_per_mtok);
        before.cache_read_per_mtok = rule.cache_read_per_mtok =
            either(now.cache_read_per_mtok, before.cache_read_per_mtok);
        before.cache_write_per_mtok = rule.cache_write_per_mtok =
            either(now.cache_write_per_mtok, before.cache_write_per_mtok);
        before.cache_write_1h_per_mtok = rule.cache_write_1h_per_mtok =
            either(now.cache_write_1h_per_mtok, before.cache_write_1h_per_mtok);
    }
    return rules;
}

OtherPrices prices_of(const CloudModel& model) {
    return {model.input_per_mtok, model.output_per_mtok, model.cache_read_per_mtok,
            model.cache_write_per_mtok, model.cache_write_1h_per_mtok};
}

std::optional<Usd<Money>> fee_of(const std::optional<double>& dollars) {
    return dollars && *dollars > 0.0 ? std::optional(Usd<Money>(rounded(*dollars))) : std::nullopt;
}

// Every price that a cost is made of, times the factor.
FeedPrices times(const FeedPrices& prices, double factor) {
    FeedPrices dearer;
    for (const auto price : {&FeedPrices::input, &FeedPrices::output, &FeedPrices::cache_read,
                             &FeedPrices::cache_write, &FeedPrices::cache_write_1h}) {
        if (prices.*price) dearer.*price = *(prices.*price) * factor;
    }
    return dearer;
}

// Everything except input, output and cache prices: dates, hours, tiers.
void take_further(FeedModel& model, CloudModel& entry, double to_mtok) {
    for (const RegionPrice& tier : model.tier_factors)
        tier_named(model.tiers, tier.name) = times(model.prices, tier.factor);
    for (FeedDated& dated : model.past) {
        const OtherPrices prices = other_prices(dated.set.prices, to_mtok);
        if (!prices.input_per_mtok || !prices.output_per_mtok) continue;
        PastPrice& past = entry.history.emplace_back();
        past.until = dated.day;
        past.input_per_mtok = *prices.input_per_mtok;
        past.output_per_mtok = *prices.output_per_mtok;
        past.cache_read_per_mtok = prices.cache_read_per_mtok;
        past.cache_write_per_mtok = prices.cache_write_per_mtok;
        past.cache_write_1h_per_mtok = prices.cache_write_1h_per_mtok;
        past.long_context = long_context(dated.set.longer, prices, to_mtok);
    }
    for (const FeedDated& dated : model.coming) {
        const OtherPrices prices = other_prices(dated.set.prices, to_mtok);
        if (states(prices)) entry.prices_from.push_back({dated.day, prices, true, "", ""});
    }
    // in whatever order the feed has them
    std::stable_sort(entry.history.begin(), entry.history.end(),
                     [](const PastPrice& a, const PastPrice& b) { return a.until < b.until; });
    std::stable_sort(entry.prices_from.begin(), entry.prices_from.end(),
                     [](const ComingPrice& a, const ComingPrice& b) { return a.from < b.from; });
    for (const FeedWindow& window : model.windows) {
        const OtherPrices prices = other_prices(window.prices, to_mtok);
        if (states(prices)) entry.price_windows.push_back({"", window.from, window.to, prices});
    }
    for (const FeedTier& tier : model.tiers) {
        const OtherPrices prices = other_prices(tier.prices, to_mtok);
        if (states(prices)) entry.tiers.push_back({tier.name, prices});
    }
}

bool in_bounds(double price) { return price >= least_price && price <= most_price; }
bool in_bounds(const std::optional<Usd<TokenPrice>>& price) { return !price || in_bounds(price->dollars()); }
bool in_bounds(const CloudModel& model) {
    const bool short_prompts =
        in_bounds(model.input_per_mtok.dollars()) && in_bounds(model.output_per_mtok.dollars()) &&
        in_bounds(model.cache_read_per_mtok) && in_bounds(model.cache_write_per_mtok) &&
        in_bounds(model.cache_write_1h_per_mtok);
    return short_prompts && std::all_of(model.long_context.begin(), model.long_context.end(),
                                        [](const LongPromptPrices& rule) {
                                            return in_bounds(rule.input_per_mtok) &&
                                                   in_bounds(rule.output_per_mtok);
                                        });
}

double median(std::vector<double> numbers) {
    const auto middle = numbers.begin() + static_cast<std::ptrdiff_t>(numbers.size() / 2);
    std::nth_element(numbers.begin(), middle, numbers.end());
    return *middle;
}

std::string dollars(double amount) {
    std::string text = "$";
    put_json(text, amount);
    return text;
}

}  // namespace

namespace {

void count_in(FeedData::Counts& counts, std::string_view what, std::string_view name) {
    auto here = counts.find(what);
    if (here == counts.end()) here = counts.emplace(what, SkippedEntries()).first;
    if (here->second.count++ == 0) here->second.example = name;
}

}  // namespace

void FeedData::skip(std::string_view reason, std::string_view name) { count_in(skipped, reason, name); }

void FeedData::add(FeedData&& part) {
    models.splice(models.end(), part.models);
    rents.insert(rents.end(), part.rents.begin(), part.rents.end());
    inputs.insert(inputs.end(), part.inputs.begin(), part.inputs.end());
    hourly.insert(hourly.end(), part.hourly.begin(), part.hourly.end());
    for (const auto& [mine, its] : {std::pair(&skipped, &part.skipped), std::pair(&noted, &part.noted)}) {
        for (const auto& [what, more] : *its) {
            SkippedEntries& all = (*mine)[what];
            if (all.count == 0) all.example = more.example;
            all.count += more.count;
        }
    }
}

void FeedData::note(std::string_view what, std::string_view name) { count_in(noted, what, name); }

const std::string& FeedData::provider_of(const std::string& theirs) {
    if (theirs != their_provider_ || provider_.empty()) {
        provider_ = provider_name(theirs);
        their_provider_ = theirs;
    }
    return provider_;
}

// Charges of an entry that the model has no price for.
void FeedData::note_charges(const FeedModel& model, const CloudModel& entry, const std::string& name) {
    if (entry.reasoning_per_mtok)
        note("a price of their own for reasoning tokens; a cost has them at the price of output", name);
    if (entry.fee_per_request) note("a fee for each request beside the tokens", name);
    if (entry.fee_per_search)
        note("a fee for each search; a cost has it where `fee_per_request` says it", name);
    if (!entry.tiers.empty())
        note("prices of other tiers (flex, priority, fast); a cost is of the standard tier", name);
    if (!entry.price_windows.empty())
        note("prices that change with the hour; a cost has the mean over the hours of the load", name);
    if (!entry.prices_from.empty()) note("prices that change on a day to come", name);
    if (entry.long_context.size() > 1) note("several steps of prices for long prompts", name);
    if (!entry.regions.empty()) note("other prices in some regions", name);
    for (const char* charge : model.unread) note(std::string(charge) + ", which are not read", name);
}

void FeedData::add(FeedModel&& model, double to_mtok) {
    const bool has_alias = !model.alias.empty();
    std::string their_name = has_alias ? std::move(model.alias) : model.provider + "/" + model.name;
    if (!model.currency.empty() && model.currency != "USD") {
        const auto rate = rates.find(model.currency);
        if (rate == rates.end())
            return skip("prices in another currency (" + model.currency + "); --rate " + model.currency +
                            "=0.14 would say what one is in dollars",
                        their_name);
        to_mtok *= rate->second;
        for (const auto fee : {&FeedModel::fee_per_request, &FeedModel::fee_per_search}) {
            if (model.*fee) *(model.*fee) *= rate->second;
        }
        note("prices in " + model.currency + ", at the rate stated", their_name);
    }
    const auto input = price_of(model.prices.input, to_mtok), output = price_of(model.prices.output, to_mtok);
    if (input) inputs.push_back(input->dollars());
    if (!input && !output) return skip("no price per token, or 0", their_name);
    if (!output) return skip("no price of output, or 0", their_name);
    if (!input) return skip("no price of input, or 0", their_name);
    CloudModel& entry = models.emplace_back().entry;
    entry.input_per_mtok = *input;
    entry.output_per_mtok = *output;
    entry.cache_read_per_mtok = price_of(model.prices.cache_read, to_mtok);
    entry.cache_write_per_mtok = price_of(model.prices.cache_write, to_mtok);
    entry.cache_write_1h_per_mtok = price_of(model.prices.cache_write_1h, to_mtok);
    entry.reasoning_per_mtok = price_of(model.prices.reasoning, to_mtok);
    if (entry.reasoning_per_mtok == output) entry.reasoning_per_mtok.reset();
    entry.batch_discount = batch_discount(model.prices);
    entry.long_context = long_context(model.longer, prices_of(entry), to_mtok);
    entry.fee_per_request = fee_of(model.fee_per_request);
    entry.fee_per_search = fee_of(model.fee_per_search);
    take_further(model, entry, to_mtok);
    entry.regions = std::move(model.regions);
    if (!in_bounds(entry)) {
        models.pop_back();
        return skip("a price that cannot be: outside $0.0001 to $1,000 per million tokens", their_name);
    }
    if (model.context_tokens && *model.context_tokens > 0.0) entry.context_tokens = model.context_tokens;
    entry.provider = provider_of(model.provider);
    entry.status = std::move(model.status);
    const std::string_view name = model_name(model.name);
    entry.fact.id.reserve(entry.provider.size() + 1 + name.size());
    entry.fact.id.append(entry.provider).append("/").append(name);
    entry.fact.name = std::move(model.title);
    if (has_alias && their_name != entry.fact.id) entry.aliases.push_back(their_name);
    if (!model.other_name.empty() && model.other_name != entry.fact.id)
        entry.aliases.push_back(std::move(model.other_name));
    note_charges(model, entry, their_name);
    models.back().their_name = std::move(their_name);
}

void FeedData::add(Rent rent) {
    hourly.push_back(rent.per_hour.dollars());
    if (hourly.back() < least_rent || hourly.back() > most_rent)
        return skip("a price that cannot be: outside $0.01 to $100 per GPU and hour", rent.offer);
    rents.push_back(std::move(rent));
}

std::string implausible(const FeedData& data) {
    if (!data.inputs.empty()) {
        const auto outside = std::count_if(data.inputs.begin(), data.inputs.end(),
                                           [](double price) { return !in_bounds(price); });
        const double middle = median(data.inputs);
        const bool many = data.inputs.size() >= 10;
        if (static_cast<std::size_t>(outside) * 2 > data.inputs.size() ||
            (many && (middle < least_median || middle > most_median)))
            return "the median input price would be " + dollars(middle) + " per million tokens";
    }
    if (!data.hourly.empty()) {
        const double middle = median(data.hourly);
        if (middle < least_rent || middle > most_rent)
            return "the median rent would be " + dollars(middle) + " per GPU and hour";
    }
    return {};
}

}  // namespace aicost
