#include "cli/size_profile.hpp"

#include <type_traits>
#include <utility>
#include <variant>

#include "json/json_writer.hpp"
#include "profile/override.hpp"

namespace aicost {

namespace {

// As written, with the command line's changes.
Json changed_profile(const Profile& profile) {
    std::vector<Fault> faults;
    Json root = parse_json(profile.text, faults).value();
    std::vector<PathFault> of_overrides;  // empty, as the profile was loaded with them
    for (const Override& change : profile.overrides) apply(change, {}, root, of_overrides);
    return root;
}

Json& object_at(Json& parent, const char* key) {
    Json& value = parent[key];
    if (!value.is_object()) value = Json::object();
    return value;
}

void put_volume(Json& root, const Workload& work) {
    Json& workload = object_at(root, "workload");
    for (const char* key :
         {"tokens_per_month", "requests_per_day", "requests_per_month", "conversations_per_day"})
        workload.erase(key);
    workload["tokens_per_day"] = work.tokens_per_day->value();
    if (work.conversation) return;
    if (work.input_tokens_per_request)
        workload["input_tokens_per_request"] = work.input_tokens_per_request->value();
    if (work.output_tokens_per_request) {
        workload["output_tokens_per_request"] = work.output_tokens_per_request->value();
        workload.erase("output_share");
    }
}

void put_serving(Json& option, const Serving& serving) {
    Json& block = object_at(option, "serving");
    for (const char* key : {"input_tokens_per_second", "output_tokens_per_second", "seconds_per_request"})
        block.erase(key);
    block["gpu"] = serving.gpu;
    block["gpus"] = serving.gpus;
    block["model"] = serving.model;
    block["quantization"] = serving.quantization;
    block["engine"] = serving.engine;
    if (serving.max_concurrency) block["max_concurrency"] = *serving.max_concurrency;
    if (serving.usable_memory_gib) block["usable_memory_gib"] = *serving.usable_memory_gib;
    option["units"] = "auto";
}

// A profile cannot state the limits of `size`, only the units that they need.
void put_machines(Json& option, const Machines& machines) {
    put_serving(option, *machines.serving);
    if (machines.min_units > 1.0) option["min_units"] = static_cast<long long>(machines.min_units);
}

void put_hardware(Json& option, const Owned& owned, const Gpu& gpu, bool price_stated) {
    Json& hardware = object_at(option, "hardware");
    for (const auto& [name, item] : owned.hardware) {
        if (name != "gpu" && name != "host") continue;
        Json& one = object_at(hardware, name.c_str());
        one["quantity"] = item.quantity;
        one.erase("unit_price");
        if (name == "host" || price_stated || !gpu.price) one["unit_price"] = item.unit_price.value();
    }
}

void put_electricity(Json& option, const Electricity& electricity, bool by_region) {
    if (option.contains("monthly_costs")) option["monthly_costs"].erase("electricity");
    Json& power = object_at(option, "electricity");
    for (const char* key : {"price_per_kwh", "grams_co2_per_kwh", "load_share"}) power.erase(key);
    if (!electricity.region.empty()) power["region"] = electricity.region;
    if (!by_region) {
        if (electricity.price_per_kwh) power["price_per_kwh"] = electricity.price_per_kwh->value();
        if (electricity.grams_co2_per_kwh) power["grams_co2_per_kwh"] = *electricity.grams_co2_per_kwh;
    }
    power["load_watts"] = electricity.load_watts->value();
    power["idle_watts"] = electricity.idle_watts->value();
}

Json bought_option(const SizedProfile& sized, Json option, const Owned& owned) {
    option["kind"] = "owned";
    option.erase("model_memory");
    put_hardware(option, owned, sized.view.sizing.machines[sized.index].gpu, sized.price_stated);
    if (owned.electricity) put_electricity(option, *owned.electricity, sized.electricity_by_region);
    put_machines(option, owned.machines);
    return option;
}

// A rented machine needs staff, too: by default the owned machine's.
Json rented_option_of(Json option, const Rented& rented) {
    if (option.value("kind", "") != "rented") {
        Json other = Json::object();
        for (const char* key : {"setup_cost", "monthly_costs", "monthly_costs_change_per_year", "staff"}) {
            if (option.contains(key)) other[key] = option[key];
        }
        if (other.contains("monthly_costs")) other["monthly_costs"].erase("electricity");
        option = std::move(other);
    }
    option["kind"] = "rented";
    option["price_per_hour"] = rented.price_per_hour->value();
    put_machines(option, rented.machines);
    return option;
}

}  // namespace

std::string profile_of_size(const SizedProfile& sized) {
    const SizeView& view = sized.view;
    const Machine& machine = view.sizing.machines[sized.index];
    const Option& chosen = view.sizing.scenario.options[sized.index].value;
    Json root = changed_profile(view.profile);
    Json base = sized.like.empty() ? Json::object() : root["options"][sized.like];

    Json options = Json::object();
    const std::string id = machine.rented ? "rented" : "local";
    std::visit(
        [&](const auto& option) {
            using Kind = std::decay_t<decltype(option)>;
            if constexpr (std::is_same_v<Kind, Owned>)
                options[id] = bought_option(sized, std::move(base), option);
            else if constexpr (std::is_same_v<Kind, Rented>)
                options[id] = rented_option_of(std::move(base), option);
        },
        chosen);
    for (const auto& [name, option] : root["options"].items()) {
        if (option.value("kind", "") == Api::kind) options[name == id ? name + "-api" : name] = option;
    }

    root["name"] = sized.name;
    root["description"] = machine_name(machine) + " for " + view.question.model.fact.id + ", sized";
    // these may refer to options that have been removed
    for (const char* key : {"baseline", "sweep", "sensitivity", "uncertainty", "correlations"})
        root.erase(key);
    Json sources = Json::object();
    if (const auto stated = root.find("sources"); stated != root.end()) {
        for (const auto& [path, source] : stated->items()) {
            const std::string block = path.substr(0, path.find('.'));
            if (block == id) continue;  // of another machine
            if (options.contains(block) || !root["options"].contains(block)) sources[path] = source;
        }
    }
    if (!machine.rented) {
        std::string watts = machine.gpu.fact.source;
        if (machine.host) watts += "; " + machine.host->fact.id + ": " + machine.host->watts_source;
        sources[id + ".electricity"] = {{"source", watts}};
        if (machine.host && !view.question.host_price)
            sources[id + ".hardware.host"] = {{"source", machine.host->price_source},
                                              {"as_of", machine.host->price_as_of}};
    } else {
        sources[id + ".price_per_hour"] = {{"source", machine.gpu.rent_source},
                                           {"as_of", machine.gpu.rent_as_of}};
    }
    root["sources"] = std::move(sources);
    root["options"] = std::move(options);
    if (sized.by_users) put_volume(root, view.profile.scenario.workload);
    return json_file(root);
}

}  // namespace aicost
