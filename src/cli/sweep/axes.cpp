#include "cli/sweep/axes.hpp"

#include <algorithm>
#include <cmath>

#include "aicost/metric.hpp"
#include "cli/path_word.hpp"
#include "cli/program.hpp"
#include "text/nearest.hpp"
#include "text/value.hpp"

namespace aicost {

namespace {

SweepInput input_of(const std::string& flag, const std::string& path, const std::string& text) {
    const ParsedRange parsed = parse_range(text);
    if (!parsed.range) fail(flag + ": " + path + ": " + parsed.problem);
    return {path, *parsed.range};
}

[[noreturn]] void fail_on_range(const std::string& flag, const std::string& word) {
    fail(flag + ": '" + word + "' is not PATH=RANGE; for example " + flag +
         " workload.tokens_per_day=1M..10M:10");
}

SweepInput input_of(const std::string& flag, const std::string& word) {
    const auto equals = word.find('=');
    if (equals == std::string::npos || equals == 0) fail_on_range(flag, word);
    return input_of(flag, written_path(word.substr(0, equals)), written_value(word, equals));
}

// "a=1,2,3;b=4,5,6"
SweepAxis together(const std::string& flag, const std::string& text) {
    SweepAxis axis;
    for (std::string rest = text;;) {
        const auto end = rest.find(';');
        std::string word = rest.substr(0, end);
        word.erase(0, word.find_first_not_of(' '));
        word.erase(word.find_last_not_of(' ') + 1);
        axis.inputs.push_back(input_of(flag, word));
        if (end == std::string::npos) break;
        rest.erase(0, end + 1);
    }
    for (const SweepInput& input : axis.inputs) {
        if (input.range.size() != axis.size()) {
            fail(flag + ": " + input.path + ": has another number of values than " + axis.inputs[0].path +
                 " (got " + std::to_string(input.range.size()) + " and " + std::to_string(axis.size()) +
                 "); inputs that move together need as many values each");
        }
    }
    return axis;
}

std::vector<SweepAxis> axes_of(const Arguments& arguments, const Profile& profile) {
    std::vector<SweepAxis> axes;
    for (const SweepArgument& one : arguments.own.of<SweepArguments>().vary) {
        axes.push_back(one.together ? together("--vary-together", one.text)
                                    : SweepAxis{{input_of("--vary", one.text)}});
    }
    if (!axes.empty()) return axes;
    for (const SweepBlock::Axis& axis : profile.sweep.axes) {
        std::string text;
        for (const auto& [path, range] : axis) text += (text.empty() ? "" : ";") + path + "=" + range;
        axes.push_back(together(profile.text.file + ": sweep", text));
    }
    if (axes.empty()) {
        fail(
            "--vary: nothing to vary; for example --vary workload.tokens_per_day=1M..10M:10, or a `sweep` "
            "block in the profile");
    }
    return axes;
}

void check_paths(const std::vector<SweepAxis>& axes) {
    std::vector<std::string> seen;
    for (const SweepAxis& axis : axes) {
        for (const SweepInput& input : axis.inputs) {
            if (input.path.find('*') != std::string::npos)
                fail("--vary: '" + input.path + "' is a pattern; name one input");
            if (std::find(seen.begin(), seen.end(), input.path) != seen.end())
                fail("--vary: " + input.path + ": is varied twice; once is enough");
            seen.push_back(input.path);
        }
    }
}

// The profile with one value of every input: all checks of a profile apply to it.
template <class Pick>
Profile loaded_with(const Arguments& arguments, const ProfileText& text, const std::vector<SweepAxis>& axes,
                    Pick pick) {
    Arguments with = arguments;
    for (const SweepAxis& axis : axes) {
        for (const SweepInput& input : axis.inputs)
            with.overrides.push_back({input.path, shortest(pick(axis, input.range)), "--vary"});
    }
    return load(text, with);
}

// If bounds hold at both ends, they hold in between; so do rules between inputs, which are sums and products.
void check_values(const Arguments& arguments, const ProfileText& text, const std::vector<SweepAxis>& axes) {
    loaded_with(arguments, text, axes, [](const SweepAxis&, const Range& range) { return range.min(); });
    constexpr std::uint64_t max_together = 256;
    for (const SweepAxis& together : axes) {
        if (together.inputs.size() == 1 || together.size() > max_together) continue;
        for (std::uint64_t i = 0; i < together.size(); ++i) {
            loaded_with(arguments, text, axes, [&](const SweepAxis& axis, const Range& range) {
                return axis.inputs.size() > 1 ? range.at(std::min(i, range.size() - 1)) : range.max();
            });
        }
        return;
    }
    loaded_with(arguments, text, axes, [](const SweepAxis&, const Range& range) { return range.max(); });
}

void check_numbers(SweepPlan& plan) {
    for (const SweepAxis& axis : plan.axes) {
        for (const SweepInput& input : axis.inputs) {
            const auto parameter = find_parameter(plan.profile.scenario, input.path);
            if (!parameter) fail("--vary: " + input.path + ": is not a number");
            if (!parameter->bound().whole) continue;
            for (std::uint64_t i = 0; i < input.range.size(); ++i) {
                const double value = input.range.at(i);
                if (std::floor(value) == value) continue;
                fail("--vary: " + input.path + ": must be a whole number (got " + shortest(value) +
                     "); a step that is whole, or a list");
            }
        }
    }
}

}  // namespace

void expect_range(const std::string& text, bool together) {
    if (text.find('=') == std::string::npos) fail_on_range(together ? "--vary-together" : "--vary", text);
}

std::vector<std::string> sweep_metrics(const Arguments& arguments, const Profile& profile) {
    const Scenario& scenario = profile.scenario;
    std::vector<std::string> names = arguments.own.of<SweepArguments>().columns;
    if (names.empty()) names = profile.sweep.columns;
    if (names.empty()) {
        const auto& vary = arguments.own.of<SweepArguments>().vary;
        const bool discounts = scenario.discount_rate != 0.0 ||
                               std::any_of(vary.begin(), vary.end(), [](const SweepArgument& one) {
                                   return one.text.find("discount_rate=") != std::string::npos;
                               });
        for (const auto& option : scenario.options) names.push_back(option.name + ".total");
        for (const auto& option : scenario.options) {
            if (discounts) names.push_back(option.name + ".npv");  // what decides the winner
        }
        names.emplace_back("winner");
        const std::size_t baseline = baseline_of(scenario);
        for (std::size_t i = 0; i < scenario.options.size(); ++i) {
            if (i != baseline) names.push_back(scenario.options[i].name + ".break_even_month");
        }
        return names;
    }
    const std::vector<std::string> known = metric_names(scenario);
    for (const std::string& name : names) {
        const bool item = name.find("." + std::string(item_prefix)) != name.npos &&
                          find_option(scenario, std::string_view(name).substr(0, name.find('.')));
        if (item || std::find(known.begin(), known.end(), name) != known.end()) continue;
        const auto close = nearest(name, known, 3);
        fail("--columns: '" + name + "' is not a metric of this profile; " +
             (close.empty() ? std::string("OPTION.total, winner, …")
                            : "did you mean " + alternatives(close) + "?"));
    }
    return names;
}

SweepPlan plan_sweep(const Arguments& arguments) {
    return plan_sweep(arguments, find_profile(arguments.profile));
}

SweepPlan plan_sweep(const Arguments& arguments, const ProfileText& text) {
    SweepPlan plan;
    if (arguments.own.of<SweepArguments>().vary.empty())
        plan.profile = load(text, arguments);  // for its `sweep` block
    plan.axes = axes_of(arguments, plan.profile);
    check_paths(plan.axes);
    const auto count = count_of(plan.axes);
    if (!count) fail("--vary: makes more combinations than can be counted; fewer values, or fewer inputs");
    plan.count = *count;
    check_values(arguments, text, plan.axes);
    plan.profile = loaded_with(arguments, text, plan.axes,
                               [](const SweepAxis&, const Range& range) { return range.at(0); });
    check_numbers(plan);
    plan.scenario = plan.profile.scenario;
    plan.metrics = sweep_metrics(arguments, plan.profile);
    return plan;
}

}  // namespace aicost
