// A profile's own keys; its structs are read by their lists of fields (decoder.hpp).
#include "profile/decode.hpp"

#include <algorithm>

#include "profile/decoder.hpp"
#include "profile/distribution.hpp"
#include "profile/other_words.hpp"
#include "profile/sweep_block.hpp"
#include "text/listed.hpp"
#include "text/nearest.hpp"
#include "text/value.hpp"

namespace aicost {

namespace {

constexpr std::string_view own_keys[] = {"$schema",      "name",   "description", "sources",
                                         "usage_levels", "sweep",  "sensitivity", "uncertainty",
                                         "correlations", "options"};

void unknown_key_of(Decoder& decoder, const std::string& what, const std::string& path,
                    const std::string& key, const std::vector<std::string>& known) {
    const auto close = nearest(key, known, 1);
    decoder.fault(
        join(path, key), "is not a key of " + what, key.empty() ? "\"\"" : "",
        close.empty() ? "known here: " + listed(known) : "did you mean " + alternatives(close) + "?");
}

void decode_usage_levels(const Json& value, Profile& profile, Decoder& decoder,
                         std::vector<PathFault>& faults) {
    if (!value.is_array()) {
        decoder.fault("usage_levels", "must be a list", excerpt(value),
                      "[{\"name\": …, \"tokens_per_day\": …}]");
        return;
    }
    if (is_too_long(value, "usage_levels", faults)) return;
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
        if (is_reserved(id) ||
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
            const std::string word = kind->is_string() ? kind->get<std::string>() : "";
            const std::string meant = meant_by(word, kinds);
            const auto close = meant.empty() ? nearest(word, kinds, 1) : std::vector<std::string>{};
            decoder.fault(id + ".kind", "is not a kind of option", excerpt(*kind),
                          !meant.empty()  ? meant + " (" + all + ")"
                          : close.empty() ? all
                                          : "did you mean " + alternatives(close) + "? (" + all + ")");
            continue;
        }
        profile.scenario.options.push_back({id, std::move(*option)});
        Option& held = profile.scenario.options.back().value;
        decoder.object(body, record_of(held), address_of(held), id, {"kind"});
    }
}

template <std::size_t... I>
std::optional<Option> option_among(std::string_view kind, std::index_sequence<I...>) {
    std::optional<Option> option;
    const auto make_if = [&](auto index) {
        if (kind == std::variant_alternative_t<index, Option>::kind)
            option.emplace(std::in_place_index<index>);
    };
    (make_if(std::integral_constant<std::size_t, I>()), ...);
    return option;
}

template <std::size_t... I>
std::vector<std::string> kinds_among(std::index_sequence<I...>) {
    return {std::string(std::variant_alternative_t<I, Option>::kind)...};
}

}  // namespace

std::optional<Option> option_of_kind(std::string_view kind) {
    return option_among(kind, std::make_index_sequence<std::variant_size_v<Option>>());
}
std::vector<std::string> option_kinds() {
    return kinds_among(std::make_index_sequence<std::variant_size_v<Option>>());
}

std::vector<std::string_view> profile_keys() { return {std::begin(own_keys), std::end(own_keys)}; }

void decode_profile(const Json& root, Profile& profile, std::vector<PathFault>& faults) {
    Decoder decoder(faults);
    if (!root.is_object()) {
        decoder.fault("", "is not a profile", excerpt(root),
                      "a JSON object: { \"workload\": …, \"options\": … }");
        return;
    }
    if (const auto currency = root.find("currency"); currency == root.end())
        decoder.count_in(profile.scenario.currency);
    else if (currency->is_string())
        decoder.count_in(currency->get<std::string>());
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
    if (const Json* levels = stated("usage_levels")) decode_usage_levels(*levels, profile, decoder, faults);
    if (const Json* sweep = stated("sweep")) decode_sweep(*sweep, profile.sweep, faults);
    if (const Json* options = stated("options")) {
        decode_options(*options, profile, decoder);
    } else {
        decoder.fault("options", "is missing", "", "what to compare: { \"NAME\": { \"kind\": … }, … }");
    }
    if (faults.empty()) decode_uncertainty(root, profile, faults);
}

}  // namespace aicost
