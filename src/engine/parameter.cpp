#include "aicost/parameter.hpp"

#include <cmath>

#include "aicost/scenario.hpp"
#include "engine/fields.hpp"
#include "text/listed.hpp"
#include "text/value.hpp"

namespace aicost {

bool Bounds::holds(double value) const {
    constexpr double smallest_input = 1e-30;
    if (!std::isfinite(value) || (value != 0.0 && std::abs(value) < smallest_input)) return false;
    if (value < min || value > max || (open_min && value == min)) return false;
    return !whole || std::floor(value) == value;
}

std::string range_of(const Bounds& bounds) {
    const auto end = [](double value) {  // 1e15 and 1e-9, not 1e+15 and 1e-09
        std::string text = shortest(value);
        if (const auto plus = text.find("e+"); plus != std::string::npos) text.erase(plus + 1, 1);
        if (const auto zero = text.find("e-0"); zero != std::string::npos) text.erase(zero + 2, 1);
        return text;
    };
    const std::string_view kind = bounds.whole ? "a whole number" : "a number";
    const bool from_below = !std::isfinite(bounds.min);
    const bool to_above = !std::isfinite(bounds.max);
    std::string text(kind);
    if (!from_below && !to_above && !bounds.open_min)
        return text + " from " + end(bounds.min) + " to " + end(bounds.max);
    if (!from_below) text += (bounds.open_min ? " above " : " from ") + end(bounds.min);
    if (!to_above) text += (from_below ? " up to " : ", up to ") + end(bounds.max);
    return text;
}

const Field* Record::find(std::string_view key) const {
    for (const Field& field : fields) {
        if (field.key == key) return &field;
    }
    return nullptr;
}

namespace {

constexpr Bounds whole_units{1.0, largest_input, false, true};

// The fields of `record` that `field` replaces, if they are numbers, which can be removed.
std::vector<const Field*> others_of(const Record& record, const Field& field) {
    std::vector<const Field*> others;
    std::string_view rest = field.instead_of;
    while (!rest.empty()) {
        const auto space = rest.find(' ');
        const Field* other = record.find(rest.substr(0, space));
        if (other != nullptr && std::holds_alternative<NumberAccess>(other->access)) others.push_back(other);
        rest = space == std::string_view::npos ? std::string_view() : rest.substr(space + 1);
    }
    return others;
}

struct Walker {
    std::vector<Parameter>* all = nullptr;  // either collect all …
    std::string_view wanted;                // … or search for one
    std::optional<Parameter> found;

    bool wants(std::string_view path) const { return all != nullptr || path == wanted; }
    bool may_hold(std::string_view prefix) const {
        return all != nullptr || (wanted.size() > prefix.size() && wanted.substr(0, prefix.size()) == prefix);
    }
    void take(Parameter parameter) {
        if (all != nullptr) {
            all->push_back(std::move(parameter));
        } else {
            found = std::move(parameter);
        }
    }
    bool operator()(const FieldPlace& at) {
        if (found) return false;
        const auto& access = at.field.access;
        const bool count = std::holds_alternative<CountAccess>(access);
        if (count || std::holds_alternative<NumberAccess>(access)) {
            if (!wants(at.path)) return false;
            Parameter parameter(at.path, at.field, at.owner, std::nullopt, count);
            parameter.set_others(others_of(at.record, at.field));
            take(std::move(parameter));
        } else if (const auto* numbers = std::get_if<NumberMapAccess>(&access)) {
            for (std::size_t i = 0; i < numbers->size(at.owner); ++i) {
                const std::string entry = at.path + "." + std::string(numbers->name(at.owner, i));
                if (wants(entry)) take(Parameter(entry, at.field, at.owner, i, false));
            }
        }
        return may_hold(at.path + ".");
    }
};

using Value = decltype(InputValue::value);

std::string numbers_text(const std::array<double, 24>& numbers) {
    std::string text;
    for (const double number : numbers) {
        std::string digits = std::to_string(number);
        digits.erase(digits.find_last_not_of('0') + 1);
        if (!digits.empty() && digits.back() == '.') digits.pop_back();
        text += " " + digits;
    }
    return text;
}

// The value of a field that is neither a struct nor a map.
struct ReadValue {
    void* owner;

