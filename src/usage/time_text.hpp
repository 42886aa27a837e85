// Times as written in logs.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace aicost::usage {

std::int64_t days_from_civil(std::int64_t year, int month, int day);

// Seconds since 1970 of "2026-11-03", "2026-11-03T09:15:06.511Z", "2026-11-03 10:12:44.301" or with "+05:30".
// Without a zone it is UTC. None if the text is anything else, an impossible date included.
std::optional<std::int64_t> parse_time(std::string_view text);

// Days and hours since 1970, in UTC.
constexpr std::int64_t day_of_hour(std::int64_t hour) { return (hour >= 0 ? hour : hour - 23) / 24; }

}  // namespace aicost::usage
