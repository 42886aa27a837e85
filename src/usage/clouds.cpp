// Logs of clouds and telemetry collectors: OpenTelemetry's GenAI spans, Bedrock's invocation logs, Azure's
// metrics.
#include <map>

#include "usage/formats.hpp"
#include "usage/report_value.hpp"

namespace aicost::usage {

namespace {

// Attributes: a list of keys and typed values, or an object.
Json attributes_of(const Json& span) {
    const Json& given = member(span, "attributes");
    if (!given.is_array()) return given;
    Json all = Json::object();
    for (const Json& one : given) {
        const Json& value = member(one, "value");
        for (const char* type : {"stringValue", "intValue", "doubleValue", "boolValue"}) {
            if (has(value, type)) all[text_of(one, "key")] = member(value, type);
        }
    }
    return all;
}

// Cached tokens are part of the input. Agent spans only sum up the calls below them.
void add_span(const Json& span, std::uint64_t line, Sink& sink) {
    const Json all = attributes_of(span);
    const std::uint64_t input = count_or_0(all, {"gen_ai.usage.input_tokens", "gen_ai.usage.prompt_tokens"});
    const std::uint64_t output =
        count_or_0(all, {"gen_ai.usage.output_tokens", "gen_ai.usage.completion_tokens"});
    const std::string operation = text_of(all, "gen_ai.operation.name");
    if (operation == "invoke_agent" || operation == "create_agent" || operation == "execute_tool" ||
        operation == "invoke_workflow")
        return sink.skip("spans of agents, whose calls have spans of their own");
    if (input + output == 0) return sink.skip("spans that state no use");
    Row row;
    take_cached_out_if_part(
        row.tokens, input,
        count_or_0(all, {"gen_ai.usage.cache_read.input_tokens", "gen_ai.usage.cache_read_input_tokens",
                         "gen_ai.usage.input_tokens.cached"}),
        count_or_0(all, {"gen_ai.usage.cache_creation.input_tokens", "gen_ai.usage.cache_write.input_tokens",
                         "gen_ai.usage.cache_creation_input_tokens"}));
    row.tokens.output = output;
    const std::string model = text_of(all, {"gen_ai.response.model", "gen_ai.request.model"}),
                      session = text_of(all, {"gen_ai.conversation.id", "session.id"}),
                      user = text_of(all, {"user.id", "enduser.id"});
    row.model = model;
    row.session = session;
    row.user = user;
    const Json& start = has(span, "startTimeUnixNano") ? member(span, "startTimeUnixNano")
                        : has(span, "timeUnixNano")    ? member(span, "timeUnixNano")
                                                       : member(span, "observedTimeUnixNano");
    if (start.is_string() && start.get_ref<const std::string&>().size() > 9) {
        const auto& text = start.get_ref<const std::string&>();
        const Json seconds = {
            {"startTimeUnixNano", Json::parse(text.substr(0, text.size() - 9), nullptr, false)}};
        row.seconds = time_of(seconds, "startTimeUnixNano");
    } else if (start.is_number()) {
        row.seconds = static_cast<std::int64_t>(start.get<double>() / 1e9);
    } else if (member(span, "startTime").is_array() && !member(span, "startTime").empty()) {
        row.seconds = member(span, "startTime").front().get<std::int64_t>();
    } else {
        row.seconds = time_of(span, has(span, "start_time") ? "start_time" : "startTime");
    }
    Json ids = member(span, "context");
    const std::string trace = text_of(has(ids, "trace_id") ? ids : span, {"traceId", "trace_id"}),
                      own = text_of(has(ids, "span_id") ? ids : span, {"spanId", "span_id"});
    if (!own.empty()) row.identity = hash_of(own, hash_of(trace, hash_of("otlp")));
    sink.add(row, line);
}

void read_otlp(const Json& entry, std::uint64_t line, Sink& sink) {
    const auto add = [&](const Json& span) {
        try {
            add_span(span, line, sink);
        } catch (const Broken& broken) {
            sink.fault(line, broken.what);
        }
    };
    if (has(entry, "attributes")) return add_span(entry, line, sink);
    for (const Json& resource :
         member(entry, has(entry, "resourceLogs") ? "resourceLogs" : "resourceSpans")) {
        for (const char* scopes : {"scopeSpans", "instrumentationLibrarySpans", "scopeLogs"}) {
            for (const Json& scope : member(resource, scopes)) {
                for (const Json& span : member(scope, has(scope, "logRecords") ? "logRecords" : "spans"))
                    add(span);
            }
        }
    }
}

bool is_otlp(const Json& e) {
    if (member(e, "resourceSpans").is_array() || member(e, "resourceLogs").is_array()) return true;
    const Json& attributes = member(e, "attributes");
    if (attributes.is_object())
        return has(attributes, "gen_ai.usage.input_tokens") ||
               has(attributes, "gen_ai.usage.output_tokens") || has(attributes, "gen_ai.operation.name");
    return attributes.is_array() && has(e, "spanId");
}

// Cached tokens are not part of inputTokenCount.
void read_bedrock(const Json& json, std::uint64_t line, Sink& sink) {
    if (has(json, "errorCode")) return sink.skip("invocations that failed");
    const Json& input = member(json, "input");
    const Json& output = member(json, "output");
    Row row;
    row.tokens = {count_or_0(input, {"inputTokenCount"}), count_or_0(input, {"cacheReadInputTokenCount"}),
                  count_or_0(input, {"cacheWriteInputTokenCount"}), 0,
                  count_or_0(output, {"outputTokenCount"})};
    if (row.tokens.total() == 0) return sink.skip("invocations that state no use");
    std::string model = text_of(json, "modelId");
    // a profile or a model by its full name (ARN): the end tells the model
    if (model.starts_with("arn:")) model = model.substr(model.rfind('/') + 1);
    const std::string id = text_of(json, "requestId"), user = text_of(member(json, "identity"), "arn");
    row.model = model;
    row.user = user;
    row.seconds = time_of(json, "timestamp");
    row.batch = text_of(json, "operation").find("Batch") != std::string::npos;
    if (!id.empty()) row.identity = hash_of(text_of(json, "timestamp"), hash_of(id, hash_of("bedrock")));
    sink.add(row, line);
}

// Sums by time grain; one metric per kind of token, one series per deployment.
void read_azure(const Json& json, std::uint64_t line, Sink& sink) {
    struct Use {
        std::uint64_t input = 0, output = 0, cached = 0, requests = 0;
    };
    std::map<std::pair<std::string, std::int64_t>, Use> uses;
    for (const Json& metric : member(json, "value")) {
        const Json& given = member(metric, "name");
        const std::string name = given.is_string() ? given.get<std::string>() : text_of(given, "value");
        const bool input = name == "ProcessedPromptTokens" || name == "InputTokens";
        const bool output = name == "GeneratedTokens" || name == "OutputTokens";
        const bool requests = name == "AzureOpenAIRequests" || name == "ModelRequests";
        if (!input && !output && !requests) {
            sink.skip("metrics that are no tokens (" + name.substr(0, 60) + ")");
            continue;
        }
        for (const Json& series : member(metric, "timeseries")) {
            std::string model;
            for (const Json& label : member(series, "metadatavalues")) {
                const std::string key = text_of(member(label, "name"), "value");
                if (key == "modelname" || key == "ModelName" ||
                    (model.empty() && key.find("eployment") != key.npos))
                    model = text_of(label, "value");
            }
            for (const Json& point : member(series, "data")) {
                const std::uint64_t number = count_or_0(point, {"total"});
                if (number == 0) continue;
                Use& use = uses[{model, time_of(point, "timeStamp")}];
                (input ? use.input : output ? use.output : use.requests) += number;
            }
        }
    }
    const std::string grain = text_of(json, "interval");
    for (const auto& [where, use] : uses) {
        Row row;
        row.tokens.fresh_input = use.input;
        row.tokens.output = use.output;
        row.requests = use.requests;
        row.model = where.first;
        row.seconds = where.second;
        if (grain == "P1D") row.time = UsageKey::Time::day;
        row.identity =
            hash_of(grain, hash_of(where.first, hash_of(std::to_string(where.second), hash_of("azure"))));
        if (use.input + use.output > 0) sink.add(row, line);
    }
}

}  // namespace

constinit const FormatRow otlp_format = {
    .name = "OpenTelemetry GenAI spans",
    .cached = "part of gen_ai.usage.input_tokens",
    .matches =
        [](const Shape& s) {
            return s.has("resourceSpans") || s.has("resourceLogs") ||
                   (s.has("attributes") &&
                    (s.has_inner("gen_ai.usage.input_tokens") || s.has_inner("gen_ai.system") ||
                     s.has_inner("gen_ai.operation.name")));
        },
    .is_entry = is_otlp,
    .entries = each<read_otlp>,
};
constinit const FormatRow bedrock_format = {
    .name = "Bedrock invocation log",
    .cached = "beside inputTokenCount",
    .matches =
        [](const Shape& s) {
            return s.has("schemaType") ||
                   (s.has("modelId") && (s.has("requestId") || s.has_inner("inputTokenCount")));
        },
    .is_entry =
        [](const Json& e) {
            return has(e, "modelId") && has(e, "timestamp") && (has(e, "input") || has(e, "output"));
        },
    .entries = each<read_bedrock>,
};
constinit const FormatRow azure_metrics_format = {
    .name = "Azure metrics",
    .cached = "not stated",
    .matches = [](const Shape& s) { return s.has("value") && s.has_inner("timeseries"); },
    .is_entry =
        [](const Json& e) {
            const Json& value = member(e, "value");
            return value.is_array() && !value.empty() && has(value.front(), "timeseries");
        },
    .entries = each<read_azure>,
};

}  // namespace aicost::usage
