#include "engine/requirements.hpp"

#include <algorithm>

namespace aicost {

namespace {

// Traits of a kind, or of all parts of a hybrid together.
struct Traits {
    bool leaves_premises = false, needs_network = false, has_rate_limits = false;

    Traits& operator|=(Traits other) {
        leaves_premises |= other.leaves_premises;
        needs_network |= other.needs_network;
        has_rate_limits |= other.has_rate_limits;
        return *this;
    }
};

template <class Kind>
constexpr Traits traits_of() {
    return {Kind::leaves_premises, Kind::needs_network, Kind::has_rate_limits};
}

// Of a hybrid, only parts that serve a share above 0 in any month count.
Traits traits(const Option& option, const OptionResult& result, const Scenario& scenario);

Traits of_parts(const Hybrid& hybrid, const OptionResult& result, const Scenario& scenario) {
    Traits all;
    const auto add = [&](const std::string& id, bool serves) {
        const auto part = find_option(scenario, id);
        if (part && serves) all |= traits(scenario.options[*part].value, {}, scenario);
    };
    for (const auto& [id, share] : result.shares) add(id, share > 0.0);
    if (hybrid.overflow && result.shares.empty()) {
        const auto& shares = result.local_share;
        add(hybrid.local,
            std::any_of(shares.begin(), shares.end(), [](double share) { return share > 0.0; }));
        add(hybrid.cloud,
            std::any_of(shares.begin(), shares.end(), [](double share) { return share < 1.0; }));
    }
    return all;
}

Traits traits(const Option& option, const OptionResult& result, const Scenario& scenario) {
    return std::visit(
        [&](const auto& held) {
            using Kind = std::decay_t<decltype(held)>;
            if constexpr (std::is_same_v<Kind, Hybrid>) {
                return of_parts(held, result, scenario);
            } else {
                return traits_of<Kind>();
            }
        },
        option);
}

const std::vector<std::string>& capabilities_of(const Option& option) {
    return std::visit(
        [](const auto& held) -> const std::vector<std::string>& { return held.about.capabilities; }, option);
}

// A capability may be followed by a grade, "summaries: good".
bool lists(const std::vector<std::string>& capabilities, const std::string& wanted) {
    return std::any_of(capabilities.begin(), capabilities.end(), [&](const std::string& one) {
        return one == wanted || one.substr(0, one.find(':')) == wanted;
    });
}

}  // namespace

bool is_barred(const Option& option, const Requirements& required) {
    const Traits brought = traits(option, {}, {});
    return (required.data_stays_on_premises && brought.leaves_premises) ||
           (required.works_offline && brought.needs_network) ||
           (required.no_rate_limits && brought.has_rate_limits);
}

void judge_requirements(OptionResult& result, const Option& option, const Scenario& scenario) {
    const Requirements& required = scenario.requirements;
    const Traits brought = traits(option, result, scenario);
    std::vector<Note> barred;
    const auto bar = [&](bool wanted, bool brings, Note::Code code) {
        if (wanted && brings) barred.push_back({code, 0, 0, 0, ""});
    };
    bar(required.data_stays_on_premises, brought.leaves_premises, Note::Code::barred_on_premises);
    bar(required.works_offline, brought.needs_network, Note::Code::barred_offline);
    bar(required.no_rate_limits, brought.has_rate_limits, Note::Code::barred_rate_limits);
    const auto& capabilities = capabilities_of(option);
    for (const std::string& wanted : required.quality) {
        if (!lists(capabilities, wanted)) barred.push_back({Note::Code::barred_quality, 0, 0, 0, wanted});
    }
    result.allowed = barred.empty();
    // What bars an option comes first among its notes.
    result.notes.insert(result.notes.begin(), barred.begin(), barred.end());
}

}  // namespace aicost
