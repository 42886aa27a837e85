#include "aicost/profile.hpp"

#include <algorithm>
#include <set>

#include "aicost/check.hpp"
#include "catalogue/find.hpp"
#include "json/json_text.hpp"
#include "json/json_writer.hpp"
#include "json/line_index.hpp"
#include "profile/decode.hpp"
#include "profile/embedded.hpp"
#include "profile/fill.hpp"
#include "profile/host.hpp"
#include "profile/members.hpp"
#include "profile/override.hpp"
#include "profile/usual_model.hpp"
#include "profile/written.hpp"

namespace aicost {

namespace {

bool is_at_or_below(std::string_view path, std::string_view above) {
    return path.starts_with(above) && (path.size() == above.size() || path[above.size()] == '.');
}

const Override* last_override(const std::vector<Override>& overrides, std::string_view path) {
    const auto found = std::find_if(overrides.rbegin(), overrides.rend(),
                                    [&](const Override& change) { return change.path == path; });
    return found == overrides.rend() ? nullptr : &*found;
}

// The line on which an input is stated, perhaps under another key, such as price_per_1k for price_per_mtok. 0: on none.
int stated_line(const Profile& profile, std::string_view path) {
    const auto line_at = [&](std::string_view stated) {
        const auto found = profile.stated.find(stated);
        return found == profile.stated.end() ? 0 : found->second;
    };
    if (const int line = line_at(path); line > 0) return line;
    Scenario scenario = profile.scenario;
    const auto parameter = find_parameter(scenario, path);
    const auto dot = path.rfind('.');
    if (!parameter || !parameter->get() || dot == std::string_view::npos) return 0;
    std::string_view others = parameter->field().instead_of;
    while (!others.empty()) {
        const auto space = others.find(' ');
        const std::string other = std::string(path.substr(0, dot + 1)) + std::string(others.substr(0, space));
        int line = line_at(other);
        if (line == 0) line = line_of(profile.text.text, other);  // split up by an override
        if (line > 0) return line;
        others = space == std::string_view::npos ? std::string_view() : others.substr(space + 1);
    }
    return 0;
}

// The fault of a path, at the line of the profile or the flag that caused it.
Fault placed(const PathFault& fault, const ProfileText& text, const std::vector<Override>& overrides) {
    const auto by_flag = [&](const Override& change) {
        return Fault{change.flag, 0, fault.path, fault.problem, fault.got, fault.remedy};
    };
    for (auto change = overrides.rbegin(); change != overrides.rend(); ++change) {
        if (is_at_or_below(fault.path, change->path)) return by_flag(*change);
    }
    // A missing key has no line: use that of its object, unless a flag created the object.
    std::string_view path = fault.path;
    int line = line_of(text.text, path);
    while (line == 0 && !path.empty()) {
        for (const Override& change : overrides) {
            if (is_at_or_below(change.path, path)) return by_flag(change);
        }
        const auto dot = path.rfind('.');
        path = dot == std::string_view::npos ? std::string_view() : path.substr(0, dot);
        line = line_of(text.text, path);
    }
    return {text.file, std::max(line, 1), fault.path, fault.problem, fault.got, fault.remedy};
}

// The paths of all values below an object, as in `--set`.
class Statements {
public:
    Statements(std::string_view text, std::map<std::string, int, std::less<>>& into)
        : lines_(text), into_(into) {}

    void add(const Json& object, const std::string& above, const std::string& in_text) {
        for (const auto& [key, value] : object.items()) {
            if (above.empty() && key == "options" && value.is_object()) {
                add(value, "", "options.");
            } else {
                add_value(value, above + key, in_text + key);
            }
        }
    }

private:
    void add_value(const Json& value, const std::string& path, const std::string& in_text) {
        if (value.is_null()) return;
        into_.emplace(path, lines_.at(in_text));
        if (value.is_object()) return add(value, path + ".", in_text + ".");
        if (!value.is_array()) return;
        for (std::size_t i = 0; i < value.size(); ++i) {
            if (!value[i].is_object()) continue;
            const std::string element = in_text + "." + std::to_string(i) + ".";
            add(value[i], path + "." + std::to_string(i + 1) + ".", element);
            if (value.size() == 1) add(value[i], path + ".", element);  // a single one is not numbered
        }
    }

