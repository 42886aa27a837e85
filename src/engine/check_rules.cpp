// Rules between fields: inputs that require or exclude each other.
#include "aicost/check.hpp"

#include <algorithm>
#include <cmath>

#include "text/day.hpp"
#include "text/nearest.hpp"
#include "text/real.hpp"
#include "text/value.hpp"

namespace aicost {

namespace {

class Checker {
public:
    Checker(const Scenario& scenario, bool complete, std::vector<Fault>& faults)
        : scenario_(scenario), complete_(complete), faults_(faults) {}

    void all() {
        currency();
        start();
        workload();
        changes();
        if (complete_ && !scenario_.baseline.empty() && !find_option(scenario_, scenario_.baseline)) {
            fault("baseline", "names no option", "\"" + scenario_.baseline + "\"",
                  ids([](const Option&) { return true; }, scenario_.baseline, "option"));
        }
        for (const auto& [id, option] : scenario_.options) {
            std::visit([&, &id = id](const auto& held) { check_option(held, id); }, option);
        }
    }

private:
    void fault(std::string path, std::string problem, std::string got, std::string remedy) {
        faults_.push_back({"", 0, std::move(path), std::move(problem), std::move(got), std::move(remedy)});
    }

    template <class Wanted>
    std::string ids(Wanted wanted, const std::string& near, const std::string& what) const {
        std::vector<std::string> names;
        for (const auto& [id, option] : scenario_.options) {
            if (wanted(option)) names.push_back(id);
        }
        if (names.empty()) return "the profile has no " + what + " option";
        const auto close = nearest(near, names, 1);
        if (!close.empty() && close.front() != near) return "did you mean " + alternatives(close) + "?";
        return (names.size() == 1 ? "the profile has " : "one of ") + alternatives(names);
    }

    void currency() {
        const std::string& currency = scenario_.currency;
        const bool good = !currency.empty() && currency.size() <= 8 &&
                          std::all_of(currency.begin(), currency.end(), [](char c) {
                              return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
                          });
        if (!good)
            fault("currency", "is not a currency", "\"" + currency + "\"", "its code, such as USD or EUR");
    }

    void start() {
        const std::string& start = scenario_.start;
        if (start.empty() || (start.size() >= 7 && last_day(start)))
            return;  // a year alone does not give the month
        fault("start", "is not a day", "\"" + start + "\"",
              "the first day of month 1, such as 2026-12 or 2026-12-15");
    }

    // Keeps the model's products within a double's range: nothing may grow by more than this over the horizon.
    static constexpr double max_decades = 30.0;

    void changes() {
        constexpr double decades_per_year = 6.0;  // of the largest change that a field accepts
        const double years = scenario_.horizon_months / 12.0;
        if (-years * decimal_logarithm(1.0 + scenario_.discount_rate) > max_decades) {
            fault("discount_rate", "makes later costs larger than can be computed",
                  shortest(scenario_.discount_rate), "a rate nearer to 0, or fewer months");
        }
        if (years * decades_per_year <= max_decades) return;
        Scenario copy = scenario_;
        for (const Parameter& parameter : all_parameters(copy)) {
            const double change = parameter.get().value_or(0.0);
            if (parameter.field().unit != Unit::per_year || parameter.path() == "discount_rate" ||
                years * decimal_logarithm(1.0 + std::max(change, 0.0)) <= max_decades)
                continue;
            fault(parameter.path(), "lets an amount grow beyond what can be computed", shortest(change),
                  "a factor of 10^30 over the horizon at most");
        }
    }

    void workload() {
        const Workload& work = scenario_.workload;
        const bool sizes =
            work.conversation || (work.input_tokens_per_request && work.output_tokens_per_request);
        const auto needs_sizes = [&](const char* key, bool stated) {
            if (stated && !sizes)
                fault("workload." + std::string(key), "needs the sizes of a request", "",
                      "state workload.input_tokens_per_request and workload.output_tokens_per_request "
                      "(--input-tokens, --output-tokens), or a conversation, too");
        };
        needs_sizes("requests_per_day", work.requests_per_day.has_value());
        needs_sizes("requests_per_month", work.requests_per_month.has_value());
        if (work.conversations_per_day && !work.conversation)
            fault("workload.conversations_per_day", "counts conversations, and there is none", "",
                  "state workload.conversation (turns, user_tokens, answer_tokens; a --use takes it away), "
                  "or the volume in "
                  "requests or tokens");
        if (!work.tokens_per_day && !work.requests_per_day && !work.tokens_per_month &&
            !work.requests_per_month && !work.conversations_per_day) {
            fault("workload.tokens_per_day", "is missing", "",
                  "tokens_per_day, tokens_per_month, requests_per_day or requests_per_month with the two "
                  "sizes of a request, "
                  "or conversations_per_day with a conversation");
        }
        conversation(work);
        const double cached = work.cache_read_share + work.cache_write_share + work.cache_write_1h_share;
        if (cached > 1.0 + 1e-12) {
            fault("workload", "has cache shares that add up to more than the input", shortest(cached),
                  "cache_read_share + cache_write_share + cache_write_1h_share of at most 1");
        }
        const double volume = volume_per_day(scenario_).value();
        const double now = decimal_logarithm(std::max(1.0, volume));
        const double last = now + scenario_.horizon_months * decimal_logarithm(1.0 + work.growth_per_month);
        if (now > max_decades) {
            fault("workload.requests_per_day", "makes more tokens than can be computed", shortest(volume),
                  "10^30 tokens a day at most");
        } else if (last > max_decades) {
            fault("workload.growth_per_month", "lets the volume grow beyond what can be computed",
                  shortest(work.growth_per_month), "10^30 tokens a day at the end of the horizon, at most");
        }
    }

