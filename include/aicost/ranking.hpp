// What each cloud model of a catalogue costs for a profile's workload: the figures of `compare --cloud ID`, for all.
//
//     const Profile profile = *load_profile(built_in_profile("article").value(), {});
//     const Ranking ranking = rank_models(profile, {}, Catalogue::built_in().cloud_models());
//     ranking.ranked.size() + ranking.left_out.size();  // every model is in one of the two
//
// Nothing is parsed for each model, and each is evaluated as far as the horizon alone.
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

// Why a model is not ranked: the first that holds, in this order.
enum class LeftOutWhy {
    not_asked_for,      // RankQuestion::asked says no
    retired,            // its provider no longer offers it
    price_too_old,      // as RankQuestion::oldest_price says
    context_too_short,  // for one request, or what was asked for
    context_not_known,  // where a least context was asked for
    free_of_charge,     // both prices are 0: a tier with limits
    input_not_priced,   // the workload has input, and it costs nothing
    output_not_priced,
    barred,        // by the requirements
    cannot_serve,  // its rate limit, or what its seats may use
};
// "context_too_short"
std::string_view name_of(LeftOutWhy why);

struct RankQuestion {
    std::string
        like;  // the id of an API of the profile: its fees and limits hold for each; empty: none has any
    std::optional<double> least_context;  // tokens; none: the longest request, where sizes are stated
    bool free = false;                    // models of price 0 are ranked too
    std::string oldest_price = {};        // YYYY-MM-DD: older ones are left out; empty: none are
    std::function<bool(const CloudModel& model)> asked = {};  // empty: all
};

struct RankedModel {
    std::size_t model = 0;       // index into the models
    OptionResult cost;           // its id is the model's
    std::vector<Filled> filled;  // what the catalogue gave, with what there is to say of it
};
struct LeftOutModel {
    std::size_t model = 0;
    LeftOutWhy why{};
};
struct Ranking {
    std::vector<RankedModel> ranked;     // the least present value first, of equal ones the catalogue's first
    std::vector<LeftOutModel> left_out;  // in the catalogue's order
    std::optional<double> least_context;  // tokens that a model had to read
};
Ranking rank_models(const Profile& profile, const RankQuestion& question,
                    const std::vector<CloudModel>& models);

// Each option alone with the scenario's workload: without what is relative to others, its flows as far as the
// horizon.
std::vector<OptionResult> evaluate_each(const Scenario& scenario, std::span<const Named<Option>> options);

}  // namespace aicost
