// Which machine serves a workload with an open-weight model, and what does it cost? docs/model.md, section 5.
//
//   needed GiB       = weights + KV cache of one request        fits if at most the usable memory
//   machines         = units "auto" of the engine: as many as the busiest month needs, or as many as it takes to
//                      meet limits on the first token and on the speed of a request
//   busy             = busy hours of a machine in month 1 / hours that it is on: the duty cycle
//   first token      = uncached input tokens per request / prefill rate, in seconds
//   wait             = before that: mean wait in the queue for machines · batch slots in the busiest hour
//
//     const Catalogue& facts = Catalogue::built_in();
//     SizingQuestion question;
//     question.scenario = scenario;
//     question.model = find_entry(facts.open_models(), "llama-3-8b").value();
//     question.format = find_entry(facts.quantizations(), "q4_k_m").value();
//     const Sizing sizing = size_machines(question, facts.gpus(), facts.measured_points(), facts.quantizations());
//     sizing.machines[0].id;                       // the cheapest that serves
//     sizing.comparison.options[0].total;          // what it costs: evaluate() of sizing.scenario
//
// Cards and boards go into the first of `hosts` that takes their kind and number; without one they are not
// bought. Boards that the catalogue has as a whole server are bought as that server.
//
// Each machine is an option of `Sizing::scenario`, so every figure comes from the engine. A GPU is tried bought
// and rented, in machines of 1 to 8; the cheapest of each that serves is kept.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "aicost/catalogue.hpp"
#include "aicost/evaluate.hpp"
#include "aicost/throughput.hpp"

namespace aicost {

// The price of one GPU, in the scenario's currency, instead of the catalogue's.
struct StatedPrice {
    std::string gpu;  // its id
    Money price;
};

struct SizingQuestion {
    Scenario scenario;  // time, money, workload and requirements; its options are ignored
    Owned bought;       // what a machine costs besides its GPUs: other hardware, staff, price of electricity
    Rented rented;
    OpenModel model;
    Quantization format;
    std::string engine = "llama.cpp";
    std::optional<int> max_concurrency;
    std::optional<double> usable_memory_gib;  // of one GPU; none: as much as the engine can use
    std::optional<int> gpus;                  // per machine; none: the cheapest number
    std::vector<std::string> only;            // ids of the GPUs to try; empty: all
    std::optional<StatedPrice> stated_price;
    std::vector<Host> hosts;  // computers that cards and boards go into; empty: the GPUs alone are counted
    std::optional<Money> host_price;  // of one, instead of the catalogue's; then a machine may have any size
    std::optional<Power> host_watts;  // likewise its power draw, idle and under load
    std::optional<double> max_machines;   // limits
    std::optional<Duration> first_token;  // at most
    std::optional<TokenRate> min_speed;   // of one request
};

struct Machine {
    std::string id;  // of its option: the GPU's id, with "-rented" if it is also listed as bought
    Gpu gpu;
    int gpus = 1;
    bool rented = false;
    ServingRates rates;
    FormatRun runs = FormatRun::not_known;
    std::optional<Host> host;  // the computer that its GPUs are in, if from the catalogue
    double busy = 0.0;
    double for_load = 1.0;                // machines needed without limits on the first token and the speed
    std::optional<Duration> first_token;  // to read the prompt; none if prompts are empty
    // Mean wait before that in the busiest hour, over all machines, for random arrivals and exponentially
    // distributed sizes (Allen and Cunneen); none if requests are not known.
    std::optional<Duration> wait;
    // Of one request in the busiest hour, when it is batched with those present and delayed by the prompts of
    // others.
    TokenRate speed;
};

// Why a GPU cannot serve.
struct Unfit {
    enum class Why {
        does_not_fit,       // needed, got: GiB of one machine; gpus_needed: how many would hold it
        not_several,        // several GPUs were asked for, but it is a whole computer
        not_run,            // the engine does not run the format on it
        no_compute,         // no prefill rate: the catalogue has no compute rate
        no_price,           // the catalogue has neither price and watts nor a rent
        no_host,            // no computer of the catalogue takes that many, and there is no rent
        barred,             // the requirements bar renting, and it cannot be bought
        first_token_late,   // however many machines; needed, got: seconds
        too_slow,           // however many machines; needed, got: tokens per second of one request
        too_many_machines,  // needed, got: machines
    };
    Gpu gpu;
    int gpus = 1;  // of the machine that came closest
    Why why{};
    double needed = 0.0;
    double got = 0.0;
    std::optional<int> gpus_needed;
};

struct Sizing {
    double weights_gib = 0.0;
    double request_gib = 0.0;  // KV cache of one request
    double kv_bytes_per_token = 0.0;
    Scenario scenario;              // one option for each machine, the cheapest first
    Comparison comparison;          // of `scenario`; empty where no machine serves
    std::vector<Machine> machines;  // in the order of the options
    std::vector<Unfit> unfit;       // in the catalogue's order
};

Sizing size_machines(const SizingQuestion& question, const std::vector<Gpu>& gpus,
                     const std::vector<MeasuredPoint>& points, const std::vector<Quantization>& formats,
                     const std::vector<FormatSupport>& support = {});

// How many GPUs of this kind hold the weights and one request; none if not even 1,024 do, or if it is a whole
// computer or server and one is not enough.
std::optional<int> gpus_to_hold(const SizingQuestion& question, const Gpu& gpu);

// The cost of a million tokens if machine `index` is busy for a given share of its hours: flat load, no growth,
// as many units as were sized.
struct DutyCost {
    double utilization = 0.0;
    Tokens tokens_per_day;
    std::optional<TokenPrice> fully_loaded;
    TokenPrice marginal;
};
std::vector<DutyCost> cost_at_utilizations(const Sizing& sizing, std::size_t index,
                                           std::span<const double> utilizations);

}  // namespace aicost
