// Prometheus text of vLLM, SGLang, llama.cpp and TGI: counters since the server started, so a scrape states a sum
// without days. Of several scrapes of one server run the largest is used; a restart begins a new run.
#include "usage/metrics.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <set>
#include <vector>

#include "text/encoding.hpp"
#include "usage/formats.hpp"

namespace aicost::usage {

namespace {

struct Series {
    std::string_view name;
    Meaning meaning;
};
constexpr Series series[] = {
    {"vllm:prompt_tokens_total", Meaning::prompt},
    {"vllm:generation_tokens_total", Meaning::output},
    {"vllm:prefix_cache_hits_total", Meaning::cached},
    {"vllm:gpu_prefix_cache_hits_total", Meaning::cached},  // before vLLM 0.10
    {"vllm:request_success_total", Meaning::requests},
    {"sglang:prompt_tokens_total", Meaning::prompt},
    {"sglang:generation_tokens_total", Meaning::output},
    {"sglang:cached_tokens_total", Meaning::cached},
    {"sglang:num_requests_total", Meaning::requests},
    {"llamacpp:prompt_tokens_total", Meaning::prompt},
    {"llamacpp:tokens_predicted_total", Meaning::output},
    {"tgi_request_input_length_sum", Meaning::prompt},
    {"tgi_request_generated_tokens_sum", Meaning::output},
    {"tgi_request_generated_tokens_count", Meaning::requests},
};

class Metrics : public Reader {
public:
    Metrics(Sink& sink, std::string_view server) : sink_(sink), server_(server) {}

    void feed(std::string_view chunk) override {
        if (line_ == 0) chunk = without_mark(chunk);
        while (!chunk.empty()) {
            const std::size_t end = chunk.find('\n');
            ++line_;
            read(chunk.substr(0, end));
            if (end == chunk.npos) return sink_.note(no_line_end);
            sink_.lines(1);
            chunk.remove_prefix(end + 1);
        }
    }
    void finish() override {
        end_scrape();
        for (const auto& [where, runs] : runs_) {
            for (const Counters& run : runs) add(where, run);
        }
    }

private:
    // A server run: its start, if stated, and its labels.
    using Where = std::pair<std::string, std::map<std::string, std::string>>;

    void read(std::string_view text) {
        while (!text.empty() && (text.back() == '\r' || text.back() == ' ')) text.remove_suffix(1);
        const bool binary = std::any_of(text.begin(), text.end(), [](char c) {
            return static_cast<unsigned char>(c) < 0x20 && c != '\t';
        });
        if (binary) return sink_.fault(line_, "is not text");
        if (text.empty() || text.front() == '#') return;
        const std::size_t open = text.find('{'), close = text.rfind('}');
        const std::size_t name_end = std::min(open, text.find(' '));
        if (name_end == text.npos || (open != text.npos && (close == text.npos || close < open)))
            return sink_.fault(line_, "is not a metric");
        const std::string_view name = text.substr(0, name_end);
        const bool labelled = open != text.npos && open == name_end;
        std::string_view rest = text.substr(labelled ? close + 1 : name_end);
        while (!rest.empty() && rest.front() == ' ') rest.remove_prefix(1);
        rest = rest.substr(0, rest.find(' '));  // a time may follow
        double value = 0.0;
        const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), value);
        const bool number = error == std::errc() && end == rest.data() + rest.size();
        const bool start = name == "process_start_time_seconds";
        const auto meaning = meaning_of(name);
        if (!meaning && !start) {
            const bool plausible = number || rest == "NaN" || rest == "+Inf" || rest == "-Inf";
            if (!plausible) sink_.fault(line_, "is not a metric");
            return;
        }
        if (!number || !(value >= 0.0) || value >= 9007199254740992.0)
            return sink_.fault(line_, "its value is not a count");
        // a repeated sample begins another scrape
        const std::string whole_name(text.substr(0, labelled ? close + 1 : name_end));
        if (!seen_.insert(whole_name).second) {
            end_scrape();
            seen_.insert(whole_name);
        }
        if (start) {
            start_ = rest;
            return;
        }
        add_to(scrape_[labels_of(labelled ? text.substr(open + 1, close - open - 1) : std::string_view())],
               *meaning, static_cast<std::uint64_t>(std::llround(value)));
    }

    // Without a start time a run goes on until a counter restarts from 0.
    void end_scrape() {
        for (const auto& [labels, counters] : scrape_) {
            std::vector<Counters>& runs = runs_[{start_, labels}];
            const auto goes_on = [&, &now = counters](const Counters& run) {
                return !start_.empty() || !now.below(run);
            };
            if (runs.empty() || !goes_on(runs.back())) {
                runs.push_back(counters);
            } else if (!counters.below(runs.back())) {
                runs.back() = counters;
            }
        }
        scrape_.clear();
        seen_.clear();
        start_.clear();
    }

