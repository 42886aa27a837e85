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
    std::vector<Gpu> asked;          // GPUs that were named
    std::optional<std::size_t> top;  // show so many machines; none: all
    Fact electricity;  // where its price comes from; no id: from the profile or the command line
    // The profile's cheapest API for the same work; none where it has none that may be used.
    struct Api {
        std::string id, model;
        Money total, npv;
    };
    std::optional<Api> api = {};
    [[nodiscard]] bool is_asked(const Gpu& gpu) const;
};
Document size_view(const SizeView& view, Part part);

// One machine that serves, with what it costs.
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

// Why a GPU can not serve, in words.
std::string unfit_text(const Unfit& unfit);
// How long the prompt takes, where that is known, and with the wait in the busiest hour before it.
std::optional<double> first_token_seconds(const Machine& machine);
std::optional<double> answer_seconds(const Machine& machine);
// "2 x rtx-4090, rented"
std::string machine_name(const Machine& machine);

}  // namespace aicost
