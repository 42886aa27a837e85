#include <algorithm>

#include "aicost/advice.hpp"
#include "aicost/request.hpp"
#include "aicost/throughput.hpp"
#include "cli/machine_arguments.hpp"
#include "cli/program.hpp"
#include "report/number.hpp"
#include "report/view/advice_view.hpp"

namespace aicost {

namespace {

void require(Arguments& arguments, const char* path, const char* flag) {
    arguments.overrides.push_back({path, "true", flag});
}

struct AdviseArguments {
    bool frontier_model = false, bursty = false;
    std::string sensitive_share, local_share;
};

constexpr OptionRow advise_rows[] = {
    {"--data-stays-on-premises", "", "no data may leave the house",
     [](Arguments& a, const std::string&) {
         require(a, "requirements.data_stays_on_premises", "--data-stays-on-premises");
     }},
    {"--offline", "", "it must work without a network",
     [](Arguments& a, const std::string&) { require(a, "requirements.works_offline", "--offline"); }},
    {"--no-rate-limits", "", "no provider may limit the rate",
     [](Arguments& a, const std::string&) { require(a, "requirements.no_rate_limits", "--no-rate-limits"); }},
    {"--frontier-model", "", "the largest models are needed", into<&AdviseArguments::frontier_model>},
    {"--bursty", "", "use is unpredictable: an even load gets a peak of 3 times the mean",
     into<&AdviseArguments::bursty>},
    {"--sensitive-share", "N", "share of the work that may not leave: 40%",
     into<&AdviseArguments::sensitive_share>},
    {"--local-share", "N", "of a hybrid that is made, where the machine's capacity is not known [80%]",
     into<&AdviseArguments::local_share>},
};
constexpr std::span<const OptionRow> advise_own_options = advise_rows;

Needs needs_of(const Arguments& arguments) {
    const auto& own = arguments.own.of<AdviseArguments>();
    Needs needs;
    needs.frontier_model = own.frontier_model;
    needs.bursty = own.bursty;
    needs.sensitive_share = stated_number("--sensitive-share", own.sensitive_share, bounds::share);
    needs.hybrid_share =
        stated_number("--local-share", own.local_share, bounds::share).value_or(needs.hybrid_share);
    return needs;
}

// The memory of the local side, and the models that fit in it.
StartPlan start_plan(const Advice& advice) {
    StartPlan plan;
    const SideAdvice& local = advice.sides[static_cast<std::size_t>(Side::local)];
    if (!local.option) return plan;
    const Option& option = advice.scenario.options[*local.option].value;
    const auto* owned = std::get_if<Owned>(&option);
    const auto& serving =
        owned != nullptr ? owned->machines.serving : std::get<Rented>(option).machines.serving;
    ThroughputSetup setup;
    if (serving && !serving->gpu.empty()) {
        const auto gpu = find_entry(catalogue().gpus(), serving->gpu);
        if (!gpu) return plan;
        setup.gpu = *gpu;
        setup.gpus = serving->gpus;
        plan.machine = std::to_string(serving->gpus) + " x " + gpu->fact.id;
        plan.stated_model = serving->model;
    } else if (owned != nullptr && owned->model_memory) {
        setup.gpu.memory_gib = owned->model_memory->memory_gib;
        plan.machine = plain_text(owned->model_memory->memory_gib) + " GiB of memory";
    } else {
        return plan;
    }
    if (serving) setup.usable_memory_gib = serving->usable_memory_gib;
    plan.usable_gib = estimate_throughput(setup).usable_gib;
    const RequestSize size = request_size(advice.scenario.workload);
    const double request = size.input.value() + size.output.value();
    const double bits = find_entry(catalogue().quantizations(), "q4_k_m").value().bits_per_weight;
    plan.models = models_to_start_with(catalogue().open_models(), bits, plan.usable_gib, request);
    const auto stated = std::find_if(plan.models.begin(), plan.models.end(), [&](const OpenModel& model) {
        return model.fact.id == plan.stated_model;
    });
    if (stated != plan.models.end()) {
        plan.stated_can_be_pulled = true;
        std::rotate(plan.models.begin(), stated, stated + 1);
    }
    return plan;
}

MetricValue asked_value(const std::string& name, const Advice& advice) {
    const SideAdvice* side =
        advice.recommended ? &advice.sides[static_cast<std::size_t>(*advice.recommended)] : nullptr;
    if (name == "recommendation") return side != nullptr ? side_name(side->side) : "none";
    if (name != "option") return asked_metric(name, advice.scenario, advice.comparison);
    if (side == nullptr) return {};
    return advice.scenario.options[*side->option].name;
}

Outcome run_advise(const Arguments& arguments) {
    const Profile profile = load(arguments);
    const Needs needs = needs_of(arguments);
    const Advice advice = advise(profile.scenario, needs);
    Outcome outcome;
    outcome.warnings = profile.warnings;
    if (!arguments.get.empty())
        outcome.text =
            values_text(arguments.get, [&](const std::string& name) { return asked_value(name, advice); });
    else
        outcome.document = advice_view({profile, needs, advice, start_plan(advice)});
    return outcome;
}

const std::span<const OptionRow> advise_options[] = {profile_options, advise_own_options, get_option,
                                                     output_options};
constexpr Example advise_examples[] = {
    {"aicost advise --tokens-per-day 2M", "which side, with the reasons for and against each"},
    {"aicost advise -p coding-assistant --data-stays-on-premises \\\n"
     "      --get recommendation",
     "one word, for a script"},
};

}  // namespace

const Command advise_command = {
    "advise",
    profile_word,
    "local, cloud or hybrid: the recommendation and its reasons",
    "Weighs costs, capacity and requirements by the rules of docs/advise.md, and recommends local, cloud or "
    "a "
    "hybrid of both, which is made where the profile has none: with the reasons for and against each, the "
    "picture of the data flow, the tasks, and how to start.",
    advise_options,
    advise_examples,
    0,
    1,
    run_advise};

}  // namespace aicost
