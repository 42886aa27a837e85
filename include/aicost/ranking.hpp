// What each cloud model of a catalogue costs for a profile's workload: the figures of `compare --cloud ID`, for all.
//
//     const Profile profile = *load_profile(built_in_profile("article").value(), {});
//     const Ranking ranking = rank_models(profile, {}, Catalogue::built_in().cloud_models());
//     ranking.ranked.size() + ranking.left_out.size();  // every model is in one of the two
//
// The profile is parsed once, not per model, and each model is evaluated only up to the horizon.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "aicost/catalogue.hpp"
#include "aicost/evaluate.hpp"
#include "aicost/profile.hpp"

namespace aicost {

// Why a model is not ranked: the first reason that applies, in this order.
enum class LeftOutWhy {
    not_asked_for,      // RankQuestion::asked says no
    retired,            // its provider no longer offers it
    price_too_old,      // as RankQuestion::oldest_price says
    context_too_short,  // for one request, or what was asked for
    context_not_known,  // where a minimum was asked for
    free_of_charge,     // both prices are 0: a tier with limits
    input_not_priced,   // the workload has input, but the model has no price for it
    output_not_priced,
    barred,        // by the requirements
    cannot_serve,  // for its rate limit, or its seats' caps
};
// "context_too_short"
std::string_view name_of(LeftOutWhy why);

struct RankQuestion {
    std::string
        like;  // the id of an API of the profile whose fees and limits apply to each; empty: none apply
    std::optional<double> min_context;  // tokens; none: the longest request, if sizes are stated
    bool free = false;                  // models of price 0 are ranked too
    std::string oldest_price = {};      // YYYY-MM-DD: older ones are left out; empty: none are
    std::function<bool(const CloudModel& model)> asked = {};  // empty: all
};

struct RankedModel {
    std::size_t model = 0;       // index into the models
    OptionResult cost;           // its id is the model's
    std::vector<Filled> filled;  // from the catalogue, with notes
};
struct LeftOutModel {
    std::size_t model = 0;
    LeftOutWhy why{};
};
struct Ranking {
    std::vector<RankedModel> ranked;     // lowest present value first, equal ones in the catalogue's order
    std::vector<LeftOutModel> left_out;  // in the catalogue's order
    std::optional<double> min_context;   // tokens that a model had to read
};
Ranking rank_models(const Profile& profile, const RankQuestion& question,
                    const std::vector<CloudModel>& models);

// Each option on its own with the scenario's workload: nothing relative to other options, and flows only up to
// the horizon.
std::vector<OptionResult> evaluate_each(const Scenario& scenario, std::span<const Named<Option>> options);

}  // namespace aicost
