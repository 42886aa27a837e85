#include <cmath>

#include "aicost/budget.hpp"
#include "json/json_text.hpp"
#include "json/json_writer.hpp"

namespace aicost {

namespace {

constexpr std::string_view write_one = "`aicost check … --write-baseline FILE` writes it";
constexpr JsonKind a_baseline{"a saved baseline", write_one, write_one, write_one, largest_check_file};

Json to_json(const MetricValue& value) {
    if (const auto* number = std::get_if<double>(&value))
        return std::isfinite(*number) ? Json(*number) : Json();
    if (const auto* flag = std::get_if<bool>(&value)) return *flag;
    if (const auto* word = std::get_if<std::string>(&value)) return *word;
    return nullptr;
}

std::optional<MetricValue> from_json(const Json& value) {
    if (value.is_null()) return MetricValue();
    if (value.is_number()) return value.get<double>();
    if (value.is_boolean()) return value.get<bool>();
    if (value.is_string()) return value.get<std::string>();
    return std::nullopt;
}

}  // namespace

std::optional<MetricValue> SavedCase::find(std::string_view metric) const {
    for (const auto& [name_, value] : metrics) {
        if (name_ == metric) return value;
    }
    return std::nullopt;
}

const SavedCase* SavedMetrics::find(std::string_view name) const {
    for (const SavedCase& one : cases) {
        if (one.name == name) return &one;
    }
    return nullptr;
}

Result<SavedMetrics> load_saved_metrics(const ProfileText& text) {
    Result<SavedMetrics> loaded;
    const auto root = parse_json(text, loaded.faults, a_baseline);
    if (!root) return loaded;
    const auto fault = [&](const std::string& path, std::string problem, std::string got) {
        loaded.faults.push_back({text.file, std::max(line_of(text.text, path), 1), path, std::move(problem),
                                 std::move(got), std::string(write_one)});
    };
    const auto cases = root->is_object() ? root->find("cases") : root->end();
    if (!root->is_object() || cases == root->end() || !cases->is_array()) {
        fault("", "is not a saved baseline", excerpt(*root));
        return loaded;
    }
    SavedMetrics baseline;
    for (std::size_t i = 0; i < cases->size(); ++i) {
        const Json& saved = (*cases)[i];
        const std::string at = "cases." + std::to_string(i);
        const bool is_case = saved.is_object() && saved.contains("name") && saved["name"].is_string() &&
                             saved.contains("metrics") && saved["metrics"].is_object();
        if (!is_case) {
            fault(at, "must have a name and metrics", excerpt(saved));
            continue;
        }
        SavedCase one{saved["name"].get<std::string>(), {}};
        for (const auto& [metric, value] : saved["metrics"].items()) {
            if (auto held = from_json(value)) {
                one.metrics.emplace_back(metric, std::move(*held));
            } else {
                fault(at + ".metrics." + metric, "must be a number, a word or null", excerpt(value));
            }
        }
        baseline.cases.push_back(std::move(one));
    }
    if (loaded.faults.empty()) loaded.value = std::move(baseline);
    return loaded;
}

std::string to_text(const SavedMetrics& baseline) {
    Json cases = Json::array();
    for (const SavedCase& one : baseline.cases) {
        Json metrics = Json::object();
        for (const auto& [name, value] : one.metrics) metrics[name] = to_json(value);
        cases.push_back({{"name", one.name}, {"metrics", std::move(metrics)}});
    }
    return json_file({{"aicost", AICOST_VERSION}, {"cases", std::move(cases)}});
}

}  // namespace aicost
