#include "cli/sweep/selection.hpp"

#include <algorithm>

#include "aicost/metric.hpp"
#include "cli/metric_choice.hpp"
#include "cli/program.hpp"
#include "cli/sweep/axes.hpp"
#include "cli/whole_number.hpp"
#include "text/nearest.hpp"

namespace aicost {

namespace {

// Of these the most is the best.
constexpr std::string_view better_high[] = {
    "savings",  "npv_savings",           "irr", "capacity_tokens_per_day", "margin",
    "feasible", "break_even_utilization"};

bool is_better_high(std::string_view metric) {
    const std::string_view name = metric.substr(metric.find('.') + 1);
    return std::find(std::begin(better_high), std::end(better_high), name) != std::end(better_high);
}

void expect_known(const Assertion& one, const Scenario& scenario, const std::vector<std::string>& paths) {
    std::vector<std::string> known = metric_names(scenario);
    known.insert(known.end(), paths.begin(), paths.end());
    for (const std::string& name : names_in(one)) {
        const bool item = name.find("." + std::string(item_prefix)) != std::string::npos &&
                          find_option(scenario, name.substr(0, name.find('.')));
        if (item || std::find(known.begin(), known.end(), name) != known.end()) continue;
        const auto close = nearest(name, known, 3);
        fail("--where: '" + name + "' is neither a metric nor a varied input; " +
             (close.empty() ? std::string("OPTION.total, winner, …")
                            : "did you mean " + alternatives(close) + "?"));
    }
    const bool of_option = one.kind == Assertion::Kind::word && one.subject != "tie";
    if (of_option && !find_option(scenario, one.subject)) {
        std::vector<std::string> options;
        for (const auto& option : scenario.options) options.push_back(option.name);
        fail("--where: '" + one.subject + "' is not an option of this profile; it has " +
             alternatives(options));
    }
}

}  // namespace

std::vector<Assertion> conditions_of(const Arguments& arguments, const Scenario& scenario,
                                     const std::vector<std::string>& paths) {
    std::vector<Assertion> conditions;
    for (const std::string& text : arguments.own.of<SweepArguments>().where) {
        Result<Assertion> parsed = parse_assertion(text);
        if (!parsed.value) {
            Fault fault = parsed.faults.front();
            fault.file = "--where";
            fail(to_text(fault));
        }
        if (parsed->kind == Assertion::Kind::unchanged)
            fail("--where: unchanged() compares with what `aicost check` saved (got \"" + text +
                 "\"); a comparison, such as local.total < 2000");
        expect_known(*parsed, scenario, paths);
        conditions.push_back(std::move(*parsed.value));
    }
    return conditions;
}

std::optional<RowOrder> order_of(const Arguments& arguments, const Scenario& scenario) {
    const auto& own = arguments.own.of<SweepArguments>();
    if (own.by.empty() && own.top.empty()) return std::nullopt;
    if (own.by.empty())
        fail("--top: by what? --by METRIC says so, for example --by " + scenario.options.front().name +
             ".total");
    RowOrder order;
    if (!own.top.empty() && own.top != "all") order.top = whole_number("--top", own.top, 1, 10000);
    std::string& metric = order.order.metric;
    metric = own.by;
    const auto colon = metric.find(':');
    const std::string end = colon == std::string::npos ? "" : metric.substr(colon + 1);
    if (colon != std::string::npos) metric.resize(colon);
    if (colon != std::string::npos && end != "least" && end != "most")
        fail("--by: '" + end + "' is not an order; " + metric + ":least or " + metric + ":most");
    expect_number_metric(metric, scenario, "--by");
    order.order.most_first = end.empty() ? is_better_high(metric) : end == "most";
    return order;
}

std::string selection_text(const Arguments& arguments, const std::optional<RowOrder>& order) {
    std::string text;
    for (const std::string& one : arguments.own.of<SweepArguments>().where)
        text += (text.empty() ? "; where " : " and ") + one;
    if (!order) return text;
    text += "; ";
    if (order->top) text += "the first " + std::to_string(*order->top) + " ";
    text +=
        "by " + order->order.metric + ", the " + (order->order.most_first ? "greatest" : "least") + " first";
    return text;
}

}  // namespace aicost
