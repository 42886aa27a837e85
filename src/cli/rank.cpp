#include <algorithm>

#include "aicost/ranking.hpp"
#include "catalogue/find.hpp"
#include "catalogue/names.hpp"
#include "cli/machine_arguments.hpp"
#include "cli/price_age.hpp"
#include "cli/program.hpp"
#include "report/format/formats.hpp"
#include "report/view/rank_view.hpp"
#include "text/glob.hpp"
#include "text/nearest.hpp"

namespace aicost {

namespace {

struct RankArguments {
    std::vector<std::string> only;  // patterns
    std::string min_context, option, top;
    bool open = false, free = false, machines = false;
};

// One, or several with commas between them.
void take_patterns(Arguments& arguments, const std::string& text) {
    for (std::size_t from = 0; from <= text.size();) {
        const std::size_t comma = std::min(text.find(',', from), text.size());
        arguments.own.of<RankArguments>().only.push_back(text.substr(from, comma - from));
        from = comma + 1;
    }
}

constexpr OptionRow rank_rows[] = {
    {"--only", "PATTERN", "these models alone: openai,anthropic or 'google/*' or '*flash*'", take_patterns,
     true},
    {"--min-context", "N", "context that a model must have [the longest request]",
     into<&RankArguments::min_context>},
    {"--open", "", "models with open weights alone", into<&RankArguments::open>},
    {"--free", "", "models without a price, too: free tiers have limits", into<&RankArguments::free>},
    {"--machines", "", "the machines that serve --model, too (`aicost size`); --gpu alone says the same",
     into<&RankArguments::machines>},
    {"--option", "ID", "the profile's API whose fees and limits hold for each [its first]",
     into<&RankArguments::option>},
    {"--top", "N|all", "show so many [10]; csv and json have all", into<&RankArguments::top>},
};
constexpr std::span<const OptionRow> rank_own_options = rank_rows;
constexpr Bounds rank_counts{1.0, 1e6, false, true};

bool model_fits(const CloudModel& model, const std::string& pattern) {
    const auto fits = [&](const std::string& name) { return fits_pattern(name, pattern); };
    return fits(model.fact.id) || fits(model.provider) ||
           std::any_of(model.aliases.begin(), model.aliases.end(), fits);
}

// The patterns; a word that is neither a provider nor an id is meant as a part of one.
std::vector<std::string> meant_patterns(std::vector<std::string> patterns,
                                        const std::vector<CloudModel>& models) {
    const auto fits_any = [&](const std::string& pattern) {
        return std::any_of(models.begin(), models.end(),
                           [&](const CloudModel& model) { return model_fits(model, pattern); });
    };
    for (std::string& pattern : patterns) {
        if (fits_any(pattern)) continue;
        const std::string part = "*" + spelled(pattern) + "*";
        if (!pattern.empty() && !is_pattern(pattern) && fits_any(part)) {
            pattern = part;
            continue;
        }
        std::vector<std::string> providers;
        for (const CloudModel& model : models) {
            if (std::find(providers.begin(), providers.end(), model.provider) == providers.end())
                providers.push_back(model.provider);
        }
        const auto close = nearest(pattern, providers, 1);
        fail("--only: no model of the catalogue fits '" + pattern + "'; " +
             (close.empty() ? "`aicost catalog models` lists them"
                            : "did you mean " + alternatives(close) + "?"));
    }
    return patterns;
}

// Does the API serve these weights? By the catalogue, or for feeds that do not say, by the name.
bool hosts(const CloudModel& model, const OpenModel& weights, const std::string& key) {
    if (!model.open_model.empty()) return model.open_model == weights.fact.id;
    const auto listed = [&](const std::string& name) {
        return std::find(weights.hosted_as.begin(), weights.hosted_as.end(), name) != weights.hosted_as.end();
    };
    return listed(model.fact.id) || std::any_of(model.aliases.begin(), model.aliases.end(), listed) ||
           open_model_key(model.fact.id) == key;
}

// The API of the profile whose place each model takes: the one named, its baseline, or its first; a plan with seats only
// where there is no other.
std::string api_of(const Scenario& scenario, const std::string& named) {
    const auto is_api = [&](std::size_t i) { return std::holds_alternative<Api>(scenario.options[i].value); };
    const auto is_plan = [&](std::size_t i) {
        return std::visit(
            [](const auto& held) {
                if constexpr (requires { held.fee_per_seat; }) {
                    return held.fee_per_seat != Money() || held.max_tokens_per_seat.has_value();
                } else {
                    return false;
                }
            },
            scenario.options[i].value);
    };
    std::vector<std::string> ids;
    std::optional<std::string> by_the_token;
    for (std::size_t i = 0; i < scenario.options.size(); ++i) {
        if (!is_api(i)) continue;
        ids.push_back(scenario.options[i].name);
        if (!by_the_token && !is_plan(i)) by_the_token = ids.back();
    }
    if (!named.empty() && std::find(ids.begin(), ids.end(), named) == ids.end())
        fail("--option: '" + named + "' is not an API of this profile; " +
             (ids.empty() ? "it has none" : "it has " + alternatives(ids)));
    if (!named.empty() || ids.empty()) return named;
    const std::size_t baseline = baseline_of(scenario);
    if (is_api(baseline) && (!is_plan(baseline) || !by_the_token)) return scenario.options[baseline].name;
    return by_the_token.value_or(ids.front());
}

std::string take_open_model(std::vector<Override>& overrides) {
    std::string name;
    std::erase_if(overrides, [&](const Override& change) {
        if (change.flag != "--model") return false;
        name = change.value;
        return true;
    });
    return name;
}

bool names_gpu(const Arguments& arguments) {
    return std::any_of(arguments.overrides.begin(), arguments.overrides.end(),
                       [](const Override& change) { return change.flag == "--gpu"; });
}

// The GPUs named by --gpu, else all.
Sizing machines_for(const Profile& profile, const MachineArguments& asked) {
    SizingQuestion question = sizing_question(profile, asked);
    std::vector<Gpu> cards = catalogue().gpus();
    std::vector<Gpu> named = named_gpus(cards, asked.gpus_named);
    state_gpu_price(asked, cards, named, question);
    question.only = ids_of(named);
    return size_machines(question, cards, catalogue().measured_points(), catalogue().quantizations(),
                         catalogue().format_support());
}

MetricValue asked_rank(const std::string& name, const RankView& view) {
    const auto& all = view.rows;
    if (name == "winner") return all.empty() ? MetricValue() : MetricValue(all[0].cost->id);
    if (name == "runner_up") return all.size() < 2 ? MetricValue() : MetricValue(all[1].cost->id);
    if (name == "margin")
        return all.size() < 2 ? MetricValue() : MetricValue((all[1].cost->npv - all[0].cost->npv).value());
    const auto dot = name.rfind('.');
    const std::string id = name.substr(0, dot), key = dot == name.npos ? "" : name.substr(dot + 1);
    std::vector<std::string> names{"winner", "runner_up", "margin"};
    for (const RankFigure& figure : rank_figures()) {
        names.push_back("winner." + std::string(figure.key));
        if (figure.key != key) continue;
        if (id == "winner" && all.empty()) return {};
        for (std::size_t i = 0; i < all.size(); ++i) {
            if (all[i].cost->id != id && id != "winner") continue;
            return value_in(figure.cell(view, i));
        }
        for (const LeftOutModel& one : view.ranking.left_out) {
            if (view.models[one.model].fact.id == id) return {};
        }
    }
    std::vector<std::string> meant;
    if (id == "best" || id == "cheapest" || id == "first") meant = {"winner" + name.substr(id.size())};
    for (const RankRow& one : all) {
        if (!key.empty() && meant.size() < 3 && one.cost->id.ends_with("/" + id))
            meant.push_back(one.cost->id + "." + key);
    }
    const auto close = meant.empty() ? nearest(name, names, 3) : meant;
    fail("--get: '" + name + "' is not a figure of `aicost rank`; " +
         (close.empty() ? "winner, margin, winner.total, openai/gpt-5.rank, …"
                        : "did you mean " + alternatives(close) + "?"));
}

Outcome run_rank(const Arguments& arguments) {
    Arguments rest = arguments;
    const bool with_machines = arguments.own.of<RankArguments>().machines || names_gpu(arguments);
    MachineArguments machine;
    if (with_machines)
        machine = take_machine_arguments(rest.overrides);
    else
        machine.model = take_open_model(rest.overrides);
    const std::string& weights_name = machine.model;
    Profile with_prices = load(rest);
    say_rate(with_prices);
    const Profile& profile = with_prices;
    const std::vector<CloudModel>& models = catalogue().cloud_models();
    const auto& own = arguments.own.of<RankArguments>();
    RankQuestion question;
    question.like = api_of(profile.scenario, own.option);
    const auto states = [&](std::string_view key) {
        return std::any_of(profile.overrides.begin(), profile.overrides.end(), [&](const Override& change) {
            return change.path == question.like + "." + std::string(key) && change.value != "null";
        });
    };
    if (states("input_per_mtok") && states("output_per_mtok"))
        fail("--set: prices of input and output would make all models alike; leave one out");
    for (const Override& change : profile.overrides) {
        const bool prices = change.path == question.like + ".price_per_mtok" ||
                            change.path == question.like + ".price_per_1k";
        if (prices && change.value != "null")
            fail(change.flag + ": one price would make all models alike; leave it out");
    }
    question.min_context = stated_number("--min-context", own.min_context, bounds::positive);
    question.free = own.free;
    const std::vector<std::string> patterns = meant_patterns(own.only, models);
    std::optional<OpenModel> weights;
    std::string key;
    if (!weights_name.empty()) {
        weights = catalogue_entry(catalogue().open_models(), weights_name, "--model", "open-models");
        key = open_model_key(weights->fact.id);
    }
    const bool open = own.open;
    const std::string oldest = oldest_day(arguments);
    if (arguments.strict) question.oldest_price = oldest;
    question.asked = [&](const CloudModel& model) {
        const bool named = patterns.empty() ||
                           std::any_of(patterns.begin(), patterns.end(), [&](const std::string& pattern) {
                               return model_fits(model, pattern);
                           });
        return named && (!open || !model.open_model.empty()) && (!weights || hosts(model, *weights, key));
    };
    const Ranking ranking = rank_models(profile, question, models);
    RankView view{profile,
                  models,
                  ranking,
                  {},
                  {},
                  question.like,
                  {},
                  {},
                  oldest,
                  question.min_context.has_value(),
                  weights ? weights->fact.id : ""};
    for (const RankedModel& one : ranking.ranked)
        view.rows.push_back({&one.cost, &models[one.model], &one.filled, nullptr});
    Sizing sizing;
    if (with_machines) {
        sizing = machines_for(profile, machine);
        view.unfit = sizing.unfit;
        for (std::size_t i = 0; i < sizing.machines.size(); ++i)
            view.rows.push_back({&sizing.comparison.options[i], nullptr, nullptr, &sizing.machines[i]});
        std::stable_sort(view.rows.begin(), view.rows.end(),
                         [](const RankRow& a, const RankRow& b) { return a.cost->npv < b.cost->npv; });
    }
    if (const auto at = find_option(profile.scenario, question.like)) {
        const Named<Option> now[] = {profile.scenario.options[*at]};
        view.now = evaluate_each(profile.scenario, now).front();
    }
    view.top = rows_to_show(own.top, rank_counts);
    Outcome outcome;
    outcome.warnings = profile.warnings;
    if (!arguments.get.empty())
        outcome.text =
            values_text(arguments.get, [&](const std::string& name) { return asked_rank(name, view); });
    else
        outcome.document = rank_view(view, part_read_by(arguments.format));
    return outcome;
}

const std::span<const OptionRow> rank_options[] = {profile_options, rank_own_options, get_option,
                                                   output_options};
constexpr Example rank_examples[] = {
    {"aicost rank --tokens-per-day 2M", "every cloud model at two million tokens a day"},
    {"aicost rank my.json --model gpt-oss-120b --top all", "who hosts these weights, and what that costs"},
};

}  // namespace

const Command rank_command = {
    "rank",
    profile_word,
    "every cloud model for one's own workload, the cheapest first",
    "Prices each cloud model of the catalogue for the profile's workload, as "
    "`compare --cloud ID` does: cache, "
    "batch, long prompts, hours and prices to come; the fees of the profile's API "
    "hold for each. --model ranks "
    "the hosts of an open-weight model. What is left out is counted by its reason; "
    "--top all and json name each. "
    "--strict leaves out old prices. --machines adds the machines that serve --model, as `aicost size` does; "
    "--gpu names those that may.",
    rank_options,
    rank_examples,
    0,
    1,
    run_rank};

}  // namespace aicost
