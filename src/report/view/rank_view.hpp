// `aicost rank` as a document.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "aicost/ranking.hpp"
#include "aicost/sizing.hpp"
#include "report/document.hpp"

namespace aicost {

// A model, or a machine.
struct RankRow {
    const OptionResult* cost;
    const CloudModel* model = nullptr;
    const std::vector<Filled>* filled = nullptr;  // of a model
    const Machine* machine = nullptr;
};

struct RankView {
    const Profile& profile;
    const std::vector<CloudModel>& models;
    const Ranking& ranking;
    std::vector<RankRow> rows;        // lowest present value first
    std::vector<Unfit> unfit;         // GPUs that cannot serve, if machines are ranked
    std::string like;                 // the API of the profile that they would replace; empty: none
    std::optional<OptionResult> now;  // what that API costs now
    std::optional<std::size_t> top;   // how many to show; none: all
    std::string old_before;           // prices of earlier dates are old; empty: none are
    bool context_asked = false;       // --min-context
    std::string open_model;           // only its hosts are ranked; empty: all models
};
Document rank_view(const RankView& view, Part part);

std::string rank_verdict(const RankView& view);

// A figure of one row: "total", "cost_per_month", "context_tokens", …
struct RankFigure {
    std::string_view key;
    Cell (*cell)(const RankView& view, std::size_t place);
};
std::span<const RankFigure> rank_figures();

// "its context is too short"
std::string left_out_text(LeftOutWhy why);

}  // namespace aicost
