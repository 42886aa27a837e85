#include "profile/sweep_block.hpp"

#include "aicost/range.hpp"
#include "text/value.hpp"

namespace aicost {

namespace {

// A range is a text as on the command line, or a list of values.
std::optional<std::string> range_text(const Json& value) {
    if (value.is_string()) return value.get<std::string>();
    if (!value.is_array() || value.empty()) return std::nullopt;
    std::string text;
    for (const Json& one : value) {
        if (!one.is_number() && !one.is_string()) return std::nullopt;
        text += (text.empty() ? "" : ",") +
                (one.is_string() ? one.get<std::string>() : shortest(one.get<double>()));
    }
    return text;
}

void decode_axis(const Json& value, const std::string& at, SweepBlock::Axis& axis,
                 std::vector<PathFault>& faults) {
    if (!value.is_object() || value.empty()) {
        faults.push_back({at, "must be an object", excerpt(value), "{ PATH: RANGE, … }"});
        return;
    }
    for (const auto& [path, member] : value.items()) {
        const auto text = range_text(member);
        const std::string here = at + "." + path;
        if (!text) {
            faults.push_back({here, "must be a range", excerpt(member),
                              "a text such as \"1M..10M:10\", or a list of values"});
            continue;
        }
        const ParsedRange parsed = parse_range(*text);
        if (!parsed.range) {
            faults.push_back({here, "is not a range: " + parsed.problem, "", ""});
            continue;
        }
        axis.emplace_back(path, *text);
    }
}

}  // namespace

void decode_sweep(const Json& value, SweepBlock& block, std::vector<PathFault>& faults) {
    if (!value.is_object()) {
        faults.push_back({"sweep", "must be an object", excerpt(value), "{ \"vary\": { … } }"});
        return;
    }
    for (const auto& [key, member] : value.items()) {
        const std::string at = "sweep." + key;
        if (member.is_null()) continue;
        if (key == "vary") {
            SweepBlock::Axis each;
            decode_axis(member, at, each, faults);
            for (auto& input : each) block.axes.push_back({std::move(input)});
        } else if (key == "vary_together") {
            block.axes.emplace_back();
            decode_axis(member, at, block.axes.back(), faults);
        } else if (key == "columns") {
            if (!member.is_array())
                faults.push_back({at, "must be a list", excerpt(member), "[\"winner\", …]"});
            for (const Json& name : member) {
                if (name.is_string()) {
                    block.columns.push_back(name.get<std::string>());
                } else {
                    faults.push_back({at, "must be a list of metrics", excerpt(name), "[\"winner\", …]"});
                }
            }
        } else {
            faults.push_back({at, "is not a key of sweep", "", "known here: vary, vary_together, columns"});
        }
    }
}

Json sweep_schema() {
    const Json range{
        {"anyOf", Json::array({{{"type", "string"}},
                               {{"type", "array"},
                                {"minItems", 1},
                                {"items", {{"type", Json::array({"number", "string"})}}}}})},
        {"description", "a,b,c or lo..hi:n or lo..hi:log:n or lo..hi:+step; or a list of values"}};
    const Json ranges{{"type", "object"}, {"minProperties", 1}, {"additionalProperties", range}};
    Json each = ranges, together = ranges;
    each["description"] = "path -> range: every combination, the first moving slowest";
    together["description"] = "path -> range: inputs that move together, as many values each";
    return {{"type", "object"},
            {"description", "what `aicost sweep` varies where the command line says nothing"},
            {"properties",
             {{"vary", each},
              {"vary_together", together},
              {"columns",
               {{"type", "array"}, {"description", "metrics to show"}, {"items", {{"type", "string"}}}}}}},
            {"additionalProperties", false}};
}

}  // namespace aicost
