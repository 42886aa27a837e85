// Measurements, worked out by hand.
#include "usage/measure.hpp"

#include "catch.hpp"

namespace measure_test {

using namespace aicost;

TEST_CASE("llama-bench: the longest test of each sort", "[measure]") {
    const Measurement found =
        measure(R"([{"n_prompt":512,"n_gen":0,"avg_ts":4500.5},{"n_prompt":2048,"n_gen":0,"avg_ts":4123.4},
        {"n_prompt":0,"n_gen":128,"avg_ts":131.25},{"n_prompt":512,"n_gen":128,"avg_ts":700},
        {"n_prompt":0,"n_gen":512,"n_depth":4096,"avg_ts":101}])");
    CHECK(found.problem.empty());
    CHECK(found.kind == "llama-bench");
    CHECK(found.input_tokens_per_second == 4123.4);
    CHECK(found.output_tokens_per_second == 131.25);
    REQUIRE(found.tests.size() == 5);
    CHECK(found.tests[3].name == "pp512+tg128");
    CHECK_FALSE(found.tests[3].input_tokens_per_second.has_value());
    CHECK(found.tests[4].name == "tg512 @ d4096");
    // a row a line
    CHECK(measure("{\"n_prompt\":512,\"n_gen\":0,\"avg_ts\":10}\n{\"n_prompt\":0,\"n_gen\":1,\"avg_ts\":5}\n")
              .tests.size() == 2);
}

TEST_CASE("Ollama: durations are nanoseconds; all tokens by all their time", "[measure]") {
    const std::string one =
        R"({"model":"m","done":true,"prompt_eval_count":100,"prompt_eval_duration":500000000,"eval_count":300,"eval_duration":5000000000})";
    const std::string two =
        R"({"model":"m","done":true,"prompt_eval_count":300,"prompt_eval_duration":500000000,"eval_count":100,"eval_duration":5000000000})";
    const Measurement alone = measure(one);
    CHECK(alone.input_tokens_per_second == Approx(200));
    CHECK(alone.output_tokens_per_second == Approx(60));
    const Measurement both =
        measure(one + "\n" + R"({"model":"m","done":false,"response":"x"})" + "\n" + two + "\n");
    CHECK(both.input_tokens_per_second == Approx(400));
    CHECK(both.output_tokens_per_second == Approx(40));
    CHECK(both.tests.size() == 2);
}

TEST_CASE("vLLM's benchmark: the two rates give back its volume for its mix", "[measure]") {
    // 200 output tokens a request: 1 s to the first, 199 times 20.1005 ms = 4 s for the others, so a fifth is
    // reading
    const Measurement found =
        measure(R"({"model_id":"org/m","completed":100,"duration":50.0,"total_input_tokens":100000,
        "total_output_tokens":20000,"mean_ttft_ms":1000.0,"mean_tpot_ms":20.100502512562816})");
    CHECK(found.input_tokens_per_second == Approx(10000));
    CHECK(found.output_tokens_per_second == Approx(500));
    CHECK(100000 / *found.input_tokens_per_second + 20000 / *found.output_tokens_per_second == Approx(50));
}

TEST_CASE("measurements that can not be are refused", "[measure]") {
    CHECK(measure(R"({"model":"m","done":true,"eval_count":298,"eval_duration":4.8})").problem.find("unit") !=
          std::string::npos);
    CHECK_FALSE(measure(R"({"model":"m","done":true,"eval_count":298})").problem.empty());
    CHECK_FALSE(measure(R"({"model":"m","done":true,"eval_count":298,"eval_duration":0})").problem.empty());
    CHECK_FALSE(measure("").problem.empty());
    CHECK_FALSE(measure("{\"a\":").problem.empty());
    CHECK_FALSE(measure(R"([{"n_prompt":512,"n_gen":0,"avg_ts":"fast"}])").problem.empty());
}

TEST_CASE("the serving block goes into the machine that was measured", "[measure]") {
    const Measurement found = measure(
        R"([{"n_prompt":512,"n_gen":0,"avg_ts":4500.56},{"n_prompt":0,"n_gen":128,"avg_ts":131.25}])");
    const std::string base =
        R"({"options":{"a":{"kind":"owned","serving":{"gpu":"x","model":"y","max_utilization":0.5}},"b":{"kind":"rented"},"c":{"kind":"api"}}})";
    CHECK(profile_with_serving(base, found, "").problem.find("--option") != std::string::npos);
    CHECK_FALSE(profile_with_serving(base, found, "c").problem.empty());
    const ServingProfile written = profile_with_serving(base, found, "a");
    CHECK(written.problem.empty());
    CHECK(written.text.find("4501") != std::string::npos);
    CHECK(written.text.find("max_utilization") != std::string::npos);
    CHECK(written.text.find("\"gpu\"") == std::string::npos);
}

}  // namespace measure_test
