// JSON as people write it: with comments (//, /* */) and trailing commas.
#pragma once

#include <string>
#include <string_view>

namespace aicost {

// The same text with blanks in their place, so that lines and columns do not change. Strings are left alone.
std::string without_comments(std::string_view text);

}  // namespace aicost
