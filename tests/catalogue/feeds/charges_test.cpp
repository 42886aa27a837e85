// What feeds state beside two prices, in the shapes that they have it.
#include <array>
#include <string>

#include "catalogue/feeds/feed.hpp"
#include "catalogue/feeds/own_catalogue.hpp"
#include "catch.hpp"

namespace charges_test {

using namespace aicost;

namespace {

const Catalogue& built_in = Catalogue::built_in();

ImportPlan read(const std::string& text, const std::string& provider = "",
                std::map<std::string, double> rates = {}, const std::string& unit = "") {
    static const OwnCatalogue own;
    ImportRequest request{"feed", text, "2026-11-20", provider};
    request.rates = std::move(rates);
    request.unit = unit;
    return plan_import(request, own.catalogue());
}
// The entries as the catalogue's file has them.
std::string entries(const ImportPlan& plan) { return plan.content.value_or(""); }
bool has(const ImportPlan& plan, const std::string& text) {
    return entries(plan).find(text) != std::string::npos;
}
bool notes(const ImportPlan& plan, const std::string& start) {
    for (const std::string& note : plan.notes) {
        if (note.starts_with(start)) return true;
    }
    return false;
}

}  // namespace

TEST_CASE("LiteLLM's factors are a region's and a tier's prices") {
    const ImportPlan plan = read(
        R"({"weaver-9": {"litellm_provider": "acme", "mode": "chat", "input_cost_per_token": 5e-6,
            "output_cost_per_token": 2.5e-5, "cache_read_input_token_cost": 5e-7,
            "provider_specific_entry": {"us": 1.1, "fast": 6.0, "schema": "x"}}})");
    CHECK(has(plan, R"("regions":[{"name":"us","factor":1.1}])"));
    CHECK(has(
        plan,
        R"("tiers":[{"name":"fast","input_per_mtok":30,"output_per_mtok":150,"cache_read_per_mtok":3}])"));
    CHECK(notes(plan, "prices of other tiers"));
}

TEST_CASE("models.dev: modes are tiers, older thresholds are any, caches have several names") {
    const ImportPlan plan = read(
        R"({"acme": {"id": "acme", "models": {
            "loom": {"id": "loom", "cost": {"input": 2, "output": 8, "cached_input": 0.2, "cached_write": 2.5,
                     "input_audio": 5, "output_audio": 9, "context_over_272k": {"input": 4, "output": 12}},
                     "experimental": {"modes": {"fast": {"cost": {"input": 6, "output": 24}}}}},
            "weft": {"id": "weft", "cost": {"input": 2, "output": 8, "context_over_200k": {"input": 9, "output": 9},
                     "tiers": [{"input": 4, "output": 12, "tier": {"type": "context", "size": 256000}}]}}}}})");
    CHECK(has(
        plan,
        R"("cache_read_per_mtok":0.2,"cache_write_per_mtok":2.5,"long_context":{"above_input_tokens":272000,)"
        R"("input_per_mtok":4,"output_per_mtok":12)"));
    CHECK(has(plan, R"("tiers":[{"name":"fast","input_per_mtok":6,"output_per_mtok":24}])"));
    CHECK(has(plan, R"("above_input_tokens":256000)"));
    CHECK_FALSE(has(plan, R"("above_input_tokens":200000)"));
    CHECK(
        notes(plan, "tokens of audio, images or video at prices of their own, which are not read: 1 model"));
}

TEST_CASE("genai-prices' hours are UTC, whatever zone they are written in") {
    const auto window = [](const std::string& from, const std::string& to) {
        const ImportPlan plan =
            read(R"([{"id": "acme", "models": [{"id": "night", "match": {"equals": "night"}, "prices": [)"
                 R"({"prices": {"input_mtok": 1, "output_mtok": 4}}, {"constraint": {"start_time": ")" +
                 from + R"(", "end_time": ")" + to +
                 R"("}, "prices": {"input_mtok": 0.5, "output_mtok": 2}}]}]}])");
        const std::string all = entries(plan);
        const auto at = all.find("\"from_utc\"");
        return at == all.npos ? std::string() : all.substr(at, 35);
    };
    CHECK(window("16:30:00Z", "00:30:00Z") == R"("from_utc":"16:30","to_utc":"00:30")");
    CHECK(window("00:30:00+08:00", "08:30:00+08:00") == R"("from_utc":"16:30","to_utc":"00:30")");
    CHECK(window("22:00-05:00", "06:15-05:00") == R"("from_utc":"03:00","to_utc":"11:15")");
    CHECK(window("25:00", "06:15").empty());
    CHECK(window("01:00+x", "06:15").empty());
}