    LineIndex lines_;
    std::map<std::string, int, std::less<>>& into_;
};

std::string_view block_of(std::string_view path) { return path.substr(0, path.find('.')); }

// The faults of single values, then those of rules between them. Rules are not reported for blocks that were read only
// in part.
std::vector<PathFault> all_faults(const Json& root, Profile& profile, std::vector<PathFault> faults) {
    decode_profile(root, profile, faults);
    if (!root.is_object()) return faults;
    const auto options = root.find("options");
    const bool complete = options != root.end() && options->size() == profile.scenario.options.size();
    const std::size_t alone = faults.size();
    for (const Fault& fault : check_rules(profile.scenario, complete)) {
        const bool in_part =
            std::any_of(faults.begin(), faults.begin() + static_cast<std::ptrdiff_t>(alone),
                        [&](const PathFault& one) { return block_of(one.path) == block_of(fault.path); });
        if (!in_part) faults.push_back({fault.path, fault.problem, fault.got, fault.remedy});
    }
    return faults;
}

bool names_gpu(const Override& change) {
    return change.flag == "--gpu" && change.path.ends_with(".serving.gpu");
}

// Says what each machine is taken to run, which no source of the catalogue does.
void say_assumed_models(const Json& root, Profile& profile) {
    for (const Filled& value : profile.filled) {
        if (value.source != assumed_model) continue;
        const std::string option(block_of(value.path));
        const Json& serving = root["options"][option]["serving"];
        profile.warnings.push_back("--gpu: " + option + " is taken to run " +
                                   serving["model"].get<std::string>() + " on " +
                                   serving["gpu"].get<std::string>() + "; --model names another");
    }
    std::erase_if(profile.filled, [](const Filled& value) { return value.source == assumed_model; });
}

bool states_flat_electricity(std::span<const Override> overrides) {
    return std::any_of(overrides.begin(), overrides.end(), [](const Override& change) {
        return change.path.ends_with(".monthly_costs.electricity");
    });
}

constexpr std::string_view fits_no_option = "fits no option of this profile";
constexpr std::string_view fits_several = "fits several options of this profile";

bool is_of_electricity(const std::string& flag) { return flag == "--electricity" || flag == "--region"; }

// Of flags whose ground is the watts that a GPU brings.
bool needs_watts(const std::string& flag) { return is_of_electricity(flag) || flag == host_watts_flag; }

// Two flags that fail for one reason are one fault: "--gpu, --model: fit several options …".
bool joins(std::vector<Fault>& faults, const Fault& one) {
    constexpr std::string_view name_it = "name the one: ";
    const bool several = one.problem == fits_several && one.remedy.starts_with(name_it);
    const bool no_such_kind = one.problem == fits_no_option && one.remedy.starts_with(no_kind);
    if (!several && !no_such_kind && !(one.problem == fits_no_option && is_of_electricity(one.file)))
        return false;
    for (Fault& before : faults) {
        const bool same = before.problem.starts_with("fit") && before.got == one.got &&
                          before.problem.ends_with(one.problem.substr(4));
        const std::string first = before.file.substr(0, before.file.find(','));
        if (!same || !(several        ? before.remedy.starts_with(name_it)
                       : no_such_kind ? before.remedy == one.remedy
                                      : is_of_electricity(first)))
            continue;
        if (several) before.remedy += " " + one.remedy.substr(name_it.size());
        before.file += ", " + one.file;
        before.problem = "fit" + one.problem.substr(4);
        return true;
    }
    return false;
}

// An unknown id fills nothing in, and a flag that fits nothing sets nothing: inputs missing as a consequence are not
// reported.
void drop_consequences(const std::vector<PathFault>& of_ids, bool blamed, std::vector<PathFault>& all) {
    std::erase_if(all, [&](const PathFault& fault) {
        if (fault.problem != "is missing") return false;
        const auto same = [&](const PathFault& id) {
            return id.path != fault.path && block_of(id.path) == block_of(fault.path);
        };
        return blamed || std::any_of(of_ids.begin(), of_ids.end(), same);
    });
}

// By line, and no more than a person would read.
void add_placed(std::vector<PathFault> faults, const ProfileText& text,
                const std::vector<Override>& overrides, std::vector<Fault>& into) {
    constexpr std::size_t max = 50;
    const std::size_t more = faults.size() > max ? faults.size() - max : 0;
    faults.resize(faults.size() - more);
    const auto first = static_cast<std::ptrdiff_t>(into.size());
    for (const PathFault& fault : faults) into.push_back(placed(fault, text, overrides));
    std::stable_sort(into.begin() + first, into.end(),
                     [](const Fault& a, const Fault& b) { return a.line < b.line; });
    if (more > 0)
        into.push_back(
            {text.file, 0, "", "has " + std::to_string(more) + " more faults", "", "correct these first"});
}

// `written`: receives the JSON with the overrides applied.
Result<Profile> load(ProfileText text, std::span<const Override> overrides, const Catalogue& catalogue,
                     Json* written = nullptr) {
    Result<Profile> loaded;
    auto root = parse_json(text, loaded.faults);
    if (!root) return loaded;

    if (root->is_object() && root->contains("checks") && !root->contains("options")) {
        loaded.faults.push_back({text.file, 0, "", "is a file of checks, not a profile", "",
                                 "`aicost check " + text.file + "` holds them"});
        return loaded;
    }
    Profile profile;
    std::vector<PathFault> faults;
    bool unknown_gpu = false;
    const auto blame = [&](const Override& change) {
        const bool by_gpu =
            unknown_gpu || std::any_of(loaded.faults.begin(), loaded.faults.end(),
                                       [](const Fault& fault) { return fault.file.starts_with("--gpu"); });
        for (PathFault& fault : faults) {
            if (fault.problem == fits_no_option && needs_watts(change.flag) && by_gpu) continue;
            if (fault.problem == fits_no_option && is_of_electricity(change.flag) &&
                states_flat_electricity(overrides))
                fault.remedy = "its electricity is flat by --electricity-monthly; state one of the two";
            Fault one{change.flag, 0, fault.path, fault.problem, fault.got, fault.remedy};
            if (!joins(loaded.faults, one)) loaded.faults.push_back(std::move(one));
        }
        faults.clear();
    };
    std::vector<Override> around;  // --host-watts
    std::set<std::string> of_gpu;
    for (const Override& asked : overrides) {
        if (asked.flag == host_price_flag) make_host(asked, *root);
        for (const Override& change : expand(asked, *root, faults)) {
            if (asked.flag == host_watts_flag) {
                check_host_watts(change, faults);
                around.push_back(change);
                continue;
            }
            apply(change, profile.overrides, *root, faults);
            profile.overrides.push_back(change);
            if (names_gpu(change)) {
                const std::string option(block_of(change.path));
                of_gpu.insert(option);
                unknown_gpu |= !find_named(catalogue.gpus(), change.value).entry;
                const Json& machine = root->at("options")[option];
                if (states(machine, "hardware") && gpu_item(machine).empty())
                    profile.warnings.push_back(change.flag + ": " + option +
                                               " has several items and none named `gpu`: their prices stay");
            }
            if (names_gpu(change) && !states_flat_electricity(overrides) &&
                replace_flat_electricity(*root, block_of(change.path), catalogue))
                profile.warnings.push_back(
                    change.flag + ": the flat electricity of " + std::string(block_of(change.path)) +
                    " gives way to the watts of the GPU; --electricity-monthly keeps a flat one");
        }
        blame(asked);
    }
    const bool blamed = !loaded.faults.empty();
    if (written != nullptr && around.empty()) *written = *root;  // ids stay ids
    fill_from_catalogue(*root, catalogue, of_gpu, profile.filled, faults);
    say_assumed_models(*root, profile);
    for (const Override& change : around) add_host_watts(change, *root, profile.filled, profile.overrides);
    if (written != nullptr && !around.empty()) *written = *root;
    std::vector<PathFault> all = all_faults(*root, profile, faults);
    drop_consequences(faults, blamed, all);
    add_placed(std::move(all), text, profile.overrides, loaded.faults);
    if (!loaded.faults.empty()) return loaded;

    Statements(text.text, profile.stated).add(*root, "", "");
    profile.text = std::move(text);
    loaded.value = std::move(profile);
    return loaded;
}

}  // namespace

Result<Profile> load_profile(ProfileText text, std::span<const Override> overrides,
                             const Catalogue& catalogue) {
    try {
        return load(std::move(text), overrides, catalogue);
    } catch (const CatalogueFault& fault) {
        return Fault{"", 0, "", fault.what(), "", "", fault.unreadable()};
    }
}

Result<std::string> written_profile(ProfileText text, std::span<const Override> overrides,
                                    const Catalogue& catalogue) {
    Json root;
    Result<Profile> loaded;
    try {
        loaded = load(std::move(text), overrides, catalogue, &root);
    } catch (const CatalogueFault& fault) {
        return Fault{"", 0, "", fault.what(), "", "", fault.unreadable()};
    }
    Result<std::string> result;
    result.faults = std::move(loaded.faults);
    if (!loaded.value) return result;
    for (const Override& change : loaded->overrides) {
        if (change.value == "null") continue;
        // notes on the previous value do not apply to this one
        root["sources"][change.path] = {{"source", "set by " + change.flag}};
    }
    result.value = json_file(root);
    return result;
}

bool Profile::states(std::string_view path) const { return stated.find(path) != stated.end(); }

Origin Profile::origin(std::string_view path) const {
    Origin origin;
    const Override* change = last_override(overrides, path);
    if (change != nullptr && change->value != "null") {
        origin.kind = Origin::Kind::command_line;
        origin.file = change->flag;
        return origin;
    }
    for (const Filled& value : filled) {
        if (value.path != path) continue;
        return {Origin::Kind::catalogue, "", 0, value.source, value.as_of};
    }
    origin.line = stated_line(*this, path);
    if (origin.line == 0) return origin;
    origin.kind = Origin::Kind::profile;
    origin.file = text.file;
    std::size_t closest = 0;
    for (const SourceNote& note : sources) {
        if (!is_at_or_below(path, note.path) || note.path.size() < closest) continue;
        closest = note.path.size();
        origin.source = note.source;
        origin.as_of = note.as_of;
    }
    return origin;
}

std::vector<std::string_view> built_in_profiles() {
    std::vector<std::string_view> names;
    for (const EmbeddedFile& file : embedded_profiles()) names.push_back(file.name);
    return names;
}

std::optional<ProfileText> built_in_profile(std::string_view name) {
    for (const EmbeddedFile& file : embedded_profiles()) {
        if (file.name == name) return ProfileText{std::string(name) + ".json", std::string(file.text)};
    }
    return std::nullopt;
}

}  // namespace aicost
