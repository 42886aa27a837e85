#include "advice.hpp"

#include <algorithm>
#include <cmath>

#include "aicost/request.hpp"
#include "aicost/throughput.hpp"

namespace aicost {

namespace {

bool is_local(const Option& option) {
    return std::holds_alternative<Owned>(option) || std::holds_alternative<Rented>(option);
}

Side side_for(const Option& option) {
    if (is_local(option)) return Side::local;
    return std::holds_alternative<Api>(option) ? Side::cloud : Side::hybrid;
}

// The cheapest that can serve and is allowed; if there is none, the cheapest.
std::optional<std::size_t> best_of(const Scenario& scenario, const Comparison& comparison, Side side) {
    std::optional<std::size_t> best;
    const auto better = [&](std::size_t a, std::size_t b) {
        return ranks_before(comparison.options[a], comparison.options[b]);
    };
    for (std::size_t i = 0; i < scenario.options.size(); ++i) {
        if (side_for(scenario.options[i].value) == side && (!best || better(i, *best))) best = i;
    }
    return best;
}

const std::optional<Serving>& serving_of(const Option& option) {
    static const std::optional<Serving> none;
    return std::visit(
        [](const auto& held) -> const std::optional<Serving>& {
            if constexpr (requires { held.machines; }) {
                return held.machines.serving;
            } else {
                return none;
            }
        },
        option);
}

std::string task_of(const std::string& capability) { return capability.substr(0, capability.find(':')); }

std::vector<std::string> merged(std::vector<std::string> tasks, const std::vector<std::string>& more) {
    for (const std::string& one : more) {
        const bool known = std::any_of(tasks.begin(), tasks.end(), [&](const std::string& other) {
            return task_of(other) == task_of(one);
        });
        if (!known) tasks.push_back(one);
    }
    return tasks;
}

const std::vector<std::string>& provided_by(const Option& option) {
    return std::visit(
        [](const auto& held) -> const std::vector<std::string>& { return held.about.capabilities; }, option);
}

std::string unused_id(const Scenario& scenario) {
    std::string id = "hybrid";
    while (find_option(scenario, id)) id += "_";
    return id;
}

// The machine serves what it can in each hour, if its capacity is known. With a share of sensitive work, the split is
// by share instead.
Named<Option> make_hybrid(const Scenario& scenario, std::size_t local, std::size_t cloud,
                          const Needs& needs) {
    Hybrid hybrid;
    hybrid.local = scenario.options[local].name;
    hybrid.cloud = scenario.options[cloud].name;
    hybrid.about.capabilities =
        merged(provided_by(scenario.options[local].value), provided_by(scenario.options[cloud].value));
    if (needs.sensitive_share)
        hybrid.local_share = *needs.sensitive_share;
    else if (serving_of(scenario.options[local].value))
        hybrid.overflow = true;
    else
        hybrid.local_share = needs.hybrid_share;
    return {unused_id(scenario), hybrid};
}

// Sides in order of preference when cost does not decide.
int readiness(Side side) { return side == Side::cloud ? 0 : side == Side::hybrid ? 1 : 2; }

void decide(Advice& advice, const Needs& needs) {
    using Rule = Advice::Rule;
    const auto cost = [&](const SideAdvice* side) { return advice.comparison.options[*side->option].npv; };
    std::vector<const SideAdvice*> possible;
    for (const SideAdvice& side : advice.sides) {
        if (side.possible) possible.push_back(&side);
    }
    if (possible.empty()) return;
    std::stable_sort(possible.begin(), possible.end(),
                     [&](const auto* a, const auto* b) { return cost(a) < cost(b); });
    const SideAdvice* best = possible.front();
    advice.rule = possible.size() == 1 ? Rule::only_possible : Rule::cheapest;
    const Money lowest = cost(best);
    for (const SideAdvice* other : possible) {
        if (other == possible.front()) continue;
        const double scale = std::max(std::abs(lowest.value()), std::abs(cost(other).value()));
        if ((cost(other) - lowest).value() > close_call * scale) continue;
        const Money upfront = advice.comparison.options[*other->option].upfront;
        const Money best_upfront = advice.comparison.options[*best->option].upfront;
        const bool readier = readiness(other->side) < readiness(best->side);
        if (needs.bursty ? readier : upfront < best_upfront) {
            best = other;
            advice.rule = needs.bursty ? Rule::close_and_bursty : Rule::close_and_less_upfront;
        }
    }
    advice.recommended = best->side;
    for (const SideAdvice* other : possible) {
        if (other == best) continue;
        const Money margin = cost(other) - cost(best);
        if (!advice.margin || margin < *advice.margin) advice.margin = margin;
    }
}

}  // namespace

const SideAdvice& side_of(const Advice& advice, Side side) {
    return advice.sides[static_cast<std::size_t>(side)];
}

std::vector<ServingPart> serving_parts(const Advice& advice, const SideAdvice& side) {
    std::vector<ServingPart> parts;
    if (!side.option) return parts;
    const auto& options = advice.scenario.options;
    const OptionResult& result = advice.comparison.options[*side.option];
    const auto* hybrid = std::get_if<Hybrid>(&options[*side.option].value);
    const bool weighted = hybrid != nullptr && !hybrid->parts.empty();
    const auto add = [&](std::size_t option, double share) {
        std::visit(
            [&]<class Kind>(const Kind&) {
                if constexpr (requires { Kind::leaves_premises; })
                    parts.push_back({option, share, !Kind::leaves_premises, Kind::has_rate_limits, weighted});
            },
            options[option].value);
    };
    if (hybrid == nullptr) {
        add(*side.option, 1.0);
    } else if (weighted) {
        for (const auto& [id, share] : result.shares) add(find_option(advice.scenario, id).value(), share);
    } else {
        const double local = result.local_share.empty() ? 0.0 : result.local_share.front();
        add(find_option(advice.scenario, hybrid->local).value(), local);
        add(find_option(advice.scenario, hybrid->cloud).value(), 1.0 - local);
    }
    return parts;
}

double share_at_home(const Advice& advice, const SideAdvice& side) {
    const auto parts = serving_parts(advice, side);
    const auto leaves = [](const ServingPart& part) { return !part.at_home && part.share > 0.0; };
    if (std::none_of(parts.begin(), parts.end(), leaves)) return parts.empty() ? 0.0 : 1.0;
    double share = 0.0;
    for (const ServingPart& part : parts) share += part.at_home ? part.share : 0.0;
    return share;
}

bool has_frontier(const Advice& advice, const SideAdvice& side) {
    if (!side.option) return false;
    const auto parts = serving_parts(advice, side);
    if (std::any_of(parts.begin(), parts.end(), [](const ServingPart& part) { return part.by_key; }))
        return true;
    const auto& tasks = provided_by(advice.scenario.options[*side.option].value);
    return std::any_of(tasks.begin(), tasks.end(),
                       [](const std::string& one) { return task_of(one) == frontier_capability; });
}

Advice advise(const Scenario& scenario, const Needs& needs) {
    Advice advice;
    advice.scenario = scenario;
    Workload& work = advice.scenario.workload;
    if (needs.bursty && work.load_shape.kind == LoadShape::Kind::flat)
        work.load_shape.kind = LoadShape::Kind::business_hours;
    advice.comparison = evaluate(advice.scenario);
    const auto local = best_of(advice.scenario, advice.comparison, Side::local);
    const auto cloud = best_of(advice.scenario, advice.comparison, Side::cloud);
    auto hybrid = best_of(advice.scenario, advice.comparison, Side::hybrid);
    const bool make = !hybrid && local && cloud;
    if (make) {
        hybrid = advice.scenario.options.size();
        advice.scenario.options.push_back(make_hybrid(advice.scenario, *local, *cloud, needs));
    }
    if (cloud) advice.scenario.baseline = advice.scenario.options[*cloud].name;
    advice.comparison = evaluate(advice.scenario);
    advice.sides = {{Side::local, local, false, false, {}, {}},
                    {Side::cloud, cloud, false, false, {}, {}},
                    {Side::hybrid, hybrid, make, false, {}, {}}};
    for (SideAdvice& side : advice.sides) weigh(side, advice, needs);
    decide(advice, needs);
    return advice;
}

std::vector<OpenModel> models_to_start_with(const std::vector<OpenModel>& models, double bits_per_weight,
                                            double usable_gib, double request_tokens) {
    constexpr double gib = 1024.0 * 1024.0 * 1024.0;
    std::vector<OpenModel> fitting;
    for (const OpenModel& model : models) {
        if (!has_shape(model)) continue;
        const double needed =
            *model.params_b * 1e9 * bits_per_weight / 8.0 + kv_cache_bytes(model, request_tokens, 2.0);
        if (!model.ollama.empty() && needed <= usable_gib * gib && model.context_tokens >= request_tokens)
            fitting.push_back(model);
    }
    std::stable_sort(fitting.begin(), fitting.end(),
                     [](const OpenModel& a, const OpenModel& b) { return a.params_b > b.params_b; });
    return fitting;
}

std::vector<OpenModel> models_for_machine(const Gpu& gpu, int gpus, const std::vector<OpenModel>& models,
                                          double bits_per_weight, const Workload& workload) {
    ThroughputSetup setup;
    setup.gpu = gpu;
    setup.gpus = gpus;
    const RequestSize size = request_size(workload);
    return models_to_start_with(models, bits_per_weight, estimate_throughput(setup).usable_gib,
                                size.input.value() + size.output.value());
}

}  // namespace aicost
