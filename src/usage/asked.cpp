#include "usage/asked.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>

#include "usage/growth.hpp"
#include "usage/time_text.hpp"

namespace aicost {

namespace {

std::string date_of_day(std::int64_t day) { return date_of_hour(day * 24); }

std::string part_name(const UsageKey& key, std::int64_t hour, By by) {
    if (by == By::model) return key.model;
    if (by == By::group) return key.group;
    if (key.time == UsageKey::Time::none) return {};
    const std::int64_t day = usage::day_of_hour(hour);
    if (by == By::day) return date_of_day(day);
    if (by == By::week) return date_of_day(day - (day + 3) % 7);  // 1970-01-01 was a Thursday
    return date_of_day(day).substr(0, 7);
}

std::string clock_text(std::int64_t minute) {
    char text[16];
    std::snprintf(text, sizeof text, " %02d:%02d", static_cast<int>(minute / 60 % 24),
                  static_cast<int>(minute % 60));
    return date_of_hour(minute / 60) + text;
}

}  // namespace

std::optional<std::int64_t> day_number(std::string_view date) {
    if (date.size() != 10) return {};
    const auto seconds = usage::parse_time(date);
    if (!seconds) return {};
    return *seconds / 86400;
}

void keep_days(UsageLog& log, std::optional<std::int64_t> first, std::optional<std::int64_t> last) {
    const std::int64_t from = first ? *first * 24 : INT64_MIN, to = last ? *last * 24 + 23 : INT64_MAX;
    const bool had_any = !log.series.empty();
    bool undated = false;
    for (auto series = log.series.begin(); series != log.series.end();) {
        auto& hours = series->second;
        if (series->first.time == UsageKey::Time::none) {
            undated = true;
            hours.clear();
        }
        std::erase_if(hours, [&](const auto& one) { return one.first < from || one.first > to; });
        series = hours.empty() ? log.series.erase(series) : std::next(series);
    }
    std::erase_if(log.minutes, [&](const auto& one) { return one.first / 60 < from || one.first / 60 > to; });
    if (undated) log.notes.emplace_back("counts without dates are of no day that was asked for; left out");
    if (had_any && log.series.empty())
        log.notes.emplace_back("the log has no use on the days that were asked for");
    if (!log.first_hour) return;
    if (*log.first_hour > to || *log.last_hour < from) {
        log.first_hour.reset();
        log.last_hour.reset();
        return;
    }
    log.first_hour = std::max(*log.first_hour, from);
    log.last_hour = std::min(*log.last_hour, to);
}

std::vector<std::pair<std::string, UsageSummary>> in_parts(const UsageLog& log, By by,
                                                           const PriceLookup& prices) {
    std::map<std::string, UsageLog> parts;
    for (const auto& [key, hours] : log.series) {
        for (const auto& [hour, amount] : hours) parts[part_name(key, hour, by)].series[key][hour] += amount;
    }
    std::vector<std::pair<std::string, UsageSummary>> all;
    all.reserve(parts.size());
    for (const auto& [name, part] : parts) all.emplace_back(name, summarise(part, prices));
    const bool by_time = by == By::day || by == By::week || by == By::month;
    std::stable_sort(all.begin(), all.end(), [&](const auto& a, const auto& b) {
        if (a.first.empty() != b.first.empty()) return b.first.empty();
        return !by_time && a.second.tokens.total() > b.second.tokens.total();
    });
    return all;
}

UsageOutlook outlook(const UsageLog& log, const PriceLookup& prices, std::optional<double> budget) {
    UsageOutlook found;
    std::map<std::int64_t, UsageAmount> hours;
    for (const auto& [key, series] : log.series) {
        if (key.time != UsageKey::Time::hour) continue;
        for (const auto& [hour, amount] : series) hours[hour] += amount;
    }
    const auto busiest = [](const auto& series) {
        return std::max_element(series.begin(), series.end(), [](const auto& a, const auto& b) {
            return a.second.tokens.total() < b.second.tokens.total();
        });
    };
    if (const auto at = busiest(hours); at != hours.end())
        found.hour = {clock_text(at->first * 60), at->second.tokens.total(), at->second.requests};
    if (const auto at = busiest(log.minutes); at != log.minutes.end())
        found.minute = {clock_text(at->first), at->second.tokens.total(), at->second.requests};
    if (!log.first_hour) return found;

    const std::int64_t first = usage::day_of_hour(*log.first_hour), last = usage::day_of_hour(*log.last_hour);
    std::vector<double> tokens(static_cast<std::size_t>(last - first + 1)), cost(tokens.size());
    double spent = 0.0;
    for (const auto& [key, series] : log.series) {
        for (const auto& [hour, amount] : series) {
            const bool dated = key.time != UsageKey::Time::none;
            const PriceAnswer answer = prices(key, dated ? date_of_hour(hour) : std::string());
            const double dollars = answer.price ? cost_at(amount.tokens, *answer.price)
                                                : static_cast<double>(amount.nano_dollars) * 1e-9;
            spent += dollars;
            if (!dated) continue;
            const auto at =
                static_cast<std::size_t>(std::clamp(usage::day_of_hour(hour), first, last) - first);
            tokens[at] += static_cast<double>(amount.tokens.total());
            cost[at] += dollars;
        }
    }
    // the first and the last day may be incomplete
    if (tokens.size() > 2) {
        if (const auto growth = growth_of({tokens.begin() + 1, tokens.end() - 1})) {
            found.growth_per_month = growth->per_month;
            found.growth_low = growth->low;
            found.growth_high = growth->high;
        }
    }
    found.days_of_burn = std::min<std::uint64_t>(7, cost.size());
    double burnt = 0.0;
    for (std::size_t i = cost.size() - found.days_of_burn; i < cost.size(); ++i) burnt += cost[i];
    found.cost_per_day = burnt / static_cast<double>(found.days_of_burn);
    if (!budget) return found;
    if (spent >= *budget) {  // already spent: on the day on which the sum reached it
        double sum = 0.0;
        std::size_t day = 0;
        while (day < cost.size() && (sum += cost[day]) < *budget) ++day;
        found.budget_gone = date_of_day(first + static_cast<std::int64_t>(std::min(day, cost.size() - 1)));
    } else if (*found.cost_per_day > 0.0) {
        const double days = std::ceil((*budget - spent) / *found.cost_per_day);
        if (days < 36500.0) found.budget_gone = date_of_day(last + static_cast<std::int64_t>(days));
    }
    return found;
}

}  // namespace aicost
