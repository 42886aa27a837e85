// A comparison as a workbook, whose formulas recalculate it from the cells of its inputs.
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
    // Is the input independent of the rest of the profile? A speed, for example, may depend on the length of a prompt,
    // which no formula models.
    std::function<bool(const InputRow&)> stands_alone;
};
Workbook workbook_view(const WorkbookView& view);

}  // namespace aicost
