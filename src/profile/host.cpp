#include "profile/host.hpp"

#include <algorithm>

#include "profile/members.hpp"
#include "text/value.hpp"

namespace aicost {

namespace {

constexpr double usual_idle_share = 0.15;  // of load_watts, if idle_watts is not stated

std::string option_of(const std::string& path) { return path.substr(0, path.find('.')); }

}  // namespace

void make_host(const Override& change, Json& root) {
    const auto options = root.is_object() ? root.find("options") : root.end();
    if (options == root.end() || !options->is_object()) return;
    const std::string only = change.path[0] == '=' ? option_of(change.path).substr(1) : "";
    for (auto& [id, option] : options->items()) {
        if ((!only.empty() && id != only) || !option.is_object() || text_at(option, "kind") != "owned")
            continue;
        const auto hardware = option.find("hardware");
        if (hardware == option.end() || !hardware->is_object() || hardware->contains("host")) continue;
        (*hardware)["host"] = Json::object();
    }
}

void check_host_watts(const Override& change, std::vector<PathFault>& faults) {
    const auto watts = parse_value(change.value);
    if (!watts)
        faults.push_back({"", "is not a number", change.value, std::string(value_examples)});
    else if (!bounds::amount.holds(*watts))
        faults.push_back({"", "is out of bounds", change.value, range_of(bounds::amount)});
}

void add_host_watts(const Override& change, Json& root, std::vector<Filled>& filled,
                    std::vector<Override>& overrides) {
    const auto more = parse_value(change.value);
    const std::string id = option_of(change.path);
    Json& power = root["options"][id]["electricity"];
    if (!more || !power.is_object()) return;
    const auto load = number_at(power, "load_watts");
    if (!load) return;  // a fault, which the decoder will report
    const double idle = number_at(power, "idle_watts").value_or(*load * usual_idle_share);
    const auto put = [&](const char* key, double value) {
        power[key] = value;
        const std::string path = id + ".electricity." + key;
        const auto entry =
            std::find_if(filled.begin(), filled.end(), [&](const Filled& one) { return one.path == path; });
        if (entry == filled.end())
            overrides.push_back({path, shortest(value), change.flag});
        else
            entry->source += ", and " + change.value + " W of the computer around (" + change.flag + ")";
    };
    put("load_watts", *load + *more);
    put("idle_watts", idle + *more);
}

}  // namespace aicost
