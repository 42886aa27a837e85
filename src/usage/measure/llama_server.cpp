// llama.cpp: the `timings` of llama-server's responses, and the same in log lines of llama-server and llama-cli.
// prompt_n tokens were read; cached ones are counted separately (cache_n).
#include <map>

#include "usage/measure/formats.hpp"
#include "usage/measure/timed.hpp"

namespace aicost::measuring {

namespace {

Measurement read_llama_server(const Rows& rows) {
    std::vector<Timed> responses;
    std::map<std::string, std::size_t> places;  // of streams, whose events state the timings so far
    double cached = 0.0;
    for (const Json& row : rows) {
        const Json& timings = *object(row, "timings");
        Timed one;
        one.model = text(row, "model");
        one.read = number_or_0(timings, "prompt_n");
        if (one.read > 0.0) one.reading = number(timings, "prompt_ms") / 1e3;
        one.written = number_or_0(timings, "predicted_n");
        if (one.written > 0.0) one.writing = number(timings, "predicted_ms") / 1e3;
        cached += number_or_0(timings, "cache_n");
        const std::string id = text(row, "id");
        const auto [at, added] = places.try_emplace(id, responses.size());
        if (id.empty() || added) {
            responses.push_back(std::move(one));
        } else {
            responses[at->second] = std::move(one);
        }
    }
    Measurement found = pooled("llama-server", responses);
    if (cached > 0.0)
        found.notes.push_back(shown(cached) + " tokens of prompts were in the cache and not read");
    return found;
}

// "prompt eval time =     160.00 ms /  1200 tokens ( …": the milliseconds and the count.
std::optional<std::pair<double, double>> time_and_count(std::string_view line) {
    const std::size_t unit = line.find(" ms /");
    if (unit == line.npos) return {};
    const auto time = number_in(trimmed(line.substr(0, unit)));
    const std::string_view rest = trimmed(line.substr(unit + 5));
    const auto count = number_in(rest.substr(0, rest.find(' ')));
    if (!time || !count) return {};
    return std::pair(*time, *count);
}

Rows rows_of_log(std::string_view text) {
    Rows rows;
    constexpr std::string_view reading = "prompt eval time =", writing = "eval time =";
    each_line(text, [&](std::string_view line, int) {
        const std::size_t prompt = line.find(reading), answer = line.find(writing);
        if (answer == line.npos) return;
        const auto found = time_and_count(
            line.substr(prompt != line.npos ? prompt + reading.size() : answer + writing.size()));
        if (!found || !(found->first > 0.0)) return;  // 0 ms: the phase did not take place
        const char* const count = prompt != line.npos ? "prompt_n" : "predicted_n";
        if (rows.empty() || prompt != line.npos || rows.back()["timings"].contains(count))
            rows.push_back({{"timings", Json::object()}});
        rows.back()["timings"][prompt != line.npos ? "prompt_ms" : "predicted_ms"] = found->first;
        rows.back()["timings"][count] = found->second;
    });
    return rows;
}

bool is_llama_server(const Json& row) {
    const Json* timings = object(row, "timings");
    return timings != nullptr && (timings->contains("predicted_n") || timings->contains("prompt_n"));
}

}  // namespace

const Format llama_server = {"llama-server", is_llama_server, read_llama_server};
const TextForm llama_cpp_timings = {"llama.cpp log", rows_of_log};

}  // namespace aicost::measuring