TEST_CASE("dated prices are in order, whatever the feed's") {
    const ImportPlan genai = read(
        R"([{"id": "acme", "models": [{"id": "loom", "match": {"equals": "loom"}, "prices": [
            {"prices": {"input_mtok": 1, "output_mtok": 4}},
            {"constraint": {"start_date": "2027-05-01"}, "prices": {"input_mtok": 3, "output_mtok": 9}},
            {"constraint": {"start_date": "2027-01-01"}, "prices": {"input_mtok": 2, "output_mtok": 8}}]}]}])");
    CHECK(has(genai, R"("prices_from":[{"from":"2027-01-01","input_per_mtok":2,"output_per_mtok":8},)"
                     R"({"from":"2027-05-01","input_per_mtok":3,"output_per_mtok":9}])"));
    const ImportPlan llm_prices = read(
        R"({"prices": [
            {"id": "loom", "vendor": "acme", "name": "L", "input": 4, "output": 9, "from_date": "2026-05-01", "to_date": "2026-08-01"},
            {"id": "loom", "vendor": "acme", "name": "L", "input": 2, "output": 8, "from_date": "2026-08-01", "to_date": null},
            {"id": "loom", "vendor": "acme", "name": "L", "input": 5, "output": 10, "from_date": null, "to_date": "2026-05-01"}]})");
    const std::string all = entries(llm_prices);
    CHECK(all.find(R"("until":"2026-05-01","input_per_mtok":5)") <
          all.find(R"("until":"2026-08-01","input_per_mtok":4)"));
    CHECK(has(llm_prices, R"("until":"2026-08-01","input_per_mtok":4)"));
}

TEST_CASE("prices of other media and under a condition are counted, not taken for text's") {
    const ImportPlan openrouter = read(
        R"([{"id": "acme/loom", "pricing": {"prompt": "0.000002", "completion": "0.00001", "audio": "0.00002",
            "overrides": [{"min_prompt_tokens": 200000, "prompt": "0.000004"},
                          {"utc_hours": "0-6", "prompt": "0.000001"},
                          {"min_prompt_tokens": 500000, "utc_hours": "0-6", "prompt": "0.000001"}]}}])");
    CHECK(has(openrouter, R"("long_context":{"above_input_tokens":199999,)"));
    CHECK(notes(openrouter, "prices under a condition, which are not read: 1 model"));
    CHECK(notes(openrouter, "tokens of audio, images or video"));
    const ImportPlan portkey = read(
        R"({"loom": {"pricing_config": {"pay_as_you_go": {"request_token": {"price": 0.0002},
            "response_token": {"price": 0.0008}, "request_audio_token": {"price": 0.004}}}}})",
        "acme");
    CHECK(notes(portkey, "tokens of audio, images or video"));
    const ImportPlan litellm = read(
        R"({"acme/loom": {"input_cost_per_token": 2e-6, "output_cost_per_token": 8e-6, "mode": "chat",
            "input_cost_per_audio_token": 1e-4, "output_cost_per_image_token": 3e-5}})");
    CHECK(notes(litellm,
                "tokens of audio, images or video at prices of their own, which are not read: 1 model"));
}

TEST_CASE("Portkey's modes and regions have prices by the length of the prompt, too") {
    const auto prices = [](const std::string& input, const std::string& output) {
        return R"({"pricing_config": {"pay_as_you_go": {"request_token": {"price": )" + input +
               R"(}, "response_token": {"price": )" + output + "}}}}";
    };
    const auto mode = [&](const char* name, const std::string& low, const std::string& high) {
        return "\"" + std::string(name) + R"(": {"context_tiers": {"low": )" + low + R"(, "high": )" + high +
               "}}";
    };
    const std::string usual = mode("standard", prices("0.0002", "0.0008"), prices("0.0004", "0.0012"));
    const std::string text =
        R"({"loom": {"pricing_config": {}, "custom_pricing": {"context_tier_map": {"0": "low", "128000": "high"},
            "regions": {"default": {"execution_modes": {)" +
        usual + "," + mode("flex", prices("0.0001", "0.0004"), prices("0.0002", "0.0006")) + "," +
        mode("batch", prices("0.0001", "0.0004"), prices("0.0002", "0.0006")) +
        R"(}}, "eu,au": {"execution_modes": {)" +
        mode("standard", prices("0.00022", "0.00088"), prices("0.00044", "0.00132")) +
        R"(}}, "jp": {"execution_modes": {)" +
        mode("standard", prices("0.00022", "0.0012"), prices("0.00044", "0.00132")) + "}}}}}}";
    const ImportPlan plan = read(text, "acme");
    CHECK(has(
        plan,
        R"("input_per_mtok":2,"output_per_mtok":8,"batch_discount":0.5,"long_context":{"above_input_tokens":128000,)"
        R"("input_per_mtok":4,"output_per_mtok":12)"));
    CHECK(has(plan, R"("tiers":[{"name":"flex","input_per_mtok":1,"output_per_mtok":4}])"));
    CHECK(has(plan, R"("regions":[{"name":"eu","factor":1.1},{"name":"au","factor":1.1}])"));
    CHECK(notes(plan, "prices of other regions, which are not read: 1 model"));
}

TEST_CASE("fees in another currency are converted as prices are") {
    const ImportPlan plan = read(
        R"({"loom": {"pricing_config": {"currency": "CNY", "pay_as_you_go": {"request_token": {"price": 0.001},
            "response_token": {"price": 0.004}, "additional_units": {"web_search": {"price": 10}}}}}})",
        "acme", {{"CNY", 0.14}});
    CHECK(has(plan, R"("input_per_mtok":1.4,"output_per_mtok":5.6)"));
    CHECK(has(plan, R"("fee_per_search":0.014)"));
}

