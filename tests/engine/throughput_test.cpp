#include "aicost/throughput.hpp"

#include <algorithm>
#include <cmath>
#include <iostream>

#include "catch.hpp"

using namespace aicost;

namespace {

template <class Entry>
Entry entry(const std::vector<Entry>& all, std::string_view id) {
    const auto found = find_entry(all, id);
    if (!found) FAIL("no entry " << id);
    return *found;
}

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    const std::size_t half = values.size() / 2;
    return values.size() % 2 == 1 ? values[half] : 0.5 * (values[half - 1] + values[half]);
}

// What the estimate says of a measured point's decode rate. Jobs that were timed as a whole share the time
// between both phases.
std::optional<double> estimated_decode(const MeasuredPoint& point) {
    static const auto all_gpus = gpus();
    static const auto all_models = open_models();
    static const auto all_formats = quantizations();
    ThroughputSetup setup{entry(all_gpus, point.gpu),
                          point.gpus,
                          entry(all_models, point.model),
                          entry(all_formats, point.quantization).bits_per_weight,
                          point.engine,
                          point.concurrency.value_or(256),
                          {},
                          {}};
    if (point.prompt_tokens) setup.input_tokens_per_request = tokens(*point.prompt_tokens);
    if (point.output_tokens) setup.output_tokens_per_request = tokens(*point.output_tokens);
    const ThroughputEstimate estimate = estimate_throughput(setup);
    if (!estimate.decode) return std::nullopt;
    const double decode = estimate.decode->value();
    if ((point.metric != "served" && point.metric != "max_load") || !estimate.prefill) return decode;
    const double input = point.prompt_tokens.value_or(2048), output = point.output_tokens.value_or(512);
    return output / (output / decode + input / estimate.prefill->value());
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

TEST_CASE("the errors that are stated are those on the points kept apart") {
    struct Group {
        const char* engine;
        bool experts;
        const char* memory;  // of llama.cpp's rows
        double stated;
    };
    const Group groups[] = {{"llama.cpp", false, "gddr", 0.08},    {"llama.cpp", false, "hbm", 0.29},
                            {"llama.cpp", false, "unified", 0.12}, {"llama.cpp", true, "unified", 0.61},
                            {"tensorrt-llm", false, "", 0.18},     {"vllm", false, "", 0.26}};
    const auto all_gpus = gpus();
    const auto all_models = open_models();
    for (const Group& group : groups) {
        std::vector<double> errors;
        for (const MeasuredPoint& point : measured_points()) {
            if (!point.for_test || point.engine != group.engine || !point.decode) continue;
            if (entry(all_models, point.model).mixture_of_experts != group.experts) continue;
            const std::string memory = entry(all_gpus, point.gpu).memory_kind;
            if (*group.memory != '\0' && memory != group.memory) continue;
            const auto decode = estimated_decode(point);
            if (decode) errors.push_back(std::abs(*decode / point.decode->value() - 1));
        }
        REQUIRE(errors.size() >= 3);
        std::cout << "throughput: " << group.engine << (group.experts ? ", experts" : ", dense") << " "
                  << group.memory << ": median error on " << errors.size() << " held-out points "
                  << median(errors) << "\n";
        CHECK(median(errors) == Approx(group.stated).margin(0.02));
        CHECK(efficiency_of(group.engine, group.experts, group.memory).error == group.stated);
    }
}
