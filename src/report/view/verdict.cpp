#include "report/view/verdict.hpp"

#include <algorithm>
#include <numeric>

#include "aicost/break_even.hpp"
#include "report/formatted.hpp"
#include "report/number.hpp"
#include "report/view/views.hpp"

namespace aicost {

namespace {

// Why it cannot, in short, from its first note.
std::string short_note(const Note& note) {
    using Code = Note::Code;
    switch (note.code) {
        case Code::too_few_units:
        case Code::over_rate_limit:
        case Code::over_plan_limit:
            return note.month <= 1 ? std::string("cannot serve this")
                                   : formatted("cannot serve from month {} on", note.month);
        case Code::barred_on_premises: return "is barred, as the data may not leave";
        case Code::barred_offline: return "is barred, as it must work offline";
        case Code::barred_rate_limits: return "is barred, as there may be no rate limits";
        case Code::barred_quality: return formatted("is barred, as it lacks '{}'", note.word);
        default: return {};
    }
}

std::string why_not(const OptionResult& option) {
    for (const Note& note : option.notes) {
        if (std::string text = short_note(note); !text.empty()) return text;
    }
    return "cannot serve this";
}

// Caveats to the answer.
std::string caveats(const Comparison& comparison) {
    const OptionResult& best = comparison.options[*comparison.winner];
    std::string text;
    if (comparison.tie) {  // none of several is "it"
        for (const OptionResult& option : comparison.options) {
            const bool tied = option.can_win() && option.npv - best.npv <= half_a_cent;
            if (tied && !model_fits(option))
                text += formatted("; the model of {} does not fit", option.label);
        }
    } else if (!model_fits(best)) {
        text = formatted("; the model of {} does not fit", best.label);
    }
    for (const OptionResult& option : comparison.options) {
        if (!option.can_win() && option.npv < best.npv)
            text += formatted("; {} would cost less but {}", option.label, why_not(option));
    }
    return text;
}

}  // namespace

bool model_fits(const OptionResult& option) {
    return std::none_of(option.notes.begin(), option.notes.end(),
                        [](const Note& note) { return note.code == Note::Code::model_does_not_fit; });
}

std::string verdict_text(const Profile& profile, const Comparison& comparison, const std::string& undone_by) {
    const std::string& currency = profile.scenario.currency;
    if (!comparison.winner) {
        std::string text = "No option wins";
        for (std::size_t i = 0; i < comparison.options.size(); ++i)
            text +=
                (i == 0 ? ": " : ", ") + comparison.options[i].label + " " + why_not(comparison.options[i]);
        return text + ".";
    }
    const OptionResult& best = comparison.options[*comparison.winner];
    const std::string over =
        " over " + months_word(comparison.horizon_months) + todays_money_text(profile.scenario);
    const std::string cost = money_text(best.npv.value(), currency);
    const auto pair = deciding_pair(comparison);
    if (!pair) {
        const bool alone = comparison.options.size() == 1;
        return best.label + (alone ? " costs " : " wins at ") + cost + over +
               (alone ? "" : ": no other option can serve this and is allowed") + caveats(comparison) + ".";
    }
    const OptionResult& next = comparison.options[pair->runner_up];
    if (comparison.tie)
        return formatted("A tie: {} and {} cost {}{}{}.", best.label, next.label, cost, over,
                         caveats(comparison));
    const Money margin = next.npv - best.npv;
    return formatted("{} wins: {} less than {}{}{}{}.", best.label, money_text(margin.value(), currency),
                     next.label, over, undone_by.empty() ? "" : "; " + undone_by, caveats(comparison));
}

VolumeAnswer volume_answer(const Scenario& scenario, const Comparison& comparison) {
    VolumeAnswer answer;
    for (std::size_t i = 0; i < scenario.options.size(); ++i)
        answer.volumes.push_back(break_even_volume(scenario, i, true));
    if (!deciding_pair(comparison) || comparison.tie) return answer;
    std::vector<double> hints;
    for (const VolumeBreakEven& volume : answer.volumes) {
        for (const auto& at : {volume.tokens_per_day, volume.until}) {
            if (at) hints.push_back(at->value());
        }
    }
    answer.turns = volume_turns(scenario, comparison, hints);
    return answer;
}

std::string turning_volume(const Comparison& comparison, const VolumeTurns& turns) {
    const auto& [below, above] = turns;
    const auto who = [&](const VolumeTurn& turn) {
        return turn.then ? comparison.options[*turn.then].label + " does" : std::string("none can");
    };
    const auto volume = [](Tokens at) { return tokens_text(at.value()); };
    const bool alike = below && above && !below->until && !above->until && below->then == above->then;
    if (alike)
        return formatted("below {} and above {} tokens/day {}", volume(below->at), volume(above->at),
                         who(*below));
    const auto stretch = [&](const VolumeTurn& turn, const char* side) {
        if (!turn.until) return formatted("{} {} tokens/day {}", side, volume(turn.at), who(turn));
        return formatted("between {} and {} tokens/day {}", volume(std::min(turn.at, *turn.until)),
                         volume(std::max(turn.at, *turn.until)), who(turn));
    };
    std::string text = below ? stretch(*below, "below") : std::string();
    if (above) text += (below ? ", " : "") + stretch(*above, "above");
    return text;
}

Data turning_volume_data(const Comparison& comparison, const VolumeTurns& turns) {
    const auto data_of = [&](const std::optional<VolumeTurn>& turn) -> Data {
        if (!turn) return {};
        return DataObject{{"at", turn->at.value()},
                          {"until", turn->until ? Data(turn->until->value()) : Data()},
                          {"then", turn->then ? Data(comparison.options[*turn->then].id) : Data()}};
    };
    return DataObject{{"below", data_of(turns.below)}, {"above", data_of(turns.above)}};
}

DataList tied_data(const Comparison& comparison) {
    DataList ids;
    if (!comparison.tie) return ids;
    const OptionResult& best = comparison.options[*comparison.winner];
    for (const OptionResult& option : comparison.options) {
        if (option.can_win() && option.npv - best.npv <= half_a_cent) ids.emplace_back(option.id);
    }
    return ids;
}

std::string todays_money_text(const Scenario& scenario) {
    return scenario.discount_rate == 0.0
               ? std::string()
               : formatted(" in today's money (at {} a year)", percent_text(scenario.discount_rate));
}

std::string per_mtok_heading(const Scenario& scenario) {
    return scenario.discount_rate == 0.0 ? "Per 1M tokens" : "Per 1M tokens, levelised";
}

std::string flip_text(const Flip& flip, const std::string& currency) {
    const bool falls = *flip.at < flip.present;
    return formatted("it no longer does when {} {} {}", flip.path,
                     flip.whole ? (falls ? "falls to" : "rises to") : (falls ? "falls below" : "rises above"),
                     input_text(*flip.at, flip.unit, currency));
}

std::string name_of(const Profile& profile) {
    if (!profile.name.empty()) return profile.name;
    const std::string& file = profile.text.file;
    if (file == "<stdin>") return "stdin";
    const std::string name = file.substr(file.rfind('/') + 1);
    constexpr std::string_view ending = ".json";
    return name.ends_with(ending) && name.size() > ending.size() ? name.substr(0, name.size() - ending.size())
                                                                 : name;
}

std::string subject_text(const Profile& profile) {
    const std::string name = name_of(profile);
    if (!profile.with.empty()) return name + ", with " + profile.with;
    return profile.description.empty() ? name : name + ": " + profile.description;
}

std::vector<std::size_t> by_cost(const Comparison& comparison) {
    std::vector<std::size_t> order(comparison.options.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return ranks_before(comparison.options[a], comparison.options[b]);
    });
    return order;
}

}  // namespace aicost
