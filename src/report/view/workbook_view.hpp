// A comparison as a workbook: sheets whose formulas compute it anew from the cells of its inputs.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "report/view/input_table.hpp"
#include "report/view/provenance.hpp"
#include "report/view/views.hpp"
#include "report/workbook/workbook.hpp"

namespace aicost {

struct WorkbookView {
    const Profile& profile;
    const Comparison& comparison;
    std::string title;  // empty: the profile's own
    Provenance made;
    // Does nothing else of the profile follow from that input, as a speed follows from the length of a prompt? Else a
    // formula would leave that out.
    std::function<bool(const InputRow&)> stands_alone;
};
Workbook workbook_view(const WorkbookView& view);

}  // namespace aicost