    Value operator()(const NumberAccess& access) const {
        const auto number = access.get(owner);
        return number ? Value(*number) : Value();
    }
    Value operator()(const FlagAccess& access) const {
        return std::string(access.at(owner) ? "true" : "false");
    }
    Value operator()(const TextAccess& access) const { return access.at(owner); }
    Value operator()(const TextListAccess& access) const { return listed(access.at(owner)); }
    Value operator()(const ChoiceAccess& access) const {
        return std::string(access.names[access.get(owner)]);
    }
    Value operator()(const CountAccess& access) const {
        const auto count = access.get(owner);
        return count ? Value(*count) : Value(std::string("auto"));
    }
    Value operator()(const WeightsAccess& access) const {
        const std::size_t index = access.get(owner);
        if (index < access.names.size()) return std::string(access.names[index]);
        return "24 weights:" + numbers_text(access.weights(owner));
    }
    Value operator()(const HoursAccess& access) const {
        const auto* factors = access.find(owner);
        return factors != nullptr ? Value("24 factors:" + numbers_text(*factors)) : Value();
    }
    template <class Other>
    Value operator()(const Other&) const {
        return {};
    }
};

// The member that holds a field that is neither a struct nor a map.
struct Place {
    void* owner;

    const void* operator()(const HoursAccess& access) const { return access.find(owner); }
    template <class A>
    const void* operator()(const A& access) const {
        if constexpr (requires { access.at(owner) == nullptr; }) {
            return access.at(owner);
        } else if constexpr (requires { access.at(owner); }) {
            return &access.at(owner);
        } else {
            return nullptr;
        }
    }
};

void add_inputs(const Record& record, void* owner, const std::string& prefix, std::vector<InputValue>& all) {
    const auto add = [&](const FieldPlace& at) {
        const auto& access = at.field.access;
        if (const auto* numbers = std::get_if<NumberMapAccess>(&access)) {
            for (std::size_t i = 0; i < numbers->size(at.owner); ++i)
                all.push_back({at.path + "." + std::string(numbers->name(at.owner, i)), at.field.unit,
                               numbers->get(at.owner, i), numbers->at(at.owner, i)});
            return false;
        }
        const bool inside = std::holds_alternative<RecordAccess>(access) ||
                            std::holds_alternative<RecordMapAccess>(access) ||
                            std::holds_alternative<RecordListAccess>(access);
        if (!inside)
            all.push_back({at.path, at.field.unit, std::visit(ReadValue{at.owner}, access),
                           std::visit(Place{at.owner}, access)});
        return inside;
    };
    for_each_field(record, owner, prefix, add);
}

void walk_scenario(Scenario& scenario, Walker& walker) {
    for_each_field(Scenario::record(), &scenario, "", walker);
    for (auto& [id, option] : scenario.options) {
        const std::string prefix = id + ".";
        if (!walker.found && walker.may_hold(prefix))
            for_each_field(record_of(option), address_of(option), prefix, walker);
    }
}

}  // namespace

Parameter::Parameter(std::string path, const Field& field, void* owner, std::optional<std::size_t> entry,
                     bool whole)
    : path_(std::move(path)), field_(&field), owner_(owner), entry_(entry), whole_(whole) {}

Bounds Parameter::bound() const { return whole_ ? whole_units : field_->bound; }

std::optional<double> Parameter::get() const {
    if (entry_) return std::get<NumberMapAccess>(field_->access).get(owner_, *entry_);
    if (whole_) return std::get<CountAccess>(field_->access).get(owner_);
    return std::get<NumberAccess>(field_->access).get(owner_);
}

void Parameter::set(double value) const {
    if (entry_) {
        std::get<NumberMapAccess>(field_->access).set(owner_, *entry_, value);
        return;
    }
    if (whole_) {
        std::get<CountAccess>(field_->access).set(owner_, value);
        return;
    }
    for (const Field* other : others_) {
        const auto& access = std::get<NumberAccess>(other->access);
        if (access.clear != nullptr) access.clear(owner_);
    }
    std::get<NumberAccess>(field_->access).set(owner_, value);
}

const void* Parameter::held_at() const {
    if (entry_) return std::get<NumberMapAccess>(field_->access).at(owner_, *entry_);
    if (whole_) return std::get<CountAccess>(field_->access).at(owner_);
    return std::get<NumberAccess>(field_->access).at(owner_);
}

double Parameter::scale() const {
    const auto* number = std::get_if<NumberAccess>(&field_->access);
    return number != nullptr ? number->scale : 1.0;
}

std::optional<Parameter> find_parameter(Scenario& scenario, std::string_view path) {
    Walker walker;
    walker.wanted = path;
    walk_scenario(scenario, walker);
    return walker.found;
}

std::vector<InputValue> all_inputs(Scenario& scenario) {
    std::vector<InputValue> all;
    add_inputs(Scenario::record(), &scenario, "", all);
    for (auto& [id, option] : scenario.options) {
        all.push_back({id + ".kind", Unit::word, std::string(kind_of(option)), nullptr});
        add_inputs(record_of(option), address_of(option), id + ".", all);
    }
    return all;
}

std::vector<Parameter> all_parameters(Scenario& scenario) {
    std::vector<Parameter> all;
    Walker walker;
    walker.all = &all;
    walk_scenario(scenario, walker);
    return all;
}

}  // namespace aicost
