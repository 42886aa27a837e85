#include "aicost/budget.hpp"

#include <algorithm>

#include "json/json_text.hpp"
#include "json/json_writer.hpp"
#include "json/line_index.hpp"
#include "text/nearest.hpp"
#include "text/value.hpp"

namespace aicost {

namespace {

const std::vector<std::string> file_keys{"$schema", "name", "profile", "set", "checks"};
const std::vector<std::string> check_keys{"name", "assert", "severity", "set"};

constexpr JsonKind a_check_file{"a check file", "a check file is a JSON object with \"checks\"",
                                "a check file is a JSON object: { \"checks\": [{ \"assert\": … }] }",
                                "a check file needs four", largest_check_file};

class Reader {
public:
    Reader(const ProfileText& text, std::vector<Fault>& faults)
        : text_(text), lines_(text.text), faults_(faults) {}

    CheckFile read(const Json& root) {
        CheckFile file;
        file.file = text_.file;
        if (!root.is_object()) {
            fault("", "is not a check file", excerpt(root), "a JSON object with \"checks\"");
            return file;
        }
        known_keys(root, "", file_keys, "a check file");
        if (const Json* schema = stated(root, "$schema")) text_at(*schema, "$schema");
        if (const Json* name = stated(root, "name")) file.name = text_at(*name, "name");
        if (const Json* profile = stated(root, "profile")) profiles(*profile, file);
        if (const Json* set = stated(root, "set")) file.overrides = overrides(*set, "set");
        const Json* checks = stated(root, "checks");
        if (checks == nullptr) {
            fault("checks", "is missing", "", "[{\"assert\": \"local.total <= 2000\"}]");
        } else if (!checks->is_array() || checks->empty()) {
            fault("checks", checks->is_array() ? "holds no check" : "must be a list", excerpt(*checks),
                  "[{\"assert\": \"local.total <= 2000\"}]");
        } else {
            for (std::size_t i = 0; i < checks->size(); ++i)
                check((*checks)[i], "checks." + std::to_string(i), file);
        }
        return file;
    }

private:
    void fault(const std::string& path, std::string problem, std::string got, std::string remedy) {
        // what is missing has no line of its own: use that of its object
        std::string at = path;
        int line = lines_.at(at);
        while (line == 0 && !at.empty()) {
            const auto dot = at.rfind('.');
            at = dot == std::string::npos ? "" : at.substr(0, dot);
            line = lines_.at(at);
        }
        faults_.push_back(
            {text_.file, std::max(line, 1), path, std::move(problem), std::move(got), std::move(remedy)});
    }
    static const Json* stated(const Json& object, const char* key) {
        const auto found = object.find(key);
        return found == object.end() || found->is_null() ? nullptr : &*found;
    }
    void known_keys(const Json& object, const std::string& at, const std::vector<std::string>& known,
                    const std::string& what) {
        for (const auto& [key, value] : object.items()) {
            if (std::find(known.begin(), known.end(), key) != known.end()) continue;
            const auto close = nearest(key, known, 1);
            std::string remedy = close.empty() ? "known here:" : "did you mean " + alternatives(close) + "?";
            for (std::size_t i = 0; close.empty() && i < known.size(); ++i)
                remedy += (i == 0 ? " " : ", ") + known[i];
            fault(at.empty() ? key : at + "." + key, "is not a key of " + what, "", remedy);
        }
    }
    std::string text_at(const Json& value, const std::string& at) {
        if (value.is_string()) return value.get<std::string>();
        fault(at, "must be a text", excerpt(value), "a text in quotes");
        return {};
    }

    void profiles(const Json& value, CheckFile& file) {
        const auto add = [&](const Json& one, const std::string& at) {
            const std::string pattern = text_at(one, at);
            if (one.is_string() && pattern.empty()) {
                fault(at, "names no profile", excerpt(one),
                      "a built-in profile, a file or a glob such as \"teams/*.json\"");
            } else if (!pattern.empty()) {
                file.profiles.push_back({pattern, lines_.at(at)});
            }
        };
        if (!value.is_array()) {
            add(value, "profile");
            return;
        }
        if (value.empty()) fault("profile", "names no profile", "[]", "leave it out, or name one");
        for (std::size_t i = 0; i < value.size(); ++i) add(value[i], "profile." + std::to_string(i));
    }

