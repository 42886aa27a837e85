#include "aicost/sizing.hpp"

#include <algorithm>

#include "aicost/request.hpp"
#include "engine/size_limits.hpp"

namespace aicost {

namespace {

constexpr int max_gpus = 8;
constexpr int max_gpus_to_hold = 1024;
// Just below full: a completely full machine has no next token, and so no marginal cost.
constexpr double nearly = 1.0 - 1e-9;

bool contains(const std::vector<std::string>& list, const std::string& word) {
    return std::find(list.begin(), list.end(), word) != list.end();
}

bool takes_gpus(const Host& host, const Gpu& gpu, int gpus) {
    return contains(host.around, gpu.kind) && gpus >= host.least_gpus && gpus <= host.most_gpus &&
           (host.architectures.empty() || contains(host.architectures, gpu.architecture));
}

const Host* host_of(const SizingQuestion& question, const Gpu& gpu, int gpus) {
    const auto host = std::find_if(question.hosts.begin(), question.hosts.end(),
                                   [&](const Host& one) { return takes_gpus(one, gpu, gpus); });
    return host == question.hosts.end() ? nullptr : &*host;
}

// The most GPUs of a kind that a host takes, 1 to 8.
int max_in_a_host(const SizingQuestion& question, const Gpu& gpu) {
    if (question.hosts.empty() || gpu.kind == "cloud") return max_gpus;
    int max = max_gpus;
    while (max > 1 && host_of(question, gpu, max) == nullptr) --max;
    return max;
}

// The numbers of GPUs per machine to try: tensor parallelism needs powers of two.
std::vector<int> counts_to_try(const SizingQuestion& question, const Gpu& gpu) {
    if (question.gpus) return {*question.gpus};
    if (gpu.is_whole()) return {1};
    const bool tensors = engine_traits(question.engine).value_or(EngineTraits{}).tensor_parallel;
    const int max = max_in_a_host(question, gpu);
    std::vector<int> counts;
    for (int count = 1; count <= max; count = tensors ? 2 * count : count + 1) counts.push_back(count);
    return counts;
}

Serving serving_of(const SizingQuestion& question, const std::optional<Serving>& base,
                   const Machine& machine) {
    Serving serving = base.value_or(Serving{});
    serving.gpu = machine.gpu.fact.id;
    serving.gpus = machine.gpus;
    serving.model = question.model.fact.id;
    serving.quantization = question.format.fact.id;
    serving.engine = question.engine;
    serving.max_concurrency = question.max_concurrency;
    serving.usable_memory_gib = question.usable_memory_gib;
    serving.input_tokens_per_second = machine.rates.prefill;
    serving.output_tokens_per_second = machine.rates.decode;
    if (machine.rates.one_request) serving.seconds_per_request = machine.rates.one_request->value() * 3600.0;
    return serving;
}

HardwareItem& item_named(Owned& owned, const std::string& name) {
    for (auto& [item, value] : owned.hardware) {
        if (item == name) return value;
    }
    owned.hardware.insert(owned.hardware.begin(), {name, {}});
    return owned.hardware.front().value;
}

std::optional<Money> price_of(const SizingQuestion& question, const Gpu& gpu) {
    const auto& stated = question.stated_price;
    if (stated && stated->gpu == gpu.fact.id) return stated->price;
    if (!gpu.price) return std::nullopt;
    return in_currency(*gpu.price, question.scenario.usd_rate);
}

// A board that the catalogue also sells as a whole server.
bool sold_whole(const Gpu& gpu, const std::vector<Gpu>& all) {
    return std::any_of(all.begin(), all.end(),
                       [&](const Gpu& one) { return one.holds == gpu.fact.id && one.price.has_value(); });
}

// Is there a computer to put it in?
bool can_be_built(const SizingQuestion& question, const Machine& machine) {
    return machine.gpu.is_whole() || question.hosts.empty() || question.host_price || machine.host;
}

std::optional<Option> bought(const SizingQuestion& question, const Machine& machine) {
    const Gpu& gpu = machine.gpu;
    const auto power = power_of(gpu, machine.gpus, machine.rates.estimate.batch);
    if (!price_of(question, gpu) || !power || !can_be_built(question, machine)) return std::nullopt;
    const bool hosted = !gpu.is_whole();
    Owned owned = question.bought;
    const bool has_host = std::any_of(owned.hardware.begin(), owned.hardware.end(),
                                      [](const auto& item) { return item.name == "host"; });
    // a GPU priced at 0 is already owned, and so is its computer
    const bool there = *price_of(question, gpu) == Money();
    if (hosted && question.host_price)
        item_named(owned, "host").unit_price = *question.host_price;
    else if (hosted && machine.host && !has_host && !there)
        item_named(owned, "host").unit_price = in_currency(machine.host->price, question.scenario.usd_rate);
    HardwareItem& item = item_named(owned, "gpu");
    item.quantity = machine.gpus;
    item.unit_price = price_of(question, gpu).value();
    std::erase_if(owned.running.monthly_costs, [](const auto& cost) { return cost.name == "electricity"; });
    if (owned.electricity) {
        Power idle, load;  // of the host
        if (hosted && question.host_watts) {
            idle = load = *question.host_watts;
        } else if (hosted && machine.host) {
            idle = machine.host->idle_watts;
            load = machine.host->load_watts;
        }
        owned.electricity->load_watts = power->load + load;
        owned.electricity->idle_watts = power->idle + idle;
        owned.electricity->load_share.reset();
    }
    owned.machines.units.count.reset();
    owned.model_memory.reset();
    owned.machines.serving = serving_of(question, question.bought.machines.serving, machine);
    return owned;
}

std::optional<Option> rented(const SizingQuestion& question, const Machine& machine) {
    if (!machine.gpu.rent_per_hour) return std::nullopt;
    Rented option = question.rented;
    option.price_per_hour =
        in_currency(*machine.gpu.rent_per_hour, question.scenario.usd_rate) * machine.gpus;
    option.machines.units.count.reset();
    option.machines.serving = serving_of(question, question.rented.machines.serving, machine);
    return option;
}

// A machine, and the option made from it.
struct Candidate {
    Machine machine;
    Option option;
    std::optional<Unfit> never;  // a limit that no number of machines meets
};

Machines* machines_in(Option& option) {
    return std::visit(
        [](auto& held) -> Machines* {
            if constexpr (requires { held.machines; }) return &held.machines;
            return nullptr;
        },
        option);
}
Machines& machines_of(Candidate& candidate) { return *machines_in(candidate.option); }

Comparison judge(Scenario& scenario, const std::vector<Candidate>& candidates) {
    scenario.options.clear();
    scenario.baseline.clear();
    for (const Candidate& candidate : candidates)
        scenario.options.push_back({candidate.machine.id, candidate.option});
    return candidates.empty() ? Comparison{} : evaluate(scenario);
}

// The option alone, under a flat load without growth, with as many units as were sized.
Scenario steady(const Sizing& sizing, std::size_t index) {
    Scenario scenario = sizing.scenario;
    scenario.options = {sizing.scenario.options[index]};
    scenario.workload.load_shape = LoadShape{};
    scenario.workload.growth_per_month = 0.0;
    set_tokens_per_day(scenario.workload, volume_per_day(sizing.scenario));
    const Units units{sizing.comparison.options[index].units};
    if (auto* owned = std::get_if<Owned>(&scenario.options[0].value)) owned->machines.units = units;
    if (auto* hired = std::get_if<Rented>(&scenario.options[0].value)) hired->machines.units = units;
    return scenario;
}

// Tokens a day that keep a steady option busy in all of its hours; none if tokens do not keep it busy.
std::optional<Tokens> full_load(const Scenario& steady) {
    const auto capacity = evaluate(steady).options[0].capacity_tokens_per_day;
    if (!capacity) return std::nullopt;
    const Option& option = steady.options[0].value;
    const auto* owned = std::get_if<Owned>(&option);
    const Serving& serving =
        owned != nullptr ? *owned->machines.serving : *std::get<Rented>(option).machines.serving;
    return *capacity / serving.max_utilization;
}

// Sizes each candidate to meet the limits, and fills in what a request then experiences.
Comparison size_fleets(const SizingQuestion& question, Scenario& scenario,
                       std::vector<Candidate>& candidates) {
    Comparison comparison = judge(scenario, candidates);
    bool more = false;
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        Candidate& one = candidates[i];
        Machines& machines = machines_of(one);
        const auto hour = busiest_hour(comparison.options[i], machines.spare_units);
        one.machine.for_load = comparison.options[i].units.value_or(1.0);
        WithinLimits found = machines_within_limits(question, one.machine, hour);
        one.never = std::move(found.never);
        if (one.never || !hour || found.machines <= hour->machines) continue;
        machines.min_units = found.machines + machines.spare_units;
        more = true;
    }
    if (more) comparison = judge(scenario, candidates);
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        Candidate& one = candidates[i];
        const auto hour = busiest_hour(comparison.options[i], machines_of(one).spare_units);
        one.machine.wait = wait_of(question, one.machine, hour);
        one.machine.speed = speed_of(question, one.machine, hour);
    }
    return comparison;
}

