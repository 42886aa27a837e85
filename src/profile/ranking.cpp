#include "aicost/ranking.hpp"

#include <algorithm>

#include "profile/decode.hpp"
#include "profile/fill_prices.hpp"
#include "text/day.hpp"

namespace aicost {

namespace {

// What a model's id fills in, and what belongs to a plan with seats: what the profile states of it gives way, unless the
// command line states it.
struct FilledKey {
    const char* key;
    void (*clear)(Api& api);
};
constexpr FilledKey filled_keys[] = {
    {"price_per_mtok", [](Api& api) { api.price_per_mtok.reset(); }},
    {"input_per_mtok", [](Api& api) { api.input_per_mtok.reset(); }},
    {"output_per_mtok", [](Api& api) { api.output_per_mtok.reset(); }},
    {"cache_read_per_mtok", [](Api& api) { api.cache_read_per_mtok.reset(); }},
    {"cache_write_per_mtok", [](Api& api) { api.cache_write_per_mtok.reset(); }},
    {"cache_write_1h_per_mtok", [](Api& api) { api.cache_write_1h_per_mtok.reset(); }},
    {"batch_discount", [](Api& api) { api.batch_discount = 0.0; }},
    {"long_context", [](Api& api) { api.long_context.clear(); }},
    {"price_steps", [](Api& api) { api.price_steps.clear(); }},
    {"price_by_hour", [](Api& api) { api.price_by_hour.reset(); }},
    {"fee_per_request", [](Api& api) { api.fee_per_request = Money(); }},
    {"seats", [](Api& api) { api.seats = 1.0; }},
    {"fee_per_seat", [](Api& api) { api.fee_per_seat = Money(); }},
    {"included_spend_per_seat", [](Api& api) { api.included_spend_per_seat = Money(); }},
    {"max_tokens_per_seat", [](Api& api) { api.max_tokens_per_seat.reset(); }},
};

bool is_stated_by_flag(const Profile& profile, const std::string& path) {
    return std::any_of(profile.overrides.begin(), profile.overrides.end(), [&](const Override& change) {
        const bool there = change.path == path || change.path.starts_with(path + ".");
        return there && change.value != "null";
    });
}

// The parts of the profile's JSON on which prices depend.
Json price_root(const Scenario& scenario) {
    const Workload& work = scenario.workload;
    Json json = {{"active_days_per_week", work.active_days_per_week},
                 {"utc_offset_hours", work.utc_offset_hours}};
    if (work.input_tokens_per_request)
        json["input_tokens_per_request"] = work.input_tokens_per_request->value();
    if (work.output_tokens_per_request)
        json["output_tokens_per_request"] = work.output_tokens_per_request->value();
    if (work.conversation) json["conversation"] = Json::object();
    switch (work.load_shape.kind) {
        case LoadShape::Kind::flat: break;
        case LoadShape::Kind::business_hours: json["load_shape"] = "business_hours"; break;
        case LoadShape::Kind::diurnal: json["load_shape"] = "diurnal"; break;
        case LoadShape::Kind::weights: json["load_shape"] = work.load_shape.own_weights; break;
    }
    return {{"usd_rate", scenario.usd_rate},
            {"horizon_months", scenario.horizon_months},
            {"start", scenario.start},
            {"workload", std::move(json)}};
}

// The newest date of what the catalogue filled in other options: without a start, dated prices count from it.
std::string newest_elsewhere(const Profile& profile, const std::string& like) {
    std::string newest;
    for (const Filled& value : profile.filled) {
        if (value.path.starts_with(like + ".")) continue;
        if (last_day(value.as_of).value_or(0) > last_day(newest).value_or(0)) newest = value.as_of;
    }
    return newest;
}

// Makes an API option of each model, as `--cloud` does.
class ApiMaker {
public:
    ApiMaker(const Profile& profile, const std::string& like)
        : like_(like), root_(price_root(profile.scenario)), newest_(newest_elsewhere(profile, like)) {
        if (const auto at = find_option(profile.scenario, like)) {
            if (const auto* api = std::get_if<Api>(&profile.scenario.options[*at].value)) usual_ = *api;
        }
        for (const FilledKey& one : filled_keys) {
            if (is_stated_by_flag(profile, like + "." + one.key)) {
                kept_.push_back(one.key);
            } else {
                one.clear(usual_);
            }
        }
    }

