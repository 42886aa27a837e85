#include "usage/measure.hpp"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <set>

#include "json/json_writer.hpp"
#include "text/encoding.hpp"
#include "text/listed.hpp"
#include "usage/measure/formats.hpp"
#include "usage/measure/objects.hpp"
#include "usage/measure/packed.hpp"

namespace aicost {

namespace {

using namespace measuring;

// The rows that fit a format, which must be the same for all of them. Equal rows count once, as in concatenated files.
struct Fitting {
    const Format* format = nullptr;
    Rows rows;
    std::size_t others = 0, copies = 0;
};

Fitting fitting(Rows rows) {
    Fitting found;
    std::set<std::string> seen;
    for (Json& row : rows) {
        const Format* format = format_of(row);
        if (format == nullptr) {
            ++found.others;
            continue;
        }
        if (found.format != nullptr && found.format != format)
            throw Wrong{"has measurements of " + std::string(found.format->name) + " and of " +
                        std::string(format->name) + "; give one in a file"};
        found.format = format;
        if (seen.insert(json_line(row)).second) {
            found.rows.push_back(std::move(row));
        } else {
            ++found.copies;
        }
    }
    return found;
}

Measurement measurement_of(const Fitting& found, std::size_t other_lines) {
    Measurement measurement = found.format->read(found.rows);
    std::string words;
    const auto say = [&](std::size_t count, std::string_view one, const char* what) {
        if (count > 0) words += (words.empty() ? "" : ", ") + counted(count, one) + what;
    };
    say(found.others, "JSON value", " without a measurement");
    say(other_lines, "line", " of other text");
    if (!words.empty()) measurement.notes.push_back("passed over: " + words);
    if (found.copies > 0)
        measurement.notes.push_back(counted(found.copies, "row") + " said again word for word: counted once");
    return measurement;
}

Measurement read(std::string_view text) {
    text = without_mark(text);
    if (const auto fault = fault_of_text(text, "a measurement")) throw Wrong{fault->problem, fault->line};
    if (text.find('\0') != text.npos) throw Wrong{"is not text"};
    Objects objects = objects_of(text);
    Fitting found = fitting(std::move(objects.rows));
    if (found.format != nullptr) {
        if (objects.damage) throw *objects.damage;
        return measurement_of(found, objects.other_lines);
    }
    Rows rows;
    for (const TextForm* form : text_forms()) {
        for (Json& row : form->rows_of(text)) rows.push_back(std::move(row));
    }
    found = fitting(std::move(rows));
    if (found.format != nullptr) return measurement_of(found, 0);
    if (objects.damage) throw *objects.damage;
    throw Wrong{
        "is no measurement that aicost knows; it reads what llama-bench, llama-server, Ollama, LM Studio, "
        "the benchmarks of vLLM, SGLang and TensorRT-LLM, genai-perf, AIPerf, GuideLLM and LLMPerf print or "
        "save"};
}

}  // namespace

Measurement measure(std::string_view bytes) {
    Measurement found;
    try {
        found = is_packed(bytes) ? read(unpacked(bytes)) : read(bytes);
        if (!found.input_tokens_per_second && !found.output_tokens_per_second)
            throw Wrong{"states neither a rate of reading nor one of writing"};
        std::set<std::string> models;
        for (const SpeedTest& test : found.tests) models.insert(test.model);
        if (models.size() > 1) {
            std::string list;
            for (const std::string& model : models)
                list += (list.empty() ? "" : ", ") + (model.empty() ? "one without a name" : model);
            throw Wrong{"is about several models (" + list +
                        "); a serving block is about one: put their tests in files of their own"};
        }
    } catch (const Wrong& wrong) {
        found.problem = wrong.what;
        found.line = wrong.line;
    } catch (const Json::exception&) {
        found.problem = "a member of it has another type than it should";
    }
    return found;
}

namespace {

// Four significant digits: a measurement is no more precise.
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
    return json_file(block);
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
        const std::string all = listed(machines);
        result.problem = (option.empty() ? "the profile has " + std::to_string(machines.size()) +
                                               " options that are machines; --option says which was measured"
                                         : "'" + option + "' is no owned or rented option of the profile") +
                         (all.empty() ? "" : " (it has " + all + ")");
        return result;
    }
    result.option = option.empty() ? machines.front() : option;
    auto& serving = profile["options"][result.option]["serving"];
    for (const char* key : {"gpu", "gpus", "model", "quantization", "engine"}) {
        // keys from which the rates would be estimated
        if (serving.is_object() && measured.input_tokens_per_second && measured.output_tokens_per_second)
            serving.erase(key);
    }
    set_rates(serving, measured);
    profile["sources"][result.option + ".serving"] = {{"source", "measured with " + measured.kind}};
    result.text = json_file(profile);
    return result;
}

}  // namespace aicost
