// An id that was looked for in the wrong list of the catalogue.
#pragma once

#include <string>
#include <string_view>

#include "aicost/catalogue.hpp"

namespace aicost {

// Which list has the name, as one entry of it: "openai/gpt-5 is a cloud model: --cloud"; empty if none has.
std::string other_list(const Catalogue& catalogue, std::string_view name);

}  // namespace aicost
