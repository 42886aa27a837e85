#include <cmath>

#include "report/draw/flow_picture.hpp"
#include "report/formatted.hpp"
#include "report/number.hpp"
#include "report/view/advice_view.hpp"
#include "report/view/verdict.hpp"
#include "report/view/views.hpp"
#include "text/plural.hpp"

namespace aicost {

namespace {

// What runs there, as specifically as known.
std::string served_model(const Option& option) {
    if (const auto* api = std::get_if<Api>(&option)) return api->model.empty() ? "Cloud model" : api->model;
    const auto* owned = std::get_if<Owned>(&option);
    const auto* rented = std::get_if<Rented>(&option);
    const Machines* const machines = owned != nullptr    ? &owned->machines
                                     : rented != nullptr ? &rented->machines
                                                         : nullptr;
    const bool known = machines != nullptr && machines->serving && !machines->serving->model.empty();
    return known ? machines->serving->model : owned != nullptr ? "Local model" : "Model on rented machines";
}

// What goes to a hybrid's part, in a word or two: of two sides what each is for, of others where it goes.
std::string part_words(const ServingPart& part, bool first) {
    if (part.weighted) return part.at_home ? "stays on your machines" : "leaves";
    if (!first) return "research, peaks";
    return part.at_home ? "sensitive, high volume" : "steady, high volume";
}

// Is the machine of the local side a rented one?
bool is_rented(const Advice& advice) {
    const auto parts = serving_parts(advice, advice.sides[static_cast<std::size_t>(Side::local)]);
    return !parts.empty() && !parts.front().at_home;
}

}  // namespace

std::string side_name(Side side) {
    return side == Side::local ? "local" : side == Side::cloud ? "cloud" : "hybrid";
}

std::string reason_text(const Reason& reason, const Profile& profile) {
    using Code = Reason::Code;
    const std::string& currency = profile.scenario.currency;
    const auto amount = [&](double value) { return money_text(value, currency); };
    const int horizon = profile.scenario.horizon_months;
    const std::string months = months_word(horizon);
    const std::string today = todays_money_text(profile.scenario);
    const char* const flows = today.empty() ? "" : ", on discounted flows";
    switch (reason.code) {
        case Code::costs_less:
            return formatted("costs {} over {}{}, {} less than {}", amount(reason.limit), months, today,
                             amount(reason.value), reason.word);
        case Code::costs_more:
            return formatted("costs {} over {}{}, {} more than {}", amount(reason.limit), months, today,
                             amount(reason.value), reason.word);
        case Code::pays_off:
            if (reason.value == 0.0) return formatted("no dearer than {} from the start", reason.word);
            return formatted("has paid for itself against {} in month {}{}{}", reason.word,
                             months_text(reason.value), flows,
                             reason.limit != 0.0 ? "" : formatted(", after the {} looked at", horizon));
        case Code::never_pays_off:
            return formatted("does not pay for itself against {} within {} months{}", reason.word,
                             reason.value, flows);
        case Code::above_break_even:
            return formatted("{} tokens a day are above the break-even of {}", tokens_text(reason.value),
                             tokens_text(reason.limit));
        case Code::below_break_even:
            return formatted("{} tokens a day are below the break-even of {}", tokens_text(reason.value),
                             tokens_text(reason.limit));
        case Code::marginal_less:
            return formatted("one more million tokens costs {}, with {} {}",
                             price_text(reason.value, currency), reason.word,
                             price_text(reason.limit, currency));
        case Code::upfront: return formatted("{} are paid before the first token", amount(reason.value));
        case Code::no_upfront:
            return formatted("nothing to buy: {} up-front, {} in the first month", amount(0.0),
                             amount(reason.value));
        case Code::has_capacity:
            return formatted("can serve {} tokens a day, {} are asked for", tokens_text(reason.value),
                             tokens_text(reason.limit));
        case Code::too_small:
            if (reason.word == "rate")
                return formatted("its limit of {} tokens a minute is too low from month {} on",
                                 tokens_text(reason.limit), plain_text(reason.value));
            if (reason.word == "plan")
                return formatted("its plan allows {} tokens a month, too few from month {} on",
                                 tokens_text(reason.limit), plain_text(reason.value));
            return formatted("too small from month {} on: {} would be needed", plain_text(reason.value),
                             counted(plain_text(reason.limit), "unit"));
        case Code::capacity_unknown:
            return "its speed is not stated: whether it can serve the volume is not checked (`serving`, or "
                   "--gpu and "
                   "--model, state it)";
        case Code::idle:
            return formatted("busy for {} of the time even in the busiest hour", percent_text(reason.value));
        case Code::model_too_large:
            return formatted("the model meant does not fit: {:.1f} GiB of weights, {} GiB of memory",
                             reason.value, plain_text(reason.limit));
        case Code::data_stays:
            return formatted("{} of the tokens stay on your own machines", percent_text(reason.value));
        case Code::data_leaves:
            return formatted("{} tokens a day leave your infrastructure", tokens_text(reason.value));
        case Code::sensitive_leaves:
            return formatted("{} of the work may not leave, {} is sure to stay", percent_text(reason.value),
                             percent_text(reason.limit));
        case Code::works_offline: return "works without a network: 0% of its tokens go over one";
        case Code::needs_network:
            return formatted("{} tokens a day need a network", tokens_text(reason.value));
        case Code::rate_limit:
            return reason.value > 0.0
                       ? formatted("the provider's limit: {} tokens a minute", tokens_text(reason.value))
                       : "the provider limits the rate, and none is to be had";
        case Code::no_rate_limit: return "no rate limit but the machine's own speed";
        case Code::elastic:
            return formatted("takes the peak of {} tokens a minute without a machine that waits for it",
                             tokens_text(reason.value));
        case Code::grows_with_volume:
            return formatted("twice the volume costs {} more{}", amount(reason.value), today);
        case Code::frontier: return "has the largest models";
        case Code::no_frontier: return "does not have the largest models: their weights are not public";
        case Code::lacks_capability: return formatted("does not list '{}', which is required", reason.word);
        case Code::two_bills:
            return formatted("{} bills: {} up-front and {} in the first month, and a router to keep",
                             reason.word.empty() ? "both" : reason.word, amount(reason.value),
                             amount(reason.limit));
        case Code::no_such_option: return "the profile has no such option";
    }
    return {};
}

std::string rule_text(const Advice& advice, const std::string& currency) {
    using Rule = Advice::Rule;
    const auto margin = [&] { return money_text(std::abs(advice.margin->value()), currency); };
    switch (advice.rule) {
        case Rule::only_possible: return "it is the only side that can do what is asked for";
        case Rule::cheapest:
            if (*advice.margin < money(0.005)) return "it costs no more than any other side that can do it";
            return formatted("it is {} cheaper than the next side that can do it", margin());
        case Rule::close_and_bursty:
            return formatted(
                "the costs are within {} of each other (by {}), and for bursty use the side "
                "without idle machines is taken",
                percent_text(close_call), margin());
        case Rule::close_and_less_upfront:
            return formatted(
                "the costs are within {} of each other (by {}), and then less money up-front is "
                "taken",
                percent_text(close_call), margin());
        case Rule::nothing_possible: return "no side can do all that is asked for";
    }
    return {};
}

std::vector<std::string> trade_off_lists(const Advice& advice) {
    constexpr std::size_t width = 62;
    Lines lines =
        is_rented(advice)
            ? framed("LOCAL, on rented machines",
                     {"✓ a model of your own choice, and nobody else's changes",
                      "✓ one more token costs nothing while the machine has room", "✓ knows no rate limit",
                      "✗ what you can run is what its memory holds", "✗ the rent is paid when it idles, too",
                      "✗ every prompt leaves your infrastructure", "✗ nothing works without a network"},
                     width)
            : framed("LOCAL",
                     {"✓ prompts and answers stay on machines of your own",
                      "✓ once it is bought, a token costs little but electricity",
                      "✓ needs no network and knows no rate limit",
                      "✗ what you can run is what your memory holds",
                      "✗ the money is spent before the first token"},
                     width);
    const Lines cloud =
        framed("CLOUD",
               {"✓ the largest models there are", "✓ nothing to buy, and a start within the hour",
                "✓ grows and shrinks with the load", "✗ the bill grows with every token, for ever",
                "✗ every prompt leaves your infrastructure", "✗ nothing works without a network"},
               width);
    lines.insert(lines.end(), cloud.begin(), cloud.end());
    return lines;
}

std::vector<std::string> when_to_choose(const Advice& advice, Side side) {
    const bool rented = is_rented(advice);
    switch (side) {
        case Side::local:
            if (rented)
                return {"the volume is high and steady", "costs must be known beforehand",
                        "no provider's rate limit will do"};
            return {"the data may not leave the house", "the volume is high and steady",
                    "it must work without a network", "costs must be known beforehand",
                    "you can pay for hardware at the start"};
        case Side::cloud:
            return {"you need the largest models", "use is bursty, or nobody can say how much it will be",
                    "you want to start today, or only to try", "the data is not sensitive"};
        case Side::hybrid:
            if (rented)
                return {"some of the work is steady, and the rest needs the largest models",
                        "the load has peaks that a machine should not be rented for"};
            return {"some of the work is sensitive or steady, and the rest needs the largest models",
                    "the load has peaks that a machine of your own should not be bought for"};
    }
    return {};
}

std::vector<std::string> data_flow(const Advice& advice, const SideAdvice& side) {
    const auto parts = serving_parts(advice, side);
    const auto& options = advice.scenario.options;
    if (side.side != Side::hybrid) {
        const bool stays = parts.front().at_home;
        const std::string model = served_model(options[parts.front().option].value);
        const std::string note =
            stays ? "Data never leaves your machines" : "Data leaves your infrastructure";
        if (side.side == Side::local) return flow_picture({"Your app", model, "Answer"}, 1, note);
        return flow_picture({"Your app", "API request", model, "Answer"}, 1, note);
    }
    std::vector<Branch> branches;
    branches.reserve(parts.size());
    for (const ServingPart& part : parts)
        branches.push_back({served_model(options[part.option].value),
                            {options[part.option].name, percent_text(part.share) + " of the tokens",
                             part_words(part, branches.empty())}});
    Lines lines = router_picture("Your app: router", branches);
    const double stays = share_at_home(advice, side);
    if (stays == 0.0)
        lines.push_back(branches.size() == 2 ? "Both leave your infrastructure"
                                             : "All leave your infrastructure");
    return lines;
}

}  // namespace aicost
