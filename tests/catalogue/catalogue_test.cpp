#include "aicost/catalogue.hpp"
#include <map>

#include <algorithm>
#include <set>

#include "catalogue/names.hpp"
#include "catch.hpp"

namespace catalogue_test {

using namespace aicost;

namespace {

bool is_date(const std::string& text) {
    if (text.size() != 4 && text.size() != 7 && text.size() != 10) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool dash = i == 4 || i == 7;
        if (dash ? text[i] != '-' : text[i] < '0' || text[i] > '9') return false;
    }
    return text >= "2010" && text < "2100";
}

template <class Entry>
void check_facts(const std::vector<Entry>& entries) {
    std::set<std::string> ids;
    REQUIRE_FALSE(entries.empty());
    for (const Entry& entry : entries) {
        CAPTURE(entry.fact.id);
        CHECK_FALSE(entry.fact.id.empty());
        CHECK(ids.insert(entry.fact.id).second);
        CHECK_FALSE(entry.fact.source.empty());
        CHECK(is_date(entry.fact.as_of));
    }
}

}  // namespace

TEST_CASE("every entry has an id of its own, a source and a date") {
    check_facts(Catalogue::built_in().cloud_models());
    check_facts(Catalogue::built_in().gpus());
    check_facts(Catalogue::built_in().open_models());
    check_facts(Catalogue::built_in().quantizations());
    check_facts(Catalogue::built_in().measured_points());
    check_facts(Catalogue::built_in().electricity_regions());
    check_facts(Catalogue::built_in().format_support());
    check_facts(Catalogue::built_in().hosts());
}

TEST_CASE("prices of GPUs and carbon of grids have a source and a date of their own") {
    for (const Gpu& gpu : Catalogue::built_in().gpus()) {
        CAPTURE(gpu.fact.id);
        if (gpu.price) CHECK((!gpu.price_source.empty() && is_date(gpu.price_as_of)));
        if (gpu.rent_per_hour) CHECK((!gpu.rent_source.empty() && is_date(gpu.rent_as_of)));
    }
    for (const ElectricityRegion& region : Catalogue::built_in().electricity_regions()) {
        CAPTURE(region.fact.id);
        if (region.grid_grams_co2_per_kwh) CHECK((!region.grid_source.empty() && is_date(region.grid_as_of)));
    }
}

TEST_CASE("a tag to pull has a source and a date of its own") {
    std::size_t tags = 0;
    for (const OpenModel& model : Catalogue::built_in().open_models()) {
        CAPTURE(model.fact.id);
        CHECK(model.ollama.empty() == model.ollama_source.empty());
        if (model.ollama.empty()) continue;
        ++tags;
        CHECK(is_date(model.ollama_as_of));
    }
    CHECK(tags > 10);
}

TEST_CASE("measured points name machines, models and formats that the catalogue has") {
    const auto machines = Catalogue::built_in().gpus();
    const auto models = Catalogue::built_in().open_models();
    const auto formats = Catalogue::built_in().quantizations();
    for (const MeasuredPoint& point : Catalogue::built_in().measured_points()) {
        CAPTURE(point.fact.id);
        CHECK(find_entry(machines, point.gpu));
        CHECK(find_entry(models, point.model));
        CHECK(find_entry(formats, point.quantization));
    }
}

TEST_CASE("figures lie where figures of their kind lie") {
    for (const CloudModel& model : Catalogue::built_in().cloud_models()) {
        CAPTURE(model.fact.id);
        CHECK(model.input_per_mtok.dollars() >= 0);
        CHECK(model.output_per_mtok.dollars() <= 1000);
        CHECK(model.output_per_mtok >= model.input_per_mtok);
        if (model.cache_read_per_mtok) CHECK(*model.cache_read_per_mtok <= model.input_per_mtok);
        if (model.batch_discount) CHECK((*model.batch_discount > 0 && *model.batch_discount < 1));
    }
    for (const Gpu& gpu : Catalogue::built_in().gpus()) {
        CAPTURE(gpu.fact.id);
        CHECK((gpu.memory_gib >= 4 && gpu.memory_gib <= 21000));
        CHECK((gpu.bandwidth_gb_s >= 50 && gpu.bandwidth_gb_s <= 600000));
        if (gpu.load_watts && gpu.idle_watts) CHECK(*gpu.idle_watts < *gpu.load_watts);
    }
    for (const ElectricityRegion& region : Catalogue::built_in().electricity_regions()) {
        CAPTURE(region.fact.id);
        if (region.residential_per_kwh)
            CHECK((region.residential_per_kwh->dollars() > 0.03 &&
                   region.residential_per_kwh->dollars() < 0.8));
    }
}

