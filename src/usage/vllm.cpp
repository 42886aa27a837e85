// vLLM's metrics (Prometheus text): counters since the server started, so one scrape states a sum and no
// days. Of several scrapes of one server run the largest counts; a restart begins a new run.
#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <set>

#include "usage/format.hpp"

namespace aicost::usage {

namespace {

// The value of a label, without escapes: model names and engine numbers have none.
std::string_view label(std::string_view labels, std::string_view name) {
    const std::string start = std::string(name) + "=\"";
    for (std::size_t at = labels.find(start); at != labels.npos; at = labels.find(start, at + 1)) {
        if (at > 0 && labels[at - 1] != ',' && labels[at - 1] != ' ') continue;
        labels.remove_prefix(at + start.size());
        return labels.substr(0, labels.find('"'));
    }
    return {};
}

class Vllm : public Reader {
public:
    explicit Vllm(Sink& sink) : sink_(sink) {}

    void feed(std::string_view chunk) override {
        while (!chunk.empty()) {
            const std::size_t end = chunk.find('\n');
            ++line_;
            read(chunk.substr(0, end));
            if (end == chunk.npos) return sink_.note(no_line_end);
            sink_.lines(1);
            chunk.remove_prefix(end + 1);
        }
    }
    void finish() override { end_scrape(); }

private:
    struct Counters {
        std::uint64_t prompt = 0, cached = 0, output = 0, requests = 0;
    };

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
        const std::string_view labels =
            labelled ? text.substr(open + 1, close - open - 1) : std::string_view();
        std::string_view rest = text.substr(labelled ? close + 1 : name_end);
        while (!rest.empty() && rest.front() == ' ') rest.remove_prefix(1);
        rest = rest.substr(0, rest.find(' '));  // a time may follow
        const bool wanted = name == "process_start_time_seconds" || name == "vllm:prompt_tokens_total" ||
                            name == "vllm:generation_tokens_total" ||
                            name == "vllm:prefix_cache_hits_total" || name == "vllm:request_success_total";
        double value = 0.0;
        const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), value);
        const bool number = error == std::errc() && end == rest.data() + rest.size();
        if (!wanted) {
            const bool plausible = number || rest == "NaN" || rest == "+Inf" || rest == "-Inf";
            if (!plausible) sink_.fault(line_, "is not a metric");
            return;
        }
        if (!number || !(value >= 0.0) || value >= 9007199254740992.0)
            return sink_.fault(line_, "its value is not a count");
        // what stands twice begins another scrape
        if (!seen_.insert(std::string(text.substr(0, labelled ? close + 1 : name_end))).second) {
            end_scrape();
            seen_.emplace(text.substr(0, labelled ? close + 1 : name_end));
        }
        const auto whole = static_cast<std::uint64_t>(std::llround(value));
        if (name == "process_start_time_seconds") {
            start_ = whole;
            return;
        }
        Counters& counters =
            counters_[{std::string(label(labels, "model_name")), std::string(label(labels, "engine"))}];
        if (name == "vllm:prompt_tokens_total") counters.prompt += whole;
        if (name == "vllm:generation_tokens_total") counters.output += whole;
        if (name == "vllm:prefix_cache_hits_total") counters.cached += whole;
        if (name == "vllm:request_success_total") counters.requests += whole;
    }

    void end_scrape() {
        for (const auto& [model_and_engine, counters] : counters_) {
            const auto& [model, engine] = model_and_engine;
            if (counters.cached > counters.prompt) {
                sink_.fault(line_, "more of its prompt tokens are cached than there are");
                continue;
            }
            Row row;
            row.time = UsageKey::Time::none;
            row.model = model;
            row.tokens.fresh_input = counters.prompt - counters.cached;
            row.tokens.cache_read = counters.cached;
            row.tokens.output = counters.output;
            row.requests = counters.requests;
            row.identity = hash_of(engine, hash_of(model, hash_of(std::to_string(start_), hash_of("vllm"))));
            sink_.add(row, line_);
        }
        counters_.clear();
        seen_.clear();
        start_ = 0;
    }

    Sink& sink_;
    std::uint64_t line_ = 0, start_ = 0;
    std::map<std::pair<std::string, std::string>, Counters> counters_;
    std::set<std::string> seen_;
};

}  // namespace

std::unique_ptr<Reader> vllm_reader(Sink& sink) { return std::make_unique<Vllm>(sink); }

}  // namespace aicost::usage
