// Names as people write them.
#include "catalogue/names.hpp"

#include <algorithm>

#include "catalogue/find.hpp"
#include "catch.hpp"

namespace names_test {

using namespace aicost;

namespace {

std::string found(const std::string& name) {
    static const std::vector<CloudModel> models = Catalogue::built_in().cloud_models();
    static const ModelNames names(models);
    const NameAnswer answer = names.find(name);
    return answer.entry == nullptr ? std::string() : answer.entry->fact.id;
}

CloudModel entry(const std::string& id, std::vector<std::string> aliases = {}) {
    CloudModel model;
    model.fact.id = id;
    model.provider = id.substr(0, id.find('/'));
    model.aliases = std::move(aliases);
    return model;
}

}  // namespace

TEST_CASE("every entry is found by its id and by each of its names, in any case") {
    for (const CloudModel& model : Catalogue::built_in().cloud_models()) {
        CHECK(found(model.fact.id) == model.fact.id);
        for (const std::string& alias : model.aliases) CHECK(found(alias) == model.fact.id);
        std::string capitals = model.fact.id;
        std::transform(capitals.begin(), capitals.end(), capitals.begin(),
                       [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
        CHECK(found(capitals) == model.fact.id);
    }
}

TEST_CASE("what is only a spelling of a name is that name") {
    CHECK(found("GPT-5-mini") == "openai/gpt-5-mini");
    CHECK(found("claude-sonnet-4.5") == "anthropic/claude-sonnet-4-5");
    CHECK(found("anthropic/claude-sonnet-4.5") == "anthropic/claude-sonnet-4-5");
    CHECK(found("claude-opus-4-1@20250805") == "anthropic/claude-opus-4-1");
    CHECK(found("gpt-5-mini-2025-08-07") == "openai/gpt-5-mini");
    CHECK(found("claude-haiku-4-5-20251001") == "anthropic/claude-haiku-4-5");
    CHECK(found("claude-sonnet-4-5[1m]") == "anthropic/claude-sonnet-4-5");
    CHECK(found("gemini/gemini-2.5-pro") == "google/gemini-2.5-pro");
    CHECK(found("models/gemini-2.5-pro") == "google/gemini-2.5-pro");
    CHECK(found("x-ai/grok-4.5") == "xai/grok-4.5");
    CHECK(found("OpenAI/GPT 5 mini") == "openai/gpt-5-mini");
    CHECK(found("openrouter/openai/gpt-oss-120b") == "openrouter/openai/gpt-oss-120b");
    CHECK(found("gpt-nothing").empty());
    CHECK(found("acme/gpt-5-mini").empty());  // another shop's copy has a price of its own
    CHECK(found("").empty());
}

TEST_CASE("a cloud's names say where, and what that costs") {
    const std::vector<CloudModel> models = Catalogue::built_in().cloud_models();
    const ModelNames names(models);
    const char* id = "bedrock/global.anthropic.claude-sonnet-4-5-20250929-v1:0";
    for (const char* name : {"global.anthropic.claude-sonnet-4-5-20250929-v1:0", id}) {
        CAPTURE(name);
        REQUIRE(names.find(name).entry != nullptr);
        CHECK(names.find(name).entry->fact.id == id);
        CHECK(names.find(name).factor == 1.0);
    }
    for (const char* name : {"us.anthropic.claude-sonnet-4-5-20250929-v1:0", "eu.anthropic.claude-sonnet-4-5",
                             "bedrock/us.anthropic.claude-sonnet-4-5-20250929-v1:0"}) {
        CAPTURE(name);
        REQUIRE(names.find(name).entry != nullptr);
        CHECK(names.find(name).entry->fact.id == id);
        CHECK(names.find(name).factor == Approx(1.1));
    }
    REQUIRE(names.find("azure/eu/gpt-4o").entry != nullptr);
    CHECK(names.find("azure/eu/gpt-4o").factor == Approx(1.1));
    CHECK(names.find("azure/gpt-4o-2024-08-06").factor == 1.0);
}

TEST_CASE("a name that fits several entries is not guessed") {
    const std::vector<CloudModel> models = {entry("together/weaver-70b"), entry("groq/weaver-70b"),
                                            entry("acme/orator-20260101"), entry("acme/orator-20260601")};
    const ModelNames names(models);
    const NameAnswer both = names.find("Weaver-70B");
    CHECK(both.entry == nullptr);
    CHECK(both.candidates == std::vector<std::string>{"together/weaver-70b", "groq/weaver-70b"});
    CHECK(names.find("groq/weaver-70B").entry->fact.id == "groq/weaver-70b");
    CHECK(names.find("orator").candidates.size() == 2);
    CHECK(names.find("orator-latest").entry->fact.id == "acme/orator-20260601");
    CHECK(model_advice(both, "Weaver-70B", models) ==
          "it could be 'together/weaver-70b' or 'groq/weaver-70b'; the whole id says which");
    // the maker's own comes before hosts
    const std::vector<CloudModel> more = {entry("groq/orator"), entry("acme/orator"),
                                          entry("together/orator")};
    CHECK(ModelNames(more).find("orator").entry->fact.id == "acme/orator");
}

TEST_CASE("what only others sell is found by its maker's name") {
    const std::vector<CloudModel> models = {entry("openrouter/acme/loom", {"openrouter/acme/loom-20260101"}),
                                            entry("openrouter/acme/loom:free"),
                                            entry("together/weft-ai/Weft-2.5-Instruct"),
                                            entry("openrouter/meta-llama/llama-9"),
                                            entry("openrouter/spun/silk"),
                                            entry("zenmux/spun/silk"),
                                            entry("spinner/jenny"),
                                            entry("zenmux/spinner/jenny"),
                                            entry("kilo/jenny"),
                                            entry("openrouter/own/thing"),
                                            entry("own/thing")};
    const ModelNames names(models);
    const auto found_here = [&](const char* name) {
        const NameAnswer answer = names.find(name);
        return answer.entry == nullptr ? std::string() : answer.entry->fact.id;
    };
    for (const char* name :
         {"acme/loom", "Acme/Loom", "acme/loom-20260101", "acme/loom-2026-01-01", "acme/loom-latest",
          "acme/loom:nitro", "openrouter/acme/loom:floor", "loom:online", "~acme/loom"})
        CHECK(found_here(name) == "openrouter/acme/loom");
    const std::vector<CloudModel> renamed = {
        entry("openrouter/acme/loom", {"openrouter/acme/shuttle-20260101"})};
    for (const char* name : {"acme/shuttle-20260101", "Acme/Shuttle"})
        CHECK(ModelNames(renamed).find(name).entry == &renamed.front());
    CHECK(found_here("acme/loom:free") == "openrouter/acme/loom:free");
    CHECK(found_here("weft-ai/weft-2.5-instruct") == "together/weft-ai/Weft-2.5-Instruct");
    CHECK(found_here("meta/llama-9") == "openrouter/meta-llama/llama-9");
    CHECK(found_here("other/loom").empty());
    CHECK(found_here("together/acme/loom").empty());
    CHECK(names.find("spun/silk").candidates ==
          std::vector<std::string>{"openrouter/spun/silk", "zenmux/spun/silk"});
    // the maker is who the others say it is
    CHECK(found_here("Jenny") == "spinner/jenny");
    CHECK(found_here("own/Thing") == "own/thing");
    const std::vector<CloudModel> many = {entry("302ai/gpt-9"), entry("azure/gpt-9"), entry("openai/gpt-9"),
                                          entry("zenmux/openai/gpt-9")};
    CHECK(ModelNames(many).find("GPT-9").entry->fact.id == "openai/gpt-9");
}

TEST_CASE("a name and the same with -latest are two, where there are both") {
    const std::vector<CloudModel> both = {entry("acme/loom"), entry("acme/loom-latest"),
                                          entry("acme/weft-latest")};
    const ModelNames names(both);
    for (const char* name : {"Loom", "acme/LOOM", "ACME/loom-20260101"})
        CHECK(names.find(name).entry->fact.id == "acme/loom");
    for (const char* name : {"Loom-latest", "ACME/loom-latest", "loom:latest"})
        CHECK(names.find(name).entry->fact.id == "acme/loom-latest");
    for (const char* name : {"Weft", "weft-latest", "ACME/weft"})
        CHECK(names.find(name).entry->fact.id == "acme/weft-latest");
}

TEST_CASE("near misses are of the same maker first") {
    const auto near = near_models("claude-sonnet-4.9", Catalogue::built_in().cloud_models());
    REQUIRE_FALSE(near.empty());
    CHECK(near.front().starts_with("anthropic/"));
    for (const std::string& id : near) CHECK(id.find("claude") != std::string::npos);
}

TEST_CASE("GPUs and open models by what people call them") {
    const auto cards = Catalogue::built_in().gpus();
    const auto gpu = [&](const char* name) {
        const auto answer = find_named(cards, name);
        return answer.entry ? answer.entry->fact.id : std::string();
    };
    CHECK(gpu("NVIDIA GeForce RTX 4090") == "rtx-4090");
    CHECK(gpu("rtx4090") == "rtx-4090");
    CHECK(gpu("4090") == "rtx-4090");
    CHECK(gpu("NVIDIA A100-SXM4-80GB") == "a100-80gb-sxm");
    CHECK(gpu("A100 80GB PCIe") == "a100-80gb-pcie");
    CHECK(gpu("L40S") == "l40s");
    CHECK(gpu("a100").empty());
    CHECK(find_named(cards, "a100").candidates.size() >= 4);
    const auto open = Catalogue::built_in().open_models();
    const auto weights = [&](const char* name) {
        const auto answer = find_named(open, name);
        return answer.entry ? answer.entry->fact.id : std::string();
    };
    CHECK(weights("meta-llama/Llama-3.3-70B-Instruct") == "llama-3.3-70b");
    CHECK(weights("meta-llama/Meta-Llama-3.1-8B-Instruct") == "llama-3.1-8b");
    CHECK(weights("llama3.3:70b-instruct-q4_K_M") == "llama-3.3-70b");
    CHECK(weights("Qwen/Qwen3-32B") == "qwen3-32b");
    CHECK(weights("openai/gpt-oss-20b") == "gpt-oss-20b");
    CHECK(weights("gpt-oss:20b") == "gpt-oss-20b");
}

}  // namespace names_test
