#include "text/day.hpp"

#include <algorithm>
#include <chrono>

namespace aicost {

namespace {

using std::chrono::sys_days;

std::optional<int> number(std::string_view digits) {
    int value = 0;
    for (const char c : digits) {
        if (c < '0' || c > '9') return {};
        value = value * 10 + (c - '0');
    }
    return value;
}

int count(std::chrono::year_month_day date) {
    return static_cast<int>(sys_days(date).time_since_epoch().count());
}

void put(std::string& out, unsigned number, std::size_t width) {
    const std::string digits = std::to_string(number);
    out.append(width - std::min(width, digits.size()), '0') += digits;
}

}  // namespace

std::optional<int> last_day(std::string_view date) {
    using namespace std::chrono;
    const bool has_month = date.size() >= 7, has_day = date.size() == 10;
    if ((date.size() != 4 && date.size() != 7 && !has_day) || (has_month && date[4] != '-') ||
        (has_day && date[7] != '-'))
        return {};
    const auto in_year = number(date.substr(0, 4));
    const auto in_month = has_month ? number(date.substr(5, 2)) : 12;
    const auto in_day = has_day ? number(date.substr(8, 2)) : 1;
    if (!in_year || !in_month || !in_day) return {};
    const year_month whole{year(*in_year), month(static_cast<unsigned>(*in_month))};
    if (!whole.ok()) return {};
    const year_month_day day = has_day
                                   ? year_month_day(whole / std::chrono::day(static_cast<unsigned>(*in_day)))
                                   : year_month_day(whole / last);
    if (!day.ok()) return {};
    return count(day);
}

std::string day_text(int day) {
    const std::chrono::year_month_day date{sys_days(std::chrono::days(day))};
    std::string text;
    put(text, static_cast<unsigned>(static_cast<int>(date.year())), 4);
    text += '-';
    put(text, static_cast<unsigned>(date.month()), 2);
    text += '-';
    put(text, static_cast<unsigned>(date.day()), 2);
    return text;
}

std::optional<int> day_count(std::string_view text) {
    constexpr int most = 36'500;
    struct Unit {
        std::string_view name;
        int days;
    };
    constexpr Unit units[] = {{"", 1},  {"d", 1},    {"day", 1},  {"days", 1},
                              {"w", 7}, {"week", 7}, {"weeks", 7}};
    const std::size_t end = std::min(text.find_first_not_of("0123456789"), text.size());
    std::string_view unit = text.substr(end);
    if (unit.starts_with(' ')) unit.remove_prefix(1);
    constexpr std::size_t longest = 5;
    if (end == 0 || end > longest) return {};
    for (const Unit& one : units) {
        if (one.name != unit || (unit.empty() && end != text.size())) continue;
        const int days = *number(text.substr(0, end)) * one.days;
        if (days <= most) return days;
    }
    return {};
}

}  // namespace aicost