// The first reason against a machine; none if it serves.
std::optional<Unfit> fault_of(const SizingQuestion& question, const Candidate& candidate,
                              const OptionResult& result) {
    using Why = Unfit::Why;
    const Machine& machine = candidate.machine;
    if (!result.allowed) return Unfit{machine.gpu, machine.gpus, Why::barred, 0, 0, {}};
    if (candidate.never) return candidate.never;
    if (question.max_machines && *result.units > *question.max_machines) {
        return Unfit{machine.gpu,   machine.gpus,           Why::too_many_machines,
                     *result.units, *question.max_machines, {}};
    }
    return std::nullopt;
}

// Which of two faults of one GPU to report: that of the machine which came closer.
bool nearer(const Unfit& a, const Unfit& b) {
    if (a.why != b.why) return a.why > b.why;
    if (a.why == Unfit::Why::too_slow) return a.got > b.got;
    if (a.why == Unfit::Why::first_token_late) return a.got < b.got;
    return a.needed < b.needed;
}

// Adds the machines of one GPU that can be priced; else says why there are none.
std::optional<Unfit> add_candidates(const SizingQuestion& question, const Gpu& gpu,
                                    const std::vector<MeasuredPoint>& points,
                                    const std::vector<Quantization>& formats,
                                    const std::vector<FormatSupport>& support, bool as_a_server,
                                    std::vector<Candidate>& all) {
    using Why = Unfit::Why;
    const RequestSize request = request_size(question.scenario.workload);
    if (gpu.is_whole() && question.gpus.value_or(1) > 1)
        return Unfit{gpu, *question.gpus, Why::not_several, 0, 0, {}};
    const FormatRun runs = format_run(support, question.engine, question.format, gpu);
    if (runs == FormatRun::no) return Unfit{gpu, question.gpus.value_or(1), Why::not_run, 0, 0, {}};
    const std::size_t before = all.size();
    std::optional<Unfit> fault;
    for (const int count : counts_to_try(question, gpu)) {
        Machine machine{gpu.fact.id, gpu, count, false, {}, runs, {}, 0.0, 1.0, {}, {}, {}};
        if (const Host* host = gpu.is_whole() ? nullptr : host_of(question, gpu, count)) machine.host = *host;
        machine.rates = serving_rates(setup_of(question, gpu, count), points, formats);
        const ThroughputEstimate& estimate = machine.rates.estimate;
        if (!estimate.fits) {
            fault = Unfit{gpu,
                          count,
                          Why::does_not_fit,
                          estimate.weights_gib + estimate.sequence_kv_gib,
                          estimate.usable_gib,
                          gpus_to_hold(question, gpu)};
            continue;
        }
        if (!machine.rates.prefill || !machine.rates.decode) {
            fault = Unfit{gpu, count, Why::no_compute, 0, 0, {}};
            continue;
        }
        const double prompt = request.input.value() * (1.0 - request.cache_read_share);
        if (prompt > 0.0) machine.first_token = tokens(prompt) / *machine.rates.prefill;
        machine.speed = *machine.rates.decode / static_cast<double>(std::max(1, estimate.batch));
        const bool priced = price_of(question, gpu) && gpu.load_watts;
        fault = Unfit{gpu, count, priced ? Why::no_host : Why::no_price, 0, 0, {}};
        auto owned = as_a_server ? std::nullopt : bought(question, machine);
        if (owned) all.push_back({machine, std::move(*owned), {}});
        machine.host.reset();
        machine.rented = true;
        machine.id += "-rented";
        if (auto option = rented(question, machine)) all.push_back({machine, std::move(*option), {}});
    }
    return all.size() > before ? std::nullopt : fault;
}

}  // namespace

