#include "profile/decoder.hpp"

#include <algorithm>
#include <cmath>

#include "profile/other_words.hpp"
#include "text/encoding.hpp"
#include "text/listed.hpp"
#include "text/money_sign.hpp"
#include "text/nearest.hpp"
#include "text/value.hpp"

namespace aicost {

namespace {

constexpr std::string_view an_object = "{ \"key\": value, … }";

// What is right for a field: its form, range and meaning.
std::string wanted(const Field& field) {
    std::string form = "a text";
    if (std::holds_alternative<NumberAccess>(field.access)) {
        form = range_of(field.bound);
        if (const auto unit = symbol(field.unit); !unit.empty()) form += " (" + std::string(unit) + ")";
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
std::string kinds_with(std::string_view key) {
    std::vector<std::string> kinds;
    for (const std::string& kind : option_kinds()) {
        if (record_of(*option_of_kind(kind)).find(key) != nullptr) kinds.push_back(kind);
    }
    return kinds.empty() ? "" : (kinds.size() == 1 ? "kind " : "the kinds ") + listed(kinds);
}

}  // namespace

std::string join(const std::string& path, std::string_view key) {
    return path.empty() ? std::string(key) : path + "." + std::string(key);
}

bool is_too_long(const Json& list, const std::string& at, std::vector<PathFault>& faults) {
    if (list.size() <= max_entries) return false;
    faults.push_back(
        {at, "has too many entries", std::to_string(list.size()), std::to_string(max_entries) + " at most"});
    return true;
}

void Decoder::fault(std::string path, std::string problem, std::string got, std::string remedy) {
    faults_.push_back({std::move(path), std::move(problem), std::move(got), std::move(remedy)});
}

bool Decoder::expect_object(const Json& value, const std::string& path) {
    if (value.is_object()) return true;
    fault(path, "must be an object", excerpt(value), std::string(an_object));
    return false;
}

void Decoder::object(const Json& value, const Record& record, void* owner, const std::string& path,
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
        std::visit([&](const auto& access) { member_of(stated, *field, access, owner, at); }, field->access);
    }
    for (const Field& field : record.fields) {
        if (field.presence != Presence::required) continue;
        const auto found = value.find(std::string(field.key));
        if (found == value.end() || found->is_null()) {
            fault(join(path, field.key), "is missing", "", wanted(field));
        }
    }
}

namespace {

// What would be right instead of a text that is not a number.
std::string number_wanted(const Bounds& bound, Unit unit) {
    if (bound.whole) return range_of(bound);
    if (bound.min == 0.0 && bound.max == 1.0) return "a share such as 15% or 0.15";
    const UnitInfo& of = info(unit);
    const bool bare = of.symbol.empty() || of.kind == UnitKind::money || of.kind == UnitKind::price;
    return std::string(value_examples) + (bare ? "" : ", in " + std::string(of.symbol));
}

}  // namespace

bool Decoder::sign_is_right(const std::string& text, Unit unit, const std::string& at) {
    const std::string_view sign = money_sign(text);
    const UnitKind kind = info(unit).kind;
    if (sign.empty() || unit == Unit::number) return true;
    if (kind != UnitKind::money && kind != UnitKind::price) {
        fault(at, "is no amount of money", excerpt(Json(text)), "the number without a sign");
    } else if (!currency_.empty() && !has_sign(currency_, sign)) {
        fault(at, "is in another currency than the profile", excerpt(Json(text)),
              "an amount in " + currency_);
    } else {
        return true;
    }
    return false;
}

std::optional<double> Decoder::number(const Json& value, const Bounds& bound, const std::string& at,
                                      Unit unit) {
    std::optional<double> number;
    if (value.is_number()) {
        number = value.get<double>();
    } else if (value.is_string()) {
        number = parse_value(value.get<std::string>());
        if (!number) {
            fault(at, "must be a number", excerpt(value), number_wanted(bound, unit));
            return std::nullopt;
        }
        if (!sign_is_right(value.get<std::string>(), unit, at)) return std::nullopt;
    } else {
        fault(at, "must be a number", excerpt(value), range_of(bound));
        return std::nullopt;
    }
    if (bound.holds(*number)) return number;
    if (*number > bound.min && *number < bound.max && !bound.whole) {
        fault(at, "is nearer to 0 than an input may be", excerpt(value), "0, or a number from 1e-30 on");
        return std::nullopt;
    }
    fault(at, bound.whole && std::floor(*number) != *number ? "must be a whole number" : "is out of range",
          excerpt(value), range_of(bound));
    return std::nullopt;
}

namespace {

// A key at the wrong level: of `workload` at the top, or of the top in `workload`.
std::string stands_elsewhere(const Record& record, const std::string& key) {
    const Record& top = Scenario::record();
    if (&record != &top) return top.find(key) == nullptr ? "" : "it stands at the top of the profile";
    for (const Field& field : top.fields) {
        const auto* nested = std::get_if<RecordAccess>(&field.access);
        if (nested != nullptr && nested->record().find(key) != nullptr)
            return "did you mean '" + std::string(field.key) + "." + key + "'?";
    }
    return {};
}

}  // namespace

void Decoder::unknown_key(const Record& record, const std::string& path, const std::string& key,
                          const std::vector<std::string_view>& ignored) {
    std::vector<std::string> known;
    for (const Field& field : record.fields) known.emplace_back(field.key);
    for (const std::string_view other : ignored) known.emplace_back(other);
    std::string meant = meant_by(key, known);
    if (meant.empty()) meant = stands_elsewhere(record, key);
    const bool is_option = option_of_kind(record.name).has_value();
    const std::string others = meant.empty() && is_option ? kinds_with(key) : "";
    const auto close = others.empty() ? nearest(key, known, 1) : std::vector<std::string>();
    std::string remedy = !meant.empty()    ? meant
                         : !others.empty() ? "options of " + others + " have it; known here: "
                         : !close.empty()  ? "did you mean " + alternatives(close) + "?"
                                           : "known here: ";
    if (meant.empty() && close.empty()) remedy += listed(known);
    fault(join(path, key), "is not a key of " + in_words(record), key.empty() ? "\"\"" : "", remedy);
}

// Of two keys that state the same thing, the later in the file is at fault.
bool Decoder::alternative_stated_before(const Field& field, const Json& object, const std::string& key) {
    for (const auto& [other, value] : object.items()) {
        if (other == key) return false;
        if (!value.is_null() && names(field.instead_of, other)) return true;
    }
    return false;
}

std::string Decoder::other_stated(const Field& field, const Json& object) {
    for (const auto& [other, value] : object.items()) {
        if (!value.is_null() && names(field.instead_of, other)) return other;
    }
    return {};
}

bool Decoder::names(std::string_view list, std::string_view word) {
    while (!list.empty()) {
        const auto space = list.find(' ');
        if (list.substr(0, space) == word) return true;
        if (space == std::string_view::npos) return false;
        list.remove_prefix(space + 1);
    }
    return false;
}

void Decoder::member_of(const Json& value, const Field& field, const NumberAccess& access, void* owner,
                        const std::string& at) {
    if (const auto read = number(value, field.bound, at, field.unit)) access.set(owner, *read);
}

void Decoder::member_of(const Json& value, const Field&, const FlagAccess& access, void* owner,
                        const std::string& at) {
    if (value.is_boolean()) {
        access.at(owner) = value.get<bool>();
    } else if (value == "true" || value == "false") {
        access.at(owner) = value == "true";
    } else {
        fault(at, "must be true or false", excerpt(value), "true or false, without quotes");
    }
}

void Decoder::member_of(const Json& value, const Field&, const TextAccess& access, void* owner,
                        const std::string& at) {
    if (value.is_string()) {
        access.at(owner) = value.get<std::string>();
    } else {
        fault(at, "must be a text", excerpt(value), "a text in quotes");
    }
}

void Decoder::member_of(const Json& value, const Field&, const TextListAccess& access, void* owner,
                        const std::string& at) {
    if (!value.is_array()) {
        fault(at, "must be a list of texts", excerpt(value), "[\"…\", \"…\"]");
        return;
    }
    if (is_too_long(value, at, faults_)) return;
    for (std::size_t i = 0; i < value.size(); ++i) {
        if (value[i].is_string()) {
            access.at(owner).push_back(value[i].get<std::string>());
        } else {
            fault(join(at, std::to_string(i)), "must be a text", excerpt(value[i]), "a text in quotes");
        }
    }
}

void Decoder::member_of(const Json& value, const Field&, const ChoiceAccess& access, void* owner,
                        const std::string& at) {
    if (const auto index = one_of(value, access.names, "", at)) access.set(owner, *index);
}

void Decoder::member_of(const Json& value, const Field&, const CountAccess& access, void* owner,
                        const std::string& at) {
    if (value == "auto") {
        access.set(owner, std::nullopt);
    } else if (value.is_string() && !parse_value(value.get<std::string>())) {
        fault(at, "must be a whole number or \"auto\"", excerpt(value), "1, 2, … or \"auto\"");
    } else if (const auto count = number(value, {1.0, largest_input, false, true}, at)) {
        access.set(owner, *count);
    }
}

void Decoder::member_of(const Json& value, const Field& field, const WeightsAccess& access, void* owner,
                        const std::string& at) {
    if (!value.is_array()) {
        if (const auto index = one_of(value, access.names, ", or 24 weights", at)) access.set(owner, *index);
        return;
    }
    auto& weights = access.weights(owner);
    if (value.size() != weights.size()) {
        fault(at, "must have one weight for each hour of the day", std::to_string(value.size()) + " of them",
              "24 numbers, from hour 0 to hour 23");
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

void Decoder::member_of(const Json& value, const Field& field, const HoursAccess& access, void* owner,
                        const std::string& at) {
    if (!value.is_array() || value.size() != 24) {
        fault(at, "must have one factor for each hour of the day",
              value.is_array() ? std::to_string(value.size()) + " of them" : excerpt(value),
              "24 numbers, from hour 0 to hour 23");
        return;
    }
    auto& factors = access.make(owner);
    for (std::size_t i = 0; i < factors.size(); ++i)
        factors[i] = number(value[i], field.bound, join(at, std::to_string(i))).value_or(1.0);
}

void Decoder::member_of(const Json& value, const Field&, const RecordListAccess& access, void* owner,
                        const std::string& at) {
    if (value.is_object() && access.one_alone)
        return object(value, access.record(), access.add(owner), at, {});
    if (!value.is_array()) {
        fault(at, access.one_alone ? "must be an object, or a list of them" : "must be a list of objects",
              excerpt(value), "[{…}, …]");
        return;
    }
    if (is_too_long(value, at, faults_)) return;
    for (std::size_t i = 0; i < value.size(); ++i) {
        const std::string place =
            access.one_alone && value.size() == 1 ? at : join(at, std::to_string(i + 1));
        void* entry = access.add(owner);
        if (expect_object(value[i], place)) object(value[i], access.record(), entry, place, {});
    }
}

void Decoder::member_of(const Json& value, const Field&, const RecordAccess& access, void* owner,
                        const std::string& at) {
    if (expect_object(value, at)) object(value, access.record(), access.make(owner), at, {});
}

void Decoder::member_of(const Json& value, const Field&, const RecordMapAccess& access, void* owner,
                        const std::string& at) {
    if (!expect_object(value, at)) return;
    for (const auto& [name, item] : value.items()) {
        if (name_is_good(name, at) && !item.is_null())
            object(item, access.record(), access.add(owner, name), join(at, name), {});
    }
}

void Decoder::member_of(const Json& value, const Field& field, const NumberMapAccess& access, void* owner,
                        const std::string& at) {
    if (!expect_object(value, at)) return;
    for (const auto& [name, amount] : value.items()) {
        if (!name_is_good(name, at) || amount.is_null()) continue;
        if (const auto read = number(amount, field.bound, join(at, name), field.unit)) {
            access.add(owner, name);
            access.set(owner, access.size(owner) - 1, *read);
        }
    }
}

std::optional<std::size_t> Decoder::one_of(const Json& value, std::span<const std::string_view> names,
                                           std::string_view more, const std::string& at) {
    std::vector<std::string> words(names.begin(), names.end());
    std::string remedy = "one of " + listed(words) + std::string(more);
    if (value.is_string()) {
        const auto word = value.get<std::string>();
        const auto found = std::find(words.begin(), words.end(), word);
        if (found != words.end()) return static_cast<std::size_t>(found - words.begin());
        const std::string meant = meant_by(word, words);
        const auto close = meant.empty() ? nearest(word, words, 1) : std::vector<std::string>();
        if (!close.empty()) remedy = "did you mean " + alternatives(close) + "? (" + remedy + ")";
        if (!meant.empty()) remedy = meant + " (" + remedy + ")";
    }
    fault(at, "is not one of its words", excerpt(value), remedy);
    return std::nullopt;
}

bool Decoder::name_is_good(const std::string& name, const std::string& at) {
    if (is_name(name)) return true;
    fault(
        name.empty() ? at : join(at, name), "is not a usable name", excerpt(name),
        "letters, digits, - and _, beginning with a letter, " + std::to_string(max_name_length) + " at most");
    return false;
}

void decode(const Json& object, const Record& record, void* owner, const std::string& path,
            std::vector<PathFault>& faults, const std::vector<std::string_view>& ignored) {
    Decoder(faults).object(object, record, owner, path, ignored);
}

}  // namespace aicost
