#include "cli/machine_arguments.hpp"

#include <algorithm>

#include "aicost/advice.hpp"
#include "aicost/request.hpp"
#include "aicost/throughput.hpp"
#include "cli/program.hpp"
#include "text/glob.hpp"
#include "text/value.hpp"

namespace aicost {

namespace {

constexpr Bounds gpu_count{1.0, 1024.0, false, true};
constexpr const char* usual_format = "q4_k_m";
constexpr const char* usual_region = "us";

double number(const std::string& flag, const std::string& text, const Bounds& bounds) {
    const auto value = parse_value(text);
    if (!value) fail(flag + ": '" + text + "' is not a number; " + std::string(value_examples));
    if (!bounds.holds(*value)) fail(flag + ": " + text + " is out of bounds; " + range_of(bounds));
    return *value;
}

template <class Kind>
struct Found {
    std::string id;
    const Kind* option = nullptr;
};

// The profile's machine to base others on: the first owned one, preferably one with a serving block.
Found<Owned> owned_of(const Scenario& scenario) {
    Found<Owned> first;
    for (const auto& [id, option] : scenario.options) {
        const auto* owned = std::get_if<Owned>(&option);
        if (owned == nullptr) continue;
        if (owned->machines.serving) return {id, owned};
        if (first.option == nullptr) first = {id, owned};
    }
    return first;
}

// The largest open model that the one GPU named takes; empty if it is no id.
std::string largest_model(const MachineArguments& asked, const Workload& work) {
    const auto gpu = find_named(catalogue().gpus(), asked.gpus_named.front());
    if (!gpu.entry) return {};
    const auto format = find_named(catalogue().quantizations(),
                                   asked.quantization.empty() ? usual_format : asked.quantization);
    if (!format.entry) return {};
    const auto all = models_for_machine(*gpu.entry, static_cast<int>(asked.gpus.value_or(1.0)),
                                        catalogue().open_models(), format.entry->bits_per_weight, work);
    return all.empty() ? std::string() : all.front().fact.id;
}

Found<Rented> rented_of(const Scenario& scenario) {
    for (const auto& [id, option] : scenario.options) {
        if (const auto* rented = std::get_if<Rented>(&option)) return {id, rented};
    }
    return {};
}

}  // namespace

MachineArguments take_machine_arguments(std::vector<Override>& overrides) {
    MachineArguments asked;
    const auto take = [&](const std::string& flag) {
        std::string value;
        std::erase_if(overrides, [&](const Override& change) {
            if (change.flag != flag) return false;
            value = change.value;
            return true;
        });
        return value;
    };
    for (const Override& change : overrides) {
        const bool empty = change.value == "null" && change.path.back() == '?';
        if (change.flag == "--gpu" && !empty) asked.gpus_named.push_back(change.value);
    }
    take("--gpu");
    asked.model = take("--model");
    asked.quantization = take("--quantization");
    asked.region = take("--region");
    if (const auto text = take("--gpus"); !text.empty()) asked.gpus = number("--gpus", text, gpu_count);
    if (const auto text = take("--gpu-price"); !text.empty()) {
        if (asked.gpus_named.empty()) fail("--gpu-price: of which GPU? --gpu ID says so");
        asked.gpu_price = number("--gpu-price", text, bounds::amount);
    }
    if (!take("--owned").empty()) {
        if (asked.gpus_named.empty()) fail("--owned: which GPU is there already? --gpu ID says so");
        if (asked.gpu_price) fail("--owned: says again what --gpu-price says; state one of the two");
        asked.gpu_price = 0.0;
    }
    if (const auto text = take("--host-price"); !text.empty())
        asked.host_price = number("--host-price", text, bounds::amount);
    if (const auto text = take("--host-watts"); !text.empty())
        asked.host_watts = number("--host-watts", text, bounds::amount);
    if (const auto text = take("--electricity"); !text.empty())
        asked.electricity = number("--electricity", text, bounds::amount);
    return asked;
}

MachineBase machine_base(const Profile& profile, const MachineArguments& asked) {
    MachineBase base;
    const Scenario& scenario = profile.scenario;
    if (const auto owned = owned_of(scenario); owned.option != nullptr) {
        base.bought = *owned.option;
        base.bought_id = owned.id;
    }
    if (const auto rented = rented_of(scenario); rented.option != nullptr) {
        base.rented = *rented.option;
        base.rented_id = rented.id;
    } else {  // a rented machine needs staff time and the like, too
        base.rented.running.staff = base.bought.running.staff;
        base.rented.running.setup_cost = base.bought.running.setup_cost;
        base.rented.running.monthly_costs_change_per_year = base.bought.running.monthly_costs_change_per_year;
        for (const auto& cost : base.bought.running.monthly_costs) {
            if (cost.name != "electricity") base.rented.running.monthly_costs.push_back(cost);
        }
    }
    const auto& serving =
        base.bought.machines.serving ? base.bought.machines.serving : base.rented.machines.serving;
    if (!base.rented.machines.serving && serving) base.rented.machines.serving = serving;
    base.engine = serving ? serving->engine : Serving{}.engine;
    if (serving) {
        base.max_concurrency = serving->max_concurrency;
        base.usable_memory_gib = serving->usable_memory_gib;
    }

    std::string model = !asked.model.empty() ? asked.model : serving ? serving->model : "";
    if (model.empty() && asked.any_model && asked.gpus_named.size() == 1)
        model = largest_model(asked, scenario.workload);
    if (model.empty())
        fail(
            "a model is needed: --model ID, for example --model llama-3.3-70b; `aicost catalog open-models` "
            "lists them");
    base.model = catalogue_entry(catalogue().open_models(), model, "--model", "open-models");
    if (!has_shape(base.model))
        fail(
            "--model: no source has the size and shape of " + base.model.fact.id +
            ": what it needs cannot be estimated; a model with a shape, or both rates stated in the profile");
    const bool same_model = serving && serving->model == model;
    const std::string format = !asked.quantization.empty() ? asked.quantization
                               : same_model                ? serving->quantization
                                                           : usual_format;
    base.format = catalogue_entry(catalogue().quantizations(), format, "--quantization", "quantizations");

    if (!base.bought.electricity || !asked.region.empty() || asked.electricity) {
        if (!base.bought.electricity) base.bought.electricity.emplace();
        Electricity& power = *base.bought.electricity;
        if (asked.electricity) power.price_per_kwh = per_kwh(*asked.electricity);
        if (asked.electricity && asked.region.empty()) return base;
        power.region = asked.region.empty() ? usual_region : asked.region;
        const auto region =
            catalogue_entry(catalogue().electricity_regions(), power.region, "--region", "electricity");
        if (!asked.electricity && !region.residential_per_kwh)
            fail("--region: '" + power.region + "' has no household price; --electricity states one");
        if (!asked.electricity)
            power.price_per_kwh = in_currency(*region.residential_per_kwh, scenario.usd_rate);
        power.grams_co2_per_kwh = region.grid_grams_co2_per_kwh;
        base.electricity = region.fact;
    }
    return base;
}

SizingQuestion sizing_question(const Profile& profile, const MachineArguments& asked) {
    SizingQuestion question;
    question.scenario = profile.scenario;
    const MachineBase base = machine_base(profile, asked);
    question.bought = base.bought;
    question.rented = base.rented;
    question.engine = base.engine;
    question.max_concurrency = base.max_concurrency;
    question.usable_memory_gib = base.usable_memory_gib;
    question.model = base.model;
    question.format = base.format;
    if (asked.gpus) question.gpus = static_cast<int>(*asked.gpus);
    question.hosts = catalogue().hosts();
    if (asked.host_price) question.host_price = money(*asked.host_price);
    if (asked.host_watts) question.host_watts = watts(*asked.host_watts);
    check_context(question.model, question.scenario.workload);
    return question;
}

void state_gpu_price(const MachineArguments& asked, std::vector<Gpu>& all, std::vector<Gpu>& named,
                     SizingQuestion& question) {
    if (!asked.gpu_price) return;
    if (named.size() > 1) fail("--gpu-price: of which GPU? --gpu names several");
    question.stated_price = StatedPrice{named.front().fact.id, money(*asked.gpu_price)};
    named.front().price_source = "--gpu-price";
    named.front().price_as_of.clear();
    for (Gpu& one : all) {
        if (one.fact.id == named.front().fact.id) one = named.front();
    }
}

std::vector<Gpu> named_gpus(const std::vector<Gpu>& all, const std::vector<std::string>& names) {
    std::vector<Gpu> found;
    const auto add = [&](const Gpu& gpu) {
        const bool known = std::any_of(found.begin(), found.end(),
                                       [&](const Gpu& one) { return one.fact.id == gpu.fact.id; });
        if (!known) found.push_back(gpu);
    };
    std::vector<std::string> each;
    for (const std::string& text : names) {
        for (std::size_t from = 0, comma = 0; comma != text.npos; from = comma + 1) {
            comma = text.find(',', from);
            each.push_back(text.substr(from, comma == text.npos ? comma : comma - from));
        }
    }
    for (const std::string& name : each) {
        if (!is_pattern(name)) {
            add(catalogue_entry(all, name, "--gpu", "gpus"));
            continue;
        }
        bool any = false;
        for (const Gpu& gpu : all) {
            if (!fits_pattern(gpu.fact.id, name)) continue;
            any = true;
            add(gpu);
        }
        if (!any)
            fail("--gpu: no GPU of the catalogue fits '" + name + "'; `aicost catalog gpus` lists them");
    }
    return found;
}

std::vector<std::string> ids_of(const std::vector<Gpu>& gpus) {
    std::vector<std::string> ids;
    ids.reserve(gpus.size());
    for (const Gpu& gpu : gpus) ids.push_back(gpu.fact.id);
    return ids;
}

std::optional<double> stated_number(const std::string& flag, const std::string& text, const Bounds& bounds) {
    if (text.empty()) return std::nullopt;
    return number(flag, text, bounds);
}

std::optional<std::size_t> rows_to_show(const std::string& top, const Bounds& counts) {
    constexpr std::size_t usual = 10;
    if (top == "all") return std::nullopt;
    const auto number = stated_number("--top", top, counts);
    return number ? static_cast<std::size_t>(*number) : usual;
}

void check_context(const OpenModel& model, const Workload& work) {
    const RequestSize request = request_size(work);
    const double both = request.input.value() + request.output.value();
    if (model.context_tokens && both > *model.context_tokens)
        fail("--model: " + model.fact.id + " reads " + shortest(*model.context_tokens) +
             " tokens, a request has " + shortest(both) + "; a model with a longer context");
}

}  // namespace aicost
