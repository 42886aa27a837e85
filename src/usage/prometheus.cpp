// Responses of Prometheus itself: the counters of metrics.cpp over time (query_range), or at one time (query).
#include <charconv>
#include <cmath>

#include "usage/formats.hpp"
#include "usage/metrics.hpp"
#include "usage/report_value.hpp"

namespace aicost::usage {

namespace {

std::uint64_t value_of(const Json& sample) {
    const Json& value = sample.at(1);
    double number = value.is_number() ? value.get<double>() : -1.0;
    if (value.is_string()) {
        const auto& text = value.get_ref<const std::string&>();
        if (std::from_chars(text.data(), text.data() + text.size(), number).ec != std::errc()) number = -1.0;
    }
    if (!(number >= 0.0) || number >= 9007199254740992.0) throw Broken{"a value of a series is not a count"};
    return static_cast<std::uint64_t>(std::llround(number));
}

std::int64_t time_of_sample(const Json& sample) {
    if (!sample.is_array() || sample.size() != 2 || !sample.front().is_number())
        throw Broken{"a sample of a series is not a time and a value"};
    const double seconds = sample.front().get<double>();
    if (!(seconds >= 0.0) || seconds >= 253402300800.0) throw Broken{"a sample's time is out of range"};
    return static_cast<std::int64_t>(seconds);
}

void read_prometheus_answer(const Json& json, std::uint64_t line, Sink& sink) {
    using Labels = std::map<std::string, std::string>;
    // by labels and the two times it was counted between: equal times are the same sample
    std::map<Labels, std::map<std::pair<std::int64_t, std::int64_t>, Counters>> all;
    for (const Json& series : member(json, {"data", "result"})) {
        Labels labels;
        std::string name;
        for (const auto& [key, value] : member(series, "metric").items()) {
            if (!value.is_string()) continue;
            if (key == "__name__") {
                name = value.get<std::string>();
            } else if (key != "finished_reason" && key != "le" && key != "cache_source") {
                labels.emplace(key, value.get<std::string>());
            }
        }
        const auto meaning = meaning_of(name);
        if (!meaning) {
            sink.skip(name.empty() ? "series without a name (ask for the counters themselves)"
                                   : "series that are no counts of tokens (" + name.substr(0, 60) + ")");
            continue;
        }
        try {
            const Json& values = member(series, "values");
            for (std::size_t i = 0; i < values.size(); ++i) {
                const std::int64_t time = time_of_sample(values[i]);
                const std::uint64_t now = value_of(values[i]);
                if (i == 0) continue;
                const std::int64_t from = time_of_sample(values[i - 1]);
                const std::uint64_t before = value_of(values[i - 1]);
                // less than before: the server has restarted, and counted all of it since
                add_to(all[labels][{from, time}], *meaning, now < before ? now : now - before);
            }
            if (const Json& only = member(series, "value"); only.is_array())
                add_to(all[labels][{time_of_sample(only), time_of_sample(only)}], *meaning, value_of(only));
        } catch (const Broken& broken) {
            sink.fault(line, broken.what);
        }
    }
    for (const auto& [labels, spans] : all) {
        for (const auto& [span, counters] : spans) {
            Row row;
            row.tokens = tokens_of(counters, sink);
            row.requests = counters.requests;
            const std::string model = model_of(labels);
            row.model = model;
            row.seconds = span.first;
            const std::int64_t length = span.second - span.first;
            row.time = length == 0                ? UsageKey::Time::none
                       : length <= 3600           ? UsageKey::Time::hour
                       : length <= seconds_of_day ? UsageKey::Time::day
                                                  : UsageKey::Time::none;
            row.identity = identity_of_labels(
                labels, hash_of(std::to_string(span.first) + "-" + std::to_string(span.second),
                                hash_of("prometheus")));
            if (length > 0) sink.observe(span.first, span.second);
            if (row.tokens.total() > 0 || row.requests > 0) sink.add(row, line);
        }
    }
}

}  // namespace

constinit const FormatRow prometheus_format = {
    .name = "Prometheus answer",
    .cached = "part of the prompt tokens",
    .matches = [](const Shape& s) { return s.has("status") && s.has("data") && s.has_inner("resultType"); },
    .is_entry =
        [](const Json& e) {
            return member(e, {"data", "result"}).is_array() && has(e, "status");
        },
    .entries = each<read_prometheus_answer>,
};

}  // namespace aicost::usage
