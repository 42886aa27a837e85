#include "cli/monthly_bill.hpp"

#include <algorithm>

#include "aicost/evaluate.hpp"
#include "cli/program.hpp"
#include "report/number.hpp"
#include "text/digits.hpp"
#include "text/nearest.hpp"
#include "text/value.hpp"

namespace aicost {

namespace {

constexpr const char* bill_flag = "--monthly-bill";
constexpr const char* volume_path = "workload.tokens_per_day";

// The options that state the volume, in any form.
bool states_volume(const Override& change) {
    constexpr std::string_view forms[] = {volume_path, "workload.tokens_per_month",
                                          "workload.requests_per_day", "workload.requests_per_month",
                                          "workload.conversations_per_day"};
    return change.flag != "--vary" &&
           std::find(std::begin(forms), std::end(forms), change.path) != std::end(forms);
}

std::size_t option_of(const Scenario& scenario, const std::string& asked) {
    std::vector<std::string> apis;
    for (const auto& option : scenario.options) {
        if (kind_of(option.value) == "api") apis.push_back(option.name);
    }
    const std::string who = std::string(bill_flag) + ": ";
    if (apis.empty())
        fail(who +
             "no option of this profile is an API, whose bill it could be; --tokens-per-day states the "
             "volume");
    if (asked.empty() && apis.size() > 1)
        fail(who + "several options of this profile are APIs (" + alternatives(apis) +
             "); name the one: " + bill_flag + " " + apis.front() + "=MONEY");
    const std::string& name = asked.empty() ? apis.front() : asked;
    if (std::find(apis.begin(), apis.end(), name) == apis.end())
        fail(who + "'" + name + "' is no API of this profile; it has " + alternatives(apis));
    return *find_option(scenario, name);
}

}  // namespace

Override volume_of_bill(const ProfileText& text, const Arguments& arguments) {
    const auto equals = arguments.monthly_bill.find('=');
    const std::string asked = equals == std::string::npos ? "" : arguments.monthly_bill.substr(0, equals);
    const std::string amount =
        equals == std::string::npos ? arguments.monthly_bill : arguments.monthly_bill.substr(equals + 1);
    const std::string who = std::string(bill_flag) + ": ";
    const auto bill = parse_value(amount);
    if (!bill || !(*bill > 0.0) || !bounds::amount.holds(*bill))
        fail(who + "'" + amount + "' is not an amount above 0; for example " + bill_flag + " 80");
    std::vector<Override> overrides;
    for (const Override& change : arguments.overrides) {
        if (states_volume(change))
            fail(who + "says again what " + change.flag + " says; state one of the two");
        if (change.flag != "--vary") overrides.push_back(change);
    }
    overrides.push_back({volume_path, "1M", bill_flag});
    Scenario scenario = load(text, overrides).scenario;
    const std::size_t option = option_of(scenario, asked);
    const auto cost_at = [&](double volume) {
        set_tokens_per_day(scenario.workload, tokens(volume));
        return evaluate(scenario).options[option].first_month.value();
    };
    const std::string& name = scenario.options[option].name;
    const double unused = cost_at(0.0);
    if (*bill <= unused)
        fail(who + money_text(*bill, scenario.currency) + " is no more than " + name +
             " costs a month without any use (" + money_text(unused, scenario.currency) +
             "); a bill above that, or --tokens-per-day");
    double low = 0.0, high = 1e3;
    while (high < largest_input && cost_at(high) < *bill) {
        low = high;
        high *= 10.0;
    }
    if (cost_at(high) < *bill)
        fail(who + name + " costs less than " + money_text(*bill, scenario.currency) +
             " at any volume: its price is 0, or within what its fee includes; --tokens-per-day states the "
             "volume");
    for (int i = 0; i < 200; ++i) {
        const double middle = 0.5 * (low + high);
        if (middle <= low || middle >= high) break;
        (cost_at(middle) < *bill ? low : high) = middle;
    }
    return {volume_path, shortest(without_roundings(high)), bill_flag};
}

}  // namespace aicost
