#include "aicost/throughput.hpp"

#include <cmath>
#include <fstream>
#include <string>

#include "catch.hpp"
#include "fit.hpp"

using namespace aicost;

namespace {

template <class Entry>
Entry entry(const std::vector<Entry>& all, std::string_view id) {
    const auto found = find_entry(all, id);
    if (!found) FAIL("no entry " << id);
    return *found;
}

}  // namespace

TEST_CASE("KV bytes per token of published models") {
    const auto models = open_models();
    // 2 · 32 layers · 32 heads · 128 · 2 bytes
    CHECK(kv_cache_bytes(entry(models, "llama-2-7b"), 1, 2) == 524288);
    // 2 · 80 · 8 · 128 · 2
    CHECK(kv_cache_bytes(entry(models, "llama-3.3-70b"), 1, 2) == 327680);
    // a latent cache: 61 layers · (512 + 64) · 2
    CHECK(kv_cache_bytes(entry(models, "deepseek-v3"), 1, 2) == 70272);
}

TEST_CASE("a window bounds the part of the cache that slides") {
    OpenModel model;
    model.kv_elements_per_token = 100;
    model.kv_elements_sliding = 60;
    model.sliding_window = 1000;
    // 40·5000 + 60·1000 numbers, 2 bytes each
    CHECK(kv_cache_bytes(model, 5000, 2) == 2 * (40 * 5000 + 60 * 1000));
    CHECK(kv_cache_bytes(model, 500, 2) == 2 * 100 * 500);
}

TEST_CASE("a 70B model at 4 bits needs two cards of 24 GiB") {
    const Gpu card = entry(gpus(), "rtx-4090");
    const OpenModel model = entry(open_models(), "llama-3.3-70b");
    const double bits = entry(quantizations(), "q4_k_m").bits_per_weight;
    const auto one = estimate_throughput({card, 1, model, bits, "llama.cpp", {}, {}, {}});
    CHECK(one.weights_gib == Approx(40).epsilon(0.02));
    CHECK(one.usable_gib == Approx(24 * 0.9 - 1));
    CHECK_FALSE(one.fits);
    CHECK_FALSE(one.decode);
    const auto two = estimate_throughput({card, 2, model, bits, "llama.cpp", {}, {}, {}});
    CHECK(two.fits);
    CHECK(two.batch == 1);
    // layers are read one card after the other: the speed of one card
    CHECK(two.decode->value() <= 1008e9 / (model.params_b * 1e9 * bits / 8));
}

TEST_CASE("a batch reads more experts than a token does, at most all") {
    OpenModel model;
    model.mixture_of_experts = true;
    model.params_b = 10;
    model.active_params_b = 2;
    CHECK(active_weight_bytes(model, 8, 1) == 2e9);
    CHECK(active_weight_bytes(model, 8, 3) == 6e9);
    CHECK(active_weight_bytes(model, 8, 100) == 10e9);
    model.shared_params_b = 1;
    model.experts = 8;
    model.experts_per_token = 2;
    // 1 + 9·(1 - (1 - 2/8)^2)
    CHECK(active_weight_bytes(model, 8, 2) == Approx(1e9 + 9e9 * (1 - 0.5625)));
}

TEST_CASE("no estimate lies above the bandwidth ceiling, alone or in a batch") {
    const auto formats = quantizations();
    for (const Gpu& gpu : gpus()) {
        for (const OpenModel& model : open_models()) {
            for (const char* engine : {"llama.cpp", "vllm", "tensorrt-llm", "mlx"}) {
                const auto estimate = estimate_throughput(
                    {gpu, 8, model, entry(formats, "q4_k_m").bits_per_weight, engine, {}, {}, {}});
                if (!estimate.decode) continue;
                CHECK(estimate.decode->value() <= estimate.batch * estimate.decode_ceiling);
            }
        }
    }
}

TEST_CASE("the efficiencies are those that the fit gives, with its errors") {
    const bench::Fit fit = bench::fit_efficiencies();
    REQUIRE(fit.classes.size() >= 10);
    for (const bench::FittedClass& fitted : fit.classes) {
        CAPTURE(fitted.engine, fitted.mixture_of_experts, fitted.memory_kind);
        const Efficiency used = efficiency_of(fitted.engine, fitted.mixture_of_experts, fitted.memory_kind);
        CHECK(used.bandwidth == Approx(fitted.efficiency.bandwidth).margin(0.005));
        CHECK(used.compute == Approx(fitted.efficiency.compute).margin(0.005));
        CHECK(used.error == Approx(fitted.efficiency.error).margin(0.01));
    }
}

TEST_CASE("points that errors are stated on are not fitted to") {
    const bench::Fit fit = bench::fit_efficiencies();
    std::size_t fitted = 0, tested = 0;
    for (const bench::FittedClass& one : fit.classes) {
        fitted += one.fit_points;
        tested += one.test_points;
    }
    CHECK(fit.test_points == tested);
    std::size_t held_out = 0, others = 0;
    for (const MeasuredPoint& point : measured_points()) {
        if (!engine_traits(point.engine) || !point.decode) continue;
        (point.for_test ? held_out : others) += 1;
    }
    // all but the few whose model does not fit by the rule of memory
    CHECK(tested <= held_out);
    CHECK(tested + 5 >= held_out);
    CHECK(fitted <= others);
    CHECK(fitted + 5 >= others);
}

TEST_CASE("README.md states the errors that the fit prints") {
    std::ifstream in("README.md");
    std::string readme, word;
    while (in >> word) readme += word + " ";  // lines are broken anywhere
    const bench::Fit fit = bench::fit_efficiencies();
    const auto percent = [](double error) { return std::to_string(std::lround(100 * error)) + " %"; };
    CHECK_THAT(readme, contains_text("the median error on the " + std::to_string(fit.test_points) +
                                     " points that it was not fitted to is " + percent(fit.test_error)));
    struct Claim {
        const char* words;
        const char* engine;
        bool experts;
        const char* memory;
    };
    const Claim claims[] = {
        {"for dense models on graphics cards", "llama.cpp", false, "gddr"},
        {"on vLLM servers", "vllm", false, ""},
        {"for mixtures of experts on machines with unified memory", "llama.cpp", true, "unified"}};
    for (const Claim& claim : claims) {
        for (const bench::FittedClass& one : fit.classes) {
            if (one.engine != claim.engine || one.mixture_of_experts != claim.experts ||
                one.memory_kind != claim.memory)
                continue;
            CHECK_THAT(readme, contains_text(percent(*one.test_error) + " " + claim.words));
        }
    }
}
