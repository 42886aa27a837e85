#include "profile/decode.hpp"

#include <algorithm>
#include <cmath>

#include "profile/distribution.hpp"
#include "profile/nearest.hpp"
#include "profile/sweep_block.hpp"
#include "profile/value.hpp"

namespace aicost {

namespace {

constexpr std::size_t longest_name = 64;  // so that tables and messages can hold it
constexpr std::string_view an_object = "{ \"key\": value, … }";

constexpr std::string_view own_keys[] = {"$schema",      "name",   "description", "sources",
                                         "usage_levels", "sweep",  "sensitivity", "uncertainty",
                                         "correlations", "options"};

std::string join(const std::string& path, std::string_view key) {
    return path.empty() ? std::string(key) : path + "." + std::string(key);
}

// What would be right for a field: its form, its range and what it means.
std::string wanted(const Field& field) {
    std::string form = "a text";
    if (std::holds_alternative<NumberAccess>(field.access)) {
        form = range_of(field.bound);
        if (!field.unit.empty()) form += " (" + std::string(field.unit) + ")";
    }
    if (std::holds_alternative<RecordAccess>(field.access)) form = "an object";
    return form + ": " + std::string(field.help);
}

// "a profile", "an option of kind api", "workload"
std::string in_words(const Record& record) {
    if (&record == &Scenario::record()) return "a profile";
    if (option_of_kind(record.name)) return "an option of kind " + std::string(record.name);
    return (record.find("unit_price") != nullptr ? "a " : "") + std::string(record.name);
}

// The kind of option that has such a key; empty where none has.
std::string kind_with(std::string_view key) {
    for (const std::string& kind : option_kinds()) {
        if (record_of(*option_of_kind(kind)).find(key) != nullptr) return kind;
    }
    return {};
}

std::string listed(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words) text += (text.empty() ? "" : ", ") + word;
    return text;
}

class Decoder {
public:
    explicit Decoder(std::vector<PathFault>& faults) : faults_(faults) {}

    void fault(std::string path, std::string problem, std::string got, std::string remedy) {
        faults_.push_back({std::move(path), std::move(problem), std::move(got), std::move(remedy)});
    }

    bool expect_object(const Json& value, const std::string& path) {
        if (value.is_object()) return true;
        fault(path, "must be an object", excerpt(value), std::string(an_object));
        return false;
    }

    void object(const Json& value, const Record& record, void* owner, const std::string& path,
                const std::vector<std::string_view>& ignored) {
        if (!expect_object(value, path)) return;
        for (const auto& [key, member] : value.items()) {
            if (std::find(ignored.begin(), ignored.end(), key) != ignored.end()) continue;
            const Field* field = record.find(key);
            if (field == nullptr) {
                unknown_key(record, path, key, ignored);
                continue;
            }
            if (member.is_null()) continue;
            if (alternative_stated_before(*field, value, key)) {
                fault(join(path, key), "says again what '" + other_stated(*field, value) + "' says",
                      excerpt(member), "state one of the two");
                continue;
            }
            const std::string at = join(path, key);
            const Json& stated = member;
            std::visit([&](const auto& access) { member_of(stated, *field, access, owner, at); },
                       field->access);
        }
        for (const Field& field : record.fields) {
            if (field.presence != Presence::required) continue;
            const auto found = value.find(std::string(field.key));
            if (found == value.end() || found->is_null()) {
                fault(join(path, field.key), "is missing", "", wanted(field));
            }
        }
    }

