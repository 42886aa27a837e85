// Time zones by name, as the system's tz database has them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace aicost {

// How far a zone is from UTC, from 1970 to 2100. The C library reads the database; it is asked once, when
// the zone is named, and no thread may ask it for times meanwhile.
class TimeZone {
public:
    // "Europe/Berlin". None where the system has no zone of that name.
    static std::optional<TimeZone> named(const std::string& name);

    // Seconds east of UTC at a time, in seconds since 1970.
    [[nodiscard]] std::int64_t offset(std::int64_t utc) const;

private:
    std::vector<std::pair<std::int64_t, std::int64_t>> changes_;  // from when on, and the offset then
};

}  // namespace aicost