    std::vector<Override> overrides(const Json& value, const std::string& at) {
        std::vector<Override> all;
        if (!value.is_object()) {
            fault(at, "must be an object", excerpt(value), "{\"workload.tokens_per_day\": \"2M\"}");
            return all;
        }
        for (const auto& [path, one] : value.items()) {
            std::string text;
            if (one.is_string()) {
                text = one.get<std::string>();
            } else if (one.is_number()) {
                text = shortest(one.get<double>());
            } else if (one.is_boolean()) {
                text = one.get<bool>() ? "true" : "false";
            } else {
                fault(at + "." + path, "must be a number or a text", excerpt(one),
                      "as --set takes it, such as \"2M\"");
                continue;
            }
            const int line = lines_.at(at + "." + path);
            all.push_back({path, std::move(text), text_.file + ":" + std::to_string(line)});
        }
        return all;
    }

    void check(const Json& value, const std::string& at, CheckFile& file) {
        if (!value.is_object()) {
            fault(at, "must be an object", excerpt(value), "{\"name\": …, \"assert\": …}");
            return;
        }
        known_keys(value, at, check_keys, "a check");
        BudgetCheck check;
        check.file = text_.file;
        if (const Json* severity = stated(value, "severity")) {
            if (*severity == "warning") {
                check.severity = Severity::warning;
            } else if (*severity != "error") {
                fault(at + ".severity", "is no severity", excerpt(*severity), "\"error\" or \"warning\"");
            }
        }
        if (const Json* set = stated(value, "set")) check.overrides = overrides(*set, at + ".set");
        if (const Json* name = stated(value, "name")) check.name = text_at(*name, at + ".name");
        const Json* text = stated(value, "assert");
        if (text == nullptr) {
            fault(at + ".assert", "is missing", "", "what must hold, such as \"local.total <= 2000\"");
            return;
        }
        if (!text->is_string()) {
            fault(at + ".assert", "must be a text", excerpt(*text), "\"local.total <= 2000\"");
            return;
        }
        auto assertion = parse_assertion(text->get<std::string>());
        if (!assertion) {
            const Fault& wrong = assertion.faults.front();
            fault(at + ".assert", wrong.problem, wrong.got, wrong.remedy);
            return;
        }
        check.assertion = std::move(*assertion);
        if (check.name.empty()) check.name = check.assertion.text;
        check.line = lines_.at(at + ".assert");
        file.checks.push_back(std::move(check));
    }

    const ProfileText& text_;
    LineIndex lines_;
    std::vector<Fault>& faults_;
};

}  // namespace

Result<CheckFile> load_check_file(const ProfileText& text) {
    Result<CheckFile> loaded;
    const auto root = parse_json(text, loaded.faults, a_check_file);
    if (!root) return loaded;
    if (root->is_object() && root->contains("options") && !root->contains("checks")) {
        loaded.faults.push_back({text.file, 0, "", "is a profile, not a file of checks", "",
                                 "`aicost check -p " + text.file +
                                     " --assert 'OPTION.total <= 2000'` holds one "
                                     "against it"});
        return loaded;
    }
    CheckFile file = Reader(text, loaded.faults).read(*root);
    if (loaded.faults.empty()) loaded.value = std::move(file);
    return loaded;
}

std::string check_file_schema() {
    const Json text{{"type", "string"}};
    const Json set{{"type", "object"},
                   {"description", "path -> value, as --set takes them"},
                   {"additionalProperties", {{"type", Json::array({"string", "number", "boolean"})}}}};
    const Json assertion{{"type", "string"},
                         {"description",
                          "what must hold, such as local.total <= 2000, winner == local, feasible(local), "
                          "unchanged(local.total, 5%)"}};
    const Json severity{{"enum", Json::array({"error", "warning"})}, {"default", "error"}};
    const Json check{
        {"type", "object"},
        {"properties", {{"name", text}, {"assert", assertion}, {"severity", severity}, {"set", set}}},
        {"required", Json::array({"assert"})},
        {"additionalProperties", false}};
    const Json one{{"type", "string"}, {"pattern", "."}};
    const Json profile{
        {"description", "a built-in profile, a file, a glob, or a list of them, seen from this file"},
        {"anyOf", Json::array({one, {{"type", "array"}, {"items", one}, {"minItems", 1}}})}};
    const Json schema{{"$schema", "https://json-schema.org/draft/2020-12/schema"},
                      {"$id", "aicost-check.schema.json"},
                      {"title", "aicost check file"},
                      {"type", "object"},
                      {"properties",
                       {{"$schema", text},
                        {"name", text},
                        {"profile", profile},
                        {"set", set},
                        {"checks", {{"type", "array"}, {"minItems", 1}, {"items", check}}}}},
                      {"required", Json::array({"checks"})},
                      {"additionalProperties", false}};
    return json_file(schema);
}

}  // namespace aicost