    std::optional<double> number(const Json& value, const Bounds& bound, const std::string& at) {
        std::optional<double> number;
        if (value.is_number()) {
            number = value.get<double>();
        } else if (value.is_string()) {
            number = parse_value(value.get<std::string>());
            if (!number) {
                fault(at, "must be a number", excerpt(value), std::string(value_examples));
                return std::nullopt;
            }
        } else {
            fault(at, "must be a number", excerpt(value), range_of(bound));
            return std::nullopt;
        }
        if (bound.holds(*number)) return number;
        fault(at,
              bound.whole && std::floor(*number) != *number ? "must be a whole number" : "is out of range",
              excerpt(value), range_of(bound));
        return std::nullopt;
    }

private:
    void unknown_key(const Record& record, const std::string& path, const std::string& key,
                     const std::vector<std::string_view>& ignored) {
        std::vector<std::string> known;
        for (const Field& field : record.fields) known.emplace_back(field.key);
        for (const std::string_view other : ignored) known.emplace_back(other);
        const auto close = nearest(key, known, 1);
        const bool is_option = option_of_kind(record.name).has_value();
        const std::string other_kind = is_option ? kind_with(key) : "";
        std::string remedy = !close.empty() ? "did you mean " + alternatives(close) + "?"
                             : !other_kind.empty()
                                 ? "options of kind " + other_kind + " have it; known here: "
                                 : "known here: ";
        if (close.empty()) remedy += listed(known);
        fault(join(path, key), "is not a key of " + in_words(record), key.empty() ? "\"\"" : "", remedy);
    }

    // Of two keys that say the same, the later in the file is at fault.
    static bool alternative_stated_before(const Field& field, const Json& object, const std::string& key) {
        for (const auto& [other, value] : object.items()) {
            if (other == key) return false;
            if (!value.is_null() && names(field.instead_of, other)) return true;
        }
        return false;
    }
    static std::string other_stated(const Field& field, const Json& object) {
        for (const auto& [other, value] : object.items()) {
            if (!value.is_null() && names(field.instead_of, other)) return other;
        }
        return {};
    }
    static bool names(std::string_view list, std::string_view word) {
        while (!list.empty()) {
            const auto space = list.find(' ');
            if (list.substr(0, space) == word) return true;
            if (space == std::string_view::npos) return false;
            list.remove_prefix(space + 1);
        }
        return false;
    }

