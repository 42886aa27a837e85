// llama-bench: a row per test; n_prompt tokens are read or n_gen are written, at avg_ts tokens a second. The longest
// of several sizes is used: short tests are faster than real work.
#include "usage/measure/configurations.hpp"
#include "usage/measure/formats.hpp"

namespace aicost::measuring {

namespace {

// All that a row states is its configuration, but what was tested and what came out.
bool of_llama_bench(std::string_view key) {
    for (const char* begin : {"avg_", "stddev_", "samples_"}) {
        if (key.starts_with(begin)) return false;
    }
    for (const char* other : {"n_prompt", "n_gen", "n_depth", "n_gen_warmup", "test_time"}) {
        if (key == other) return false;
    }
    return true;
}

// The mean of the tests of the largest size.
class Longest {
public:
    void add(double size, double speed) {
        if (size < size_) return;
        if (size > size_) sum_ = count_ = 0.0;
        size_ = size;
        sum_ += speed;
        count_ += 1.0;
    }
    [[nodiscard]] std::optional<double> mean() const {
        if (count_ == 0.0) return {};
        return sum_ / count_;
    }

private:
    double size_ = 0.0, sum_ = 0.0, count_ = 0.0;
};

std::string name_of(double prompt, double answer, double depth) {
    return (prompt > 0.0 ? "pp" + shown(prompt) : "") + (prompt > 0.0 && answer > 0.0 ? "+" : "") +
           (answer > 0.0 ? "tg" + shown(answer) : "") + (depth > 0.0 ? " @ d" + shown(depth) : "");
}

Measurement read_llama_bench(const Rows& rows) {
    Measurement found;
    found.kind = "llama-bench";
    one_configuration(rows, of_llama_bench, "model_type");
    Longest reading, writing;
    bool mixed = false, deep = false;
    for (const Json& row : rows) {
        const double prompt = number(row, "n_prompt"), answer = number(row, "n_gen");
        const double depth = number_or_0(row, "n_depth");
        const double speed = rate(number(row, "avg_ts"), 1.0, "a test");
        SpeedTest test;
        test.model = text(row, "model_type");
        test.name = name_of(prompt, answer, depth);
        if (prompt > 0.0 && answer > 0.0) {
            mixed = true;
        } else if (depth > 0.0) {
            deep = true;
        } else if (prompt > 0.0) {
            reading.add(prompt, speed);
        } else if (answer > 0.0) {
            writing.add(answer, speed);
        }
        if (prompt > 0.0 && !(answer > 0.0)) test.input_tokens_per_second = speed;
        if (answer > 0.0 && !(prompt > 0.0)) test.output_tokens_per_second = speed;
        found.tests.push_back(std::move(test));
    }
    found.input_tokens_per_second = reading.mean();
    found.output_tokens_per_second = writing.mean();
    if (mixed)
        found.notes.emplace_back(
            "tests that read and write (pp+tg) state no rate of either and are not used");
    if (deep) found.notes.emplace_back("tests behind a filled context (d) are shown and not used");
    found.notes.emplace_back("of several sizes of a test the longest is used; one sequence at a time");
    return found;
}

}  // namespace

const Format llama_bench = {"llama-bench",
                            [](const Json& row) {
                                return has(row, {"n_prompt", "n_gen"});
                            },
                            read_llama_bench};

}  // namespace aicost::measuring
