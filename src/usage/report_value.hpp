// Shared by reports with time buckets.
#pragma once

#include "usage/json_value.hpp"

namespace aicost::usage {

inline constexpr std::int64_t seconds_of_day = 86400;

// The time of a bucket: its hour if it is no longer than an hour, else its day.
inline void set_time(Row& row, std::int64_t begin, std::int64_t end) {
    if (end <= begin) throw Broken{"its bucket ends before it begins"};
    if (end - begin > seconds_of_day)
        throw Broken{"its bucket is longer than a day; ask for buckets of a day or less"};
    row.seconds = begin;
    row.time = end - begin <= 3600 ? UsageKey::Time::hour : UsageKey::Time::day;
}

// Calls `read` for each result of a bucket; a broken one does not spoil the others.
template <class Read>
void each_result(const Json& results, std::uint64_t line, Sink& sink, Read read) {
    if (!results.is_array()) throw Broken{"its bucket has no `results`"};
    for (const Json& result : results) {
        try {
            read(result);
        } catch (const Broken& broken) {
            sink.fault(line, broken.what);
        }
    }
}

// A day of a report: its date, or the time at which it begins.
inline std::int64_t date_of(const Json& json, std::initializer_list<const char*> keys) {
    for (const char* key : keys) {
        const std::string text = text_of(json, key);
        if (const auto seconds = parse_time(text.substr(0, 10)); seconds && text.size() >= 10)
            return *seconds;
    }
    throw Broken{"has no `" + std::string(*keys.begin()) + "` such as 2026-11-03"};
}

// Anthropic's context_window: the length of the prompts.
inline UsageKey::Prompt prompt_of_window(std::string_view window) {
    if (window.empty()) return UsageKey::Prompt::unknown;
    return window == "200k-1M" || window.starts_with(">") ? UsageKey::Prompt::longer
                                                          : UsageKey::Prompt::regular;
}

}  // namespace aicost::usage