TEST_CASE("a name that says its provider does not say it twice") {
    CHECK(has(read(R"([{"modelName": "acme/weft", "prices": {"input": 2e-6, "output": 8e-6}}])", "acme"),
              R"("id":"acme/weft")"));
    CHECK(has(read(R"({"chat": {"Acme/weft": {"promptPrice": 0.002, "completionPrice": 0.008}}})", "acme"),
              R"("id":"acme/weft")"));
    CHECK(has(read(R"({"chat": {"acme/weft": {"promptPrice": 0.002, "completionPrice": 0.008}}})", "shop"),
              R"("id":"shop/acme/weft")"));
}

TEST_CASE("a table says its unit and currency in many ways, and no other currency is taken for dollars") {
    const char* headers[] = {"Model;Input price ($/1M tokens);Output price ($/1M tokens)",
                             "model;input_mtok;output_mtok",
                             "model;Input USD per 1M tokens;Output USD per 1M tokens"};
    for (const char* header : headers) {
        CAPTURE(header);
        CHECK(has(read(std::string(header) + "\nacme/loom;2,50;10\n"),
                  R"("input_per_mtok":2.5,"output_per_mtok":10)"));
    }
    const char* euros[] = {"model,input_eur_per_mtok,output_eur_per_mtok\nacme/loom,2,8\n",
                           "model,Input (€/1M tokens),Output (€/1M tokens)\nacme/loom,2,8\n",
                           "model,input_per_mtok,output_per_mtok\nacme/loom,€2.00,8.00 EUR\n",
                           "model,input_per_mtok,output_per_mtok,currency\nacme/loom,2,8,EUR\n"};
    for (const char* table : euros) {
        CAPTURE(table);
        CHECK(has(read(table, "", {{"EUR", 1.1}}), R"("input_per_mtok":2.2,"output_per_mtok":8.8)"));
        CHECK_THROWS_AS(read(table), ImportFault);
    }
    const ImportPlan commas = read(
        "model,input_per_mtok,output_per_mtok\nacme/loom,\"1,5\",$6\nacme/weft,\"1,500\",2\nacme/warp,2 per "
        "call,3\n");
    CHECK(has(commas, R"("input_per_mtok":1.5,"output_per_mtok":6)"));
    CHECK(commas.skipped.at("a price that is not a number").count == 2);
}

TEST_CASE("JSON as people write it: comments, trailing commas, bare keys, single quotes") {
    const ImportPlan plan = read(
        "{ // mine\n models: { mode: 'merge', providers: { acme: { apiKey: 'it\\'s \"x\"\\n', models: [\n"
        "  { id: 'loom', cost: { input: 2, output: 8, cacheRead: 0.2, }, contextWindow : 200000, },\n ] } } "
        "} }");
    CHECK(has(plan, R"("id":"acme/loom")"));
    CHECK(has(plan,
              R"("input_per_mtok":2,"output_per_mtok":8,"cache_read_per_mtok":0.2,"context_tokens":200000)"));
    for (const char* broken :
         {"{ models: { a: 'x\n } }", "{models: {b: c}}", "{models, a: 1}", "{'models': {'a'}}"})
        CHECK_THROWS_AS(read(broken), ImportFault);
}

TEST_CASE("a rented card by the names that clouds give it, where its memory fits") {
    const auto card = [](const std::string& name, const std::string& memory) {
        const GpuNames names(built_in.gpus());
        return names.id(name, number_in(memory).value_or(0.0), name);
    };
    CHECK(card("A100_80G", "80") == "a100-80gb-sxm");
    CHECK(card("A100-40G", "") == "a100-40gb-sxm");
    CHECK(card("A10G", "24") == "a10g");
    CHECK(card("H100_80GB", "80") == "h100-sxm");
    CHECK(card("RTX6000", "48") == "rtx-6000-ada");
    CHECK(card("Quadro RTX 6000", "24").empty());
    CHECK(card("RTX6000", "24").empty());
    CHECK(card("RTX PRO 6000 Blackwell Server Edition", "96") == "rtx-pro-6000-blackwell");
}

TEST_CASE("a short last row of a table of rents is cut off, unless others are as short") {
    const std::string header = "instance_name,location,price,gpu_count,gpu_name,gpu_memory,spot,flags\n";
    const std::string whole = "x1,eu,0.4,1,RTX4090,24,False,a\n", ragged = "x2,eu,0.5,1,RTX4090,24,False\n";
    CHECK(read(header + whole + whole + ragged + whole + ragged, "acme").skipped.size() == 2);
    CHECK_THROWS_AS(read(header + whole + whole + ragged, "acme"), ImportFault);
}

}  // namespace charges_test
