// A comparison for machines.
#pragma once

#include "report/view/views.hpp"

namespace aicost {

// For people in a given order, by label; for machines (none) in the profile's order, by id.
Table items_table(const Comparison& comparison, const std::vector<std::size_t>* order);
Document compare_rows(const Profile& profile, const Comparison& comparison, const CompareOptions& options);
Document compare_data(const Profile& profile, const Comparison& comparison, bool yearly = false);

}  // namespace aicost
