// `aicost size` as a document.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "aicost/profile.hpp"
#include "aicost/sizing.hpp"
#include "report/document.hpp"

namespace aicost {

struct SizeView {
    const Profile& profile;
    const SizingQuestion& question;
    const Sizing& sizing;
    std::vector<Gpu> asked;          // GPUs named on the command line
    std::optional<std::size_t> top;  // how many machines to show; none: all
    Fact electricity;                // the source of its price; no id: the profile or the command line
    // The profile's cheapest API for the same work; none if it has none that may be used.
    struct Api {
        std::string id, model;
        Money total, npv;
    };
    std::optional<Api> api = {};
    [[nodiscard]] bool is_asked(const Gpu& gpu) const;
};
Document size_view(const SizeView& view, Part part);

// A machine that serves, with its costs.
struct MachineRow {
    const SizingQuestion& question;
    const Machine& machine;
    const OptionResult& cost;
};
MachineRow machine_row(const SizeView& view, std::size_t index);

// A figure of one machine: "total", "machines", "first_token_seconds", …
struct MachineFigure {
    std::string_view key;
    std::string_view help;
    Cell (*cell)(const MachineRow& row);
};
std::span<const MachineFigure> machine_figures();

// Why a GPU cannot serve, in words.
std::string unfit_text(const Unfit& unfit);
// The time to read the prompt, if known, and with the preceding wait in the busiest hour.
std::optional<double> first_token_seconds(const Machine& machine);
std::optional<double> answer_seconds(const Machine& machine);
// "2 x rtx-4090, rented"
std::string machine_name(const Machine& machine);

}  // namespace aicost
