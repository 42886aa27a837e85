#include <algorithm>

#include "advice.hpp"
#include "aicost/break_even.hpp"

namespace aicost {

namespace {

using Code = Reason::Code;

constexpr double minutes_a_day = 1440.0;

class Weigher {
public:
    Weigher(SideAdvice& side, const Advice& advice, const Needs& needs)
        : side_(side),
          advice_(advice),
          needs_(needs),
          result_(advice.comparison.options[*side.option]),
          option_(advice.scenario.options[*side.option].value),
          per_day_(volume_per_day(advice.scenario).value()) {}

    void weigh() {
        side_.possible = result_.can_win();
        costs();
        gates();
        switch (side_.side) {
            case Side::local: local(); break;
            case Side::cloud: cloud(); break;
            case Side::hybrid: hybrid(); break;
        }
        std::stable_sort(side_.against.begin(), side_.against.end(),
                         [](const Reason& a, const Reason& b) { return a.decides && !b.decides; });
    }

private:
    void pro(Code code, double value = 0.0, double limit = 0.0, std::string word = {}) {
        side_.in_favour.push_back({code, value, limit, std::move(word), false});
    }
    void con(Code code, double value = 0.0, double limit = 0.0, std::string word = {}, bool decides = false) {
        side_.against.push_back({code, value, limit, std::move(word), decides});
        if (decides) side_.possible = false;
    }

    // What rules the side out, and what meets a requirement.
    void gates() {
        const Requirements& required = advice_.scenario.requirements;
        for (const Note& note : result_.notes) {
            if (note.code == Note::Code::too_few_units)
                con(Code::too_small, note.month, note.value, "units", true);
            if (note.code == Note::Code::over_rate_limit)
                con(Code::too_small, note.month, note.limit, "rate", true);
            if (note.code == Note::Code::over_plan_limit)
                con(Code::too_small, note.month, note.limit, "plan", true);
            if (note.code == Note::Code::barred_quality) con(Code::lacks_capability, 0, 0, note.word, true);
            if (note.code == Note::Code::barred_rate_limits)
                con(Code::rate_limit, rate_limit().value_or(0.0), 0, "", true);
        }
        const double stays = share_at_home(advice_, side_);
        if (stays > 0.0) pro(Code::data_stays, stays);
        if (stays < 1.0) {
            const bool barred = required.data_stays_on_premises && !result_.allowed;
            con(Code::data_leaves, per_day_ * (1.0 - stays), 0, "", barred);
        }
        if (needs_.sensitive_share && *needs_.sensitive_share > 0.0) {
            const auto* hybrid = std::get_if<Hybrid>(&option_);
            const bool by_content = hybrid == nullptr || !hybrid->overflow;
            if (!by_content || stays < *needs_.sensitive_share - 1e-12)
                con(Code::sensitive_leaves, *needs_.sensitive_share, by_content ? stays : 0.0, "", true);
        }
        if (stays == 1.0)
            pro(Code::works_offline);
        else
            con(Code::needs_network, per_day_ * (1.0 - stays), 0, "", required.works_offline);
        if (side_.side == Side::local && required.no_rate_limits) pro(Code::no_rate_limit);
        if (has_frontier(advice_, side_)) {
            if (side_.side != Side::local || needs_.frontier_model) pro(Code::frontier);
        } else {
            con(Code::no_frontier, 0, 0, "", needs_.frontier_model);
        }
    }

    [[nodiscard]] std::optional<double> rate_limit() const {
        const auto* api = std::get_if<Api>(&option_);
        if (api == nullptr || !api->tokens_per_minute) return std::nullopt;
        return api->tokens_per_minute->value();
    }

