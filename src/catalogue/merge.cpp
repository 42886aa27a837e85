#include "catalogue/merge.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "catalogue/user_catalogue.hpp"

namespace aicost {

namespace {

constexpr std::string_view left_out = "; what it leaves out: ";

// Every figure but input and output, by its key in the catalogue's file. One that `belongs` to the prices is kept only
// if they are confirmed.
template <class Each>
void each_figure(Each each) {
    constexpr bool belongs = true;
    using M = CloudModel;
    each("cache_read_per_mtok", &M::cache_read_per_mtok, belongs);
    each("cache_write_per_mtok", &M::cache_write_per_mtok, belongs);
    each("cache_write_1h_per_mtok", &M::cache_write_1h_per_mtok, belongs);
    each("reasoning_per_mtok", &M::reasoning_per_mtok, belongs);
    each("long_context", &M::long_context, belongs);
    each("prices_from", &M::prices_from, belongs);
    each("price_windows", &M::price_windows, belongs);
    each("tiers", &M::tiers, belongs);
    each("batch_discount", &M::batch_discount, !belongs);
    each("context_tokens", &M::context_tokens, !belongs);
    each("regions", &M::regions, !belongs);
    each("fee_per_request", &M::fee_per_request, !belongs);
    each("fee_per_search", &M::fee_per_search, !belongs);
}

template <class T>
bool is_stated(const std::optional<T>& figure) {
    return figure.has_value();
}
template <class T>
bool is_stated(const std::vector<T>& figures) {
    return !figures.empty();
}

// Cache prices of steps that a feed states without them.
constexpr std::string_view caches_of_steps = "long_context.cache_read_per_mtok";

// The feed that an entry's figure comes from; empty: the built-in catalogue, or the user.
const std::string& feed_of(const CloudModel& entry, std::string_view figure, std::string_view or_else = {}) {
    for (const std::string_view name : {figure, or_else}) {
        for (const KeptFigure& one : entry.kept) {
            if (one.figure == name) return one.feed;
        }
    }
    return entry.feed;
}

using StepMember = std::optional<Usd<TokenPrice>> LongPromptPrices::*;
struct NamedStep {
    std::string_view key;
    StepMember price;
};
constexpr NamedStep step_prices[] = {
    {"input_per_mtok", &LongPromptPrices::input_per_mtok},
    {"output_per_mtok", &LongPromptPrices::output_per_mtok},
    {"cache_read_per_mtok", &LongPromptPrices::cache_read_per_mtok},
    {"cache_write_per_mtok", &LongPromptPrices::cache_write_per_mtok},
    {"cache_write_1h_per_mtok", &LongPromptPrices::cache_write_1h_per_mtok},
};

// Steps confirmed by the feed keep the cache prices that it leaves out.
bool complete_steps(std::vector<LongPromptPrices>& now, const std::vector<LongPromptPrices>& before) {
    bool kept = false;
    for (LongPromptPrices& step : now) {
        for (const LongPromptPrices& old : before) {
            if (old.above_input_tokens != step.above_input_tokens ||
                old.input_per_mtok != step.input_per_mtok || old.output_per_mtok != step.output_per_mtok)
                continue;
            for (const auto& [key, price] : step_prices) {
                if (step.*price || !(old.*price)) continue;
                step.*price = old.*price;
                kept = true;
            }
        }
    }
    return kept;
}

bool same_steps(const std::vector<LongPromptPrices>& a, const std::vector<LongPromptPrices>& b) {
    return std::equal(
        a.begin(), a.end(), b.begin(), b.end(), [](const LongPromptPrices& x, const LongPromptPrices& y) {
            return x.above_input_tokens == y.above_input_tokens && x.rule == y.rule &&
                   std::all_of(std::begin(step_prices), std::end(step_prices),
                               [&](const NamedStep& row) { return x.*(row.price) == y.*(row.price); });
        });
}

// Prices of a model, or its past prices.
template <class A, class B>
bool same_token_prices(const A& a, const B& b) {
    return a.input_per_mtok == b.input_per_mtok && a.output_per_mtok == b.output_per_mtok &&
           a.cache_read_per_mtok == b.cache_read_per_mtok &&
           a.cache_write_per_mtok == b.cache_write_per_mtok &&
           a.cache_write_1h_per_mtok == b.cache_write_1h_per_mtok &&
           same_steps(a.long_context, b.long_context);
}

PastPrice as_past(const CloudModel& entry, std::string until) {
    PastPrice past;
    past.until = std::move(until);
    past.input_per_mtok = entry.input_per_mtok;
    past.output_per_mtok = entry.output_per_mtok;
    past.cache_read_per_mtok = entry.cache_read_per_mtok;
    past.cache_write_per_mtok = entry.cache_write_per_mtok;
    past.cache_write_1h_per_mtok = entry.cache_write_1h_per_mtok;
    past.long_context = entry.long_context;
    past.source = entry.fact.source;
    past.as_of = entry.fact.as_of;
    return past;
}

void put_in_order(std::vector<PastPrice>& history, PastPrice past) {
    const auto at = std::find_if(history.begin(), history.end(),
                                 [&](const PastPrice& one) { return one.until >= past.until; });
    if (at != history.end() && at->until == past.until) return;
    history.insert(at, std::move(past));
}

// The day on which the old prices ended: as announced, if the new ones are those announced; else the feed's day.
std::string last_day_of(const CloudModel& before, const CloudModel& now) {
    for (const ComingPrice& coming : before.prices_from) {
        if (coming.from <= now.fact.as_of && coming.from > before.fact.as_of &&
            coming.prices.input_per_mtok == now.input_per_mtok &&
            coming.prices.output_per_mtok == now.output_per_mtok)
            return coming.from;
    }
    return now.fact.as_of;
}

void merge_history(const CloudModel& before, CloudModel& now) {
    std::vector<PastPrice> history = before.history;
    bool told = false;  // the feed itself states when the old prices ended
    for (PastPrice& past : now.history) {
        past.source = now.fact.source;
        past.as_of = now.fact.as_of;
        told |= past.until > before.fact.as_of && past.input_per_mtok == before.input_per_mtok &&
                past.output_per_mtok == before.output_per_mtok;
        put_in_order(history, std::move(past));
    }
    if (!told && !same_token_prices(before, now) && is_older(before.fact.as_of, now.fact.as_of))
        put_in_order(history, as_past(before, last_day_of(before, now)));
    now.history = std::move(history);
}

void add_names(std::vector<std::string>& names, const std::vector<std::string>& more, const std::string& id) {
    for (const std::string& name : more) {
        if (name != id && std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
    }
}

}  // namespace

bool same_prices(const CloudModel& a, const CloudModel& b) {
    bool same = same_token_prices(a, b);
    each_figure([&](std::string_view key, auto figure, bool) {
        if constexpr (!std::is_same_v<decltype(figure), std::vector<LongPromptPrices> CloudModel::*>) {
            if (key != "context_tokens") same = same && a.*figure == b.*figure;
        }
    });
    return same;
}

CloudModel merged(const CloudModel& before, CloudModel now) {
    const bool confirmed =
        now.input_per_mtok == before.input_per_mtok && now.output_per_mtok == before.output_per_mtok;
    bool kept = false;
    // announced prices that now hold are no longer announced
    const auto has_come = [&](const ComingPrice& one) { return one.from <= now.fact.as_of; };
    std::erase_if(now.prices_from, has_come);
    each_figure([&](std::string_view key, auto figure, bool belongs) {
        if (is_stated(now.*figure) || !is_stated(before.*figure)) return;
        if (key == "prices_from" &&
            std::all_of(before.prices_from.begin(), before.prices_from.end(), has_come))
            return;
        const std::string& feed = feed_of(before, key);
        if (feed == now.feed || (belongs && !confirmed)) return;
        now.*figure = before.*figure;
        now.kept.push_back({std::string(key), feed});
        kept = true;
    });
    const std::string& of_steps = feed_of(before, caches_of_steps, "long_context");
    if (confirmed && of_steps != now.feed && complete_steps(now.long_context, before.long_context)) {
        now.kept.push_back({std::string(caches_of_steps), of_steps});
        kept = true;
    }
    std::erase_if(now.prices_from, has_come);
    merge_history(before, now);
    if (kept) {
        const std::string& source = before.fact.source;
        const auto at = source.rfind(left_out);
        now.fact.source += left_out;
        now.fact.source +=
            at != source.npos ? source.substr(at + left_out.size()) : source + " (" + before.fact.as_of + ")";
    }
    now.fact.id = before.fact.id;
    now.provider = before.provider;
    std::vector<std::string> names = before.aliases;
    add_names(names, now.aliases, before.fact.id);
    now.aliases = std::move(names);
    if (confirmed) now.fact.note = before.fact.note;  // the note is only about these prices
    if (!before.fact.name.empty()) now.fact.name = before.fact.name;
    if (!before.status.empty()) now.status = before.status;
    if (now.open_model.empty()) now.open_model = before.open_model;
    return now;
}

std::optional<CloudModel> with_past(const CloudModel& entry, const CloudModel& older) {
    const std::string& day = older.fact.as_of;
    const auto known = std::find_if(entry.history.begin(), entry.history.end(),
                                    [&](const PastPrice& past) { return day < past.until; });
    const bool past = known != entry.history.end();
    if (past ? same_token_prices(*known, older) || known->as_of <= day : same_token_prices(entry, older))
        return {};
    CloudModel now = entry;
    put_in_order(now.history, as_past(older, past ? known->as_of : entry.fact.as_of));
    return now;
}

void compare(const CloudModel& before, const CloudModel& after, std::vector<FigureChange>& changes) {
    const auto number = [](const auto& figure) {
        return figure ? std::optional(figure->dollars()) : std::nullopt;
    };
    const auto note = [&](std::string key, std::optional<double> old, std::optional<double> now) {
        if (old != now) changes.push_back({after.fact.id, std::move(key), old, now});
    };
    note("input_per_mtok", before.input_per_mtok.dollars(), after.input_per_mtok.dollars());
    note("output_per_mtok", before.output_per_mtok.dollars(), after.output_per_mtok.dollars());
    each_figure([&](std::string_view key, auto figure, bool) {
        const auto& old = before.*figure;
        const auto& now = after.*figure;
        using T = std::remove_cvref_t<decltype(old)>;
        if constexpr (std::is_same_v<T, std::optional<double>>) {
            if (key != "context_tokens") note(std::string(key), old, now);
        } else if constexpr (std::is_same_v<T, std::vector<LongPromptPrices>>) {
            const LongPromptPrices none;
            for (std::size_t i = 0; i < std::max(old.size(), now.size()); ++i) {
                const std::string step =
                    "long_context" + (i == 0 ? std::string() : "[" + std::to_string(i + 1) + "]") + ".";
                const auto above = [&](const T& steps) {
                    return i < steps.size() ? std::optional(steps[i].above_input_tokens.value())
                                            : std::nullopt;
                };
                note(step + "above_input_tokens", above(old), above(now));
                for (const auto& row : step_prices) {
                    note(step + std::string(row.key), number((i < old.size() ? old[i] : none).*(row.price)),
                         number((i < now.size() ? now[i] : none).*(row.price)));
                }
            }
        } else if constexpr (requires { old->dollars(); }) {
            note(std::string(key), number(old), number(now));
        } else if (old != now) {
            const auto count = [](const T& list) { return static_cast<double>(list.size()); };
            changes.push_back({after.fact.id, std::string(key), count(old), count(now)});
        }
    });
}

}  // namespace aicost
