// The sentences and lists of `aicost size`.
#include "report/view/size_words.hpp"

#include <algorithm>

#include "aicost/request.hpp"
#include "report/formatted.hpp"
#include "report/number.hpp"
#include "report/view/verdict.hpp"
#include "report/view/views.hpp"
#include "text/listed.hpp"
#include "text/plural.hpp"

namespace aicost {

namespace {

std::string cards_text(const Host& host) {
    return host.most_gpus == 1 ? "a card" : formatted("up to {} GPUs", host.most_gpus);
}

std::string api_name(const SizeView::Api& api) {
    return api.model.empty() ? api.id : api.id + " (" + api.model + ")";
}

constexpr std::size_t max_unfit_named = 5;  // for a reason, to people

std::string gib(double value) { return formatted("{:.1f} GiB", value); }

// Sources, each with what comes from it.
class Sources {
public:
    void add(const std::string& source, const std::string& as_of, const std::string& id) {
        const std::string line = as_of.empty() ? source : source + ", " + as_of;
        auto known =
            std::find_if(lines_.begin(), lines_.end(), [&](const auto& one) { return one.first == line; });
        if (known == lines_.end()) known = lines_.insert(lines_.end(), {line, {}});
        auto& ids = known->second;
        if (std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(id);
    }
    [[nodiscard]] Notes notes() const {
        Notes notes{"From the catalogue", {}};
        for (const auto& [line, ids] : lines_) {
            notes.lines.push_back(listed(ids) + ": " + line);
        }
        return notes;
    }

private:
    std::vector<std::pair<std::string, std::vector<std::string>>> lines_;
};

}  // namespace

std::string two_digits(double value) {
    return value < 9.95 ? formatted("{:.1f}", value) : formatted("{:.0f}", value);
}

RateRange one_request_range(const Machine& machine) {
    const ThroughputEstimate& estimate = machine.rates.estimate;
    const double speed = machine.speed.value();
    return {speed / estimate.decode_factor,
            std::max(speed, std::min(speed * estimate.decode_factor, estimate.decode_ceiling))};
}

std::string speed_range(const Machine& machine) {
    if (machine.rates.measured_decode) return "measured";
    const RateRange range = one_request_range(machine);
    return formatted("{}-{}", two_digits(range.low), two_digits(range.high));
}

std::optional<double> first_token_seconds(const Machine& machine) {
    if (!machine.first_token) return {};
    return machine.first_token->value() * 3600.0;
}

std::optional<double> answer_seconds(const Machine& machine) {
    const auto reading = first_token_seconds(machine);
    if (!reading) return {};
    return *reading + machine.wait.value_or(Duration()).value() * 3600.0;
}

std::string machine_name(const Machine& machine) {
    const bool whole = machine.gpus == 1 && machine.gpu.is_whole();
    return (whole ? std::string() : std::to_string(machine.gpus) + " x ") + machine.gpu.fact.id +
           (machine.rented ? ", rented" : "");
}

std::string unfit_text(const Unfit& unfit) {
    using Why = Unfit::Why;
    switch (unfit.why) {
        case Why::does_not_fit: {
            std::string text = formatted("does not fit: needs {}, {} x has {} that can be used",
                                         gib(unfit.needed), unfit.gpus, gib(unfit.got));
            if (unfit.gpus_needed) text += formatted("; {} would hold it", *unfit.gpus_needed);
            return text;
        }
        case Why::not_several: return "a whole computer: --gpus does not make it several";
        case Why::not_run: return "the engine does not run this format on it";
        case Why::no_compute: return "its speed at reading prompts is not known";
        case Why::no_price: return "the catalogue has neither its price and watts nor a rent";
        case Why::no_host:
            return formatted(
                "no computer of the catalogue takes {}, and there is no rent; --host-price states one",
                unfit.gpus);
        case Why::barred: return "barred: it could only be rented, and the requirements bar that";
        case Why::first_token_late:
            return formatted(
                "too slow: first token after {} s on an idle machine, more than {} s; more machines do not "
                "help",
                two_digits(unfit.got), plain_text(unfit.needed));
        case Why::too_slow:
            return formatted(
                "too slow: {} tokens/s of a request alone, less than {}; more machines do not help",
                two_digits(unfit.got), plain_text(unfit.needed));
        case Why::too_many_machines:
            return formatted(
                "too slow: needs {}{}, more than {}", counted(plain_text(unfit.needed, 15), "machine"),
                unfit.gpu.is_whole() ? "" : " of " + counted(unfit.gpus, "GPU"), plain_text(unfit.got, 15));
    }
    return {};
}

std::string memory_text(const SizeView& view) {
    const RequestSize request = request_size(view.question.scenario.workload);
    return formatted(
        "{} × 10^9 parameters at {} bits: {} of weights. KV cache: {} KiB a token, {} for a request of {} + "
        "{} "
        "tokens{}. Needed: {}.",
        plain_text(view.question.model.params_b.value_or(0.0)),
        plain_text(view.question.format.bits_per_weight), gib(view.sizing.weights_gib),
        plain_text(view.sizing.kv_bytes_per_token / 1024.0), gib(view.sizing.request_gib),
        plain_text(request.input.value(), 15), plain_text(request.output.value(), 15),
        request.assumed ? " (assumed where not stated)" : "",
        gib(view.sizing.weights_gib + view.sizing.request_gib));
}

// Does the GPU asked about hold the model, and how many do?
std::string fit_text(const SizeView& view) {
    const Gpu& gpu = view.asked.front();
    const double needed = view.sizing.weights_gib + view.sizing.request_gib;
    const auto usable = [&](int count) {
        return estimate_throughput(
                   {gpu, count, view.question.model, view.question.format, view.question.engine})
            .usable_gib;
    };
    std::string text = formatted("One {} has {} GiB, of which {} can be used", gpu.fact.id,
                                 plain_text(gpu.memory_gib), gib(usable(1)));
    const auto hold = gpus_to_hold(view.question, gpu);
    if (!hold) return text + formatted(": it does not hold the {}.", gib(needed));
    if (*hold == 1) return text + formatted(": it holds the {}.", gib(needed));
    return text + formatted(": it does not hold the {}. {} do, with {} that can be used.", gib(needed), *hold,
                            gib(usable(*hold)));
}

// Where one reason stands against all.
std::string common_reason(const SizeView& view) {
    const auto& unfit = view.sizing.unfit;
    if (unfit.empty()) return {};
    const Unfit::Why why = unfit.front().why;
    const bool all =
        std::all_of(unfit.begin(), unfit.end(), [&](const Unfit& one) { return one.why == why; });
    if (!all) return {};
    if (why == Unfit::Why::not_run)
        return formatted(": {} runs {} on none; another --engine may, or another --quantization",
                         view.question.engine, view.question.format.fact.id);
    return unfit.size() == 1 ? ": " + unfit.front().gpu.fact.id + ": " + unfit_text(unfit.front()) : "";
}

// Machine or API: what the reader wants to know first.
std::string size_verdict(const SizeView& view) {
    const std::string& currency = view.profile.scenario.currency;
    const std::string months =
        months_word(view.profile.scenario.horizon_months) + todays_money_text(view.profile.scenario);
    const bool discounted = view.profile.scenario.discount_rate != 0.0;
    const auto cost_of = [&](const auto& option) {
        return money_text((discounted ? option.npv : option.total).value(), currency);
    };
    if (view.sizing.machines.empty()) {
        std::string text = "No machine of the catalogue serves this" + common_reason(view) + ".";
        if (view.api)
            text += formatted(" {} costs {} over {}.", api_name(*view.api), cost_of(*view.api), months);
        return text;
    }
    const OptionResult& best = view.sizing.comparison.options.front();
    const std::string units = plain_text(*best.units, 15);
    const std::string machine =
        formatted("{}{}", units == "1" ? "" : units + " x ",
                  units == "1" ? machine_name(view.sizing.machines.front())
                               : "(" + machine_name(view.sizing.machines.front()) + ")");
    if (!view.api) return formatted("Cheapest: {}, {} over {}.", machine, cost_of(best), months);
    const bool cheaper = best.npv <= view.api->npv;
    return formatted("{} is cheaper: {} over {}, {} costs {}.", cheaper ? machine : api_name(*view.api),
                     cheaper ? cost_of(best) : cost_of(*view.api), months,
                     cheaper ? api_name(*view.api) : machine, cheaper ? cost_of(*view.api) : cost_of(best));
}

// "measured", "estimated; 8 of 10 measurements lie within 16 and 21", or which of the two rates was measured.
std::string rates_text(const Machine& machine) {
    const ServingRates& rates = machine.rates;
    if (!rates.estimated()) return "measured";
    if (rates.measured_decode) return "measured; the time to the first token is estimated";
    const RateRange range = one_request_range(machine);
    return formatted("estimated; 8 of 10 measurements lie within {} and {}{}", two_digits(range.low),
                     two_digits(range.high),
                     rates.measured_prefill ? "; the rate of reading prompts is measured" : "");
}

std::string serve_text(const SizeView& view, std::size_t i, std::string_view lead) {
    const Machine& one = view.sizing.machines[i];
    const OptionResult& cost = view.sizing.comparison.options[i];
    const std::string units = plain_text(*cost.units, 15);
    const Scenario& scenario = view.profile.scenario;
    const bool discounted = scenario.discount_rate != 0.0;
    std::string text = formatted("{}: {}{}: {} over {}{}", lead, units == "1" ? "" : units + " machines of ",
                                 machine_name(one),
                                 money_text((discounted ? cost.npv : cost.total).value(), scenario.currency),
                                 months_word(scenario.horizon_months), todays_money_text(scenario));
    if (cost.cost_per_mtok)
        text += formatted(", {} per 1M tokens{}", price_text(cost.cost_per_mtok->value(), scenario.currency),
                          discounted ? ", levelised" : "");
    if (*cost.units > one.for_load)
        text += formatted("; {} would do for the load, {} keep to the limits", plain_text(one.for_load, 15),
                          units);
    text += formatted("; busy {} of the time", percent_text(one.busy));
    if (cost.peak_utilization)
        text += formatted(", {} in the busiest hour, where", percent_text(*cost.peak_utilization));
    if (const auto wait = answer_seconds(one))
        text += formatted(" the first token comes after {} s, then", two_digits(*wait));
    else
        text += " a request gets";
    return text + formatted(" {} tokens/s ({}).", two_digits(one.speed.value()), rates_text(one));
}

// The same for people, grouped by reason.
Notes unfit_notes(const SizeView& view) {
    struct Group {
        std::string reason;
        std::vector<std::string> names;
    };
    std::vector<Group> groups;
    std::vector<Unfit> unfits = view.sizing.unfit;  // those asked about first
    std::stable_partition(unfits.begin(), unfits.end(),
                          [&](const Unfit& one) { return view.is_asked(one.gpu); });
    for (const Unfit& unfit : unfits) {
        const bool memory = unfit.why == Unfit::Why::does_not_fit;
        const std::string reason =
            memory ? formatted("does not fit, {} are needed", gib(unfit.needed)) : unfit_text(unfit);
        std::string name = unfit.gpu.fact.id;
        if (memory) {
            name += formatted(" ({} x has {:.1f}", unfit.gpus, unfit.got);
            name += unfit.gpus_needed ? formatted(", {} would hold it)", *unfit.gpus_needed) : ")";
        }
        const auto known = std::find_if(groups.begin(), groups.end(),
                                        [&](const Group& group) { return group.reason == reason; });
        if (known == groups.end())
            groups.push_back({reason, {name}});
        else
            known->names.push_back(name);
    }
    Notes notes{"Cannot serve", {}};
    bool more = false;
    for (auto& [reason, names] : groups) {
        std::string line = reason + ":";
        const std::size_t some = names.size() > max_unfit_named + 1 ? max_unfit_named : names.size();
        for (std::size_t i = 0; i < some; ++i) line += (i == 0 ? " " : ", ") + names[i];
        if (some < names.size()) line += formatted(" and {} more", names.size() - some);
        more |= some < names.size();
        notes.lines.push_back(std::move(line));
    }
    if (more) notes.lines.emplace_back("-f csv and -f json have all of them");
    return notes;
}

Notes size_sources(const SizeView& view, bool all) {
    Sources sources;
    const auto add = [&](const Fact& fact) { sources.add(fact.source, fact.as_of, fact.id); };
    add(view.question.model.fact);
    add(view.question.format.fact);
    if (!view.electricity.id.empty()) add(view.electricity);
    std::vector<std::size_t> indexes = looked_at(view);
    if (all) {
        const auto others = shown(view);
        indexes.insert(indexes.end(), others.begin(), others.end());
    }
    for (const std::size_t i : indexes) {
        const Machine& one = view.sizing.machines[i];
        const Gpu& gpu = one.gpu;
        const std::string& source = one.rented ? gpu.rent_source : gpu.price_source;
        const std::string& day = one.rented ? gpu.rent_as_of : gpu.price_as_of;
        const std::string sum = one.rented ? "rent" : "price";
        if (source == gpu.fact.source && day == gpu.fact.as_of) {
            sources.add(source, day, gpu.fact.id + " and its " + sum);
        } else {
            sources.add(source, day, sum + " of " + gpu.fact.id);
            add(gpu.fact);
        }
        if (one.host && !view.question.host_price)
            sources.add(one.host->price_source, one.host->price_as_of, "price of " + one.host->fact.id);
        if (one.host && !view.question.host_watts)
            sources.add(one.host->watts_source, one.host->fact.as_of, "watts of " + one.host->fact.id);
        if (const auto& point = one.rates.measured_decode)
            sources.add(point->fact.source, point->fact.as_of, "output rate of " + machine_name(one));
        if (const auto& point = one.rates.measured_prefill)
            sources.add(point->fact.source, point->fact.as_of, "input rate of " + machine_name(one));
    }
    Notes notes = sources.notes();
    if (!all && indexes.size() < shown(view).size())
        notes.lines.emplace_back("of the other machines: `aicost catalog show ID`, or -f json");
    return notes;
}

namespace {

// The hosts of the cards shown: an assumption, so it is stated.
std::vector<std::string> host_lines(const SizeView& view) {
    std::vector<std::string> lines;
    const std::string& currency = view.profile.scenario.currency;
    const auto& price = view.question.host_price;
    const auto& power = view.question.host_watts;
    for (const std::size_t i : shown(view)) {
        const auto& host = view.sizing.machines[i].host;
        if (!host) continue;
        const Money host_price = price.value_or(in_currency(host->price, view.profile.scenario.usd_rate));
        std::string line = price && power ? std::string("a computer") : host->fact.id;
        line += formatted(" is around {}: {}, {} W idle, {} W at load ({})",
                          price && power ? "cards and boards" : cards_text(*host),
                          money_text(host_price.value(), currency),
                          plain_text(power.value_or(host->idle_watts).value()),
                          plain_text(power.value_or(host->load_watts).value()),
                          price && power ? "--host-price, --host-watts"
                                         : "assumed; --host-price and --host-watts state another");
        if (std::find(lines.begin(), lines.end(), line) == lines.end()) lines.push_back(std::move(line));
    }
    return lines;
}

}  // namespace

Notes size_assumptions(const SizeView& view) {
    Notes notes;
    const SizingQuestion& question = view.question;
    for (const std::string& line : host_lines(view)) notes.lines.push_back(line);
    notes.lines.push_back(formatted(
        "rates are those of {}; within an estimate's range lie 8 of 10 measurements that it was not "
        "fitted to",
        question.engine));
    notes.lines.emplace_back(
        "first token: the mean wait for other requests in the busiest hour (Allen-Cunneen: they come at "
        "random, their sizes differ as exponential ones do) and the time to read the prompt");
    const std::size_t all = view.sizing.machines.size(), some = shown(view).size();
    if (some < all) notes.lines.push_back(formatted("{} more can serve; --top all shows them", all - some));
    return notes;
}

}  // namespace aicost
