#include "usage/time_text.hpp"

#include <algorithm>
#include <string>

#include "aicost/usage.hpp"

namespace aicost {

namespace usage {

namespace {

// The number of `count` digits at `at`, or -1.
int digits(std::string_view text, std::size_t at, std::size_t count) {
    if (text.size() < at + count) return -1;
    int value = 0;
    for (std::size_t i = at; i < at + count; ++i) {
        const unsigned digit = static_cast<unsigned char>(text[i]) - unsigned{'0'};
        if (digit > 9) return -1;
        value = value * 10 + static_cast<int>(digit);
    }
    return value;
}

bool is_leap(int year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

int days_of_month(int year, int month) {
    constexpr int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

}  // namespace

std::int64_t days_from_civil(std::int64_t year, int month, int day) {
    year -= month <= 2 ? 1 : 0;
    const std::int64_t era = (year >= 0 ? year : year - 399) / 400;
    const std::int64_t year_of_era = year - era * 400;
    const std::int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * 146097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719468;
}

std::optional<std::int64_t> parse_time(std::string_view text) {
    const int year = digits(text, 0, 4), month = digits(text, 5, 2), day = digits(text, 8, 2);
    if (year < 0 || month < 1 || month > 12 || day < 1 || text[4] != '-' || text[7] != '-') return {};
    if (day > days_of_month(year, month)) return {};
    std::int64_t seconds = days_from_civil(year, month, day) * 86400;
    if (text.size() == 10) return seconds;
    if (text[10] != 'T' && text[10] != ' ' && text[10] != 't') return {};
    const int hour = digits(text, 11, 2), minute = digits(text, 14, 2);
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || text[13] != ':') return {};
    seconds += hour * 3600 + minute * 60;
    std::size_t at = 16;
    if (at < text.size() && text[at] == ':') {
        const int second = digits(text, 17, 2);
        if (second < 0 || second > 60) return {};
        seconds += second;
        at = 19;
        if (at < text.size() && text[at] == '.') {
            ++at;
            while (digits(text, at, 1) >= 0) ++at;
        }
    }
    if (at == text.size() || ((text[at] == 'Z' || text[at] == 'z') && at + 1 == text.size())) return seconds;
    if (text[at] != '+' && text[at] != '-') return {};
    const int hours = digits(text, at + 1, 2);
    const std::size_t colon = at + 3 < text.size() && text[at + 3] == ':' ? 1 : 0;
    const int minutes = text.size() == at + 3 ? 0 : digits(text, at + 3 + colon, 2);
    const std::size_t size = text.size() == at + 3 ? at + 3 : at + 5 + colon;
    if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59 || text.size() != size) return {};
    const int offset = hours * 3600 + minutes * 60;
    return seconds - (text[at] == '-' ? -offset : offset);
}

}  // namespace usage

std::string date_of_hour(std::int64_t hour) {
    std::int64_t days = (hour >= 0 ? hour : hour - 23) / 24 + 719468;
    const std::int64_t era = (days >= 0 ? days : days - 146096) / 146097;
    const std::int64_t day_of_era = days - era * 146097;
    const std::int64_t year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    const std::int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    const std::int64_t shifted = (5 * day_of_year + 2) / 153;
    const std::int64_t day = day_of_year - (153 * shifted + 2) / 5 + 1;
    const std::int64_t month = shifted < 10 ? shifted + 3 : shifted - 9;
    const std::int64_t year = year_of_era + era * 400 + (month <= 2 ? 1 : 0);
    const auto padded = [](std::int64_t number, std::size_t width) {
        const std::string text = std::to_string(number);
        return std::string(width - std::min(width, text.size()), '0') + text;
    };
    return padded(year, 4) + "-" + padded(month, 2) + "-" + padded(day, 2);
}

}  // namespace aicost