    Api make(const CloudModel& model, std::vector<Filled>& filled) {
        Json option = Json::object();
        for (const char* key : kept_) option[key] = 0;
        filled.assign(1, {"", "", newest_});
        PriceFiller filler(root_, filled);
        filler.fill(like_, option, model, 1.0);
        filler.fill_steps();
        filled.erase(filled.begin());
        for (const char* key : kept_) option.erase(key);
        Api api = usual_;
        api.model = model.fact.id;
        std::vector<PathFault> faults;
        decode(option, Api::record(), &api, like_, faults);
        return api;
    }

private:
    std::string like_;
    Json root_;
    std::string newest_;
    Api usual_;
    std::vector<const char*> kept_;
};

// The longest request stated; the last turn of a conversation resends all earlier ones.
std::optional<double> longest_request(const Workload& work) {
    if (work.conversation) {
        const Conversation& talk = *work.conversation;
        return talk.system_tokens.value() +
               talk.turns * (talk.user_tokens.value() + talk.answer_tokens.value());
    }
    if (!work.input_tokens_per_request) return std::nullopt;
    return work.input_tokens_per_request->value() + work.output_tokens_per_request.value_or(Tokens()).value();
}

std::optional<LeftOutWhy> why_left_out(const CloudModel& model, const RankQuestion& question,
                                       std::optional<double> min_context, double output) {
    using Why = LeftOutWhy;
    if (question.asked && !question.asked(model)) return Why::not_asked_for;
    if (model.status == "retired" || model.status == "deprecated") return Why::retired;
    if (!model.fact.as_of.empty() && model.fact.as_of < question.oldest_price) return Why::price_too_old;
    if (model.context_tokens && min_context && *model.context_tokens < *min_context)
        return Why::context_too_short;
    if (!model.context_tokens && question.min_context) return Why::context_not_known;
    const bool in = model.input_per_mtok.dollars() > 0.0, out = model.output_per_mtok.dollars() > 0.0;
    if (!in && !out) return question.free ? std::nullopt : std::optional(Why::free_of_charge);
    if (!in && output < 1.0) return Why::input_not_priced;
    if (!out && output > 0.0) return Why::output_not_priced;
    return std::nullopt;
}

}  // namespace

std::string_view name_of(LeftOutWhy why) {
    constexpr std::string_view names[] = {"not_asked_for",     "retired",           "price_too_old",
                                          "context_too_short", "context_not_known", "free_of_charge",
                                          "input_not_priced",  "output_not_priced", "barred",
                                          "cannot_serve"};
    return names[static_cast<std::size_t>(why)];
}

Ranking rank_models(const Profile& profile, const RankQuestion& question,
                    const std::vector<CloudModel>& models) {
    Ranking ranking;
    ranking.min_context =
        question.min_context ? question.min_context : longest_request(profile.scenario.workload);
    const double output = output_share(profile.scenario);
    ApiMaker maker(profile, question.like);
    std::vector<Named<Option>> options;
    for (std::size_t i = 0; i < models.size(); ++i) {
        if (const auto why = why_left_out(models[i], question, ranking.min_context, output)) {
            ranking.left_out.push_back({i, *why});
            continue;
        }
        RankedModel& one = ranking.ranked.emplace_back();
        one.model = i;
        options.push_back({models[i].fact.id, maker.make(models[i], one.filled)});
    }
    std::vector<OptionResult> results = evaluate_each(profile.scenario, options);
    for (std::size_t i = 0; i < results.size(); ++i) {
        const OptionResult& cost = results[i];
        if (!cost.can_win())
            ranking.left_out.push_back(
                {ranking.ranked[i].model, cost.allowed ? LeftOutWhy::cannot_serve : LeftOutWhy::barred});
        ranking.ranked[i].cost = std::move(results[i]);
    }
    std::erase_if(ranking.ranked, [](const RankedModel& one) { return !one.cost.can_win(); });
    std::stable_sort(ranking.ranked.begin(), ranking.ranked.end(),
                     [](const RankedModel& a, const RankedModel& b) { return a.cost.npv < b.cost.npv; });
    std::stable_sort(ranking.left_out.begin(), ranking.left_out.end(),
                     [](const LeftOutModel& a, const LeftOutModel& b) { return a.model < b.model; });
    return ranking;
}

}  // namespace aicost
