// Benchmarks that time both phases of a batch separately: llama-batched-bench and SGLang's bench_one_batch. The
// rates with the most concurrent sequences and the longest prompts and answers are used.
#include <algorithm>
#include <array>

#include "usage/measure/configurations.hpp"
#include "usage/measure/formats.hpp"

namespace aicost::measuring {

namespace {

struct Names {
    const char *sequences, *prompt, *answer, *reading, *writing;
};
constexpr Names llama = {"pl", "pp", "tg", "speed_pp", "speed_tg"};
constexpr Names sglang = {"batch_size", "input_len", "output_len", "prefill_throughput",
                          "median_decode_throughput"};

// The mean of the rows with the most sequences, among them the largest, and among those the longest.
std::optional<double> best(const Rows& rows, const Names& names, const char* size, const char* speed) {
    std::array<double, 3> best_size{};
    double sum = 0.0, count = 0.0;
    for (const Json& row : rows) {
        const auto value = maybe_number(row, speed);
        const std::array this_size = {number(row, names.sequences), number(row, size),
                                      number(row, names.prompt) + number(row, names.answer)};
        if (!value || !(this_size[1] > 0.0) || this_size < best_size) continue;
        if (this_size != best_size) sum = count = 0.0;
        best_size = this_size;
        sum += rate(*value, 1.0, "a test");
        count += 1.0;
    }
    if (count == 0.0) return {};
    return sum / count;
}

Measurement read(std::string kind, const Rows& rows, const Names& names) {
    Measurement found;
    found.kind = std::move(kind);
    for (const Json& row : rows) {
        SpeedTest test;
        test.name = "pp" + shown(number(row, names.prompt)) + "+tg" + shown(number(row, names.answer)) +
                    " x " + shown(number(row, names.sequences));
        const auto speed = [&](const char* size, const char* key) -> std::optional<double> {
            const auto value = maybe_number(row, key);
            if (!value || !(number(row, size) > 0.0)) return {};
            return rate(*value, 1.0, "a test");
        };
        test.input_tokens_per_second = speed(names.prompt, names.reading);
        test.output_tokens_per_second = speed(names.answer, names.writing);
        found.tests.push_back(std::move(test));
    }
    found.input_tokens_per_second = best(rows, names, names.prompt, names.reading);
    found.output_tokens_per_second = best(rows, names, names.answer, names.writing);
    found.notes.emplace_back(
        "the rates at the most sequences at once (x), of the longest prompts and answers; each phase was "
        "timed alone");
    return found;
}

bool of_llama(std::string_view key) {
    return key.starts_with("n_") ? key != "n_kv" : key == "flash_attn" || key == "is_pp_shared";
}
bool of_sglang(std::string_view key) { return key == "run_name"; }

Measurement read_llama(const Rows& rows) {
    one_configuration(rows, of_llama, "model");
    Measurement found = read("llama-batched-bench", rows, llama);
    if (number_or_0(rows[0], "is_pp_shared") > 0.0)
        found.notes.emplace_back("the sequences share one prompt, which was read once");
    return found;
}

Measurement read_sglang(const Rows& rows) {
    one_configuration(rows, of_sglang, "model");
    return read("SGLang bench_one_batch", rows, sglang);
}

// "main: n_kv_max = 2048, n_batch = 2048, …": the settings for the table below it.
void read_settings(std::string_view line, Json& settings) {
    const std::size_t begin = line.find("n_kv_max = ");
    if (begin == line.npos) return;
    settings = Json::object();
    line.remove_prefix(begin);
    while (!line.empty()) {
        const std::string_view one = line.substr(0, line.find(','));
        const std::size_t equals = one.find('=');
        const auto value =
            equals == one.npos ? std::nullopt : number_in(trimmed(one.substr(equals + 1), " \t\r'"));
        if (value) settings[std::string(trimmed(one.substr(0, equals)))] = *value;
        line.remove_prefix(std::min(one.size() + 1, line.size()));
    }
}

Rows rows_of_batched_table(std::string_view text) {
    static constexpr std::array<std::string_view, 10> head = {
        "PP", "TG", "B", "N_KV", "T_PP s", "S_PP t/s", "T_TG s", "S_TG t/s", "T s", "S t/s"};
    static constexpr std::array keys = {"pp",       "tg",   "pl",       "n_kv", "t_pp",
                                        "speed_pp", "t_tg", "speed_tg", "t",    "speed"};
    Rows rows;
    Json settings = Json::object();
    bool inside = false;
    each_line(text, [&](std::string_view line, int number) {
        read_settings(line, settings);
        const auto cells = cells_of(line);
        if (std::equal(cells.begin(), cells.end(), head.begin(), head.end())) {
            inside = true;
            return;
        }
        if (cells.empty()) inside = false;
        if (!inside || cells[0].starts_with("--")) return;
        if (cells.size() != head.size())
            throw Wrong{"has " + std::to_string(cells.size()) + " cells where the table's head has 10",
                        number};
        Json row = settings;
        for (std::size_t i = 0; i < cells.size(); ++i) {
            const auto value = number_in(cells[i]);
            if (!value)
                throw Wrong{"has no number under " + std::string(head[i]) + " (got \"" +
                                std::string(cells[i]) + "\")",
                            number};
            row[keys[i]] = *value;
        }
        rows.push_back(std::move(row));
    });
    return rows;
}

}  // namespace

const Format batched_bench = {"llama-batched-bench",
                              [](const Json& row) {
                                  return has(row, {"pl", "pp", "tg", "speed_pp", "speed_tg"});
                              },
                              read_llama};
const Format sglang_one_batch = {
    "SGLang bench_one_batch",
    [](const Json& row) {
        return has(row, {"batch_size", "input_len", "output_len", "prefill_throughput"});
    },
    read_sglang};
const TextForm batched_bench_table = {"llama-batched-bench table", rows_of_batched_table};

}  // namespace aicost::measuring