TEST_CASE("a model's earlier prices are in order, sourced and older than its own") {
    std::size_t periods = 0;
    for (const CloudModel& model : Catalogue::built_in().cloud_models()) {
        CAPTURE(model.fact.id);
        std::string after = "2020-01-01";
        for (const PastPrice& past : model.history) {
            ++periods;
            CHECK(past.until.size() == 10);
            CHECK(past.until > after);
            CHECK(past.until <= model.fact.as_of);
            after = past.until;
            CHECK_FALSE(past.source.empty());
            CHECK_FALSE(past.as_of.empty());
            CHECK(past.output_per_mtok >= past.input_per_mtok);
            if (past.cache_read_per_mtok) CHECK(*past.cache_read_per_mtok <= past.input_per_mtok);
        }
    }
    CHECK(periods >= 8);
    const auto luna = find_entry(Catalogue::built_in().cloud_models(), "gpt-5.6-luna").value();
    CHECK(luna.history.at(0).until == "2026-07-30");
    CHECK(luna.history.at(0).output_per_mtok == Usd(per_mtok(6)));
    CHECK(luna.history.at(0).long_context.at(0).output_per_mtok == Usd(per_mtok(9)));
}

TEST_CASE("entries are found by id and by alias") {
    const auto models = Catalogue::built_in().cloud_models();
    CHECK(find_entry(models, "openai/gpt-5-mini")->input_per_mtok == Usd(per_mtok(0.25)));
    CHECK(find_entry(models, "openai/gpt-5-mini")->output_per_mtok == Usd(per_mtok(2)));
    CHECK_FALSE(find_entry(models, "gpt-nothing"));
    CHECK(find_entry(Catalogue::built_in().quantizations(), "f16")->fact.id == "fp16");
}

TEST_CASE("the catalogue of machines, models and formats is whole") {
    CHECK(Catalogue::built_in().gpus().size() == 244);
    CHECK(Catalogue::built_in().open_models().size() == 167);
    CHECK(Catalogue::built_in().format_support().size() == 91);
    CHECK(Catalogue::built_in().hosts().size() == 8);
    CHECK(Catalogue::built_in().measured_points().size() == 800);
}

TEST_CASE("what is from memory says so, by keys that the entry has") {
    std::size_t unsure = 0;
    for (const Gpu& gpu : Catalogue::built_in().gpus()) unsure += gpu.fact.from_memory.empty() ? 0U : 1U;
    CHECK(unsure > 150);
    const auto orin = find_entry(Catalogue::built_in().gpus(), "jetson-agx-orin-64gb").value();
    CHECK(std::count(orin.fact.from_memory.begin(), orin.fact.from_memory.end(), "bandwidth_gb_s") == 1);
}

TEST_CASE("a server is its GPUs together") {
    const auto machines = Catalogue::built_in().gpus();
    std::size_t servers = 0;
    for (const Gpu& server : machines) {
        if (server.kind != "server") continue;
        ++servers;
        CAPTURE(server.fact.id);
        const auto one = find_entry(machines, server.holds);
        REQUIRE(one);
        CHECK(server.count > 1);
        CHECK(server.memory_gib == Approx(one->memory_gib * server.count));
        CHECK(server.bandwidth_gb_s == Approx(one->bandwidth_gb_s * server.count));
        CHECK(server.architecture == one->architecture);
    }
    CHECK(servers == 10);
}

TEST_CASE("what a corrected entry states is the newer figure") {
    const auto machines = Catalogue::built_in().gpus();
    const auto card = find_entry(machines, "rtx-5090").value();
    CHECK(card.price == Usd<Money>(5000));
    CHECK(card.fp4_tflops == 1676);
    CHECK(find_entry(machines, "mac-studio-m3-ultra-512")->load_watts == watts(227));
    CHECK(find_entry(machines, "H100")->fact.id == "h100-sxm");
    CHECK(find_entry(Catalogue::built_in().open_models(), "glm-5.2")->params_b == 743.9);
    // a model without a size is there, and its size is not
    const auto sizeless = find_entry(Catalogue::built_in().open_models(), "kimi-k3.1-pro").value();
    CHECK_FALSE(sizeless.params_b);
    CHECK_FALSE(sizeless.hosted_as.empty());
}

TEST_CASE("the APIs of an open model are APIs of the catalogue, and its maker's are among them") {
    const Catalogue& facts = Catalogue::built_in();
    std::map<std::string, std::string> hosted;  // id, open model
    for (const OpenModel& model : facts.open_models()) {
        for (const std::string& name : model.hosted_as) {
            const std::vector<CloudModel> some = facts.cloud_models_for(name);
            const NameAnswer answer = ModelNames(some).find(name);
            CAPTURE(model.fact.id, name);
            REQUIRE(answer.entry != nullptr);
            hosted[answer.entry->fact.id] = model.fact.id;
        }
    }
    for (const CloudModel& model : facts.cloud_models()) {
        const std::string name = model.fact.id.substr(model.fact.id.find('/') + 1);
        const auto open = find_entry(facts.open_models(), name);
        if (!open || open->fact.id != name) continue;
        CAPTURE(model.fact.id);
        CHECK(hosted.contains(model.fact.id));
    }
}

}  // namespace catalogue_test
