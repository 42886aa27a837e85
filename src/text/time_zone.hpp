// Time zones by name, as the system's tz database has them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace aicost {

// A zone's offsets from UTC, from 1970 to 2100. They are read by the C library when the zone is looked up; no other
// thread may use the C library's times meanwhile.
class TimeZone {
public:
    // "Europe/Berlin". None if the system has no zone of that name.
    static std::optional<TimeZone> named(const std::string& name);

    // Seconds east of UTC at a time, in seconds since 1970.
    [[nodiscard]] std::int64_t offset(std::int64_t utc) const;

private:
    std::vector<std::pair<std::int64_t, std::int64_t>> changes_;  // since when, and the offset from then on
};

}  // namespace aicost