    // A conversation determines the request sizes, the output share and, if cached, the cache shares.
    void conversation(const Workload& work) {
        if (!work.conversation) return;
        const auto twice = [&](const char* key, bool stated) {
            if (stated)
                fault("workload." + std::string(key), "does not go with a conversation", "",
                      "leave it out: the conversation says it");
        };
        twice("input_tokens_per_request", work.input_tokens_per_request.has_value());
        twice("output_tokens_per_request", work.output_tokens_per_request.has_value());
        twice("output_share", work.output_share.has_value());
        if (!work.conversation->cached) return;
        twice("cache_read_share", work.cache_read_share != 0.0);
        twice("cache_write_share", work.cache_write_share != 0.0);
        twice("cache_write_1h_share", work.cache_write_1h_share != 0.0);
    }

    [[nodiscard]] bool knows_sizes() const {
        const Workload& work = scenario_.workload;
        return work.conversation || (work.input_tokens_per_request && work.output_tokens_per_request);
    }

    void serving(const std::optional<Serving>& block, const std::string& id) {
        if (!block) return;
        if (!block->input_tokens_per_second && !block->output_tokens_per_second) {
            fault(
                id + ".serving", "says no rates of one unit", "",
                "gpu and model (--gpu ID, --model ID) to estimate them from, or input_tokens_per_second and "
                "output_tokens_per_second");
        } else if (!block->input_tokens_per_second) {
            fault(id + ".serving.input_tokens_per_second", "is missing", "",
                  "the prefill rate of one unit, or gpu and model to estimate it from");
        } else if (!block->output_tokens_per_second) {
            fault(id + ".serving.output_tokens_per_second", "is missing", "",
                  "the decode rate of one unit, or gpu and model to estimate it from");
        }
    }

    void units(const Machines& machines, const std::string& id) {
        if (!machines.units.count && !machines.serving) {
            fault(id + ".units", "cannot be sized without knowing what a unit serves", "\"auto\"",
                  "add a serving block, or state a number");
        }
        if (machines.units.count && machines.spare_units >= *machines.units.count) {
            fault(id + ".spare_units", "leaves no unit that serves", shortest(machines.spare_units),
                  "less than units (" + shortest(*machines.units.count) + ")");
        }
    }

    void check_option(const Api& api, const std::string& id) {
        const bool has_fee = api.monthly_fee > Money() || api.monthly_minimum > Money() ||
                             api.fee_per_seat > Money() || api.fee_per_request > Money();
        const auto missing = [&](const char* key, const std::string& remedy) {
            fault(id + "." + key, "is missing", "",
                  remedy + (has_fee ? "; 0 may be stated, where the fee covers the tokens"
                                    : "; an absent price is never 0"));
        };
        if (!api.price_per_mtok && !api.input_per_mtok && !api.output_per_mtok) {
            missing("price_per_mtok",
                    "a price per million tokens, or two: input_per_mtok and output_per_mtok");
        } else if (!api.price_per_mtok && !api.input_per_mtok) {
            missing("input_per_mtok", "the price of a million input tokens");
        } else if (!api.price_per_mtok && !api.output_per_mtok) {
            missing("output_per_mtok", "the price of a million output tokens");
        }
        long_prompts(api, id);
        int before = 0;
        for (std::size_t i = 0; i < api.price_steps.size(); ++i) {
            const PriceStep& step = api.price_steps[i];
            const std::string at = id + ".price_steps." + std::to_string(i + 1);
            if (step.from_month <= before)
                fault(at + ".from_month", "does not rise", std::to_string(step.from_month),
                      "a month after that of the step before (" + std::to_string(before) + ")");
            before = std::max(before, step.from_month);
            if (!step.price_per_mtok && !step.input_per_mtok && !step.output_per_mtok &&
                !step.cache_read_per_mtok && !step.cache_write_per_mtok && !step.cache_write_1h_per_mtok)
                fault(at, "states no price", "", "price_per_mtok, or one of the five prices");
        }
        if (api.fee_per_request > Money() && !knows_sizes())
            fault(id + ".fee_per_request", "needs the sizes of a request",
                  shortest(api.fee_per_request.value()),
                  "state workload.input_tokens_per_request and workload.output_tokens_per_request, or a "
                  "conversation, too");
    }

