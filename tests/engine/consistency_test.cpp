// The catalogue's measured points against what a memory's bandwidth allows: one request, one GPU.
//
// The share of the bound that such points reach was worked out when they were collected (2026-11-22, of 225
// points, the largest 0.93): a collection that has gone wrong in a unit or in a model's size leaves these rows.
#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "aicost/throughput.hpp"
#include "catch.hpp"

namespace consistency_test {

using namespace aicost;

namespace {

struct Share {
    MeasuredPoint point;
    Gpu gpu;
    OpenModel model;
    double measured = 0.0;   // of the bound: bandwidth / bytes of the weights that a token reads
    double estimated = 0.0;  // the same of the estimate
};

std::vector<Share> shares(int gpus) {
    const Catalogue& facts = Catalogue::built_in();
    const auto all_gpus = facts.gpus();
    const auto models = facts.open_models();
    const auto formats = facts.quantizations();
    std::vector<Share> all;
    for (const MeasuredPoint& point : facts.measured_points()) {
        const auto traits = engine_traits(point.engine);
        const bool one = point.concurrency == 1 && point.metric == "single" && point.decode;
        if (!one || !traits || traits->tensor_parallel || (gpus == 1) != (point.gpus == 1)) continue;
        Share share{point, find_entry(all_gpus, point.gpu).value(), find_entry(models, point.model).value()};
        const Quantization format = find_entry(formats, point.quantization).value();
        if (!has_shape(share.model)) continue;
        const double bytes = *share.model.active_params_b * 1e9 * format.bits_per_weight / 8.0;
        const double bound = share.gpu.bandwidth_gb_s * 1e9 * point.gpus / bytes;
        share.measured = point.decode->value() / bound;
        ThroughputSetup setup{share.gpu, point.gpus, share.model, format, point.engine};
        setup.usable_memory_gib = 1e6;
        if (point.prompt_tokens) setup.input_tokens_per_request = tokens(*point.prompt_tokens);
        if (point.output_tokens) setup.output_tokens_per_request = tokens(*point.output_tokens);
        share.estimated = estimate_throughput(setup).decode.value_or(TokenRate()).value() / bound;
        all.push_back(std::move(share));
    }
    return all;
}

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    const std::size_t half = values.size() / 2;
    return values.size() % 2 == 1 ? values[half] : 0.5 * (values[half - 1] + values[half]);
}

struct Row {
    const char* name;
    bool experts;
    bool (*is_of)(const Gpu& gpu);
    std::size_t min;
    double median;
};
bool is_spark(const Gpu& gpu) { return gpu.fact.id == "dgx-spark"; }
bool is_apple(const Gpu& gpu) { return gpu.vendor == "apple"; }
bool is_strix(const Gpu& gpu) { return gpu.vendor == "amd" && gpu.memory_kind == "unified"; }
bool is_nvidia(const Gpu& gpu) { return gpu.vendor == "nvidia" && !is_spark(gpu); }

constexpr Row rows[] = {
    {"dense, NVIDIA cards", false, is_nvidia, 35, 0.66}, {"dense, Strix Halo", false, is_strix, 9, 0.83},
    {"dense, Apple", false, is_apple, 17, 0.67},         {"dense, DGX Spark", false, is_spark, 6, 0.79},
    {"experts, Strix Halo", true, is_strix, 18, 0.55},   {"experts, Apple", true, is_apple, 3, 0.27},
    {"experts, DGX Spark", true, is_spark, 7, 0.57},
};

}  // namespace

TEST_CASE("measured points reach the share of their bandwidth that their kind does") {
    const auto all = shares(1);
    CHECK(all.size() >= 100);
    for (const Row& row : rows) {
        std::vector<double> measured, estimated;
        for (const Share& one : all) {
            if (one.model.mixture_of_experts != row.experts || !row.is_of(one.gpu)) continue;
            measured.push_back(one.measured);
            estimated.push_back(one.estimated);
        }
        REQUIRE(measured.size() >= row.min);
        CAPTURE(row.name, measured.size(), median(measured), median(estimated));
        CHECK(std::abs(median(measured) - row.median) <= 0.04);
        CHECK(std::abs(median(estimated) - row.median) <= 0.08);
    }
}

TEST_CASE("no measured point and no estimate of it lies above the bound") {
    for (const Share& one : shares(1)) {
        CAPTURE(one.point.fact.id, one.point.gpu, one.point.model, one.measured, one.estimated);
        CHECK(one.measured > 0.0);
        CHECK(one.measured <= 0.95);
        CHECK(one.estimated <= 1.0);
    }
}

TEST_CASE("GPUs that split the layers do not add up their bandwidth") {
    const auto several = shares(2);
    CHECK(several.size() >= 20);
    for (const Share& one : several) {
        CAPTURE(one.point.fact.id, one.point.gpu, one.point.gpus, one.point.model, one.measured);
        // of their sum: at most what one of them has
        CHECK(one.measured <= 0.95 / one.point.gpus);
        CHECK(one.estimated <= 1.0 / one.point.gpus);
    }
}

}  // namespace consistency_test
