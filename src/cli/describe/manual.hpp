// The manual page, aicost(1), generated from the tables of commands and options.
#pragma once

#include <string>

namespace aicost {

std::string manual_page();

}  // namespace aicost
