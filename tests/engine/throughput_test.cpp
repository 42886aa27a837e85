#include "aicost/throughput.hpp"

#include <cmath>
#include <fstream>
#include <string>

#include "catch.hpp"
#include "fit.hpp"

namespace throughput_test {

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
    const auto models = Catalogue::built_in().open_models();
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

namespace {

ThroughputSetup setup_of(const char* gpu, int count, const char* model, const char* format,
                         const char* engine) {
    return {entry(Catalogue::built_in().gpus(), gpu), count,
            entry(Catalogue::built_in().open_models(), model),
            entry(Catalogue::built_in().quantizations(), format), engine};
}

}  // namespace

TEST_CASE("a 70B model at 4 bits needs two cards of 24 GiB") {
    const auto one = estimate_throughput(setup_of("rtx-4090", 1, "llama-3.3-70b", "q4_k_m", "llama.cpp"));
    CHECK(one.weights_gib == Approx(39.67).epsilon(0.002));
    CHECK(one.usable_gib == Approx(24 - 0.4));
    CHECK_FALSE(one.fits);
    CHECK_FALSE(one.decode);
    const auto two = estimate_throughput(setup_of("rtx-4090", 2, "llama-3.3-70b", "q4_k_m", "llama.cpp"));
    CHECK(two.fits);
    CHECK(two.batch == 1);
    // layers are read one card after the other: the speed of one card
    CHECK(two.decode->value() <= two.decode_ceiling);
    CHECK(two.decode_ceiling == Approx(1008e9 / (39.67 * 1073741824.0)).epsilon(0.02));
}

TEST_CASE("a batch reads more experts than a token does, at most all") {
    OpenModel model;
    model.mixture_of_experts = true;
    model.params_b = 10;
    model.active_params_b = 2;
    Quantization eight;
    eight.fact.id = "q8";
    eight.bits_per_weight = 8;
    // nothing is known of its experts: a fifth of all
    CHECK(read_weight_bytes(model, eight, "llama.cpp", 1) == Approx(2e9));
    CHECK(read_weight_bytes(model, eight, "llama.cpp", 2) == Approx(10e9 * (1 - 0.64)));
    CHECK(read_weight_bytes(model, eight, "llama.cpp", 1000) == Approx(10e9));
    model.experts = 8;
    model.experts_per_token = 2;
    model.expert_params_b = 9;
    // 1 + 9·(1 - (1 - 2/8)^2)
    CHECK(read_weight_bytes(model, eight, "llama.cpp", 2) == Approx(1e9 + 9e9 * (1 - 0.5625)));
    CHECK(active_parameters(model) == Approx(1e9 + 9e9 / 4));
}

TEST_CASE("embeddings stay at 16 bits in the formats of servers") {
    OpenModel model;
    model.params_b = model.active_params_b = 10;
    model.embedding_params_b = 1;
    const auto bytes = [&](const char* format) {
        return weight_bytes(model, entry(Catalogue::built_in().quantizations(), format), "vllm");
    };
    // input and output: 2·10^9 of 16 bits, the others of 8
    CHECK(bytes("fp8") == Approx(4e9 + 8e9));
    CHECK(bytes("awq") == Approx(4e9 + 8e9 * 4.16 / 8));
    CHECK(bytes("q4_k_m") == Approx(10e9 * 4.83 / 8));
    model.embeddings_tied = true;  // one matrix for both
    CHECK(bytes("fp8") == Approx(2e9 + 9e9));
    // of a mixture in mxfp4 the experts alone are small
    model.mixture_of_experts = true;
    model.expert_params_b = 8;
    CHECK(bytes("mxfp4") == Approx(8e9 * 4.25 / 8 + 2e9 * 2));
    CHECK(weight_bytes(model, entry(Catalogue::built_in().quantizations(), "mxfp4"), "llama.cpp") ==
          Approx(8e9 * 4.25 / 8 + 2e9 * 8.5 / 8));
}

TEST_CASE("usable memory by engine") {
    ThroughputSetup setup = setup_of("h100-sxm", 2, "llama-3.1-8b", "fp8", "vllm");
    CHECK(estimate_throughput(setup).usable_gib == Approx(2 * (0.9 * 80 - 2)));
    setup.model = entry(Catalogue::built_in().open_models(), "qwen3-30b-a3b");
    CHECK(estimate_throughput(setup).usable_gib == Approx(2 * (0.9 * 80 - 5)));
    setup.engine = "llama.cpp";
    CHECK(estimate_throughput(setup).usable_gib == Approx(2 * (80 - 0.4)));
    setup.usable_memory_gib = 70;
    CHECK(estimate_throughput(setup).usable_gib == Approx(140));
    // what the system leaves to the GPU is not cut again
    const auto mac =
        estimate_throughput(setup_of("mac-studio-m3-ultra-512", 1, "deepseek-r1", "q4_k_m", "llama.cpp"));
    CHECK(mac.usable_gib == Approx(384));
    // a server is its GPUs
    CHECK(estimate_throughput(setup_of("hgx-h100-8x", 1, "llama-3.1-8b", "fp8", "vllm")).usable_gib ==
          Approx(8 * (0.9 * 80 - 2)));
}

TEST_CASE("a 4-bit DeepSeek R1 fits a Mac of 512 GB") {
    ThroughputSetup setup = setup_of("mac-studio-m3-ultra-512", 1, "deepseek-r1", "mlx-4bit", "mlx");
    setup.usable_memory_gib = 448;  // as people set it
    const auto estimate = estimate_throughput(setup);
    CHECK(estimate.fits);
    CHECK(estimate.decode);
}

TEST_CASE("a hybrid model keeps a state for each sequence") {
    const ThroughputSetup setup = setup_of("rtx-4090", 1, "qwen3.5-27b", "q4_k_m", "llama.cpp");
    const auto estimate = estimate_throughput(setup);
    const double state = *setup.model.state_bytes_per_sequence;
    CHECK(estimate.sequence_kv_gib * 1073741824.0 ==
          Approx(kv_cache_bytes(setup.model, 2048 + 512, 2) + state));
    CHECK(state == Approx(153944064));
}

TEST_CASE("a server is as fast as its GPUs together") {
    ThroughputSetup whole = setup_of("hgx-h200-8x", 1, "llama-3.3-70b", "fp8", "vllm");
    const ThroughputSetup parts = setup_of("h200-sxm", 8, "llama-3.3-70b", "fp8", "vllm");
    CHECK(estimate_throughput(whole).decode->value() == Approx(estimate_throughput(parts).decode->value()));
    CHECK(estimate_throughput(whole).prefill->value() == Approx(estimate_throughput(parts).prefill->value()));
}

namespace {

// Worked results of the formulas. The facts that the catalogue has otherwise today stand beside.
struct Worked {
    const char* gpu;
    int gpus;
    const char* model;
    const char* format;
    const char* engine;
    int concurrency;
    double input, output;
    int batch;
    double decode, prefill, weights_gib, ceiling, factor;
    double fp16_tflops = 0.0, params_b = 0.0;
};
constexpr Worked worked[] = {
    {"rtx-4090", 1, "llama-3.1-8b", "q4_k_m", "llama.cpp", 1, 2048, 512, 1, 141.7935, 8734.5147, 4.5152,
     222.47, 1.15},
    {"rtx-3090", 2, "llama-3.3-70b", "q4_k_m", "llama.cpp", 1, 2048, 512, 1, 17.8592, 418.3855, 39.6693,
     22.31, 1.15},
    {"rtx-5090", 1, "qwen3-30b-a3b", "q4_k_m", "llama.cpp", 1, 2048, 512, 1, 192.8692, 10868.1684, 17.1666,
     976.44, 1.25},
    {"strix-halo-395-128", 1, "gpt-oss-120b", "mxfp4", "llama.cpp", 1, 2048, 512, 1, 42.0028, 558.242,
     58.8762, 71.27, 1.25},
    {"dgx-spark", 1, "gpt-oss-120b", "mxfp4", "llama.cpp", 1, 2048, 512, 1, 54.2593, 1346.0565, 58.8762, 76.0,
     1.25},
    {"mac-studio-m3-ultra-512", 1, "qwen3-235b-a22b", "mlx-4bit", "mlx", 1, 2048, 512, 1, 31.7415, 165.302,
     123.1564, 67.52, 1.25, 28.2},
    {"mac-studio-m4-max-128", 1, "llama-3.3-70b", "q4_k_m", "ollama", 1, 2048, 512, 1, 9.2286, 78.6749,
     39.6693, 13.01, 1.15},
    {"radeon-ai-pro-r9700", 1, "gemma-3-12b", "q4_k_m", "llama.cpp", 1, 2048, 512, 1, 53.7128, 1812.7059,
     6.8543, 86.96, 1.15, 0.0, 12.19},
    {"h100-sxm", 1, "llama-3.1-8b", "fp8", "vllm", 64, 2048, 512, 64, 4821.8437, 48213.1705, 8.457, 417.19,
     1.25},
    {"h100-sxm", 4, "llama-3.3-70b", "fp8", "vllm", 64, 2048, 512, 64, 3396.1708, 16058.185, 67.6618, 189.94,
     1.2},
    {"h200-sxm", 8, "deepseek-r1", "fp8", "sglang", 64, 2048, 512, 64, 2311.3785, 27343.0065, 626.6435,
     1023.29, 1.36},
    {"b200", 8, "deepseek-r1", "nvfp4", "tensorrt-llm", 128, 2048, 512, 128, 8117.2859, 92078.9555, 374.3974,
     1460.4, 1.36},
    {"h200-sxm", 1, "gpt-oss-120b", "mxfp4", "vllm", 64, 2048, 512, 64, 3150.2944, 26771.3077, 60.7693,
     944.56, 1.41},
    {"rtx-pro-6000-blackwell", 1, "llama-3.3-70b", "nvfp4", "tensorrt-llm", 256, 1000, 1000, 100, 1264.4817,
     7934.0411, 39.7722, 44.13, 1.25},
    {"rtx-4090", 2, "qwen3-32b", "awq", "vllm", 16, 2048, 512, 16, 548.2886, 2392.0608, 18.0097, 113.37, 1.2},
    {"mi300x", 1, "llama-3.1-70b", "fp8", "vllm", 64, 2048, 512, 64, 1747.3236, 8845.069, 67.6618, 75.12,
     1.25},
    {"dgx-spark", 1, "qwen3.6-27b", "bf16", "vllm", 1, 1024, 1024, 1, 4.2733, 973.6905, 50.8875, 5.24, 1.25},
};

}  // namespace

TEST_CASE("worked results of 17 setups") {
    for (const Worked& one : worked) {
        CAPTURE(one.gpu, one.model, one.engine);
        ThroughputSetup setup = setup_of(one.gpu, one.gpus, one.model, one.format, one.engine);
        setup.max_concurrency = one.concurrency;
        setup.input_tokens_per_request = tokens(one.input);
        setup.output_tokens_per_request = tokens(one.output);
        if (one.fp16_tflops > 0) setup.gpu.fp16_tflops = one.fp16_tflops;
        if (one.params_b > 0) setup.model.params_b = setup.model.active_params_b = one.params_b;
        const auto estimate = estimate_throughput(setup);
        CHECK(estimate.batch == one.batch);
        REQUIRE(estimate.decode);
        CHECK(estimate.decode->value() == Approx(one.decode).epsilon(1e-3));
        CHECK(estimate.prefill->value() == Approx(one.prefill).epsilon(1e-3));
        CHECK(estimate.weights_gib == Approx(one.weights_gib).epsilon(1e-3));
        CHECK(estimate.decode_ceiling == Approx(one.ceiling).epsilon(1e-3));
        CHECK(estimate.decode_factor == one.factor);
    }
}

namespace {

constexpr const char* engines[] = {"llama.cpp", "mlx", "vllm", "tensorrt-llm"};
constexpr const char* some_formats[] = {"q4_k_m", "fp8", "nvfp4", "bf16", "mxfp4", "awq"};

// Every GPU with a part of the models, and every model with that part of the GPUs.
template <class Check>
void for_setups(std::size_t part, Check check) {
    const auto all_gpus = Catalogue::built_in().gpus();
    const auto models = Catalogue::built_in().open_models();
    const auto formats = Catalogue::built_in().quantizations();
    for (std::size_t g = 0; g < all_gpus.size(); ++g) {
        for (std::size_t m = g % part; m < models.size(); m += part) {
            for (const char* engine : engines) {
                for (const char* format : some_formats)
                    check(ThroughputSetup{all_gpus[g], 1, models[m], entry(formats, format), engine});
            }
        }
    }
}

// How many were tried; all of them lie below what bandwidth and arithmetic allow.
std::size_t try_ceilings(std::size_t part) {
    std::size_t tried = 0;
    for_setups(part, [&](ThroughputSetup setup) {
        setup.usable_memory_gib = 1e6;
        for (int count = 1; count <= 8; ++count) {
            for (const int concurrency : {1, 5, 64, 512}) {
                setup.gpus = count;
                setup.max_concurrency = concurrency;
                const auto estimate = estimate_throughput(setup);
                if (!estimate.decode) continue;
                ++tried;
                const bool server = engine_traits(setup.engine)->tensor_parallel;
                const double chips = server ? count * setup.gpu.count : 1;
                const double bandwidth = setup.gpu.bandwidth_gb_s * 1e9 / setup.gpu.count * chips;
                const double b = estimate.batch;
                const double read = read_weight_bytes(setup.model, setup.format, setup.engine, b);
                const bool below = estimate.decode->value() <= b * bandwidth / read &&
                                   estimate.decode->value() <= b * estimate.decode_ceiling &&
                                   estimate.decode_range().high <= b * estimate.decode_ceiling;
                if (!below) {
                    CAPTURE(setup.gpu.fact.id, setup.model.fact.id, setup.engine, setup.format.fact.id, count,
                            b);
                    CHECK(below);
                }
                const auto peak = peak_arithmetic(setup);
                if (!peak) continue;
                const double max = *peak * chips / (2.0 * active_parameters(setup.model));
                const double reading = *peak * chips /
                                       (2.0 * (active_parameters(setup.model) -
                                               setup.model.embedding_params_b.value_or(0.0) * 1e9));
                const bool computed = estimate.decode->value() <= max && estimate.prefill->value() <= reading;
                if (!computed) {
                    CAPTURE(setup.gpu.fact.id, setup.model.fact.id, setup.engine, setup.format.fact.id, count,
                            b);
                    CHECK(computed);
                }
            }
        }
    });
    return tried;
}

// How many were tried; none is slower with more bandwidth, more arithmetic or a larger batch.
std::size_t try_to_be_faster(std::size_t part) {
    std::size_t tried = 0;
    for_setups(part, [&](ThroughputSetup setup) {
        setup.usable_memory_gib = 1e6;
        setup.gpus = 1 + static_cast<int>(tried % 8);
        setup.max_concurrency = 8;
        const auto before = estimate_throughput(setup);
        if (!before.decode) return;
        ++tried;
        const auto faster = [&](const ThroughputSetup& other) {
            const auto after = estimate_throughput(other);
            const bool ok =
                after.decode->value() >= before.decode->value() * (1 - 1e-12) &&
                (!before.prefill || after.prefill->value() >= before.prefill->value() * (1 - 1e-12));
            if (!ok) {
                CAPTURE(setup.gpu.fact.id, setup.model.fact.id, setup.engine, setup.format.fact.id);
                CHECK(ok);
            }
        };
        ThroughputSetup other = setup;
        other.gpu.bandwidth_gb_s *= 1.3;
        faster(other);
        other = setup;
        for (auto rate :
             {&Gpu::fp16_tflops, &Gpu::alu_tflops, &Gpu::fp8_tflops, &Gpu::fp4_tflops, &Gpu::int8_tops}) {
            if (other.gpu.*rate) *(other.gpu.*rate) *= 1.3;
        }
        faster(other);
        if (setup.gpu.fp8_tflops) {
            other = setup;
            *other.gpu.fp8_tflops *= 1.3;
            faster(other);
        }
        other = setup;
        double last = 0.0;
        for (const int batch : {1, 2, 3, 8, 64, 512}) {
            other.max_concurrency = batch;
            const double rate = estimate_throughput(other).decode->value();
            if (rate < last * (1 - 1e-12)) {
                CAPTURE(setup.gpu.fact.id, setup.model.fact.id, setup.engine, setup.format.fact.id, batch);
                CHECK(rate >= last);
            }
            last = rate;
        }
    });
    return tried;
}

}  // namespace

TEST_CASE("no estimate lies above what bandwidth or arithmetic allow") { CHECK(try_ceilings(67) > 10000); }

TEST_CASE("more bandwidth, more arithmetic and a larger batch are never slower") {
    CHECK(try_to_be_faster(31) > 1000);
}

// The same of many more setups.
TEST_CASE("no estimate of any setup lies above what bandwidth or arithmetic allow", "[long]") {
    CHECK(try_ceilings(23) > 30000);
}

TEST_CASE("more bandwidth, arithmetic or batch are never slower in any setup", "[long]") {
    CHECK(try_to_be_faster(7) > 5000);
}

TEST_CASE("an engine, a format and a GPU go together, or are said not to") {
    const auto table = Catalogue::built_in().format_support();
    const auto formats = Catalogue::built_in().quantizations();
    const auto run = [&](const char* engine, const char* format, const char* gpu) {
        return format_run(table, engine, entry(formats, format), entry(Catalogue::built_in().gpus(), gpu));
    };
    CHECK(run("vllm", "fp8", "h100-sxm") == FormatRun::native);
    CHECK(run("vllm", "fp8", "rtx-3090") == FormatRun::weights_only);
    CHECK(run("vllm", "nvfp4", "b200") == FormatRun::native);
    CHECK(run("vllm", "nvfp4", "h100-sxm") == FormatRun::weights_only);
    CHECK(run("vllm", "nvfp4", "mi300x") == FormatRun::no);
    CHECK(run("vllm", "bf16", "mac-studio-m3-ultra-512") == FormatRun::no);
    CHECK(run("tensorrt-llm", "fp8", "mi300x") == FormatRun::no);
    CHECK(run("mlx", "mlx-4bit", "mac-studio-m3-ultra-512") == FormatRun::weights_only);
    CHECK(run("mlx", "mlx-4bit", "rtx-4090") == FormatRun::no);
    CHECK(run("llama.cpp", "awq", "rtx-4090") == FormatRun::no);
    CHECK(run("llama.cpp", "q4_k_s", "rtx-4090") == FormatRun::weights_only);  // as q4_k_m
    CHECK(run("llama.cpp", "q4_k_m", "hgx-h100-8x") == FormatRun::weights_only);
    Gpu unknown = entry(Catalogue::built_in().gpus(), "rtx-4090");
    unknown.architecture = "something-new";
    CHECK(format_run(table, "vllm", entry(formats, "fp8"), unknown) == FormatRun::not_known);
}

TEST_CASE("a phase that was measured is not estimated") {
    const auto formats = Catalogue::built_in().quantizations();
    ThroughputSetup setup = setup_of("mac-studio-m3-ultra-512", 1, "gpt-oss-20b", "mxfp4", "llama.cpp");
    MeasuredPoint point;
    point.gpu = "mac-studio-m3-ultra-512";
    point.model = "gpt-oss-20b";
    point.quantization = "mxfp4";
    point.engine = "llama.cpp";
    point.concurrency = 1;
    point.decode = tokens_per_second(115);
    point.metric = "single";
    const ServingRates rates = serving_rates(setup, {point}, formats);
    CHECK(rates.decode == tokens_per_second(115));
    CHECK(rates.decode_factor() == 1.0);
    CHECK(rates.measured_decode);
    CHECK_FALSE(rates.measured_prefill);
    CHECK(rates.estimated());
    CHECK(rates.prefill == rates.estimate.prefill);
    const double seconds = 2048 / rates.prefill->value() + 512 / 115.0;
    CHECK(rates.one_request->value() * 3600 == Approx(seconds));
    // another concurrency, number, or a rate over a job's whole time is not of that phase
    setup.max_concurrency = 2;
    CHECK_FALSE(serving_rates(setup, {point}, formats).measured_decode);
    setup.max_concurrency = {};
    point.metric = "served";
    CHECK_FALSE(serving_rates(setup, {point}, formats).measured_decode);
}

TEST_CASE("the fit's estimates are the program's") {
    for (const auto& one : bench::samples()) {
        if (one.whole_job) continue;
        const auto lean = bench::estimated(one, family_of(one.setup));
        const auto estimate = estimate_throughput(one.setup);
        REQUIRE(lean.has_value() == estimate.decode.has_value());
        if (!lean) continue;
        CHECK(lean->decode == estimate.decode->value());
        CHECK(lean->prefill.has_value() == estimate.prefill.has_value());
        if (lean->prefill) CHECK(*lean->prefill == estimate.prefill->value());
    }
}

TEST_CASE("the fit leaves out tokens guessed ahead and requests with a GPU of their own") {
    std::size_t left_out = 0, judged = 0;
    for (const auto& point : Catalogue::built_in().measured_points()) {
        if (!engine_traits(point.engine) || !point.decode) continue;
        const bool other = point.metric == "drafted" || point.parallelism == "data";
        ++(other ? left_out : judged);
        // of mixtures of experts on servers alone
        if (other) CHECK(engine_traits(point.engine)->tensor_parallel);
    }
    CHECK(left_out >= 15);
    CHECK(bench::samples().size() == judged);
}

TEST_CASE("the program's constants lie near what fits, and the ranges hold") {
    const auto all = bench::samples();
    CHECK(all.size() > 700);
    for (const auto& one : bench::fit_families(all)) {
        CAPTURE(one.name, one.points);
        // what the points alone would give is little better
        if (one.points >= 15) CHECK(one.loss_used <= one.loss_fitted + 0.035);
    }
}

namespace {

const bench::ErrorRow& row(const std::vector<bench::ErrorRow>& rows, std::string_view name) {
    for (const auto& one : rows) {
        if (one.name == name) return one;
    }
    FAIL("no class " << name);
    return rows.front();
}

}  // namespace

TEST_CASE("README.md states the errors that the fit prints") {
    std::ifstream in("README.md");
    std::string readme, word;
    while (in >> word) readme += word + " ";  // lines are broken anywhere
    const auto percent = [](double share) { return std::to_string(std::lround(100 * share)) + " %"; };
    const auto all = bench::samples();
    const auto unseen = bench::cross_validate(all, bench::LeaveOut::configuration);
    const auto sources = bench::cross_validate(all, bench::LeaveOut::source);
    const auto& whole = row(unseen, "all");
    CHECK(whole.error <= 0.12);
    CHECK(row(unseen, "servers").error <= 0.15);
    CHECK(row(unseen, "dense, one request").error <= 0.11);
    CHECK(row(unseen, "mixtures of experts").error <= 0.16);
    CHECK((whole.coverage >= 0.75 && whole.coverage <= 0.88));
    // of mixtures the sources themselves lie so far apart: bench/README.md
    const auto& unseen_source = row(sources, "all");
    CHECK(unseen_source.error <= 0.12);
    CHECK(row(sources, "servers").error <= 0.15);
    CHECK(row(sources, "dense, one request").error <= 0.11);
    CHECK(row(sources, "mixtures of experts").error <= 0.18);
    CHECK((unseen_source.coverage >= 0.75 && unseen_source.coverage <= 0.88));
    CHECK_THAT(readme, contains_text("the range holds " + percent(unseen_source.coverage) + " of them"));
    CHECK_THAT(readme, contains_text("the median error on " + std::to_string(whole.points) +
                                     " measured points is " + percent(whole.error)));
    CHECK_THAT(readme, contains_text(percent(row(unseen, "servers").error) + " on servers (" +
                                     std::to_string(row(unseen, "servers").points) + ")"));
    CHECK_THAT(readme, contains_text(percent(row(unseen, "dense, one request").error) +
                                     " for dense models and one request (" +
                                     std::to_string(row(unseen, "dense, one request").points) + ")"));
    CHECK_THAT(readme, contains_text(percent(row(unseen, "mixtures of experts").error) +
                                     " for mixtures of experts (" +
                                     std::to_string(row(unseen, "mixtures of experts").points) + ")"));
    CHECK_THAT(readme, contains_text("holds " + percent(whole.coverage) + " of them"));
    CHECK_THAT(readme, contains_text("a whole source left out: " + percent(row(sources, "all").error) + ", " +
                                     percent(row(sources, "servers").error) + ", " +
                                     percent(row(sources, "dense, one request").error) + " and " +
                                     percent(row(sources, "mixtures of experts").error)));
}

}  // namespace throughput_test
