// Ollama: responses, with durations in nanoseconds, and what `ollama run --verbose` prints after an answer.
#include <algorithm>

#include "usage/measure/formats.hpp"
#include "usage/measure/timed.hpp"

namespace aicost::measuring {

namespace {

constexpr double nano = 1e-9;

Measurement read_ollama(const Rows& rows) {
    std::vector<Timed> responses;
    for (const Json& row : rows) {
        const auto done = row.find("done");
        if (!done->is_boolean() || !done->get<bool>()) continue;  // a chunk of a stream
        Timed one;
        one.model = text(row, "model");
        one.read = number_or_0(row, "prompt_eval_count");
        if (one.read > 0.0) one.reading = number(row, "prompt_eval_duration") * nano;
        one.written = number_or_0(row, "eval_count");
        if (one.written > 0.0) one.writing = number(row, "eval_duration") * nano;
        responses.push_back(std::move(one));
    }
    if (responses.empty()) throw Wrong{"has no finished response (\"done\": true)"};
    return pooled("Ollama", responses);
}

// "1m13.810328292s", "512.5ms", as Go writes durations; nanoseconds.
std::optional<double> duration_in(std::string_view text) {
    static constexpr std::pair<std::string_view, double> units[] = {{"ms", 1e6}, {"us", 1e3}, {"µs", 1e3},
                                                                    {"μs", 1e3}, {"ns", 1.0}, {"h", 3600e9},
                                                                    {"m", 60e9}, {"s", 1e9}};
    double total = 0.0;
    if (text.empty()) return {};
    while (!text.empty()) {
        const std::size_t end = std::min(text.find_first_not_of("0123456789."), text.size());
        const auto value = number_in(text.substr(0, end));
        text.remove_prefix(end);
        const std::pair<std::string_view, double>* found = nullptr;
        for (const auto& unit : units) {
            if (found == nullptr && text.starts_with(unit.first)) found = &unit;
        }
        if (!value || found == nullptr) return {};
        total += *value * found->second;
        text.remove_prefix(found->first.size());
    }
    return total;
}

// A label, the corresponding member of a response, and the format of its value.
enum class Written { count, duration, rate };
struct TimeLabel {
    std::string_view words;
    const char* key;
    Written as;
};
constexpr TimeLabel time_labels[] = {
    {"prompt eval count:", "prompt_eval_count", Written::count},
    {"prompt eval duration:", "prompt_eval_duration", Written::duration},
    {"prompt eval rate:", "prompt rate", Written::rate},
    {"eval count:", "eval_count", Written::count},
    {"eval duration:", "eval_duration", Written::duration},
    {"eval rate:", "rate", Written::rate},
    {"total duration:", "total_duration", Written::duration},
};

// If only a rate is left, as in filtered output, it is taken as that many tokens in one second.
void fill_rate(Json& row, const char* rate, const char* count, const char* duration) {
    if (!row.contains(rate) || (row.contains(count) && row.contains(duration))) return;
    row[count] = row[rate];
    row[duration] = 1e9;
}

Rows rows_of_verbose(std::string_view text) {
    Rows rows;
    Json row = Json::object();
    const auto finish = [&] {
        fill_rate(row, "prompt rate", "prompt_eval_count", "prompt_eval_duration");
        fill_rate(row, "rate", "eval_count", "eval_duration");
        if (row.contains("eval_count") || row.contains("prompt_eval_count")) {
            row["model"] = "";
            row["done"] = true;
            rows.push_back(std::move(row));
        }
        row = Json::object();
    };
    each_line(text, [&](std::string_view line, int number) {
        line = trimmed(line, " \t\r-*>|`");  // as it is quoted in a report
        for (const TimeLabel& label : time_labels) {
            if (!line.starts_with(label.words)) continue;
            std::string_view value = trimmed(line.substr(label.words.size()));
            if (row.contains(label.key)) finish();
            if (label.as != Written::duration) value = value.substr(0, value.find(' '));
            const auto amount = label.as == Written::duration ? duration_in(value) : number_in(value);
            if (!amount)
                throw Wrong{"`" + std::string(label.words) + "` is followed by no " +
                                (label.as == Written::duration ? "duration" : "number") + " (got \"" +
                                std::string(value.substr(0, 40)) + "\")",
                            number};
            row[label.key] = *amount;
            return;
        }
    });
    finish();
    return rows;
}

}  // namespace

const Format ollama = {"Ollama", [](const Json& row) { return has(row, {"model", "done"}); }, read_ollama};
const TextForm ollama_verbose = {"ollama run --verbose", rows_of_verbose};

}  // namespace aicost::measuring