    // Compared with the cheapest other side.
    void costs() {
        const OptionResult* other = nullptr;
        for (const SideAdvice& one : advice_.sides) {
            if (one.side == side_.side || !one.option) continue;
            const OptionResult& result = advice_.comparison.options[*one.option];
            if (other == nullptr || result.npv < other->npv) other = &result;
        }
        if (other == nullptr) return;
        const double difference = (other->npv - result_.npv).value();
        if (difference >= 0.0)
            pro(Code::costs_less, difference, result_.npv.value(), other->id);
        else
            con(Code::costs_more, -difference, result_.npv.value(), other->id);
    }

    void local() {
        const SideAdvice& cloud = side_of(advice_, Side::cloud);
        if (cloud.option) {
            const OptionResult& api = advice_.comparison.options[*cloud.option];
            if (result_.upfront > api.upfront && result_.against_baseline) {
                const BreakEven& even = result_.against_baseline->discounted_break_even;
                if (even.month)
                    (even.within_horizon ? side_.in_favour : side_.against)
                        .push_back(
                            {Code::pays_off, *even.month, even.within_horizon ? 1.0 : 0.0, api.id, false});
                else
                    con(Code::never_pays_off, even.searched_months, 0, api.id);
            }
            const VolumeBreakEven volume = break_even_volume(advice_.scenario, *side_.option);
            const double at = volume.tokens_per_day ? volume.tokens_per_day->value() : 0.0;
            // the lead may change again further up: then this volume is on neither side of the break-even
            const bool so_here = (per_day_ >= at) == (result_.npv <= api.npv);
            if (volume.tokens_per_day && volume.option_cheaper_above && so_here) {
                if (per_day_ >= at)
                    pro(Code::above_break_even, per_day_, at);
                else
                    con(Code::below_break_even, per_day_, at);
            }
            const auto &mine = result_.marginal_cost_per_mtok, &theirs = api.marginal_cost_per_mtok;
            if (mine && theirs && *mine < *theirs)
                pro(Code::marginal_less, mine->value(), theirs->value(), api.id);
        }
        if (result_.capacity_tokens_per_day && result_.feasible)
            pro(Code::has_capacity, result_.capacity_tokens_per_day->value(), per_day_);
        if (!result_.capacity_tokens_per_day) con(Code::capacity_unknown);
        if (result_.upfront > Money()) con(Code::upfront, result_.upfront.value());
        if (result_.peak_utilization && *result_.peak_utilization < mostly_idle)
            con(Code::idle, *result_.peak_utilization);
        for (const Note& note : result_.notes) {
            if (note.code == Note::Code::model_does_not_fit)
                con(Code::model_too_large, note.value, note.limit);
        }
    }

    [[nodiscard]] double peak_per_minute() const {
        return per_day_ / minutes_a_day * advice_.scenario.workload.load_shape.peak();
    }

    void cloud() {
        if (result_.upfront == Money()) pro(Code::no_upfront, result_.first_month.value());
        if (result_.feasible) pro(Code::elastic, peak_per_minute());
        Scenario twice = advice_.scenario;
        set_tokens_per_day(twice.workload, tokens(2.0 * per_day_));
        const Money more = npv_cost(twice, *side_.option) - result_.npv;
        if (more > Money()) con(Code::grows_with_volume, more.value());
        const bool told = std::any_of(side_.against.begin(), side_.against.end(),
                                      [](const Reason& one) { return one.code == Code::rate_limit; });
        if (rate_limit() && !told) con(Code::rate_limit, *rate_limit());
    }

    void hybrid() {
        const auto parts = serving_parts(advice_, side_).size();
        con(Code::two_bills, result_.upfront.value(), result_.first_month.value(),
            parts == 2 ? std::string() : std::to_string(parts));
    }

    SideAdvice& side_;
    const Advice& advice_;
    const Needs& needs_;
    const OptionResult& result_;
    const Option& option_;
    double per_day_;
};

}  // namespace

void weigh(SideAdvice& side, const Advice& advice, const Needs& needs) {
    if (!side.option) {
        side.against.push_back({Code::no_such_option, 0, 0, "", true});
        return;
    }
    Weigher(side, advice, needs).weigh();
}

}  // namespace aicost