    void member_of(const Json& value, const Field& field, const NumberAccess& access, void* owner,
                   const std::string& at) {
        if (const auto read = number(value, field.bound, at)) access.set(owner, *read);
    }
    void member_of(const Json& value, const Field&, const FlagAccess& access, void* owner,
                   const std::string& at) {
        if (value.is_boolean()) {
            access.at(owner) = value.get<bool>();
        } else if (value == "true" || value == "false") {
            access.at(owner) = value == "true";
        } else {
            fault(at, "must be true or false", excerpt(value), "true or false, without quotes");
        }
    }
    void member_of(const Json& value, const Field&, const TextAccess& access, void* owner,
                   const std::string& at) {
        if (value.is_string()) {
            access.at(owner) = value.get<std::string>();
        } else {
            fault(at, "must be a text", excerpt(value), "a text in quotes");
        }
    }
    void member_of(const Json& value, const Field&, const TextListAccess& access, void* owner,
                   const std::string& at) {
        if (!value.is_array()) {
            fault(at, "must be a list of texts", excerpt(value), "[\"…\", \"…\"]");
            return;
        }
        for (std::size_t i = 0; i < value.size(); ++i) {
            if (value[i].is_string()) {
                access.at(owner).push_back(value[i].get<std::string>());
            } else {
                fault(join(at, std::to_string(i)), "must be a text", excerpt(value[i]), "a text in quotes");
            }
        }
    }
    void member_of(const Json& value, const Field&, const ChoiceAccess& access, void* owner,
                   const std::string& at) {
        if (const auto index = one_of(value, access.names, "", at)) access.set(owner, *index);
    }
    void member_of(const Json& value, const Field&, const CountAccess& access, void* owner,
                   const std::string& at) {
        if (value == "auto") {
            access.set(owner, std::nullopt);
        } else if (value.is_string() && !parse_value(value.get<std::string>())) {
            fault(at, "must be a whole number or \"auto\"", excerpt(value), "1, 2, … or \"auto\"");
        } else if (const auto count = number(value, {1.0, largest_input, false, true}, at)) {
            access.set(owner, *count);
        }
    }
    void member_of(const Json& value, const Field& field, const WeightsAccess& access, void* owner,
                   const std::string& at) {
        if (!value.is_array()) {
            if (const auto index = one_of(value, access.names, ", or 24 weights", at))
                access.set(owner, *index);
            return;
        }
        auto& weights = access.weights(owner);
        if (value.size() != weights.size()) {
            fault(at, "must have one weight for each hour of the day",
                  std::to_string(value.size()) + " of them", "24 numbers, from hour 0 to hour 23");
            return;
        }
        double sum = 0.0;
        bool good = true;
        for (std::size_t i = 0; i < weights.size(); ++i) {
            const auto weight = number(value[i], field.bound, join(at, std::to_string(i)));
            good = good && weight.has_value();
            weights[i] = weight.value_or(0.0);
            sum += weights[i];
        }
        if (!good) return;
        if (sum > 0.0) {
            access.set(owner, access.names.size());
        } else {
            fault(at, "has no load in any hour", "all weights 0", "at least one weight above 0");
        }
    }
    void member_of(const Json& value, const Field&, const RecordAccess& access, void* owner,
                   const std::string& at) {
        if (expect_object(value, at)) object(value, access.record(), access.make(owner), at, {});
    }
    void member_of(const Json& value, const Field&, const RecordMapAccess& access, void* owner,
                   const std::string& at) {
        if (!expect_object(value, at)) return;
        for (const auto& [name, item] : value.items()) {
            if (name_is_good(name, at) && !item.is_null())
                object(item, access.record(), access.add(owner, name), join(at, name), {});
        }
    }
    void member_of(const Json& value, const Field& field, const NumberMapAccess& access, void* owner,
                   const std::string& at) {
        if (!expect_object(value, at)) return;
        for (const auto& [name, amount] : value.items()) {
            if (!name_is_good(name, at) || amount.is_null()) continue;
            if (const auto read = number(amount, field.bound, join(at, name))) {
                access.add(owner, name);
                access.set(owner, access.size(owner) - 1, *read);
            }
        }
    }

