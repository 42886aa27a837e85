// A whole report: one document made of the output of several commands, the answer first.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "report/view/provenance.hpp"
#include "report/view/risk_view.hpp"
#include "report/view/sensitivity_view.hpp"
#include "report/view/views.hpp"

namespace aicost {

// A part of a report, or a sentence why it is missing.
template <class T>
struct Section {
    std::optional<T> part;
    std::string why_not;
};

struct ReportSources {
    std::vector<Derivation> derivations;
};

// Of what is not there, the document has the headings alone; how sure the answer is stands beside it, too.
struct ReportView {
    const Profile& profile;
    const Comparison& comparison;
    std::string title;  // empty: the profile's own
    Provenance provenance;
    const VolumeAnswer* answer = nullptr;  // with what the options cost
    const BreakEvenView* volumes = nullptr;
    const Section<SensitivityView>* sensitivity = nullptr;
    const Section<WinnerMap>* map = nullptr;
    const Section<RiskView>* risk = nullptr;
    const Profile* drawn = nullptr;  // for `risk`: with the uncertain inputs that it drew
    const ReportSources* sources = nullptr;
    bool verdict_first = false;  // text begins with the verdict, a page with its title
    bool on_terminal = false;    // where the title is no heading
    bool for_machines = false;   // the data too, for which all parts are needed
};
Document report_view(const ReportView& view);

}  // namespace aicost
