// What machines read of a comparison.
#pragma once

#include "report/view/views.hpp"

namespace aicost {

Table items_table(const Comparison& comparison);
Document compare_rows(const Profile& profile, const Comparison& comparison, const CompareOptions& options);
Document compare_data(const Profile& profile, const Comparison& comparison);

}  // namespace aicost
