// A comparison as a workbook, for the commands with that format.
#pragma once

#include <string>

#include "cli/program.hpp"
#include "report/view/provenance.hpp"

namespace aicost {

// `title`: empty: the profile's own.
Outcome workbook_of(const Profile& profile, const Comparison& comparison, const std::string& title,
                    const Provenance& made);

}  // namespace aicost
