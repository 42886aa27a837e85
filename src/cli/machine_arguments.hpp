// The machine that the command line names, for commands that look for one: `--gpu`, `--model` and the like
// then do not change the profile's machine but say what is looked for.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "aicost/catalogue.hpp"
#include "aicost/profile.hpp"
#include "aicost/sizing.hpp"
#include "catalogue/find.hpp"
#include "cli/command.hpp"

namespace aicost {

struct MachineArguments {
    std::vector<std::string> gpus_named;  // ids, and patterns of them
    std::string model, quantization, region;
    std::optional<double> gpus, gpu_price, electricity, host_price, host_watts;
};
// Takes them out of the overrides. Throws Failure.
MachineArguments take_machine_arguments(std::vector<Override>& overrides);

// What a machine costs besides its GPUs, and what it runs: from the profile, where the command line says
// nothing.
struct MachineBase {
    std::string bought_id, rented_id;  // the options that they are like; empty: the profile has none
    Owned bought;
    Rented rented;
    OpenModel model;
    Quantization format;
    std::string engine;
    std::optional<int> max_concurrency;
    std::optional<double> usable_memory_gib;
    Fact electricity;  // of the catalogue's entry that gave its price; no id: none did
};
MachineBase machine_base(const Profile& profile, const MachineArguments& asked);

// What is asked of sizing, where a command has no limits of its own.
SizingQuestion sizing_question(const Profile& profile, const MachineArguments& asked);
// --gpu-price takes the place of the catalogue's price of the one GPU that is named. Throws Failure.
void state_gpu_price(const MachineArguments& asked, std::vector<Gpu>& all, std::vector<Gpu>& named,
                     SizingQuestion& question);

// The entries that the names and patterns mean, each once. Throws Failure.
std::vector<Gpu> named_gpus(const std::vector<Gpu>& all, const std::vector<std::string>& names);
std::vector<std::string> ids_of(const std::vector<Gpu>& gpus);

// What an option was given; none where it was not. Throws Failure where it is no number, or out of its bounds.
std::optional<double> stated_number(const std::string& flag, const std::string& text, const Bounds& bounds);
// By --top: so many, 10 where it is not given; none: all.
std::optional<std::size_t> rows_to_show(const std::string& top, const Bounds& counts);

// Throws Failure where a request is longer than what the model reads.
void check_context(const OpenModel& model, const Workload& work);

template <class Entry>
Entry catalogue_entry(const std::vector<Entry>& entries, const std::string& id, const std::string& flag,
                      const std::string& list) {
    const auto found = find_named(entries, id);
    if (found.entry) return *found.entry;
    fail(flag + ": '" + id +
         (found.candidates.empty() ? "' is not in the catalogue; "
                                   : "' fits several entries of the catalogue; ") +
         name_advice(found, id, entries, list));
}

}  // namespace aicost
