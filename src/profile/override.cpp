#include "profile/override.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "profile/members.hpp"
#include "profile/other_words.hpp"
#include "text/nearest.hpp"
#include "text/value.hpp"

namespace aicost {

namespace {

std::vector<std::string> parts_of(std::string_view path) {
    std::vector<std::string> parts;
    while (true) {
        const auto dot = path.find('.');
        parts.emplace_back(path.substr(0, dot));
        if (dot == std::string_view::npos) return parts;
        path.remove_prefix(dot + 1);
    }
}

const Record* record_of_kind(const Json& option) {
    if (!option.is_object() || !option.contains("kind") || !option["kind"].is_string()) return nullptr;
    const auto made = option_of_kind(option["kind"].get<std::string>());
    return made ? &record_of(*made) : nullptr;
}

// An entry of a list, from "1".
const Json* entry_of(const Json& list, const std::string& number) {
    const auto index = parse_value(number);
    if (!index || *index < 1.0 || *index > static_cast<double>(list.size()) || *index != std::floor(*index))
        return nullptr;
    return &list[static_cast<std::size_t>(*index) - 1];
}

// Where a path leads: the object that holds the key, or will hold it.
struct Place {
    std::vector<std::string> parents;  // keys from the root to the object
    const Record* record = nullptr;    // of that object; null for a map of numbers
    const Field* field = nullptr;
    std::string key;
};

// A struct as a whole can only be cleared.
std::optional<Place> find_place(const Json& root, const std::vector<std::string>& parts, bool clears) {
    const Record* record = &Scenario::record();
    std::vector<std::string> parents;
    std::size_t next = 0;
    if (record->find(parts[0]) == nullptr) {
        const auto options = root.find("options");
        if (options == root.end() || !options->is_object() || !options->contains(parts[0]))
            return std::nullopt;
        record = record_of_kind((*options)[parts[0]]);
        if (record == nullptr) return std::nullopt;
        parents = {"options", parts[0]};
        next = 1;
    }
    const Json* at = &root;
    for (const std::string& key : parents) at = &(*at)[key];

    const auto child = [](const Json* object, const std::string& key) -> const Json* {
        if (object != nullptr && object->is_array()) return entry_of(*object, key);
        if (object == nullptr || !object->is_object()) return nullptr;
        const auto found = object->find(key);
        return found == object->end() ? nullptr : &*found;
    };
    for (; next < parts.size(); ++next) {
        const Field* field = record->find(parts[next]);
        if (field == nullptr) return std::nullopt;
        if (next + 1 == parts.size()) {
            const bool settable = (clears || !std::holds_alternative<RecordAccess>(field->access)) &&
                                  !std::holds_alternative<RecordMapAccess>(field->access) &&
                                  (clears || !std::holds_alternative<RecordListAccess>(field->access)) &&
                                  !std::holds_alternative<NumberMapAccess>(field->access);
            return settable ? std::optional<Place>({parents, record, field, parts[next]}) : std::nullopt;
        }
        parents.push_back(parts[next]);
        at = child(at, parts[next]);
        if (const auto* nested = std::get_if<RecordAccess>(&field->access)) {
            record = &nested->record();
        } else if (const auto* map = std::get_if<RecordMapAccess>(&field->access)) {
            ++next;
            at = child(at, parts[next]);
            if (at == nullptr)
                return std::nullopt;  // an override does not create items: that would hide a misspelt name
            parents.push_back(parts[next]);
            record = &map->record();
        } else if (const auto* list = std::get_if<RecordListAccess>(&field->access)) {
            record = &list->record();
            if (list->one_alone &&
                (at == nullptr || at->is_object() || record->find(parts[next + 1]) != nullptr))
                continue;
            ++next;
            at = child(at, parts[next]);
            if (at == nullptr) return std::nullopt;
            parents.push_back(parts[next]);
        } else if (std::holds_alternative<NumberMapAccess>(field->access)) {
            const bool known = next + 2 == parts.size() && child(at, parts[next + 1]) != nullptr;
            return known ? std::optional<Place>({parents, nullptr, field, parts[next + 1]}) : std::nullopt;
        } else {
            return std::nullopt;
        }
    }
    return std::nullopt;
}

void add_paths(const Json& object, const Record& record, const std::string& prefix,
               std::vector<std::string>& paths) {
    static const Json nothing = Json::object();
    for (const Field& field : record.fields) {
        const std::string path = prefix + std::string(field.key);
        const bool stated = object.is_object() && object.contains(std::string(field.key));
        const Json& inner = stated ? object[std::string(field.key)] : nothing;
        if (const auto* nested = std::get_if<RecordAccess>(&field.access)) {
            add_paths(inner, nested->record(), path + ".", paths);
        } else if (const auto* map = std::get_if<RecordMapAccess>(&field.access)) {
            if (!inner.is_object()) continue;
            for (const auto& [name, item] : inner.items())
                add_paths(item, map->record(), path + "." + name + ".", paths);
        } else if (const auto* list = std::get_if<RecordListAccess>(&field.access)) {
            if (stated ? inner.is_object() : list->one_alone)
                add_paths(inner, list->record(), path + ".", paths);
            for (std::size_t i = 0; inner.is_array() && i < inner.size(); ++i)
                add_paths(inner[i], list->record(), path + "." + std::to_string(i + 1) + ".", paths);
        } else if (std::holds_alternative<NumberMapAccess>(field.access)) {
            if (!inner.is_object()) continue;
            for (const auto& [name, amount] : inner.items()) paths.push_back(path + "." + name);
        } else {
            paths.push_back(path);
        }
    }
}

// A VALUE as JSON: a list, a number, or a text; null removes the input.
Json to_json(const std::string& value, const Field& field) {
    if (value == "null") return nullptr;
    const bool list =
        std::holds_alternative<TextListAccess>(field.access) ||
        std::holds_alternative<HoursAccess>(field.access) ||
        (std::holds_alternative<WeightsAccess>(field.access) && value.find(',') != std::string::npos);
    if (!list) return value;
    Json words = Json::array();
    std::string_view rest = value;
    while (!rest.empty()) {
        const auto comma = rest.find(',');
        words.push_back(std::string(rest.substr(0, comma)));
        rest = comma == std::string_view::npos ? std::string_view() : rest.substr(comma + 1);
    }
    return words;
}

}  // namespace

std::vector<std::string> known_paths(const Json& root) {
    std::vector<std::string> paths;
    add_paths(root, Scenario::record(), "", paths);
    const auto options = root.find("options");
    if (options == root.end() || !options->is_object()) return paths;
    for (const auto& [id, option] : options->items()) {
        if (const Record* record = record_of_kind(option)) add_paths(option, *record, id + ".", paths);
    }
    return paths;
}

namespace {

bool states_text(const Json& object, const char* key, std::string_view text) {
    const auto found = object.find(key);
    return found != object.end() && found->is_string() && found->get_ref<const std::string&>() == text;
}

// A pattern fits only what the option states: an override does not invent a graphics card. But an owned machine may be
// given a serving block, and one whose GPU is named has watts.
bool has_ground(const Json& root, const Place& place, const Json& option) {
    const std::string& block = place.parents.back();
    const bool owned = states_text(option, "kind", "owned");
    if (block == "serving") return option.contains("serving") || owned;
    const Json* holder = &root;
    for (const std::string& key : place.parents)
        holder = holder != nullptr && holder->is_array()      ? entry_of(*holder, key)
                 : holder != nullptr && holder->contains(key) ? &(*holder)[key]
                                                              : nullptr;
    if (holder != nullptr && holder->is_object()) return true;
    if (block != "electricity" || !owned) return false;
    const auto serving = option.find("serving"), flat = option.find("monthly_costs");
    const bool has_gpu = serving != option.end() && serving->is_object() && serving->contains("gpu");
    return has_gpu && !(flat != option.end() && flat->is_object() && flat->contains("electricity"));
}

// "hardware.gpu.unit_price" is "hardware.machine.unit_price" where that is the one item.
std::string of_gpu_item(const Json& option, const std::string& path) {
    constexpr std::string_view gpu = "hardware.gpu.";
    const auto at = path.find(gpu);
    const std::string item = at == path.npos ? "" : gpu_item(option);
    if (item.empty()) return path;
    return path.substr(0, at) + "hardware." + item + "." + path.substr(at + gpu.size());
}

// ".hardware.*.unit_price" expands to two paths for an option with two items.
std::vector<std::string> paths_of(const std::string& id, const Json& option, const std::string& suffix) {
    constexpr std::string_view every = ".hardware.*.";
    if (suffix.substr(0, every.size()) != every) return {id + suffix};
    std::vector<std::string> paths;
    const auto hardware = option.find("hardware");
    if (hardware == option.end() || !hardware->is_object()) return paths;
    for (const auto& [name, item] : hardware->items())
        paths.push_back(id + ".hardware." + name + "." + suffix.substr(every.size()));
    return paths;
}

// What a pattern is of, where the profile has no option of that kind.
std::string missing_kind(const Json& options, const std::string& suffix) {
    const bool of_machine = suffix.starts_with(".serving.") || suffix.starts_with(".hardware.") ||
                            suffix.starts_with(".electricity.");
    const auto is_one = [&](const Json& option) {
        const std::string kind = option.is_object() ? text_at(option, "kind") : "";
        return of_machine ? kind == "owned" || kind == "rented" : kind == "api";
    };
    const bool of_api = suffix == ".model" || suffix.starts_with(".price_per_");
    if ((!of_machine && !of_api) || std::any_of(options.begin(), options.end(), is_one)) return {};
    return std::string(no_kind) + (of_machine ? "machine: an option of kind owned or rented would be one"
                                              : "API: an option of kind api would be one");
}

PathFault several(const Override& change, const std::vector<std::string>& ids) {
    const bool takes_value = change.flag != "--owned" && change.flag != "--set";
    return {"", "fits several options of this profile", alternatives(ids),
            takes_value ? "name the one: " + change.flag + " " + ids.front() + "=" + change.value
                        : "name the one with " + (change.flag == "--owned"
                                                      ? "--set " + ids.front() + ".hardware.gpu.unit_price=0"
                                                      : std::string("--set PATH=VALUE"))};
}

}  // namespace

std::vector<Override> expand(const Override& change, const Json& root, std::vector<PathFault>& faults) {
    const auto dot = change.path.find('.');
    const bool named = change.path.substr(0, 1) == "=";
    if ((!named && change.path.substr(0, 1) != "*") || dot == std::string::npos) return {change};
    const bool all = change.path.substr(0, 2) == "**";
    const std::string only = named ? change.path.substr(1, dot - 1) : "";
    const std::string suffix = change.path.substr(dot);
    std::vector<Override> fitting;
    std::vector<std::string> ids;
    const auto options = root.is_object() ? root.find("options") : root.end();
    if (options == root.end() || !options->is_object()) return {};
    const auto has_gpu_item = [](const Json& option) { return gpu_item(option) == "gpu"; };
    const bool by_name = named || std::none_of(options->begin(), options->end(), has_gpu_item);
    for (const auto& [id, option] : options->items()) {
        if ((named && id != only) || !option.is_object()) continue;
        bool fits = false;
        const auto add = [&, &ground = option](const std::string& path, const std::string& value) {
            const auto place = find_place(root, parts_of(path), value == "null");
            if (!place || !has_ground(root, *place, ground)) return false;
            fitting.push_back({path, value, change.flag, change.layer});
            return true;
        };
        const std::size_t before = fitting.size();
        for (const std::string& other : change.gives_way) add(id + "." + of_gpu_item(option, other), "null");
        for (const std::string& path : paths_of(id, option, by_name ? of_gpu_item(option, suffix) : suffix))
            fits |= add(path, change.value);
        if (fits) {
            ids.push_back(id);
        } else {
            fitting.resize(before);
        }
    }
    if (named && !options->contains(only)) {
        std::vector<std::string> names;
        for (const auto& [id, option] : options->items()) names.push_back(id);
        faults.push_back({"", "names no option of this profile", only, "it has " + alternatives(names)});
    } else if (ids.empty()) {
        const bool flat = std::any_of(options->begin(), options->end(), [](const Json& option) {
            const auto costs = option.is_object() ? option.find("monthly_costs") : option.end();
            return costs != option.end() && costs->is_object() && costs->contains("electricity");
        });
        if (const std::string missing = named ? "" : missing_kind(*options, suffix); !missing.empty()) {
            faults.push_back({"", "fits no option of this profile", "", missing});
            return fitting;
        }
        faults.push_back(
            {"", "fits no option of this profile", "",
             (named ? only + " has no " : std::string("none has ")) + suffix.substr(1) +
                 (suffix.starts_with(".electricity.") && flat
                      ? "; --electricity-monthly changes what is flat, --gpu and --model bring watts"
                      : "; `--set PATH=VALUE` reaches everything")});
    } else if (ids.size() > 1 && !all) {
        faults.push_back(several(change, ids));
        return {};
    }
    return fitting;
}

namespace {

// A single price for all tokens is split into input and output prices when one of those is set.
void split_flat_price(Json& api, const std::string& key) {
    constexpr std::string_view parts[] = {"input_per_mtok", "output_per_mtok", "cache_read_per_mtok",
                                          "cache_write_per_mtok", "cache_write_1h_per_mtok"};
    if (std::find(std::begin(parts), std::end(parts), key) == std::end(parts)) return;
    for (const auto& [flat, factor] : {std::pair("price_per_mtok", 1.0), std::pair("price_per_1k", 1000.0)}) {
        const auto price = number_at(api, flat);
        if (!price) continue;
        for (const char* part : {"input_per_mtok", "output_per_mtok"}) {
            if (api.find(part) == api.end()) api[part] = *price * factor;
        }
        api.erase(flat);
        return;
    }
}

// What the last word of a path means among those that may stand in its place; a word alone: anywhere, if in one place.
std::string meant_beside(std::string_view path, const std::vector<std::string>& known) {
    const std::string_view object = path.substr(0, path.rfind('.') + 1);
    std::map<std::string, std::vector<std::string>> keys;  // by what stands before them
    for (const std::string& other : known) {
        const std::size_t last = other.rfind('.') + 1;
        if (object.empty()) keys[other.substr(0, last)].push_back(other.substr(last));
        if (other.starts_with(object)) keys[std::string(object)].push_back(other.substr(object.size()));
    }
    std::string found;
    for (const auto& [before, names] : keys) {
        std::string meant = meant_by(path.substr(object.size()), names, before);
        if (meant.empty()) continue;
        if (!found.empty()) return {};
        found = std::move(meant);
    }
    return found;
}

// `options.` stands in a profile, but not in a path.
std::string without_options(const std::string& path) {
    constexpr std::string_view options = "options.";
    return path.starts_with(options) ? path.substr(options.size()) : path;
}

}  // namespace

std::vector<std::string> near_paths(const std::string& path, const std::vector<std::string>& known) {
    struct ShortName {
        std::string_view name, path;  // the end of the path
    };
    constexpr ShortName names[] = {
        {"months", "horizon_months"},
        {"horizon", "horizon_months"},
        {"gpu", "serving.gpu"},
        {"gpus", "serving.gpus"},
        {"model", "model"},
        {"quantization", "serving.quantization"},
        {"cloud", "model"},
        {"api", "model"},
        {"region", "electricity.region"},
        {"gpu_price", "hardware.gpu.unit_price"},
        {"host_price", "hardware.host.unit_price"},
        {"host_watts", "electricity.load_watts"},
        {"watts", "electricity.load_watts"},
        {"electricity", "price_per_kwh"},
        {"electricity", "monthly_costs.electricity"},
        {"input_tokens", "workload.input_tokens_per_request"},
        {"output_tokens", "workload.output_tokens_per_request"},
        {"tokens", "workload.tokens_per_day"},
        {"volume", "workload.tokens_per_day"},
        {"requests", "workload.requests_per_day"},
    };
    std::string asked = path.substr(std::min(path.find_first_not_of('-'), path.size()));
    std::replace(asked.begin(), asked.end(), '-', '_');
    std::vector<std::string> found;
    for (const ShortName& one : names) {
        if (one.name != asked) continue;
        for (const std::string& candidate : known) {
            const bool ends = candidate == one.path || candidate.ends_with("." + std::string(one.path));
            const bool api = asked == "cloud" || asked == "api";
            if (ends && found.size() < 3 && !(api && candidate.find(".serving.") != std::string::npos))
                found.push_back(candidate);
        }
    }
    return found.empty() ? nearest(path, known, 3) : found;
}

std::string path_remedy(const std::string& path, const std::vector<std::string>& known) {
    const std::string asked = without_options(path);
    if (std::string meant = meant_beside(asked, known); !meant.empty()) return meant;
    const bool is_one = std::find(known.begin(), known.end(), asked) != known.end();
    const auto close = is_one ? std::vector{asked} : near_paths(asked, known);
    return close.empty() ? "`aicost profile params` lists them" : "did you mean " + alternatives(close) + "?";
}

void apply(const Override& change, const std::vector<Override>& before, Json& root,
           std::vector<PathFault>& faults) {
    if (!root.is_object()) return;
    const auto place = find_place(root, parts_of(change.path), change.value == "null");
    if (!place) {
        faults.push_back(
            {change.path, "is not a path of this profile", "", path_remedy(change.path, known_paths(root))});
        return;
    }
    const auto set_before = [&](const std::string& path) {
        const auto same = std::find_if(before.begin(), before.end(), [&](const Override& one) {
            return one.path == path && one.layer == change.layer &&
                   one.value != "null";  // what is removed may be set
        });
        if (same == before.end() || change.value == "null") return;
        const bool other_form = path != change.path;
        faults.push_back({change.path, other_form ? "says again what '" + path + "' says" : "is set twice",
                          same->value + " by " + same->flag + ", " + change.value + " by " + change.flag,
                          other_form ? "state one of the two" : "once is enough"});
    };
    set_before(change.path);
    Json* object = &root;
    for (const std::string& key : place->parents) {
        if (object->is_array()) {
            object = const_cast<Json*>(entry_of(*object, key));  // NOLINT: of a list that is ours to change
            continue;
        }
        Json& inner = (*object)[key];
        if (inner.is_array() && inner.size() == 1 && &key == &place->parents.back()) {
            object = &inner[0];
            continue;
        }
        if (inner.is_array()) {
            object = &inner;
            continue;
        }
        if (inner.is_null()) inner = Json::object();
        if (!inner.is_object()) return;  // a fault of the profile, reported when it is decoded
        object = &inner;
    }
    if (change.value != "null") split_flat_price(*object, place->key);
    const std::string above = change.path.substr(0, change.path.size() - place->key.size());
    std::string_view others = place->record != nullptr ? place->field->instead_of : std::string_view();
    while (!others.empty()) {
        const auto space = others.find(' ');
        const std::string other(others.substr(0, space));
        set_before(above + other);
        object->erase(other);
        others = space == std::string_view::npos ? std::string_view() : others.substr(space + 1);
    }
    (*object)[place->key] = to_json(change.value, *place->field);
}

}  // namespace aicost