    std::optional<std::size_t> one_of(const Json& value, std::span<const std::string_view> names,
                                      std::string_view more, const std::string& at) {
        std::vector<std::string> words(names.begin(), names.end());
        std::string remedy = "one of " + listed(words) + std::string(more);
        if (value.is_string()) {
            const auto word = value.get<std::string>();
            const auto found = std::find(words.begin(), words.end(), word);
            if (found != words.end()) return static_cast<std::size_t>(found - words.begin());
            const auto close = nearest(word, words, 1);
            if (!close.empty()) remedy = "did you mean " + alternatives(close) + "? (" + remedy + ")";
        }
        fault(at, "is not one of its words", excerpt(value), remedy);
        return std::nullopt;
    }

public:
    bool name_is_good(const std::string& name, const std::string& at) {
        if (is_name(name)) return true;
        fault(name.empty() ? at : join(at, name), "is not a usable name", excerpt(name),
              "letters, digits, - and _, beginning with a letter, " + std::to_string(longest_name) +
                  " at most");
        return false;
    }

private:
    std::vector<PathFault>& faults_;
};

void unknown_key_of(Decoder& decoder, const std::string& what, const std::string& path,
                    const std::string& key, const std::vector<std::string>& known) {
    const auto close = nearest(key, known, 1);
    decoder.fault(
        join(path, key), "is not a key of " + what, key.empty() ? "\"\"" : "",
        close.empty() ? "known here: " + listed(known) : "did you mean " + alternatives(close) + "?");
}

void decode_usage_levels(const Json& value, Profile& profile, Decoder& decoder) {
    if (!value.is_array()) {
        decoder.fault("usage_levels", "must be a list", excerpt(value),
                      "[{\"name\": …, \"tokens_per_day\": …}]");
        return;
    }
    for (std::size_t i = 0; i < value.size(); ++i) {
        const std::string at = "usage_levels." + std::to_string(i);
        if (!decoder.expect_object(value[i], at)) continue;
        UsageLevel level;
        bool has_volume = false;
        for (const auto& [key, member] : value[i].items()) {
            if (member.is_null()) continue;
            if (key == "name" && member.is_string()) {
                level.name = member.get<std::string>();
            } else if (key == "name") {
                decoder.fault(join(at, key), "must be a text", excerpt(member), "a text in quotes");
            } else if (key == "tokens_per_day") {
                has_volume = true;
                if (const auto volume = decoder.number(member, bounds::amount, join(at, key)))
                    level.tokens_per_day = tokens(*volume);
            } else {
                unknown_key_of(decoder, "a usage level", at, key, {"name", "tokens_per_day"});
            }
        }
        if (!has_volume)
            decoder.fault(join(at, "tokens_per_day"), "is missing", "",
                          range_of(bounds::amount) + ": the volume of this level");
        profile.usage_levels.push_back(std::move(level));
    }
}

void decode_sources(const Json& value, Profile& profile, Decoder& decoder) {
    if (!decoder.expect_object(value, "sources")) return;
    for (const auto& [path, note] : value.items()) {
        const std::string at = "sources." + path;
        if (note.is_null() || !decoder.expect_object(note, at)) continue;
        SourceNote source{path, "", ""};
        bool stated = false;
        for (const auto& [key, member] : note.items()) {
            if (member.is_null()) continue;
            std::string* into = key == "source" ? &source.source : key == "as_of" ? &source.as_of : nullptr;
            stated = stated || key == "source";
            if (into == nullptr) {
                unknown_key_of(decoder, "a source", at, key, {"source", "as_of"});
            } else if (!member.is_string()) {
                decoder.fault(join(at, key), "must be a text", excerpt(member), "a text in quotes");
            } else {
                *into = member.get<std::string>();
            }
        }
        if (!stated) decoder.fault(join(at, "source"), "is missing", "", "a text: who says so");
        profile.sources.push_back(std::move(source));
    }
}

void decode_options(const Json& value, Profile& profile, Decoder& decoder) {
    if (!decoder.expect_object(value, "options")) return;
    if (value.empty())
        decoder.fault("options", "has no option", "{}", "at least one: { \"NAME\": { \"kind\": … } }");
    for (const auto& [id, body] : value.items()) {
        if (!decoder.name_is_good(id, "options")) continue;
        if (Scenario::record().find(id) != nullptr || id == "winner" || id == "tie" ||
            std::find(std::begin(own_keys), std::end(own_keys), id) != std::end(own_keys)) {
            decoder.fault("options." + id, "cannot name an option", excerpt(id),
                          "a word that has no meaning yet, such as my_" + id);
            continue;
        }
        if (!decoder.expect_object(body, id)) continue;
        const auto kind = body.find("kind");
        const auto kinds = option_kinds();
        const std::string all = "one of " + listed(kinds);
        if (kind == body.end() || kind->is_null()) {
            decoder.fault(id + ".kind", "is missing", "", all);
            continue;
        }
        auto option = kind->is_string() ? option_of_kind(kind->get<std::string>()) : std::nullopt;
        if (!option) {
            const auto close =
                kind->is_string() ? nearest(kind->get<std::string>(), kinds, 1) : std::vector<std::string>{};
            decoder.fault(id + ".kind", "is not a kind of option", excerpt(*kind),
                          close.empty() ? all : "did you mean " + alternatives(close) + "? (" + all + ")");
            continue;
        }
        profile.scenario.options.push_back({id, std::move(*option)});
        Option& held = profile.scenario.options.back().value;
        decoder.object(body, record_of(held), address_of(held), id, {"kind"});
    }
}

template <std::size_t... I>
std::optional<Option> option_of_kind(std::string_view kind, std::index_sequence<I...>) {
    std::optional<Option> option;
    const auto make_if = [&](auto index) {
        if (kind == std::variant_alternative_t<index, Option>::kind)
            option.emplace(std::in_place_index<index>);
    };
    (make_if(std::integral_constant<std::size_t, I>()), ...);
    return option;
}

template <std::size_t... I>
std::vector<std::string> option_kinds(std::index_sequence<I...>) {
    return {std::string(std::variant_alternative_t<I, Option>::kind)...};
}

}  // namespace

