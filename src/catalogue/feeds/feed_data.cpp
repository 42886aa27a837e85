// What feeds say becomes the catalogue's own: units, ids, and whether it can be true.
#include <algorithm>
#include <cmath>

#include "catalogue/feeds/feed.hpp"
#include "json/json_reader.hpp"

namespace aicost {

std::optional<double>* find_price(std::span<const PriceKey> keys, std::string_view key, FeedPrices& prices) {
    for (const PriceKey& row : keys) {
        if (row.key == key) return &(prices.*row.price);
    }
    return nullptr;
}

namespace {

std::optional<Usd<TokenPrice>> price_of(const std::optional<double>& number, double to_mtok) {
    if (!number || !(*number > 0.0)) return {};
    // 2.5e-06 · 1e6 is not quite 2.5: ten decimals of a dollar are what is meant
    constexpr double decimals = 1e10, exact = 9e15;
    const double price = *number * to_mtok;
    return Usd<TokenPrice>(price * decimals < exact ? std::nearbyint(price * decimals) / decimals : price);
}

std::optional<Usd<TokenPrice>> either(std::optional<Usd<TokenPrice>> stated,
                                      const std::optional<Usd<TokenPrice>>& other) {
    return stated ? stated : other;
}

// One discount for input and output; none where they differ.
std::optional<double> batch_discount(const FeedPrices& prices) {
    if (!prices.batch_input || !prices.batch_output || !prices.input || !prices.output) return {};
    const double of_input = 1.0 - *prices.batch_input / *prices.input;
    const double of_output = 1.0 - *prices.batch_output / *prices.output;
    if (std::abs(of_input - of_output) > 1e-6 || of_input < 0.0 || of_input >= 1.0) return {};
    return std::nearbyint(of_input * 1e6) / 1e6;
}

LongPromptPrices long_context(const FeedStep& step, const CloudModel& model, double to_mtok) {
    LongPromptPrices rule;
    rule.above_input_tokens = Tokens(step.above_input_tokens);
    rule.input_per_mtok = either(price_of(step.prices.input, to_mtok), model.input_per_mtok);
    rule.output_per_mtok = either(price_of(step.prices.output, to_mtok), model.output_per_mtok);
    rule.cache_read_per_mtok = either(price_of(step.prices.cache_read, to_mtok), model.cache_read_per_mtok);
    rule.cache_write_per_mtok =
        either(price_of(step.prices.cache_write, to_mtok), model.cache_write_per_mtok);
    rule.cache_write_1h_per_mtok =
        either(price_of(step.prices.cache_write_1h, to_mtok), model.cache_write_1h_per_mtok);
    return rule;
}

bool in_bounds(double price) { return price >= least_price && price <= most_price; }
bool in_bounds(const std::optional<Usd<TokenPrice>>& price) { return !price || in_bounds(price->dollars()); }
bool in_bounds(const CloudModel& model) {
    const bool short_prompts =
        in_bounds(model.input_per_mtok.dollars()) && in_bounds(model.output_per_mtok.dollars()) &&
        in_bounds(model.cache_read_per_mtok) && in_bounds(model.cache_write_per_mtok) &&
        in_bounds(model.cache_write_1h_per_mtok);
    const auto& rule = model.long_context;
    return short_prompts && (!rule || (in_bounds(rule->input_per_mtok) && in_bounds(rule->output_per_mtok)));
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

void FeedData::skip(const std::string& reason, std::string_view name) {
    SkippedEntries& here = skipped[reason];
    if (here.count++ == 0) here.example = name;
}

void FeedData::add(FeedModel&& model, double to_mtok) {
    const bool has_alias = !model.alias.empty();
    std::string their_name = has_alias ? std::move(model.alias) : model.provider + "/" + model.name;
    CloudModel entry;
    const auto input = price_of(model.prices.input, to_mtok), output = price_of(model.prices.output, to_mtok);
    if (input) inputs.push_back(input->dollars());
    if (!input && !output) return skip("no price per token, or 0", their_name);
    if (!output) return skip("no price of output, or 0", their_name);
    if (!input) return skip("no price of input, or 0", their_name);
    entry.input_per_mtok = *input;
    entry.output_per_mtok = *output;
    entry.cache_read_per_mtok = price_of(model.prices.cache_read, to_mtok);
    entry.cache_write_per_mtok = price_of(model.prices.cache_write, to_mtok);
    entry.cache_write_1h_per_mtok = price_of(model.prices.cache_write_1h, to_mtok);
    entry.batch_discount = batch_discount(model.prices);
    const auto first = std::min_element(
        model.longer.begin(), model.longer.end(),
        [](const auto& a, const auto& b) { return a.above_input_tokens < b.above_input_tokens; });
    if (first != model.longer.end() && first->above_input_tokens > 0.0)
        entry.long_context = long_context(*first, entry, to_mtok);
    if (!in_bounds(entry))
        return skip("a price that cannot be: outside $0.0001 to $1,000 per million tokens", their_name);
    if (model.longer.size() > 1) ++steps_left_out;
    if (model.context_tokens && *model.context_tokens > 0.0) entry.context_tokens = model.context_tokens;
    entry.provider = provider_name(model.provider);
    entry.status = std::move(model.status);
    const std::string_view name = model_name(model.name);
    entry.fact.id.reserve(entry.provider.size() + 1 + name.size());
    entry.fact.id.append(entry.provider).append("/").append(name);
    entry.fact.name = std::move(model.title);
    if (has_alias && their_name != entry.fact.id) entry.aliases.push_back(their_name);
    models.push_back({std::move(entry), std::move(their_name)});
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
