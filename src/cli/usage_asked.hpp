// What the flags of `usage` ask for: days, places, groups. All throw Failure on what they do not understand.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "aicost/usage.hpp"
#include "text/time_zone.hpp"
#include "usage/asked.hpp"

namespace aicost {

struct UsageArguments {
    std::string utc_offset;
    std::string since, until, last;  // days
    std::string by, at, budget;
    std::string days;  // the days that undated counts cover
    std::string write_focus;
    bool peaks = false, compare = false;
};

// Days and hours are in a named zone, or at an offset from UTC.
struct UsageZone {
    std::string name = "UTC";
    int offset_minutes = 0;
    std::optional<TimeZone> zone;
};

// --timezone: "Europe/Berlin", "+02:00", "-0530", "+2", "UTC".
UsageZone zone_of(const std::string& text);

// --days: above 0; none if it is not given.
std::optional<double> undated_days(const std::string& text);

// --budget: dollars above 0; none if it is not given.
std::optional<double> budget_option(const std::string& text);

// Keeps the days of --since, --until and --last.
void keep_what_is_asked(UsageLog& log, const UsageArguments& own);

struct UsageGrouping {
    std::string_view name;
    By by;
    UsageReadOptions::Group group = UsageReadOptions::Group::none;
};

// --by; null if it is not given.
const UsageGrouping* by_option(const std::string& text);

}  // namespace aicost
