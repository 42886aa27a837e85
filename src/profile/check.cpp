#include "profile/check.hpp"

#include <algorithm>
#include <cmath>

#include "text/nearest.hpp"
#include "text/value.hpp"

namespace aicost {

namespace {

class Checker {
public:
    Checker(const Profile& profile, bool complete, std::vector<PathFault>& faults)
        : scenario_(profile.scenario), complete_(complete), faults_(faults) {}

    void all() {
        currency();
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
        faults_.push_back({std::move(path), std::move(problem), std::move(got), std::move(remedy)});
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

    // Products of the model stay inside a double: nothing may grow by more than this over the horizon.
    static constexpr double most_decades = 30.0;

    void changes() {
        constexpr double decades_per_year = 6.0;  // of the largest change that a field lets pass
        const double years = scenario_.horizon_months / 12.0;
        if (-years * std::log10(1.0 + scenario_.discount_rate) > most_decades) {
            fault("discount_rate", "makes later costs larger than can be computed",
                  shortest(scenario_.discount_rate), "a rate nearer to 0, or fewer months");
        }
        if (years * decades_per_year <= most_decades) return;
        Scenario copy = scenario_;
        for (const Parameter& parameter : all_parameters(copy)) {
            const double change = parameter.get().value_or(0.0);
            if (parameter.field().unit != Unit::per_year || parameter.path() == "discount_rate" ||
                years * std::log10(1.0 + std::max(change, 0.0)) <= most_decades)
                continue;
            fault(parameter.path(), "lets an amount grow beyond what can be computed", shortest(change),
                  "a factor of 10^30 over the horizon at most");
        }
    }

    void workload() {
        const Workload& work = scenario_.workload;
        if (work.requests_per_day && (!work.input_tokens_per_request || !work.output_tokens_per_request)) {
            fault("workload.requests_per_day", "needs the sizes of a request", "",
                  "state workload.input_tokens_per_request and workload.output_tokens_per_request too");
        } else if (!work.tokens_per_day && !work.requests_per_day) {
            fault("workload.tokens_per_day", "is missing", "",
                  "tokens of a day, or requests_per_day with the two sizes of a request");
        }
        const double cached = work.cache_read_share + work.cache_write_share + work.cache_write_1h_share;
        if (cached > 1.0 + 1e-12) {
            fault("workload", "has cache shares that add up to more than the input", shortest(cached),
                  "cache_read_share + cache_write_share + cache_write_1h_share of at most 1");
        }
        const double now = std::log10(std::max(1.0, volume_per_day(work).value()));
        const double last = now + scenario_.horizon_months * std::log10(1.0 + work.growth_per_month);
        if (now > most_decades) {
            fault("workload.requests_per_day", "makes more tokens than can be computed",
                  shortest(volume_per_day(work).value()), "10^30 tokens a day at most");
        } else if (last > most_decades) {
            fault("workload.growth_per_month", "lets the volume grow beyond what can be computed",
                  shortest(work.growth_per_month), "10^30 tokens a day at the end of the horizon, at most");
        }
    }

    void serving(const std::optional<Serving>& block, const std::string& id) {
        if (!block) return;
        if (!block->input_tokens_per_second) {
            fault(id + ".serving.input_tokens_per_second", "is missing", "",
                  "the prefill rate of one unit, or gpu and model to estimate it from");
        }
        if (!block->output_tokens_per_second) {
            fault(id + ".serving.output_tokens_per_second", "is missing", "",
                  "the decode rate of one unit, or gpu and model to estimate it from");
        }
    }

    void units(const Units& count, const std::optional<Serving>& block, const std::string& id) {
        if (!count.count && !block) {
            fault(id + ".units", "cannot be sized without knowing what a unit serves", "\"auto\"",
                  "add a serving block, or state a number");
        }
    }

    void check_option(const Api& api, const std::string& id) {
        const auto missing = [&](const char* key, const char* remedy) {
            fault(id + "." + key, "is missing", "", remedy);
        };
        if (!api.price_per_mtok && !api.input_per_mtok && !api.output_per_mtok) {
            missing(
                "price_per_mtok",
                "a price per million tokens, or two: input_per_mtok and output_per_mtok; an absent price is "
                "never 0");
        } else if (!api.price_per_mtok && !api.input_per_mtok) {
            missing("input_per_mtok", "the price of a million input tokens; an absent price is never 0");
        } else if (!api.price_per_mtok && !api.output_per_mtok) {
            missing("output_per_mtok", "the price of a million output tokens; an absent price is never 0");
        }
        if (api.long_context && api.long_context->rule == LongContext::Rule::whole_request &&
            !api.long_context->output_per_mtok) {
            fault(id + ".long_context.output_per_mtok", "is missing", "",
                  "the price of a million output tokens in a long request, or \"rule\": \"excess\"");
        }
    }

    void check_option(const Owned& owned, const std::string& id) {
        const bool flat = std::any_of(owned.monthly_costs.begin(), owned.monthly_costs.end(),
                                      [](const auto& cost) { return cost.name == "electricity"; });
        if (owned.electricity && flat) {
            fault(id + ".electricity", "is stated twice", "as watts and as a monthly cost",
                  "keep either electricity or monthly_costs.electricity");
        }
        if (owned.electricity) {
            if (!owned.electricity->load_watts) {
                fault(id + ".electricity.load_watts", "is missing", "",
                      "watts of one unit at work, at the wall");
            }
            if (!owned.serving && !owned.electricity->load_share) {
                fault(
                    id + ".electricity.load_share", "is missing", "",
                    "the share of the powered hours at load, as there is no serving block to derive it from");
            }
        }
        serving(owned.serving, id);
        units(owned.units, owned.serving, id);
    }

    void check_option(const Rented& rented, const std::string& id) {
        if (rented.billing == Rented::Billing::busy_hours && !rented.serving) {
            fault(id + ".billing", "needs to know what a unit serves", "\"busy_hours\"",
                  "add a serving block, or \"always_on\"");
        }
        serving(rented.serving, id);
        units(rented.units, rented.serving, id);
    }

    void check_option(const Hybrid& hybrid, const std::string& id) {
        const auto is_machine = [](const Option& option) {
            return std::holds_alternative<Owned>(option) || std::holds_alternative<Rented>(option);
        };
        const auto is_api = [](const Option& option) { return std::holds_alternative<Api>(option); };
        const auto side = [&](const char* key, const std::string& name, auto wanted,
                              const char* what) -> const Option* {
            if (name.empty() || !complete_) return nullptr;  // missing, or it may be: said already
            const auto found = find_option(scenario_, name);
            if (found && wanted(scenario_.options[*found].value)) return &scenario_.options[*found].value;
            fault(id + "." + key,
                  found ? std::string("names an option that is not ") + what : std::string("names no option"),
                  "\"" + name + "\"", ids(wanted, name, what));
            return nullptr;
        };
        const Option* local = side("local", hybrid.local, is_machine, "owned or rented");
        side("cloud", hybrid.cloud, is_api, "api");
        if (hybrid.overflow && hybrid.local_share) {
            fault(id + ".local_share", "does not go with overflow", shortest(*hybrid.local_share),
                  "state one of the two");
        } else if (!hybrid.overflow && !hybrid.local_share) {
            fault(id + ".local_share", "is missing", "",
                  "the share of the volume that the local side serves, or overflow: true");
        }
        if (hybrid.overflow && local != nullptr) {
            const auto* owned = std::get_if<Owned>(local);
            const bool serves =
                owned != nullptr ? owned->serving.has_value() : std::get<Rented>(*local).serving.has_value();
            if (!serves)
                fault(id + ".overflow", "needs to know what the local side serves", "true",
                      "add a serving block to " + hybrid.local);
        }
    }

    const Scenario& scenario_;
    bool complete_;
    std::vector<PathFault>& faults_;
};

}  // namespace

void check(const Profile& profile, bool complete, std::vector<PathFault>& faults) {
    Checker(profile, complete, faults).all();
}

}  // namespace aicost
