#include "text/time_zone.hpp"

#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <fstream>

namespace aicost {

namespace {

constexpr std::int64_t day = 86400, first = 0, last = 4102444800;  // 1970 to 2100

// The C library treats an unknown name as UTC, so the database is checked first.
bool is_in_database(const std::string& name) {
    const bool plain = !name.empty() && name.front() != '/' && name.find("..") == name.npos &&
                       std::all_of(name.begin(), name.end(), [](char c) {
                           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                                  (c >= '0' && c <= '9') || c == '/' || c == '_' || c == '-' || c == '+';
                       });
    if (!plain) return false;
    const char* directory = std::getenv("TZDIR");
    std::ifstream file(std::string(directory != nullptr ? directory : "/usr/share/zoneinfo") + "/" + name,
                       std::ios::binary);
    char magic[4] = {};
    return file.read(magic, 4) && std::string(magic, 4) == "TZif";
}

std::int64_t offset_now(std::int64_t utc) {
    const std::time_t time = utc;
    std::tm local{};
    return ::localtime_r(&time, &local) != nullptr ? local.tm_gmtoff : 0;
}

}  // namespace

std::optional<TimeZone> TimeZone::named(const std::string& name) {
    if (!is_in_database(name)) return {};
    const char* set = std::getenv("TZ");
    const std::optional<std::string> before = set != nullptr ? std::optional<std::string>(set) : std::nullopt;
    ::setenv("TZ", (":" + name).c_str(), 1);
    ::tzset();
    TimeZone zone;
    zone.changes_.emplace_back(first, offset_now(first));
    for (std::int64_t time = first + day; time <= last; time += day) {
        const std::int64_t offset = offset_now(time);
        if (offset == zone.changes_.back().second) continue;
        std::int64_t from = time - day, to = time;  // the change is after `from`, and not after `to`
        while (to - from > 1) {
            const std::int64_t middle = from + (to - from) / 2;
            (offset_now(middle) == zone.changes_.back().second ? from : to) = middle;
        }
        zone.changes_.emplace_back(to, offset);
    }
    before ? ::setenv("TZ", before->c_str(), 1) : ::unsetenv("TZ");
    ::tzset();
    return zone;
}

std::int64_t TimeZone::offset(std::int64_t utc) const {
    const auto after =
        std::upper_bound(changes_.begin(), changes_.end(), utc,
                         [](std::int64_t time, const auto& change) { return time < change.first; });
    return after == changes_.begin() ? changes_.front().second : std::prev(after)->second;
}

}  // namespace aicost
