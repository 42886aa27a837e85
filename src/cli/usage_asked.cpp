#include "cli/usage_asked.hpp"

#include <cctype>

#include "cli/failure.hpp"
#include "report/view/usage_view.hpp"
#include "text/day.hpp"
#include "text/lower_case.hpp"
#include "text/value.hpp"

namespace aicost {

namespace {

// "+02:00", "-0530", "+2", "UTC" -> minutes
int utc_offset(const std::string& text) {
    if (text.empty() || text == "UTC" || text == "Z") return 0;
    std::string digits;
    for (const char c : text.substr(1)) {
        if (c != ':') digits += c;
    }
    const bool sign = text[0] == '+' || text[0] == '-';
    const bool numeric = !digits.empty() && digits.find_first_not_of("0123456789") == std::string::npos;
    const bool colon = text.find(':') == std::string::npos || (text.size() == 6 && text[3] == ':');
    if (sign && numeric && colon && (digits.size() <= 2 || digits.size() == 4)) {
        const int number = std::stoi(digits);
        const int minutes = digits.size() == 4 ? number / 100 * 60 + number % 100 : number * 60;
        if (minutes <= 14 * 60 && (digits.size() < 4 || number % 100 < 60))
            return text[0] == '-' ? -minutes : minutes;
    }
    fail("--timezone: '" + text +
         "' is neither an offset from UTC nor a time zone; for example --timezone=+02:00 or Europe/Berlin");
}

std::optional<std::int64_t> day_option(const std::string& text, const std::string& name) {
    if (text.empty()) return {};
    const auto day = day_number(text);
    if (!day) fail(name + ": '" + text + "' is no day; for example " + name + " 2026-11-03");
    return day;
}

std::optional<int> last_days(const std::string& text) {
    if (text.empty()) return {};
    const auto days = day_count(text);
    if (!days || *days < 1)
        fail("--last: '" + text + "' is no number of days or weeks; for example --last 30d");
    return days;
}

constexpr UsageGrouping groupings[] = {{"day", By::day},
                                       {"week", By::week},
                                       {"month", By::month},
                                       {"model", By::model},
                                       {"project", By::group, UsageReadOptions::Group::project},
                                       {"session", By::group, UsageReadOptions::Group::session},
                                       {"user", By::group, UsageReadOptions::Group::user}};

}  // namespace

std::optional<double> undated_days(const std::string& text) {
    if (text.empty()) return {};
    const auto days = parse_value(text);
    if (!days || !(*days > 0.0) || *days > 36500.0)
        fail("--days: '" + text + "' is not a number of days above 0; for example --days 30");
    return days;
}

UsageZone zone_of(const std::string& text) {
    const bool name = !text.empty() && std::isalpha(static_cast<unsigned char>(text.front())) != 0 &&
                      text != "UTC" && text != "Z";
    if (!name) {
        const int minutes = utc_offset(text);
        return {utc_offset_text(minutes), minutes, {}};
    }
    UsageZone place{text, 0, TimeZone::named(text)};
    if (!place.zone)
        fail("--timezone: '" + text +
             "' is no time zone of this system; for example Europe/Berlin, or +02:00");
    return place;
}

void keep_what_is_asked(UsageLog& log, const UsageArguments& own) {
    auto since = day_option(own.since, "--since"), until = day_option(own.until, "--until");
    if (const auto days = last_days(own.last)) {
        if (since) fail("--last: has no place beside --since");
        if (!until && log.last_hour) until = *log.last_hour / 24;
        if (until) since = *until - *days + 1;
    }
    if (since && until && *since > *until) fail("--until: is before --since");
    if (since || until) keep_days(log, since, until);
}

const UsageGrouping* by_option(const std::string& text) {
    if (text.empty()) return nullptr;
    std::string word = lower_case(text);
    if (word.ends_with('s')) word.pop_back();
    for (const UsageGrouping& one : groupings) {
        if (one.name == word) return &one;
    }
    fail("--by: '" + text + "' is none of day, week, month, model, project, session, user");
}

std::optional<double> budget_option(const std::string& text) {
    if (text.empty()) return {};
    const auto dollars = parse_value(text);
    if (!dollars || !(*dollars > 0.0))
        fail("--budget: '" + text + "' is no amount of dollars; for example --budget 5000");
    return dollars;
}

}  // namespace aicost
