// The JSON Schema and the list of parameters, both generated from the lists of fields.
#include <cmath>

#include "aicost/profile.hpp"
#include "json/json_text.hpp"
#include "json/json_writer.hpp"
#include "profile/decode.hpp"
#include "profile/sweep_block.hpp"
#include "text/value.hpp"

namespace aicost {

namespace {

Json schema_of(const Record& record, bool with_kind);

// null means the default: it is allowed wherever a key may be omitted.
Json or_null(const char* type) { return Json::array({type, "null"}); }

// A VALUE: a number, or a text such as "2M".
Json number_schema(const Bounds& bound, bool required = false) {
    Json number{{"type", bound.whole ? "integer" : "number"}};
    if (std::isfinite(bound.min)) number[bound.open_min ? "exclusiveMinimum" : "minimum"] = bound.min;
    if (std::isfinite(bound.max)) number["maximum"] = bound.max;
    Json forms = Json::array({number, {{"$ref", "#/$defs/value"}}});
    if (!required) forms.push_back({{"type", "null"}});
    return Json{{"anyOf", std::move(forms)}};
}

Json words(std::span<const std::string_view> names) {
    Json list = Json::array();
    for (const std::string_view name : names) list.push_back(std::string(name));
    return list;
}

struct SchemaOf {
    const Field& field;

    Json operator()(const NumberAccess&) const { return number_schema(field.bound, required()); }
    Json operator()(const FlagAccess&) const { return {{"type", or_null("boolean")}}; }
    Json operator()(const TextAccess&) const {
        return {{"type", required() ? Json("string") : or_null("string")}};
    }
    Json operator()(const TextListAccess&) const {
        return {{"type", or_null("array")}, {"items", {{"type", "string"}}}};
    }
    Json operator()(const ChoiceAccess& access) const { return {{"enum", words_or_null(access.names)}}; }
    Json operator()(const CountAccess&) const {
        return {{"anyOf", Json::array({{{"type", "integer"}, {"minimum", 1}},
                                       {{"const", "auto"}},
                                       {{"$ref", "#/$defs/value"}},
                                       {{"type", "null"}}})}};
    }
    Json operator()(const WeightsAccess& access) const {
        const Json weights{{"type", "array"},
                           {"items", number_schema(field.bound, true)},
                           {"minItems", 24},
                           {"maxItems", 24}};
        return {{"anyOf", Json::array({{{"enum", words(access.names)}}, weights, {{"type", "null"}}})}};
    }
    Json operator()(const HoursAccess&) const {
        return {{"type", or_null("array")},
                {"items", number_schema(field.bound, true)},
                {"minItems", 24},
                {"maxItems", 24}};
    }
    Json operator()(const RecordListAccess& access) const {
        Json item = schema_of(access.record(), false);
        const Json list{{"type", "array"}, {"items", item}};
        Json forms = Json::array({list, {{"type", "null"}}});
        if (access.one_alone) forms.push_back(item);
        return {{"anyOf", std::move(forms)}};
    }
    Json operator()(const RecordAccess& access) const {
        Json schema = schema_of(access.record(), false);
        if (!required()) schema["type"] = or_null("object");
        return schema;
    }
    Json operator()(const RecordMapAccess& access) const {
        Json item = schema_of(access.record(), false);
        item["type"] = or_null("object");
        return {{"type", or_null("object")},
                {"propertyNames", {{"$ref", "#/$defs/name"}}},
                {"additionalProperties", std::move(item)}};
    }
    Json operator()(const NumberMapAccess&) const {
        return {{"type", or_null("object")},
                {"propertyNames", {{"$ref", "#/$defs/name"}}},
                {"additionalProperties", number_schema(field.bound)}};
    }

private:
    [[nodiscard]] bool required() const { return field.presence == Presence::required; }
    static Json words_or_null(std::span<const std::string_view> names) {
        Json list = words(names);
        list.push_back(nullptr);
        return list;
    }
};

void add_fields(const Record& record, Json& properties, Json& required) {
    for (const Field& field : record.fields) {
        Json schema = std::visit(SchemaOf{field}, field.access);
        std::string help(field.help);
        if (const auto unit = symbol(field.unit); !unit.empty()) help += " [" + std::string(unit) + "]";
        if (!field.fallback.empty()) help += "; default " + std::string(field.fallback);
        schema["description"] = help;
        properties[std::string(field.key)] = std::move(schema);
        if (field.presence == Presence::required) required.push_back(std::string(field.key));
    }
}

Json schema_of(const Record& record, bool with_kind) {
    Json properties = Json::object();
    Json required = Json::array();
    if (with_kind) {
        properties["kind"] = {{"const", std::string(record.name)}};
        required.push_back("kind");
    }
    add_fields(record, properties, required);
    Json schema{{"type", "object"},
                {"description", std::string(record.help)},
                {"properties", std::move(properties)},
                {"additionalProperties", false}};
    if (!required.empty()) schema["required"] = std::move(required);
    return schema;
}

// ---- the list of parameters
// ------------------------------------------------------------------------------------

struct TypeOf {
    std::string operator()(const NumberAccess&) const { return "number"; }
    std::string operator()(const FlagAccess&) const { return "true or false"; }
    std::string operator()(const TextAccess&) const { return "text"; }
    std::string operator()(const TextListAccess&) const { return "list of texts"; }
    std::string operator()(const ChoiceAccess& access) const { return one_of(access.names); }
    std::string operator()(const CountAccess&) const { return "whole number or \"auto\""; }
    std::string operator()(const WeightsAccess& access) const {
        return one_of(access.names) + ", or 24 weights";
    }
    std::string operator()(const HoursAccess&) const { return "24 factors"; }
    std::string operator()(const RecordListAccess&) const { return "list"; }
    std::string operator()(const RecordAccess&) const { return "object"; }
    std::string operator()(const RecordMapAccess&) const { return "name -> object"; }
    std::string operator()(const NumberMapAccess&) const { return "name -> number"; }

