#include <cmath>

#include "aicost/check.hpp"
#include "profile/json_text.hpp"

namespace aicost {

namespace {

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

std::optional<MetricValue> BaselineCase::find(std::string_view metric) const {
    for (const auto& [name_, value] : metrics) {
        if (name_ == metric) return value;
    }
    return std::nullopt;
}

const BaselineCase* Baseline::find(std::string_view name) const {
    for (const BaselineCase& one : cases) {
        if (one.name == name) return &one;
    }
    return nullptr;
}

LoadedBaseline load_baseline(const ProfileText& text) {
    LoadedBaseline loaded;
    const auto root = parse_json(text, loaded.faults);
    if (!root) return loaded;
    const std::string remedy = "`aicost check … --write-baseline FILE` writes it";
    const auto fault = [&](const std::string& path, std::string problem, std::string got) {
        loaded.faults.push_back({text.file, std::max(line_of(text.text, path), 1), path, std::move(problem),
                                 std::move(got), remedy});
    };
    const auto cases = root->is_object() ? root->find("cases") : root->end();
    if (!root->is_object() || cases == root->end() || !cases->is_object()) {
        fault("", "is not a saved baseline", excerpt(*root));
        return loaded;
    }
    Baseline baseline;
    for (const auto& [name, metrics] : cases->items()) {
        BaselineCase one{name, {}};
        if (!metrics.is_object()) {
            fault("cases." + name, "must be an object", excerpt(metrics));
            continue;
        }
        for (const auto& [metric, value] : metrics.items()) {
            if (auto held = from_json(value)) {
                one.metrics.emplace_back(metric, std::move(*held));
            } else {
                fault("cases." + name + "." + metric, "must be a number, a word or null", excerpt(value));
            }
        }
        baseline.cases.push_back(std::move(one));
    }
    if (loaded.faults.empty()) loaded.baseline = std::move(baseline);
    return loaded;
}

std::string to_text(const Baseline& baseline) {
    Json cases = Json::object();
    for (const BaselineCase& one : baseline.cases) {
        Json metrics = Json::object();
        for (const auto& [name, value] : one.metrics) metrics[name] = to_json(value);
        cases[one.name] = std::move(metrics);
    }
    return Json{{"aicost", AICOST_VERSION}, {"cases", std::move(cases)}}.dump(
               2, ' ', false, Json::error_handler_t::replace) +
           "\n";
}

}  // namespace aicost