    void long_prompts(const Api& api, const std::string& id) {
        const auto& steps = api.long_context;
        for (std::size_t i = 0; i < steps.size(); ++i) {
            const std::string at =
                id + ".long_context." + (steps.size() == 1 ? "" : std::to_string(i + 1) + ".");
            if (steps[i].rule == LongContext::Rule::whole_request && !steps[i].output_per_mtok)
                fault(at + "output_per_mtok", "is missing", "",
                      "the price of a million output tokens in a long request, or \"rule\": \"excess\"");
            if (i == 0) continue;
            if (steps[i].rule != steps[0].rule)
                fault(at + "rule", "is not that of the first step", "", "one rule for all steps");
            if (steps[i].above_input_tokens <= steps[i - 1].above_input_tokens)
                fault(at + "above_input_tokens", "does not rise",
                      shortest(steps[i].above_input_tokens.value()),
                      "more than that of the step before (" +
                          shortest(steps[i - 1].above_input_tokens.value()) + ")");
        }
    }

    void check_option(const Owned& owned, const std::string& id) {
        const bool flat = std::any_of(owned.running.monthly_costs.begin(), owned.running.monthly_costs.end(),
                                      [](const auto& cost) { return cost.name == "electricity"; });
        if (owned.electricity && flat) {
            fault(id + ".electricity", "is stated twice", "as watts and as a monthly cost",
                  "keep either electricity or monthly_costs.electricity; null takes one away");
        }
        if (owned.electricity && !flat) {
            if (!owned.electricity->price_per_kwh && !owned.machines.colocation) {
                fault(id + ".electricity.price_per_kwh", "is missing", "",
                      "the price of a kWh, or a colocation, which has its power included");
            }
            if (!owned.electricity->load_watts) {
                fault(id + ".electricity.load_watts", "is missing", "",
                      "watts of one unit at work, at the wall");
            }
            if (!owned.machines.serving && !owned.electricity->load_share) {
                fault(
                    id + ".electricity.load_share", "is missing", "",
                    "the share of the powered hours at load, as there is no serving block to derive it from");
            }
        }
        if (owned.machines.colocation && !owned.machines.colocation->kw &&
            !(owned.electricity && owned.electricity->load_watts)) {
            fault(id + ".colocation.kw", "is missing", "", "kW of one unit, or electricity.load_watts");
        }
        serving(owned.machines.serving, id);
        units(owned.machines, id);
    }

    void check_option(const Rented& rented, const std::string& id) {
        using Billing = Rented::Billing;
        static constexpr const char* words[] = {"\"always_on\"", "\"busy_hours\"", "\"whole_units\"",
                                                "\"scale_to_zero\""};
        const std::string billing = words[static_cast<std::size_t>(rented.billing)];
        const auto& machines = rented.machines;
        const bool always = rented.billing == Billing::always_on;
        if (!rented.price_per_hour && !rented.price_per_month)
            fault(id + ".price_per_hour", "is missing", "",
                  "the rent of one unit by the hour, or price_per_month");
        if (!always && !machines.serving)
            fault(id + ".billing", "needs to know what a unit serves", billing,
                  "add a serving block, or \"always_on\"");
        const auto alone = [&](const char* key, bool stated, const char* beside, const char* remedy) {
            if (stated)
                fault(id + "." + std::string(key), "does not go with " + std::string(beside), "", remedy);
        };
        const bool by_month = rented.price_per_month.has_value();
        alone("billing", by_month && !always, "price_per_month",
              "a machine by the month is always on: state price_per_hour, or leave it out");
        alone("hours_per_day", by_month && rented.hours_per_day != hours(24), "price_per_month",
              "leave it out: a machine by the month is always on");
        alone("only_on_active_days", by_month && rented.only_on_active_days, "price_per_month",
              "leave it out: a machine by the month is always on");
        const bool to_zero = rented.billing == Billing::scale_to_zero;
        if (to_zero && !knows_sizes())
            fault(id + ".billing", "needs the sizes of a request", billing,
                  "state workload.input_tokens_per_request and workload.output_tokens_per_request, or a "
                  "conversation, too");
        if (to_zero && machines.serving && !machines.serving->seconds_per_request)
            fault(id + ".serving.seconds_per_request", "is missing", "",
                  "how long one request takes that runs alone, or gpu and model to estimate it from");
        alone("idle_timeout_seconds", !to_zero && rented.idle_timeout_seconds != 0.0, billing.c_str(),
              "\"billing\": \"scale_to_zero\", or leave it out");
        alone("cold_start_seconds", !to_zero && rented.cold_start_seconds != 0.0, billing.c_str(),
              "\"billing\": \"scale_to_zero\", or leave it out");
        if (machines.colocation && !machines.colocation->kw)
            fault(id + ".colocation.kw", "is missing", "", "kW of one unit");
        serving(machines.serving, id);
        units(machines, id);
    }

