#include "cli/catalog_export.hpp"

#include <algorithm>

#include "aicost/catalogue.hpp"
#include "aicost/evaluate.hpp"
#include "cli/catalog_arguments.hpp"
#include "cli/program.hpp"
#include "json/json_writer.hpp"
#include "text/nearest.hpp"
#include "text/plural.hpp"

namespace aicost {

namespace {

constexpr double tokens_a_price = 1e6;

// An entry of LiteLLM's map, member by member, without absent ones.
class LiteLlmEntry {
public:
    LiteLlmEntry(std::string& out, std::string_view name) : out_(out) {
        out_ += out_.size() > 1 ? ",\n  " : "\n  ";
        put_json(out_, name);
        out_ += ": {";
    }
    ~LiteLlmEntry() { out_ += '}'; }
    LiteLlmEntry(const LiteLlmEntry&) = delete;
    LiteLlmEntry& operator=(const LiteLlmEntry&) = delete;

    void text(std::string_view key, std::string_view value) {
        begin(key);
        put_json(out_, value);
    }
    void number(std::string_view key, double value) {
        begin(key);
        put_json(out_, value);
    }
    template <class Price>
    void price(std::string_view key, const std::optional<Price>& per_mtok) {
        if (per_mtok) number(key, per_mtok->dollars() / tokens_a_price);
    }

private:
    void begin(std::string_view key) {
        out_ += before_;
        put_json(out_, key);
        out_ += ": ";
        before_ = ", ";
    }
    std::string& out_;
    const char* before_ = "";
};

// "_above_200k_tokens"
std::string above(const LongPromptPrices& step) {
    std::string digits;
    put_json(digits, step.above_input_tokens.value() / 1e3);
    return "_above_" + digits + "k_tokens";
}

void put_model(std::string& out, const CloudModel& model) {
    LiteLlmEntry entry(out, model.fact.id);
    entry.text("litellm_provider", model.provider);
    entry.text("mode", "chat");
    entry.price("input_cost_per_token", std::optional(model.input_per_mtok));
    entry.price("output_cost_per_token", std::optional(model.output_per_mtok));
    entry.price("cache_read_input_token_cost", model.cache_read_per_mtok);
    entry.price("cache_creation_input_token_cost", model.cache_write_per_mtok);
    entry.price("cache_creation_input_token_cost_above_1hr", model.cache_write_1h_per_mtok);
    entry.price("output_cost_per_reasoning_token", model.reasoning_per_mtok);
    if (model.batch_discount) {
        const double share = 1.0 - *model.batch_discount;
        entry.number("input_cost_per_token_batches", model.input_per_mtok.dollars() * share / tokens_a_price);
        entry.number("output_cost_per_token_batches",
                     model.output_per_mtok.dollars() * share / tokens_a_price);
    }
    for (const LongPromptPrices& step : model.long_context) {
        const std::string end = above(step);
        entry.price("input_cost_per_token" + end, step.input_per_mtok);
        entry.price("output_cost_per_token" + end, step.output_per_mtok);
        entry.price("cache_read_input_token_cost" + end, step.cache_read_per_mtok);
        entry.price("cache_creation_input_token_cost" + end, step.cache_write_per_mtok);
        entry.price("cache_creation_input_token_cost_above_1hr" + end, step.cache_write_1h_per_mtok);
    }
    for (const PriceTier& tier : model.tiers) {
        entry.price("input_cost_per_token_" + tier.name, tier.prices.input_per_mtok);
        entry.price("output_cost_per_token_" + tier.name, tier.prices.output_per_mtok);
        entry.price("cache_read_input_token_cost_" + tier.name, tier.prices.cache_read_per_mtok);
    }
    if (model.fee_per_request) entry.number("input_cost_per_request", model.fee_per_request->dollars());
    if (model.context_tokens) entry.number("max_input_tokens", *model.context_tokens);
    if (!model.fact.source.empty()) entry.text("source", model.fact.source + ", " + model.fact.as_of);
}

// A machine has one price for all tokens: its cost over the horizon / the tokens it serves.
std::string machines_of(const Profile& profile) {
    const Comparison comparison = evaluate(profile.scenario);
    std::string out = "{";
    bool any = false;
    for (const auto& option : profile.scenario.options) {
        if (kind_of(option.value) == Api::kind) continue;
        const auto result = std::find_if(comparison.options.begin(), comparison.options.end(),
                                         [&](const OptionResult& one) { return one.id == option.name; });
        if (result == comparison.options.end() || !result->cost_per_mtok) continue;
        const double rate = profile.scenario.usd_rate > 0.0 ? profile.scenario.usd_rate : 1.0;
        const double per_token = result->cost_per_mtok->value() / rate / tokens_a_price;
        LiteLlmEntry entry(out, "openai/" + option.name);
        entry.text("litellm_provider", "openai");
        entry.text("mode", "chat");
        entry.number("input_cost_per_token", per_token);
        entry.number("output_cost_per_token", per_token);
        entry.text("source", "aicost, profile " + profile.name + ": its cost over " +
                                 counted(comparison.horizon_months, "month") + " by its tokens");
        any = true;
    }
    if (!any)
        fail("this profile has no machine of one's own to export: its options are all priced per token");
    return out + "\n}\n";
}

}  // namespace

Outcome export_prices(const Arguments& arguments) {
    const std::string format = arguments.words.size() > 1 ? arguments.words[1] : "";
    if (format != "litellm")
        fail("`aicost catalog export` writes for litellm" +
             (format.empty() ? std::string() : " (got '" + format + "')") +
             "; for example `aicost catalog export litellm anthropic`");
    Outcome outcome;
    const std::string& profile = arguments.own.of<CatalogArguments>().profile;
    if (!profile.empty()) {
        if (arguments.words.size() > 2)
            fail("--profile: exports the machines of a profile; a filter is for models");
        outcome.text = machines_of(load(find_profile(profile), std::vector<Override>()));
        return outcome;
    }
    const std::string filter = arguments.words.size() > 2 ? arguments.words[2] : "";
    std::string out = "{";
    for (const CloudModel& model : catalogue().cloud_models()) {
        if (model.fact.id.find(filter) != std::string::npos) put_model(out, model);
    }
    if (out.size() == 1) fail("no model of the catalogue holds '" + filter + "'");
    outcome.text = out + "\n}\n";
    return outcome;
}

}  // namespace aicost