std::optional<int> gpus_to_hold(const SizingQuestion& question, const Gpu& gpu) {
    const int max = gpu.is_whole() ? 1 : max_gpus_to_hold;
    for (int count = 1; count <= max; ++count) {
        if (estimate_throughput(setup_of(question, gpu, count)).fits) return count;
    }
    return std::nullopt;
}

Sizing size_machines(const SizingQuestion& question, const std::vector<Gpu>& gpus,
                     const std::vector<MeasuredPoint>& points, const std::vector<Quantization>& formats,
                     const std::vector<FormatSupport>& support) {
    Sizing sizing;
    const ThroughputEstimate memory = estimate_throughput(setup_of(question, Gpu{}, 1));
    sizing.weights_gib = memory.weights_gib;
    sizing.request_gib = memory.sequence_kv_gib;
    sizing.kv_bytes_per_token = memory.kv_bytes_per_token;
    sizing.scenario = question.scenario;

    std::vector<Candidate> chosen;
    for (const Gpu& gpu : gpus) {
        if (!question.only.empty() && !contains(question.only, gpu.fact.id)) continue;
        std::vector<Candidate> candidates;
        const bool stated = question.stated_price && question.stated_price->gpu == gpu.fact.id;
        const bool as_a_server = !question.hosts.empty() && !stated && sold_whole(gpu, gpus);
        if (auto fault = add_candidates(question, gpu, points, formats, support, as_a_server, candidates)) {
            sizing.unfit.push_back(std::move(*fault));
            continue;
        }
        std::optional<Unfit> nearest;
        std::optional<std::size_t> best[2];  // bought, rented
        const Comparison comparison = size_fleets(question, sizing.scenario, candidates);
        for (std::size_t i = 0; i < candidates.size(); ++i) {
            const OptionResult& result = comparison.options[i];
            if (const auto fault = fault_of(question, candidates[i], result)) {
                if (!nearest || nearer(*fault, *nearest)) nearest = fault;
                continue;
            }
            auto& so_far = best[candidates[i].machine.rented ? 1 : 0];
            if (!so_far || result.npv < comparison.options[*so_far].npv) so_far = i;
        }
        if (!best[0] && best[1]) candidates[*best[1]].machine.id = gpu.fact.id;
        for (const auto& one : best) {
            if (one) chosen.push_back(candidates[*one]);
        }
        if (!best[0] && !best[1]) sizing.unfit.push_back(*nearest);
    }
    const Comparison unordered = judge(sizing.scenario, chosen);
    std::vector<std::size_t> order(chosen.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return unordered.options[a].npv < unordered.options[b].npv;
    });
    std::vector<Candidate> ordered;
    ordered.reserve(order.size());
    for (const std::size_t i : order) ordered.push_back(chosen[i]);
    sizing.comparison = judge(sizing.scenario, ordered);
    for (Candidate& candidate : ordered) sizing.machines.push_back(std::move(candidate.machine));
    for (std::size_t i = 0; i < sizing.machines.size(); ++i) {
        const Scenario even = steady(sizing, i);
        if (const auto full = full_load(even)) sizing.machines[i].busy = volume_per_day(even) / *full;
    }
    return sizing;
}

std::vector<DutyCost> cost_at_utilizations(const Sizing& sizing, std::size_t index,
                                           std::span<const double> utilizations) {
    Scenario scenario = steady(sizing, index);
    std::vector<DutyCost> costs;
    const auto load = full_load(scenario);
    if (!load) return costs;
    const Tokens full = *load;
    for (const double share : utilizations) {
        scenario.workload.tokens_per_day = full * std::min(share, nearly);
        const OptionResult result = evaluate(scenario).options[0];
        costs.push_back({share, full * share, result.cost_per_mtok,
                         result.marginal_cost_per_mtok.value_or(TokenPrice())});
    }
    return costs;
}

}  // namespace aicost
