// Loads profiles with the arguments' overrides, and prints the results asked for.
#include "aicost/metric.hpp"
#include "cli/metric_choice.hpp"
#include "cli/monthly_bill.hpp"
#include "cli/price_age.hpp"
#include "cli/program.hpp"
#include "cli/use_flag.hpp"
#include "report/number.hpp"
#include "text/digits.hpp"
#include "text/nearest.hpp"
#include "text/value.hpp"

namespace aicost {

std::string faults_unsaid(std::size_t count) {
    return "and " + plain_text(static_cast<double>(count - max_faults_said), 15) +
           " more faults; correct these first";
}

Profile load(ProfileText text, const std::vector<Override>& overrides) {
    Result<Profile> loaded = load_profile(std::move(text), overrides, catalogue());
    if (!loaded.value) fail(loaded.faults);
    return std::move(*loaded);
}

Profile load(ProfileText text, const Arguments& arguments) {
    std::vector<Override> overrides = arguments.overrides;
    if (!arguments.monthly_bill.empty()) overrides.push_back(volume_of_bill(text, arguments));
    Profile profile = load(std::move(text), overrides);
    say_use(profile);
    for (const std::string& one : arguments.said) profile.with += (profile.with.empty() ? "" : " ") + one;
    check_price_ages(profile, arguments);
    return profile;
}

Profile load(const Arguments& arguments) { return load(find_profile(arguments.profile), arguments); }

void fail_on_metric(const std::string& flag, const std::string& name, const Scenario& scenario) {
    std::vector<std::string> known = metric_names(scenario);
    const auto dot = name.find('.');
    const std::string item = dot == std::string::npos ? "" : name.substr(dot + 1);
    const Comparison comparison = evaluate(scenario);
    for (const OptionResult& option : comparison.options) {
        for (const Item& one : option.items) {
            if (one.name() == item && option.id == name.substr(0, dot))
                known = {option.id + "." + std::string(item_prefix) + item};
        }
    }
    const auto close = known.size() == 1 ? known : near_metrics(name, known);
    fail(flag + ": '" + name + "' is not a metric of this profile; " +
         (close.empty() ? std::string("OPTION.total, winner, …; `aicost explain` lists them")
                        : "did you mean " + alternatives(close) + "?"));
}

std::string values_text(const std::vector<std::string>& names,
                        const std::function<MetricValue(const std::string& name)>& value_of) {
    std::string text;
    for (const std::string& name : names) {
        const MetricValue value = value_of(name);
        if (const auto* number = std::get_if<double>(&value)) text += shortest(without_roundings(*number));
        if (const auto* flag = std::get_if<bool>(&value)) text += *flag ? "true" : "false";
        if (const auto* word = std::get_if<std::string>(&value)) text += *word;
        if (names.size() > 1 || !std::holds_alternative<std::monostate>(value)) text += "\n";
    }
    return text;
}

MetricValue value_in(const Cell& cell) {
    if (cell.empty) return {};
    if (const auto* number = std::get_if<double>(&cell.content)) return *number;
    return std::get<std::string>(cell.content);
}

namespace {

// Fails if no option of this profile could have that item: it is misspelt.
void check_item(const std::string& name, const Comparison& comparison) {
    const auto at = name.find("." + std::string(item_prefix));
    if (at == name.npos) return;
    const std::string item = name.substr(at + 1 + item_prefix.size());
    std::vector<std::string> known;
    for (const OptionResult& option : comparison.options) {
        for (const Item& one : option.items) {
            if (one.name() == item) return;
            known.push_back(option.id + "." + std::string(item_prefix) + one.name());
        }
    }
    for (int i = 0; !name_of(static_cast<ItemKind>(i)).empty(); ++i) {
        const std::string_view kind = name_of(static_cast<ItemKind>(i));
        if (item.substr(item.rfind('.', item.size()) + 1) == kind ||
            item.starts_with(std::string(kind) + "."))
            return;
    }
    const auto close = nearest(name, known, 3);
    fail("--get: '" + name + "' is no item of this profile's bills; " +
         (close.empty() ? std::string("`aicost compare --items` shows them")
                        : "did you mean " + alternatives(close) + "?"));
}

}  // namespace

MetricValue asked_metric(const std::string& name, const Scenario& scenario, const Comparison& comparison) {
    const auto value = metric_value(scenario, comparison, name);
    if (!value) fail_on_metric("--get", name, scenario);
    if (std::holds_alternative<std::monostate>(*value)) check_item(name, comparison);
    return *value;
}

}  // namespace aicost