    static std::string one_of(std::span<const std::string_view> names) {
        std::string text;
        for (const std::string_view name : names) text += (text.empty() ? "" : "|") + std::string(name);
        return text;
    }
};

void describe(const Record& record, const std::string& prefix, std::vector<ParameterDescription>& all) {
    for (const Field& field : record.fields) {
        std::string path = prefix + std::string(field.key);
        if (const auto* nested = std::get_if<RecordAccess>(&field.access)) {
            describe(nested->record(), path + ".", all);
            continue;
        }
        if (const auto* map = std::get_if<RecordMapAccess>(&field.access)) {
            describe(map->record(), path + ".ITEM.", all);
            continue;
        }
        if (const auto* list = std::get_if<RecordListAccess>(&field.access)) {
            describe(list->record(), path + ".N.", all);
            continue;
        }
        const bool numeric = std::holds_alternative<NumberAccess>(field.access) ||
                             std::holds_alternative<NumberMapAccess>(field.access);
        if (std::holds_alternative<NumberMapAccess>(field.access)) path += ".ITEM";
        const std::string type = std::holds_alternative<NumberMapAccess>(field.access)
                                     ? "number"
                                     : std::visit(TypeOf{}, field.access);
        all.push_back({path, type, field.unit, numeric ? range_of(field.bound).substr(2) : "",
                       field.presence == Presence::required ? "required" : std::string(field.fallback),
                       std::string(field.help)});
    }
}

template <std::size_t... I>
std::vector<const Record*> option_records(std::index_sequence<I...>) {
    return {&std::variant_alternative_t<I, Option>::record()...};
}

std::vector<const Record*> option_records() {
    return option_records(std::make_index_sequence<std::variant_size_v<Option>>());
}

// The blocks for `aicost sensitivity` and `aicost risk`.
void add_uncertainty(Json& properties) {
    const Json text{{"type", "string"}};
    const Json value{{"anyOf", Json::array({{{"type", "number"}}, {{"$ref", "#/$defs/value"}}})}};
    properties["sensitivity"] = {
        {"type", or_null("object")},
        {"description", "path -> [low, high]: the ends between which `aicost sensitivity` moves it"},
        {"additionalProperties", {{"type", "array"}, {"items", value}, {"minItems", 2}, {"maxItems", 2}}}};
    properties["uncertainty"] = {
        {"type", or_null("object")},
        {"description",
         "path -> what `aicost risk` draws: uniform(low, high), normal(mean, sd), lognormal(median, sigma), "
         "triangular(low, mode, high), pert(low, mode, high), discrete(value: weight, …); short: low..high, "
         "±20%, ±0.5"},
        {"additionalProperties",
         {{"type", "string"},
          {"pattern",
           "^\\s*((uniform|normal|lognormal|triangular|pert|discrete)\\s*\\(.+\\)|(±|\\+/?-|-/"
           "\\+).+|[^(]+\\.\\..+)\\s*$"}}}};
    properties["correlations"] = {{"type", or_null("array")},
                                  {"description", "[path, path, rank correlation] of two uncertain inputs"},
                                  {"items",
                                   {{"type", "array"},
                                    {"prefixItems", Json::array({text, text, value})},
                                    {"items", false},
                                    {"minItems", 3},
                                    {"maxItems", 3}}}};
}

}  // namespace

std::string profile_schema() {
    Json properties = Json::object();
    Json required = Json::array();
    const Json text{{"type", or_null("string")}};
    properties["$schema"] = text;
    properties["name"] = text;
    properties["description"] = text;
    properties["sources"] = {{"type", or_null("object")},
                             {"description", "path -> where the figures at and below it were taken from"},
                             {"additionalProperties",
                              {{"type", or_null("object")},
                               {"properties", {{"source", {{"type", "string"}}}, {"as_of", text}}},
                               {"required", Json::array({"source"})},
                               {"additionalProperties", false}}}};
    properties["usage_levels"] = {
        {"type", or_null("array")},
        {"description", "volumes that `aicost breakeven` compares"},
        {"items",
         {{"type", "object"},
          {"properties", {{"name", text}, {"tokens_per_day", number_schema(bounds::amount, true)}}},
          {"required", Json::array({"tokens_per_day"})},
          {"additionalProperties", false}}}};
    properties["sweep"] = sweep_schema();
    add_uncertainty(properties);
    add_fields(Scenario::record(), properties, required);
    Json kinds = Json::array();
    for (const Record* record : option_records()) kinds.push_back(schema_of(*record, true));
    properties["options"] = {{"type", "object"},
                             {"description", "id -> option; the order is kept"},
                             {"minProperties", 1},
                             {"propertyNames", {{"$ref", "#/$defs/name"}}},
                             {"additionalProperties", {{"oneOf", std::move(kinds)}}}};
    required.push_back("options");

    const Json schema{{"$schema", "https://json-schema.org/draft/2020-12/schema"},
                      {"$id", std::string(profile_schema_name)},
                      {"title", "aicost profile"},
                      {"description",
                       "What `aicost` compares: a workload and the options to serve it. Made from the "
                       "program's own list of inputs."},
                      {"type", "object"},
                      {"properties", std::move(properties)},
                      {"required", std::move(required)},
                      {"additionalProperties", false},
                      {"$defs",
                       {{"name", {{"type", "string"}, {"pattern", "^[A-Za-z_][A-Za-z0-9_-]{0,63}$"}}},
                        {"value",
                         {{"type", "string"},
                          {"description", "a number as people write it: 2M, 500k, 15%, $1,200, 1e6"},
                          {"pattern", "^[-+]?\\$?[0-9.][0-9,_.]*([eE][-+]?[0-9]+)?[kKMBGT%]?$"}}}}}};
    return json_file(schema);
}

std::vector<ParameterDescription> describe_parameters() {
    std::vector<ParameterDescription> all;
    describe(Scenario::record(), "", all);
    for (const Record* record : option_records())
        describe(*record, "ID(" + std::string(record->name) + ").", all);
    return all;
}

}  // namespace aicost