    void check_option(const Hybrid& hybrid, const std::string& id) {
        const auto is_machine = [](const Option& option) {
            return std::holds_alternative<Owned>(option) || std::holds_alternative<Rented>(option);
        };
        const auto side = [&](const char* key, const std::string& name, auto wanted,
                              const char* what) -> const Option* {
            if (name.empty() || !complete_) return nullptr;  // missing, or perhaps not read: already reported
            const auto found = find_option(scenario_, name);
            if (found && wanted(scenario_.options[*found].value)) return &scenario_.options[*found].value;
            fault(id + "." + key,
                  found ? std::string("names an option that is not ") + what : std::string("names no option"),
                  "\"" + name + "\"", ids(wanted, name, what));
            return nullptr;
        };
        if (!hybrid.parts.empty()) return check_parts(hybrid, id);
        const auto is_cloud = [](const Option& option) {
            return std::holds_alternative<Api>(option) || std::holds_alternative<Rented>(option);
        };
        if (hybrid.local.empty())
            fault(id + ".local", "is missing", "", "id of an owned or rented option, or parts");
        if (hybrid.cloud.empty())
            fault(id + ".cloud", "is missing", "", "id of an api or rented option, or parts");
        const Option* local = side("local", hybrid.local, is_machine, "owned or rented");
        side("cloud", hybrid.cloud, is_cloud, "api or rented");
        if (!hybrid.cloud.empty() && hybrid.cloud == hybrid.local)
            fault(id + ".cloud", "is the local option itself", "\"" + hybrid.cloud + "\"",
                  "another option, into which the rest goes");
        if (hybrid.overflow && hybrid.local_share) {
            fault(id + ".local_share", "does not go with overflow", shortest(*hybrid.local_share),
                  "state one of the two");
        } else if (!hybrid.overflow && !hybrid.local_share) {
            fault(id + ".local_share", "is missing", "",
                  "the share of the volume that the local side serves, or overflow: true");
        }
        if (hybrid.overflow && local != nullptr) {
            const auto* owned = std::get_if<Owned>(local);
            const auto& machines = owned != nullptr ? owned->machines : std::get<Rented>(*local).machines;
            if (!machines.serving)
                fault(id + ".overflow", "needs to know what the local side serves", "true",
                      "add a serving block to " + hybrid.local);
        }
    }

    void check_parts(const Hybrid& hybrid, const std::string& id) {
        const auto may_share = [](const Option& option) { return !std::holds_alternative<Hybrid>(option); };
        const auto beside = [&](const char* key, bool stated) {
            if (stated)
                fault(id + "." + key, "does not go with parts", "", "state parts, or local and cloud");
        };
        beside("local", !hybrid.local.empty());
        beside("cloud", !hybrid.cloud.empty());
        beside("local_share", hybrid.local_share.has_value());
        beside("overflow", hybrid.overflow);
        double sum = 0.0;
        for (const auto& [name, weight] : hybrid.parts) {
            sum += weight;
            if (!complete_) continue;
            const auto found = find_option(scenario_, name);
            if (!found || !may_share(scenario_.options[*found].value))
                fault(id + ".parts." + name, found ? "names a hybrid" : "names no option", "\"" + name + "\"",
                      ids(may_share, name, "no hybrid"));
        }
        if (hybrid.parts.size() < 2) fault(id + ".parts", "is one alone", "", "two options or more, by id");
        if (!(sum > 0.0))
            fault(id + ".parts", "has no weight above 0", shortest(sum),
                  "weights of at least 0, one of them above");
    }

    const Scenario& scenario_;
    bool complete_;
    std::vector<Fault>& faults_;
};

}  // namespace

std::vector<Fault> check_rules(const Scenario& scenario, bool complete) {
    std::vector<Fault> faults;
    Checker(scenario, complete, faults).all();
    return faults;
}

}  // namespace aicost