    void add(const Where& where, const Counters& counters) {
        Row row;
        row.time = UsageKey::Time::none;
        row.tokens = tokens_of(counters, sink_);
        row.requests = counters.requests;
        const std::string model = model_of(where.second);
        row.model = model;
        row.identity = identity_of_labels(where.second, hash_of(where.first, hash_of(server_)));
        if (where.first
                .empty()) {  // another server may have the same labels; real copies agree in every count
            for (const std::uint64_t one :
                 {counters.prompt, counters.cached, counters.output, counters.requests})
                row.identity = hash_of(std::to_string(one), row.identity);
        }
        if (row.tokens.total() > 0 || row.requests > 0) sink_.add(row, line_);
    }

    Sink& sink_;
    std::string_view server_;
    std::uint64_t line_ = 0;
    std::string start_;
    std::map<std::map<std::string, std::string>, Counters> scrape_;
    std::map<Where, std::vector<Counters>> runs_;
    std::set<std::string> seen_;
};

// Does a line begin with a metric of that name, or with its comment?
bool is_metric(std::string_view text, std::string_view name) {
    for (std::size_t at = 0; at < text.size();) {
        std::string_view line = text.substr(at, text.find('\n', at) - at);
        at += line.size() + 1;
        for (const std::string_view about : {"# HELP ", "# TYPE "}) {
            if (line.substr(0, about.size()) == about) line.remove_prefix(about.size());
        }
        if (line.substr(0, name.size()) == name) return true;
    }
    return false;
}

}  // namespace

std::optional<Meaning> meaning_of(std::string_view name) {
    for (const Series& one : series) {
        if (one.name == name) return one.meaning;
    }
    return {};
}

void add_to(Counters& counters, Meaning meaning, std::uint64_t value) {
    switch (meaning) {
        case Meaning::prompt: counters.prompt += value; break;
        case Meaning::cached: counters.cached += value; break;
        case Meaning::output: counters.output += value; break;
        case Meaning::requests: counters.requests += value; break;
    }
}

std::map<std::string, std::string> labels_of(std::string_view text) {
    std::map<std::string, std::string> labels;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t equals = text.find("=\"", at);
        if (equals == text.npos) break;
        std::string_view name = text.substr(at, equals - at);
        while (!name.empty() && (name.front() == ',' || name.front() == ' ')) name.remove_prefix(1);
        std::string value;
        std::size_t end = equals + 2;
        for (; end < text.size() && text[end] != '"'; ++end) {
            if (text[end] == '\\' && end + 1 < text.size()) ++end;
            value += text[end];
        }
        // these labels split a count whose parts belong together
        if (name != "finished_reason" && name != "le" && name != "cache_source" && name != "method")
            labels.emplace(name, value);
        at = end + 1;
    }
    return labels;
}

std::string model_of(const std::map<std::string, std::string>& labels) {
    for (const char* name : {"model_name", "model", "model_id"}) {
        if (const auto at = labels.find(name); at != labels.end()) return at->second;
    }
    return {};
}

std::uint64_t identity_of_labels(const std::map<std::string, std::string>& labels, std::uint64_t seed) {
    for (const auto& [name, value] : labels) {
        if (name != "__name__") seed = hash_of(value, hash_of(name, seed));
    }
    return seed;
}

TokenCounts tokens_of(const Counters& counters, Sink& sink) {
    TokenCounts tokens;
    const std::uint64_t cached = std::min(counters.cached, counters.prompt);
    if (cached < counters.cached)
        sink.note(
            "a server states more cached tokens than prompt tokens; all of its prompts count as cached");
    tokens.fresh_input = counters.prompt - cached;
    tokens.cache_read = cached;
    tokens.output = counters.output;
    return tokens;
}

constinit const FormatRow vllm_format = {
    .name = "vLLM metrics",
    .cached = "part of prompt_tokens_total",
    .matches = [](const Shape& s) { return is_metric(s.text, "vllm:"); },
    .bytes = [](Sink& sink) -> std::unique_ptr<Reader> { return std::make_unique<Metrics>(sink, "vllm"); },
    .lines = true,
};
constinit const FormatRow sglang_format = {
    .name = "SGLang metrics",
    .cached = "part of prompt_tokens_total",
    .matches = [](const Shape& s) { return is_metric(s.text, "sglang:"); },
    .bytes = [](Sink& sink) -> std::unique_ptr<Reader> { return std::make_unique<Metrics>(sink, "sglang"); },
    .lines = true,
};
constinit const FormatRow llamacpp_format = {
    .name = "llama.cpp metrics",
    .cached = "not in prompt_tokens_total",
    .matches = [](const Shape& s) { return is_metric(s.text, "llamacpp:"); },
    .bytes = [](Sink& sink) -> std::unique_ptr<Reader> {
        return std::make_unique<Metrics>(sink, "llamacpp");
    },
    .lines = true,
};
constinit const FormatRow tgi_format = {
    .name = "TGI metrics",
    .cached = "not stated",
    .matches = [](const Shape& s) { return is_metric(s.text, "tgi_"); },
    .bytes = [](Sink& sink) -> std::unique_ptr<Reader> { return std::make_unique<Metrics>(sink, "tgi"); },
    .lines = true,
};

}  // namespace aicost::usage
