// The bounds and rules of single fields, for a scenario built in code.
#include "aicost/check.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "engine/fields.hpp"
#include "text/encoding.hpp"
#include "text/value.hpp"

namespace aicost {

namespace {

constexpr Bounds unit_counts{1.0, largest_input, false, true};

class FieldChecker {
public:
    explicit FieldChecker(std::vector<Fault>& faults) : faults_(faults) {}

    void fault(std::string path, std::string problem, std::string got, std::string remedy) {
        faults_.push_back({"", 0, std::move(path), std::move(problem), std::move(got), std::move(remedy)});
    }
    void record(const Record& record, void* owner, const std::string& prefix) {
        const auto look_at = [&](const FieldPlace& at) {
            return std::visit([&](const auto& access) { return look(at, access); }, at.field.access);
        };
        for_each_field(record, owner, prefix, look_at);
    }
    bool name(const std::string& name, const std::string& above, std::set<std::string>& seen) {
        const std::string path = name.empty() ? above : above + "." + name;
        if (!is_name(name)) {
            fault(path, "is not a usable name", "\"" + name + "\"",
                  "letters, digits, - and _, beginning with a letter, " + std::to_string(max_name_length) +
                      " at most");
            return false;
        }
        if (!seen.insert(name).second) {
            fault(path, "is there twice", "", "another name for one of the two");
            return false;
        }
        return true;
    }

private:
    void missing(const FieldPlace& at) {
        if (at.field.presence == Presence::required)
            fault(at.path, "is missing", "", std::string(at.field.help));
    }
    void number(double value, const Bounds& bound, const std::string& path) {
        if (bound.holds(value)) return;
        if (value > bound.min && value < bound.max && !bound.whole)
            return fault(path, "is nearer to 0 than an input may be", shortest(value),
                         "0, or a number from 1e-30 on");
        const bool piece = bound.whole && std::isfinite(value) && std::floor(value) != value;
        fault(path, piece ? "must be a whole number" : "is out of range", shortest(value), range_of(bound));
    }

    // Checks one field; true: look inside it, too. A member with two keys, in different units, is checked only
    // once.
    bool look(const FieldPlace& at, const NumberAccess& access) {
        const auto value = access.get(at.owner);
        if (!value) {
            missing(at);
        } else if (seen_.insert(access.at(at.owner)).second) {
            number(*value, at.field.bound, at.path);
        }
        return false;
    }
    bool look(const FieldPlace& at, const TextAccess& access) {
        if (access.at(at.owner).empty()) missing(at);
        return false;
    }
    bool look(const FieldPlace& at, const ChoiceAccess& access) {
        const std::size_t index = access.get(at.owner);
        if (index >= access.names.size())
            fault(at.path, "is not one of its words", std::to_string(index), "one of its enumerators");
        return false;
    }
    bool look(const FieldPlace& at, const CountAccess& access) {
        if (const auto count = access.get(at.owner)) number(*count, unit_counts, at.path);
        return false;
    }
    bool look(const FieldPlace& at, const WeightsAccess& access) {
        if (access.get(at.owner) != access.names.size()) return false;  // one of its words
        double sum = 0.0;
        const std::size_t before = faults_.size();
        for (std::size_t i = 0; i < access.weights(at.owner).size(); ++i) {
            const double weight = access.weights(at.owner)[i];
            number(weight, at.field.bound, at.path + "." + std::to_string(i));
            sum += weight;
        }
        if (faults_.size() == before && !(sum > 0.0))
            fault(at.path, "has no load in any hour", "all weights 0", "at least one weight above 0");
        return false;
    }
    bool look(const FieldPlace& at, const HoursAccess& access) {
        const auto* factors = access.find(at.owner);
        for (std::size_t i = 0; factors != nullptr && i < factors->size(); ++i)
            number((*factors)[i], at.field.bound, at.path + "." + std::to_string(i));
        return false;
    }
    bool look(const FieldPlace& at, const RecordAccess& access) {
        if (access.find(at.owner) == nullptr) missing(at);
        return true;
    }
    bool look(const FieldPlace&, const RecordListAccess&) { return true; }
    bool look(const FieldPlace& at, const RecordMapAccess& access) {
        std::set<std::string> names;
        for (std::size_t i = 0; i < access.size(at.owner); ++i)
            name(std::string(access.name(at.owner, i)), at.path, names);
        return true;
    }
    bool look(const FieldPlace& at, const NumberMapAccess& access) {
        std::set<std::string> names;
        for (std::size_t i = 0; i < access.size(at.owner); ++i) {
            const std::string item(access.name(at.owner, i));
            if (name(item, at.path, names))
                number(access.get(at.owner, i), at.field.bound, at.path + "." + item);
        }
        return false;
    }
    bool look(const FieldPlace&, const FlagAccess&) { return false; }
    bool look(const FieldPlace&, const TextListAccess&) { return false; }

    std::vector<Fault>& faults_;
    std::set<const void*> seen_;
};

std::string_view block_of(std::string_view path) { return path.substr(0, path.find('.')); }

}  // namespace

bool is_name(std::string_view text) {
    const auto letter = [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; };
    if (text.empty() || text.size() > max_name_length || !letter(text.front())) return false;
    return std::all_of(text.begin(), text.end(),
                       [&](char c) { return letter(c) || is_digit(c) || c == '-'; });
}

bool is_reserved(std::string_view id) {
    return id == "winner" || id == "tie" || id == "options" || Scenario::record().find(id) != nullptr;
}

std::vector<Fault> check(const Scenario& scenario) {
    Scenario copy = scenario;  // fields are read through pointers to non-const
    std::vector<Fault> faults;
    FieldChecker fields(faults);
    fields.record(Scenario::record(), &copy, "");
    if (copy.options.empty()) fields.fault("options", "has no option", "", "at least one");
    std::set<std::string> ids;
    for (auto& [id, option] : copy.options) {
        if (!fields.name(id, "options", ids)) continue;
        if (is_reserved(id)) {
            fields.fault("options." + id, "cannot name an option", "\"" + id + "\"",
                         "a word that has no meaning yet, such as my_" + id);
            continue;
        }
        fields.record(record_of(option), address_of(option), id + ".");
    }
    // Rules are not reported for a block that already has a fault.
    const std::size_t alone = faults.size();
    for (Fault& fault : check_rules(scenario, true)) {
        const bool in_part =
            std::any_of(faults.begin(), faults.begin() + static_cast<std::ptrdiff_t>(alone),
                        [&](const Fault& one) { return block_of(one.path) == block_of(fault.path); });
        if (!in_part) faults.push_back(std::move(fault));
    }
    return faults;
}

}  // namespace aicost
