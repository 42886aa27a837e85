#pragma once

#include <string>
#include <vector>

#include "report/view/views.hpp"

namespace aicost {

// `winners`: of each row, encoded as in batch.hpp.
// `selection`: "; where …", which rows are shown and in what order.
Document sweep_view(const Profile& profile, const SweepTable& table, const std::vector<double>& winners,
                    const std::string& selection = {}, const SweepWords& words = {});

}  // namespace aicost
