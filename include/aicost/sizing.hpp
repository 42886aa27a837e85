// Which machine serves a workload with an open-weight model, and what does it cost? docs/model.md, section 5.
//
//   needed GiB       = weights + KV cache of one request        fits where it is at most the usable memory
//   machines         = units "auto" of the engine: as many as the busiest month needs; more where it takes more
//                      to keep to limits on the first token and on the speed of a request
//   busy             = busy hours of a machine in month 1 / hours that it is on: the duty cycle
//   first token      = input tokens per request that no cache holds / prefill rate, in seconds
//   wait             = before that: mean of the queue for machines · batch places in the busiest hour
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
// Cards and boards stand in the first of `hosts` that takes their kind and number: one that none takes is not
// bought. Boards of a whole server of the catalogue are bought as that server.
//
// Each machine is an option of `Sizing::scenario`, so that every figure is one of the engine's. A GPU is
// tried bought and rented, in machines of 1 to 8; of each the cheapest that serves is kept.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "aicost/catalogue.hpp"
#include "aicost/evaluate.hpp"
#include "aicost/throughput.hpp"

namespace aicost {

// What one GPU costs, in the scenario's currency: instead of the catalogue's price.
struct StatedPrice {
    std::string gpu;  // its id
    Money price;
};

struct SizingQuestion {
    Scenario scenario;  // time, money, workload and requirements; its options are not looked at
    Owned bought;       // what a machine costs besides its GPUs: other hardware, staff, price of electricity
    Rented rented;
    OpenModel model;
    Quantization format;
    std::string engine = "llama.cpp";
    std::optional<int> max_concurrency;
    std::optional<double> usable_memory_gib;  // of one GPU; none: what the engine leaves
    std::optional<int> gpus;                  // in a machine; none: the cheapest number
    std::vector<std::string> only;            // ids of the GPUs that are tried; empty: all
    std::optional<StatedPrice> stated_price;
    std::vector<Host> hosts;          // computers that cards and boards go into; none: they are bare
    std::optional<Money> host_price;  // of one, in place of the catalogue's; its machines may be of any size
    std::optional<Power> host_watts;  // likewise what it draws, idle and at load
    std::optional<double> most_machines;   // limits, all optional
    std::optional<Duration> first_token;   // at most
    std::optional<TokenRate> least_speed;  // of one request
};

struct Machine {
    std::string id;  // of its option: the GPU's id, "-rented" behind it where it is listed bought, too
    Gpu gpu;
    int gpus = 1;
    bool rented = false;
    ServingRates rates;
    FormatRun runs = FormatRun::not_known;
    std::optional<Host> host;  // the computer around its GPUs, where it is the catalogue's
    double busy = 0.0;
    double for_load = 1.0;  // so many machines would do without limits on the first token and on the speed
    std::optional<Duration> first_token;  // to read the prompt; none where prompts are of no length
    // Mean wait before that in the busiest hour, all machines together, where requests come at random and
    // their sizes differ as much as exponential ones (Allen and Cunneen); none where requests are not known.
    std::optional<Duration> wait;
    // Of one request in the busiest hour: so many are decoded together as are there then, and prompts of others
    // hold it up.
    TokenRate speed;
};

// Why a GPU can not serve.
struct Unfit {
    enum class Why {
        does_not_fit,       // needed, got: GiB of one machine; gpus_needed: so many hold it
        not_several,        // several GPUs were asked for, and it is a whole computer
        not_run,            // the engine does not run the format on it
        no_compute,         // the prefill rate can not be told: the catalogue has no compute rate
        no_price,           // neither price and watts nor a rent are in the catalogue
        no_host,            // no computer of the catalogue takes so many, and there is no rent
        barred,             // the requirements bar what is rented, and it can not be bought
        first_token_late,   // however many machines; needed, got: seconds
        too_slow,           // however many machines; needed, got: tokens per second of one request
        too_many_machines,  // needed, got: machines
    };
    Gpu gpu;
    int gpus = 1;  // of the machine that came nearest
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
    std::vector<Machine> machines;  // as the options
    std::vector<Unfit> unfit;       // in the catalogue's order
};

Sizing size_machines(const SizingQuestion& question, const std::vector<Gpu>& gpus,
                     const std::vector<MeasuredPoint>& points, const std::vector<Quantization>& formats,
                     const std::vector<FormatSupport>& support = {});

// GPUs of this kind that hold the weights and one request; none where not even 1,024 do, or it is a whole
// computer or server and one does not.
std::optional<int> gpus_to_hold(const SizingQuestion& question, const Gpu& gpu);

// What a million tokens cost where machine `index` is busy for a share of the hours that it is on: flat load,
// no growth, as many units as were sized.
struct DutyCost {
    double utilization = 0.0;
    Tokens tokens_per_day;
    std::optional<TokenPrice> fully_loaded;
    TokenPrice marginal;
};
std::vector<DutyCost> cost_at_utilizations(const Sizing& sizing, std::size_t index,
                                           std::span<const double> utilizations);

}  // namespace aicost
