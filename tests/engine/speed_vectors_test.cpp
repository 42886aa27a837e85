// The worked results of the speed estimate as a folder beside the repository has them.
#include <filesystem>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>

#include "aicost/throughput.hpp"
#include "catch.hpp"

namespace speed_vectors_test {

using namespace aicost;

namespace {

template <class Entry>
Entry entry(const std::vector<Entry>& all, const nlohmann::json& id) {
    const auto found = find_entry(all, id.get<std::string>());
    if (!found) FAIL("no entry " << id);
    return *found;
}

ThroughputSetup setup_of(const nlohmann::json& one) {
    const Catalogue& facts = Catalogue::built_in();
    ThroughputSetup setup{entry(facts.gpus(), one["gpu"]), one["gpus"],
                          entry(facts.open_models(), one["model"]),
                          entry(facts.quantizations(), one["quantization"]), one["engine"]};
    setup.max_concurrency = one["concurrency"].get<int>();
    setup.input_tokens_per_request = tokens(one["input_tokens"]);
    setup.output_tokens_per_request = tokens(one["output_tokens"]);
    // the catalogue has newer figures of these
    if (setup.gpu.fact.id == "mac-studio-m3-ultra-512") setup.gpu.fp16_tflops = 28.2;
    if (setup.model.fact.id == "gemma-3-12b") setup.model.params_b = setup.model.active_params_b = 12.19;
    return setup;
}

}  // namespace

TEST_CASE("worked results of a folder beside the repository", "[cases]") {
    const auto file = std::filesystem::path(AICOST_SHARED_DIR) / "reference" / "speed" / "vectors.json";
    std::ifstream in(file);
    if (!in) {
        std::cout << "SKIPPED: " << file.string() << " is not there\n";
        WARN("skipped: there is no " << file.string());
        return;
    }
    const auto all = nlohmann::json::parse(in);
    CHECK(all.size() >= 17);
    for (const auto& one : all) {
        CAPTURE(one.dump());
        const auto estimate = estimate_throughput(setup_of(one));
        REQUIRE(estimate.decode);
        CHECK(estimate.batch == one["batch"].get<int>());
        CHECK(estimate.decode->value() == Approx(one["decode"].get<double>()).epsilon(1e-3));
        CHECK(estimate.prefill->value() == Approx(one["prefill"].get<double>()).epsilon(1e-3));
        CHECK(estimate.weights_gib == Approx(one["weights_gib"].get<double>()).epsilon(1e-3));
        CHECK(estimate.decode_ceiling == Approx(one["ceiling_one_request"].get<double>()).epsilon(1e-3));
        CHECK(estimate.decode_factor == one["factor_80"].get<double>());
    }
}

}  // namespace speed_vectors_test
