// Price feeds as they were published: nothing is lost, and prices are those of the file, which is read a
// second time here with another JSON library.
#include <fstream>
#include <functional>
#include <iostream>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>

#include "aicost/catalogue.hpp"
#include "catalogue/feeds/own_catalogue.hpp"
#include "catch.hpp"

namespace real_feeds_test {

using namespace aicost;
using Json = nlohmann::json;
namespace fs = std::filesystem;

namespace {

struct Spot {
    std::string id, figure;
    std::string place;  // in the file as `by_name` has it
    double factor;      // to dollars per million tokens
};

struct RealFeed {
    std::string file, feed, provider;
    std::function<Json(const Json&)> by_name;  // the feed's entries by name
    std::function<std::size_t(const Json&)> count;
    std::vector<Spot> spots;
};

std::optional<double> figure_of(const CloudModel& model, const std::string& name) {
    const auto price = [](const std::optional<Usd<TokenPrice>>& one) {
        return one ? std::optional(one->dollars()) : std::nullopt;
    };
    const LongPromptPrices longer =
        model.long_context.empty() ? LongPromptPrices{} : model.long_context.front();
    const std::map<std::string, std::optional<double>> figures = {
        {"input", model.input_per_mtok.dollars()},
        {"output", model.output_per_mtok.dollars()},
        {"cache_read", price(model.cache_read_per_mtok)},
        {"cache_write", price(model.cache_write_per_mtok)},
        {"cache_write_1h", price(model.cache_write_1h_per_mtok)},
        {"batch_discount", model.batch_discount},
        {"context", model.context_tokens},
        {"long.above", longer.above_input_tokens.value()},
        {"long.input", price(longer.input_per_mtok)},
        {"long.output", price(longer.output_per_mtok)},
        {"long.cache_read", price(longer.cache_read_per_mtok)},
        {"long.cache_write_1h", price(longer.cache_write_1h_per_mtok)},
    };
    return figures.at(name);
}

double number_at(const Json& entries, const std::string& place) {
    const Json& value = entries.at(Json::json_pointer(place));
    return value.is_string() ? std::stod(value.get<std::string>()) : value.get<double>();
}

Json as_it_is(const Json& file) { return file; }
std::size_t size_without_one(const Json& file) { return file.size() - 1; }  // its documentation, or defaults

Json by_provider_and_id(const Json& file) {
    Json all = Json::object();
    for (const Json& provider : file) {
        for (const Json& model : provider.at("models"))
            all[provider.at("id").get<std::string>() + "/" + model.at("id").get<std::string>()] = model;
    }
    return all;
}
std::size_t models_in_list(const Json& file) {
    std::size_t count = 0;
    for (const Json& provider : file) count += provider.at("models").size();
    return count;
}
Json rows_by_id(const Json& file) {
    Json all = Json::object();
    for (const Json& row : file.at("prices")) {
        const std::string to = row.value("to_date", Json()).is_string() ? row.at("to_date") : Json("");
        if (to.empty()) all[row.at("id").get<std::string>()] = row;
    }
    return all;
}
std::size_t rows(const Json& file) { return file.at("prices").size(); }
Json data_by_id(const Json& file) {
    Json all = Json::object();
    for (const Json& model : file.at("data")) all[model.at("id").get<std::string>()] = model;
    return all;
}

std::vector<Spot> genai_spots() {
    return {
        {"openai/gpt-5-mini", "input", "/openai~1gpt-5-mini/prices/input_mtok", 1},
        {"openai/gpt-5-mini", "output", "/openai~1gpt-5-mini/prices/output_mtok", 1},
        {"openai/o3", "input", "/openai~1o3/prices/1/prices/input_mtok", 1},  // since 2025-06-10
        {"anthropic/claude-opus-4-6", "input", "/anthropic~1claude-opus-4-6/prices/1/prices/input_mtok", 1},
        {"anthropic/claude-sonnet-4-5", "input", "/anthropic~1claude-sonnet-4-5/prices/input_mtok/base", 1},
        {"anthropic/claude-sonnet-4-5", "long.above",
         "/anthropic~1claude-sonnet-4-5/prices/input_mtok/tiers/0/start", 1},
        {"anthropic/claude-sonnet-4-5", "long.output",
         "/anthropic~1claude-sonnet-4-5/prices/output_mtok/tiers/0/price", 1},
        {"google/gemini-2.5-pro", "cache_read", "/google~1gemini-2.5-pro/prices/cache_read_mtok/base", 1},
        // dearer from 00:30 to 16:30: the price of the rest of the day
        {"deepseek/deepseek-chat", "input", "/deepseek~1deepseek-chat/prices/0/prices/input_mtok", 1},
        {"amazon/nova-lite-v1", "output", "/aws~1amazon.nova-lite-v1:0/prices/output_mtok", 1},
        {"groq/gpt-oss-120b", "input", "/groq~1openai~1gpt-oss-120b/prices/input_mtok", 1}};
}

std::vector<Spot> llm_spots() {
    return {{"openai/gpt-5-mini", "input", "/gpt-5-mini/input", 1},
            {"openai/gpt-5-mini", "output", "/gpt-5-mini/output", 1},
            {"openai/gpt-5-mini", "cache_read", "/gpt-5-mini/input_cached", 1},
            {"openai/gpt-5.6-luna", "input", "/gpt-5.6-luna/input", 1},
            {"openai/gpt-5.6-luna", "long.output", "/gpt-5.6-luna-272k/output", 1},
            {"openai/gpt-5.6-luna", "long.cache_read", "/gpt-5.6-luna-272k/input_cached", 1},
            {"anthropic/claude-opus-4-5", "output", "/claude-opus-4-5/output", 1},
            {"google/gemini-2.5-pro", "long.input", "/gemini-2.5-pro-200k/input", 1},
            {"xai/grok-4-fast", "output", "/grok-4-fast/output", 1},
            {"deepseek/deepseek-chat", "input", "/deepseek-chat/input", 1},
            {"alibaba/qwen3.6-plus", "long.input", "/qwen3.6-plus-256k/input", 1}};
}

const std::vector<RealFeed>& real_feeds() {
    static const std::vector<RealFeed> feeds = {
        {"litellm-model_prices_and_context_window.json",
         "LiteLLM",
         "",
         as_it_is,
         size_without_one,
         {{"openai/gpt-4o", "input", "/gpt-4o/input_cost_per_token", 1e6},
          {"openai/gpt-5-mini", "cache_read", "/gpt-5-mini/cache_read_input_token_cost", 1e6},
          {"google/gemini-2.5-pro", "long.input",
           "/gemini~1gemini-2.5-pro/input_cost_per_token_above_200k_tokens", 1e6},
          {"anthropic/claude-sonnet-4-5", "cache_write", "/claude-sonnet-4-5/cache_creation_input_token_cost",
           1e6},
          {"anthropic/claude-sonnet-4-5", "long.cache_write_1h",
           "/claude-sonnet-4-5/cache_creation_input_token_cost_above_1hr_above_200k_tokens", 1e6},
          {"anthropic/claude-opus-4-5", "cache_write_1h",
           "/claude-opus-4-5/cache_creation_input_token_cost_above_1hr", 1e6},
          {"alibaba/qwen-flash", "input", "/dashscope~1qwen-flash/tiered_pricing/0/input_cost_per_token",
           1e6},
          {"alibaba/qwen-flash", "long.above", "/dashscope~1qwen-flash/tiered_pricing/1/range/0", 1},
          {"alibaba/qwen-flash", "long.output",
           "/dashscope~1qwen-flash/tiered_pricing/1/output_cost_per_token", 1e6},
          {"together/llama-3.3-70b-instruct-turbo", "output",
           "/together_ai~1meta-llama~1Llama-3.3-70B-Instruct-Turbo/output_cost_per_token", 1e6},
          {"fireworks/gpt-oss-120b", "cache_read",
           "/fireworks_ai~1accounts~1fireworks~1models~1gpt-oss-120b/cache_read_input_token_cost", 1e6},
          {"amazon/nova-lite-v1", "output", "/amazon.nova-lite-v1:0/output_cost_per_token", 1e6},
          {"openai/gpt-4.1-mini", "context", "/gpt-4.1-mini/max_input_tokens", 1}}},
        {"models-dev-api.json",
         "models.dev",
         "",
         as_it_is,
         models_in_list,
         {{"openai/gpt-5-mini", "input", "/openai/models/gpt-5-mini/cost/input", 1},
          {"openai/gpt-5-mini", "cache_read", "/openai/models/gpt-5-mini/cost/cache_read", 1},
          {"openai/gpt-5.4", "long.input", "/openai/models/gpt-5.4/cost/tiers/0/input", 1},
          {"openai/gpt-5.4", "long.above", "/openai/models/gpt-5.4/cost/tiers/0/tier/size", 1},
          {"google/gemini-2.5-pro", "long.output", "/google/models/gemini-2.5-pro/cost/tiers/0/output", 1},
          {"anthropic/claude-opus-4-5", "cache_write", "/anthropic/models/claude-opus-4-5/cost/cache_write",
           1},
          {"together/llama-3.3-70b-instruct-turbo", "input",
           "/togetherai/models/meta-llama~1Llama-3.3-70B-Instruct-Turbo/cost/input", 1},
          {"deepseek/deepseek-chat", "cache_read", "/deepseek/models/deepseek-chat/cost/cache_read", 1},
          {"moonshot/kimi-k2.6", "output", "/moonshotai/models/kimi-k2.6/cost/output", 1},
          {"amazon/nova-lite-v1", "input", "/amazon-bedrock/models/amazon.nova-lite-v1:0/cost/input", 1},
          {"openai/o1-pro", "output", "/openai/models/o1-pro/cost/output", 1}}},
        {"genai-prices-v1-data.json", "genai-prices", "", by_provider_and_id, models_in_list, genai_spots()},
        {"genai-prices-v2-data.json", "genai-prices", "", by_provider_and_id, models_in_list, genai_spots()},
        {"genai-prices-data-npm-0.1.8.json", "genai-prices", "", by_provider_and_id, models_in_list,
         genai_spots()},
        {"llm-prices-current-v1.json", "llm-prices", "", rows_by_id, rows, llm_spots()},
        {"llm-prices-historical-v1.json", "llm-prices", "", rows_by_id, rows, llm_spots()},
        {"openrouter-models.json",
         "OpenRouter",
         "",
         data_by_id,
         [](const Json& file) { return file.at("data").size(); },
         {{"openrouter/openai/gpt-5-mini", "input", "/openai~1gpt-5-mini/pricing/prompt", 1e6},
          {"openrouter/openai/gpt-5-mini", "output", "/openai~1gpt-5-mini/pricing/completion", 1e6},
          {"openrouter/openai/gpt-5.6-luna", "output", "/openai~1gpt-5.6-luna/pricing/completion", 1e6},
          {"openrouter/anthropic/claude-sonnet-4.5", "cache_write",
           "/anthropic~1claude-sonnet-4.5/pricing/input_cache_write", 1e6},
          {"openrouter/anthropic/claude-sonnet-4.5", "cache_write_1h",
           "/anthropic~1claude-sonnet-4.5/pricing/input_cache_write_1h", 1e6},
          {"openrouter/anthropic/claude-sonnet-4.5", "long.output",
           "/anthropic~1claude-sonnet-4.5/pricing/overrides/0/completion", 1e6},
          {"openrouter/qwen/qwen3.7-flash", "long.input", "/qwen~1qwen3.7-flash/pricing/overrides/0/prompt",
           1e6},
          {"openrouter/x-ai/grok-4.5", "input", "/x-ai~1grok-4.5/pricing/prompt", 1e6},
          {"openrouter/google/gemini-2.5-pro", "cache_read",
           "/google~1gemini-2.5-pro/pricing/input_cache_read", 1e6},
          {"openrouter/openai/gpt-4o", "context", "/openai~1gpt-4o/context_length", 1}}},
        {"portkey-openai.json",
         "Portkey",
         "openai",
         as_it_is,
         size_without_one,
         {{"openai/gpt-4o", "input", "/gpt-4o/pricing_config/pay_as_you_go/request_token/price", 1e4},
          {"openai/gpt-4o", "output", "/gpt-4o/pricing_config/pay_as_you_go/response_token/price", 1e4},
          {"openai/gpt-4o", "cache_read", "/gpt-4o/pricing_config/pay_as_you_go/cache_read_input_token/price",
           1e4},
          {"openai/gpt-5-mini", "input", "/gpt-5-mini/pricing_config/pay_as_you_go/request_token/price", 1e4},
          {"openai/gpt-5-mini", "output", "/gpt-5-mini/pricing_config/pay_as_you_go/response_token/price",
           1e4},
          {"openai/gpt-5-mini", "cache_read",
           "/gpt-5-mini/pricing_config/pay_as_you_go/cache_read_input_token/price", 1e4},
          {"openai/gpt-4.1", "input", "/gpt-4.1/pricing_config/pay_as_you_go/request_token/price", 1e4},
          {"openai/gpt-4.1", "output", "/gpt-4.1/pricing_config/pay_as_you_go/response_token/price", 1e4},
          {"openai/o3", "input", "/o3/pricing_config/pay_as_you_go/request_token/price", 1e4},
          {"openai/o3", "output", "/o3/pricing_config/pay_as_you_go/response_token/price", 1e4}}},
        {"portkey-anthropic.json",
         "Portkey",
         "anthropic",
         as_it_is,
         size_without_one,
         {{"anthropic/claude-3-5-sonnet-20241022", "cache_write_1h",
           "/claude-3-5-sonnet-20241022/pricing_config/pay_as_you_go/additional_units/cache_write_1h/price",
           1e4}}},
    };
    return feeds;
}

}  // namespace

TEST_CASE("published feeds import whole, with the prices of the file", "[feeds]") {
    const fs::path directory = fs::path(AICOST_SHARED_DIR) / "reference" / "feeds";
    if (!fs::is_directory(directory)) {
        std::cout << "SKIPPED: " << directory.string() << " is not there\n";
        WARN("skipped: there is no " << directory.string());
        return;
    }
    for (const RealFeed& feed : real_feeds()) {
        INFO(feed.file);
        std::ifstream in(directory / feed.file, std::ios::binary);
        REQUIRE(in);
        const std::string text{std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
        const Json file = Json::parse(text);
        const OwnCatalogue own;
        // later than any figure that is built in, so that none is left as it was
        const ImportPlan plan = own.import({feed.file, text, "2027-01-01", feed.provider});
        CHECK(plan.feed == feed.feed);
        CHECK(plan.as_of == "2027-01-01");
        std::size_t skipped = 0;
        for (const auto& [reason, one] : plan.skipped) skipped += one.count;
        CHECK(plan.added.size() + plan.changed + plan.unchanged + skipped == feed.count(file));
        CHECK(plan.added.size() + plan.changed + plan.unchanged > feed.count(file) / 2);

        const auto models = own.catalogue().cloud_models();
        const Json entries = feed.by_name(file);
        for (const Spot& spot : feed.spots) {
            CAPTURE(spot.id, spot.figure, spot.place);
            const auto model = find_entry(models, spot.id);
            REQUIRE(model);
            CHECK(model->fact.as_of == "2027-01-01");
            const double expected = number_at(entries, spot.place) * spot.factor;
            const auto found = figure_of(*model, spot.figure);
            REQUIRE(found);
            CHECK(*found == Approx(expected).epsilon(1e-12));
        }
        // again: all of it is there
        const ImportPlan again = own.import({feed.file, text, "2027-01-01", feed.provider});
        CHECK(again.added.empty());
        CHECK(again.changed == 0);
        CHECK(again.unchanged == plan.added.size() + plan.changed + plan.unchanged);
        CHECK_FALSE(again.content);
        std::cout << feed.file << ": " << plan.added.size() << " added, " << plan.changed << " changed, "
                  << plan.unchanged << " unchanged, " << skipped << " skipped\n";
    }
}

}  // namespace real_feeds_test
