#include "usage/measure.hpp"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>

#include "json/json_reader.hpp"
#include "text/encoding.hpp"

namespace aicost {

namespace {

using Json = nlohmann::json;

// Rates that no machine has: the file's unit is not what it should be.
constexpr double least_tokens_per_second = 1e-3, most_tokens_per_second = 1e7;
// More than any count, or time in nanoseconds.
constexpr double most_number = 1e18;

struct Wrong {
    std::string what;
    int line = 0;
};

double number(const Json& json, const char* key) {
    const auto at = json.find(key);
    if (at == json.end() || !at->is_number()) throw Wrong{"has no number `" + std::string(key) + "`"};
    const double value = at->get<double>();
    if (!(value >= 0.0 && value <= most_number))
        throw Wrong{"`" + std::string(key) + "` is " + (value < 0.0 ? "below 0" : "too large") + " (got " +
                    at->dump() + ")"};
    return value;
}

double number_or_0(const Json& json, const char* key) {
    const auto at = json.find(key);
    return at == json.end() || at->is_null() ? 0.0 : number(json, key);
}

std::string text(const Json& json, const char* key) {
    const auto at = json.find(key);
    return at != json.end() && at->is_string() ? at->get<std::string>() : std::string();
}

double rate(double tokens, double seconds, const char* what) {
    if (!(seconds > 0.0)) throw Wrong{std::string(what) + " took no time"};
    const double value = tokens / seconds;
    if (!(value >= least_tokens_per_second && value <= most_tokens_per_second))
        throw Wrong{std::string(what) + " would be " + std::to_string(value) +
                    " tokens a second, which no machine does; is the unit right?"};
    return value;
}

// Read strictly, and not too deep, before a tree is made of it.
std::optional<JsonFault> fault_in(std::string_view text) {
    try {
        JsonReader reader(text);
        reader.skip();
        reader.finish();
    } catch (const JsonFault& fault) {
        return fault;
    }
    return std::nullopt;
}

// Objects of a file: one, an array of them, or one a line.
std::vector<Json> objects_of(std::string_view text) {
    text = without_mark(text);
    if (const auto fault = fault_of_text(text, "a measurement")) throw Wrong{fault->problem, fault->line};
    const auto no_json = [](const JsonFault& fault, int line) {
        return Wrong{"is not JSON: it " + fault.problem + "; is the file whole?", line};
    };
    const auto fault = fault_in(text);
    if (!fault) {
        const Json whole = Json::parse(text);
        if (whole.is_array()) return {whole.begin(), whole.end()};
        if (whole.is_object()) return {whole};
        return {};
    }
    std::vector<Json> objects;
    for (int line = 1; !text.empty(); ++line) {
        const std::size_t end = text.find('\n');
        const std::string_view one = text.substr(0, end);
        text.remove_prefix(end == text.npos ? text.size() : end + 1);
        if (one.find_first_not_of(" \t\r") == one.npos) continue;
        // where not even the first line is JSON, the lines are those of one object
        if (const auto here = fault_in(one))
            throw objects.empty() ? no_json(*fault, fault->line) : no_json(*here, line);
        objects.push_back(Json::parse(one));
    }
    return objects;
}

// llama-bench: a row a test; n_prompt tokens are read or n_gen are written, avg_ts tokens a second. Of
// several sizes the longest counts: short tests are faster than work is.
Measurement llama_bench(const std::vector<Json>& rows) {
    Measurement found;
    found.kind = "llama-bench";
    double longest_prompt = 0.0, longest_answer = 0.0;
    bool mixed = false, deep = false;
    for (const Json& row : rows) {
        const double prompt = number(row, "n_prompt"), answer = number(row, "n_gen");
        const double depth = number_or_0(row, "n_depth");
        const double speed = rate(number(row, "avg_ts"), 1.0, "a test");
        SpeedTest test;
        test.model = text(row, "model_type");
        const auto whole = [](double value) { return std::to_string(static_cast<long long>(value)); };
        test.name = (prompt > 0.0 ? "pp" + whole(prompt) : "") + (prompt > 0.0 && answer > 0.0 ? "+" : "") +
                    (answer > 0.0 ? "tg" + whole(answer) : "") + (depth > 0.0 ? " @ d" + whole(depth) : "");
        if (prompt > 0.0 && answer > 0.0) {
            mixed = true;
        } else if (depth > 0.0) {
            deep = true;
        } else if (prompt > 0.0 && prompt >= longest_prompt) {
            longest_prompt = prompt;
            found.input_tokens_per_second = speed;
        } else if (answer > 0.0 && answer >= longest_answer) {
            longest_answer = answer;
            found.output_tokens_per_second = speed;
        }
        if (prompt > 0.0 && !(answer > 0.0)) test.input_tokens_per_second = speed;
        if (answer > 0.0 && !(prompt > 0.0)) test.output_tokens_per_second = speed;
        found.tests.push_back(std::move(test));
    }
    if (mixed)
        found.notes.emplace_back(
            "tests that read and write (pp+tg) state no rate of either and are not used");
    if (deep) found.notes.emplace_back("tests behind a filled context (d) are shown and not used");
    found.notes.emplace_back("of several sizes of a test the longest is used; one sequence at a time");
    return found;
}

// Ollama: durations in nanoseconds. Of several responses: all their tokens by all their time.
Measurement ollama(const std::vector<Json>& rows) {
    constexpr double nano = 1e-9;
    Measurement found;
    found.kind = "Ollama";
    double prompt = 0.0, prompt_time = 0.0, answer = 0.0, answer_time = 0.0;
    for (const Json& row : rows) {
        if (!row.value("done", false)) continue;
        SpeedTest test{"response " + std::to_string(found.tests.size() + 1), text(row, "model"), {}, {}};
        const double read = number_or_0(row, "prompt_eval_count"), written = number_or_0(row, "eval_count");
        if (read > 0.0) {
            const double time = number(row, "prompt_eval_duration") * nano;
            test.input_tokens_per_second = rate(read, time, "reading the prompt");
            prompt += read;
            prompt_time += time;
        }
        if (written > 0.0) {
            const double time = number(row, "eval_duration") * nano;
            test.output_tokens_per_second = rate(written, time, "writing the answer");
            answer += written;
            answer_time += time;
        }
        found.tests.push_back(std::move(test));
    }
    if (found.tests.empty()) throw Wrong{"has no finished response (\"done\": true)"};
    if (prompt > 0.0) found.input_tokens_per_second = prompt / prompt_time;
    if (answer > 0.0) found.output_tokens_per_second = answer / answer_time;
    found.notes.emplace_back("all tokens by all their time; one request at a time");
    return found;
}

// vLLM's serving benchmark reads and writes at once. Its time is shared out by the time to the first token
// and the time of the following ones, so that the two rates give back the measured volume for the measured
// mix.
Measurement vllm(const std::vector<Json>& rows) {
    Measurement found;
    found.kind = "vLLM benchmark";
    double prompt = 0.0, prompt_time = 0.0, answer = 0.0, answer_time = 0.0;
    for (const Json& row : rows) {
        const double duration = number(row, "duration");
        const double read = number(row, "total_input_tokens"), written = number(row, "total_output_tokens");
        const double requests = number(row, "completed");
        if (!(requests > 0.0) || !(written > 0.0)) throw Wrong{"no request of the benchmark was completed"};
        const double first = number(row, "mean_ttft_ms");
        const double following = number(row, "mean_tpot_ms") * std::max(0.0, written / requests - 1.0);
        if (!(first + following > 0.0)) throw Wrong{"its times to the tokens are 0"};
        const double reading = duration * first / (first + following), writing = duration - reading;
        const std::string name =
            rows.size() == 1 ? "benchmark" : "benchmark " + std::to_string(found.tests.size() + 1);
        SpeedTest test{name, text(row, "model_id"), {}, {}};
        if (read > 0.0) test.input_tokens_per_second = rate(read, reading, "reading the prompts");
        if (writing > 0.0) test.output_tokens_per_second = rate(written, writing, "writing the answers");
        found.tests.push_back(std::move(test));
        prompt += read;
        prompt_time += reading;
        answer += written;
        answer_time += writing;
    }
    if (prompt > 0.0) found.input_tokens_per_second = rate(prompt, prompt_time, "reading the prompts");
    if (answer_time > 0.0) found.output_tokens_per_second = rate(answer, answer_time, "writing the answers");
    found.notes.emplace_back(
        "the benchmark's time is shared out by the mean time to the first token and the mean time of the "
        "others; "
        "waiting in the queue counts as reading");
    return found;
}

}  // namespace

Measurement measure(std::string_view bytes) {
    Measurement found;
    try {
        const std::vector<Json> rows = objects_of(bytes);
        const auto all_have = [&](std::initializer_list<const char*> keys) {
            for (const Json& row : rows) {
                for (const char* key : keys) {
                    if (!row.is_object() || !row.contains(key)) return false;
                }
            }
            return !rows.empty();
        };
        if (all_have({"n_prompt", "n_gen", "avg_ts"})) {
            found = llama_bench(rows);
        } else if (all_have({"model", "done"})) {
            found = ollama(rows);
        } else if (all_have({"duration", "total_input_tokens", "total_output_tokens"})) {
            found = vllm(rows);
        } else {
            throw Wrong{
                "is no measurement that aicost knows; llama-bench -o json, Ollama responses and the JSON of "
                "vLLM's serving benchmark are"};
        }
        if (!found.input_tokens_per_second && !found.output_tokens_per_second)
            throw Wrong{"states neither a rate of reading nor one of writing"};
        std::set<std::string> models;
        for (const SpeedTest& test : found.tests) models.insert(test.model);
        if (models.size() > 1)
            throw Wrong{
                "is about several models; a serving block is about one: put their tests in files of their "
                "own"};
    } catch (const Wrong& wrong) {
        found.problem = wrong.what;
        found.line = wrong.line;
    } catch (const Json::exception&) {
        found.problem = "a member of it has another type than it should";
    }
    return found;
}

namespace {

// Four significant digits: a measurement has no more.
nlohmann::ordered_json rounded(double value) {
    const double scale = std::pow(10.0, 3.0 - std::floor(std::log10(value)));
    const double short_value = std::round(value * scale) / scale;
    if (std::floor(short_value) == short_value) return static_cast<std::int64_t>(short_value);
    return short_value;
}

template <class Object>
void set_rates(Object& serving, const Measurement& measured) {
    if (measured.input_tokens_per_second)
        serving["input_tokens_per_second"] = rounded(*measured.input_tokens_per_second);
    if (measured.output_tokens_per_second)
        serving["output_tokens_per_second"] = rounded(*measured.output_tokens_per_second);
}

}  // namespace

std::string serving_text(const Measurement& measured) {
    nlohmann::ordered_json block;
    set_rates(block["serving"], measured);
    return block.dump(2);
}

ServingProfile profile_with_serving(std::string_view base, const Measurement& measured,
                                    const std::string& option) {
    ServingProfile result;
    auto profile = nlohmann::ordered_json::parse(base, nullptr, true, true);
    std::vector<std::string> machines;
    for (const auto& [id, value] : profile["options"].items()) {
        const std::string kind = value.value("kind", "");
        if (kind == "owned" || kind == "rented") machines.push_back(id);
    }
    const bool named = std::find(machines.begin(), machines.end(), option) != machines.end();
    if (!named && (!option.empty() || machines.size() != 1)) {
        std::string all;
        for (const std::string& id : machines) all += (all.empty() ? "" : ", ") + id;
        result.problem = (option.empty() ? "the profile has " + std::to_string(machines.size()) +
                                               " options that are machines; --option says which was measured"
                                         : "'" + option + "' is no owned or rented option of the profile") +
                         (all.empty() ? "" : " (it has " + all + ")");
        return result;
    }
    result.option = option.empty() ? machines.front() : option;
    auto& serving = profile["options"][result.option]["serving"];
    for (const char* key : {"gpu", "gpus", "model", "quantization", "engine"}) {
        // what the rates would be estimated from
        if (serving.is_object() && measured.input_tokens_per_second && measured.output_tokens_per_second)
            serving.erase(key);
    }
    set_rates(serving, measured);
    profile["sources"][result.option + ".serving"] = {{"source", "measured with " + measured.kind}};
    result.text = profile.dump(2) + "\n";
    return result;
}

}  // namespace aicost
