#pragma once

#include <vector>

#include "report/view/views.hpp"

namespace aicost {

// `winners`: of each row, as batch.hpp has them.
Document sweep_view(const Profile& profile, const SweepTable& table, const std::vector<double>& winners,
                    const SweepWords& words = {});

}  // namespace aicost