std::string range_of(const Bounds& bound) {
    const auto shortest = [](double value) {  // 1e15, not 1e+15
        std::string text = aicost::shortest(value);
        if (const auto plus = text.find("e+"); plus != std::string::npos) text.erase(plus + 1, 1);
        return text;
    };
    const std::string_view kind = bound.whole ? "a whole number" : "a number";
    const bool from_below = !std::isfinite(bound.least);
    const bool to_above = !std::isfinite(bound.most);
    std::string text(kind);
    if (!from_below && !to_above && !bound.open_least)
        return text + " from " + shortest(bound.least) + " to " + shortest(bound.most);
    if (!from_below) text += (bound.open_least ? " above " : " from ") + shortest(bound.least);
    if (!to_above) text += (from_below ? " up to " : ", up to ") + shortest(bound.most);
    return text;
}

bool is_name(std::string_view text) {
    const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; };
    if (text.empty() || text.size() > longest_name || !letter(text.front())) return false;
    return std::all_of(text.begin(), text.end(),
                       [&](char c) { return letter(c) || (c >= '0' && c <= '9') || c == '-'; });
}

std::optional<Option> option_of_kind(std::string_view kind) {
    return option_of_kind(kind, std::make_index_sequence<std::variant_size_v<Option>>());
}
std::vector<std::string> option_kinds() {
    return option_kinds(std::make_index_sequence<std::variant_size_v<Option>>());
}

std::vector<std::string_view> profile_keys() { return {std::begin(own_keys), std::end(own_keys)}; }

void decode(const Json& object, const Record& record, void* owner, const std::string& path,
            std::vector<PathFault>& faults, const std::vector<std::string_view>& ignored) {
    Decoder(faults).object(object, record, owner, path, ignored);
}

void decode_profile(const Json& root, Profile& profile, std::vector<PathFault>& faults) {
    Decoder decoder(faults);
    if (!root.is_object()) {
        decoder.fault("", "is not a profile", excerpt(root),
                      "a JSON object: { \"workload\": …, \"options\": … }");
        return;
    }
    decoder.object(root, Scenario::record(), &profile.scenario, "", profile_keys());
    const auto text_of = [&](const char* key, std::string& into) {
        const auto found = root.find(key);
        if (found == root.end() || found->is_null()) return;
        if (found->is_string()) {
            into = found->get<std::string>();
        } else {
            decoder.fault(key, "must be a text", excerpt(*found), "a text in quotes");
        }
    };
    std::string schema;
    text_of("$schema", schema);
    text_of("name", profile.name);
    text_of("description", profile.description);
    const auto stated = [&](const char* key) {
        const auto found = root.find(key);
        return found == root.end() || found->is_null() ? nullptr : &*found;
    };
    if (const Json* sources = stated("sources")) decode_sources(*sources, profile, decoder);
    if (const Json* levels = stated("usage_levels")) decode_usage_levels(*levels, profile, decoder);
    if (const Json* sweep = stated("sweep")) decode_sweep(*sweep, profile.sweep, faults);
    if (const Json* options = stated("options")) {
        decode_options(*options, profile, decoder);
    } else {
        decoder.fault("options", "is missing", "", "what to compare: { \"NAME\": { \"kind\": … }, … }");
    }
    if (faults.empty()) decode_uncertainty(root, profile, faults);
}

}  // namespace aicost
