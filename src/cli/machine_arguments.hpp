// The machine that the command line asks for, for commands that search for one: `--gpu`, `--model` and the like do not
// change the profile's machine there, but restrict the search.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "aicost/catalogue.hpp"
#include "aicost/profile.hpp"
#include "aicost/sizing.hpp"
#include "catalogue/find.hpp"
#include "cli/command.hpp"
#include "cli/program.hpp"
#include "profile/other_list.hpp"

namespace aicost {

struct MachineArguments {
    std::vector<std::string> gpus_named;  // ids, and patterns of them
    std::string model, quantization, region;
    std::optional<double> gpus, gpu_price, electricity, host_price, host_watts;
    bool any_model = false;  // without a model: the largest that fits the one GPU named
};
// Removes them from the overrides. Throws Failure.
MachineArguments take_machine_arguments(std::vector<Override>& overrides);

// What a machine costs besides its GPUs, and what it runs: from the command line, else from the profile.
struct MachineBase {
    std::string bought_id, rented_id;  // the options they are based on; empty: the profile has none
    Owned bought;
    Rented rented;
    OpenModel model;
    Quantization format;
    std::string engine;
    std::optional<int> max_concurrency;
    std::optional<double> usable_memory_gib;
    Fact electricity;  // the catalogue's entry that its price is from; no id: none
};
MachineBase machine_base(const Profile& profile, const MachineArguments& asked);

// The question for sizing, without limits of the command.
SizingQuestion sizing_question(const Profile& profile, const MachineArguments& asked);
// --gpu-price replaces the catalogue's price of the only GPU named. Throws Failure.
void state_gpu_price(const MachineArguments& asked, std::vector<Gpu>& all, std::vector<Gpu>& named,
                     SizingQuestion& question);

// The entries that match the names and patterns, each once. Throws Failure.
std::vector<Gpu> named_gpus(const std::vector<Gpu>& all, const std::vector<std::string>& names);
std::vector<std::string> ids_of(const std::vector<Gpu>& gpus);

// An option's value; none if not given. Throws Failure if it is not a number, or out of bounds.
std::optional<double> stated_number(const std::string& flag, const std::string& text, const Bounds& bounds);
// --top: how many, by default 10; none: all.
std::optional<std::size_t> rows_to_show(const std::string& top, const Bounds& counts);

// Throws Failure if a request is longer than the model's context.
void check_context(const OpenModel& model, const Workload& work);

template <class Entry>
Entry catalogue_entry(const std::vector<Entry>& entries, const std::string& id, const std::string& flag,
                      const std::string& list) {
    const auto found = find_named(entries, id);
    if (found.entry) return *found.entry;
    const std::string elsewhere = found.candidates.empty() ? other_list(catalogue(), id) : std::string();
    fail(flag + ": '" + id +
         (found.candidates.empty() ? "' is not in the catalogue; "
                                   : "' fits several entries of the catalogue; ") +
         (elsewhere.empty() ? name_advice(found, id, entries, list) : elsewhere));
}

}  // namespace aicost
