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

struct ReportView {
    const Profile& profile;
    const Comparison& comparison;
    std::string title;  // empty: the profile's own
    BreakEvenView volumes;
    Section<SensitivityView> sensitivity;
    Section<WinnerMap> map;
    Section<RiskView> risk;
    std::vector<Derivation> derivations;
    Provenance provenance;
    bool on_terminal = false;  // text: its first line is the verdict; a page's is its title
};
Document report_view(const ReportView& view);

// Of a report what its reader looks at first: verdict, what each option costs, the table of that.
Document answer_view(const Profile& profile, const Comparison& comparison);

}  // namespace aicost
