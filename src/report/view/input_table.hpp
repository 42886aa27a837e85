// Every number that a result stands on, and where it comes from.
#pragma once

#include "report/view/views.hpp"

namespace aicost {

// What the profile, the catalogue or the command line states …
Table stated_inputs_table(const Profile& profile);
// … and what is left to its default.
Table default_inputs_table(const Profile& profile);
DataList inputs_data(const Profile& profile);

}  // namespace aicost
