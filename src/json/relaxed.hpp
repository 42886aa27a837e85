// JSON as people write it: with comments (//, /* */) and commas behind the last element.
#pragma once

#include <string>
#include <string_view>

namespace aicost {

// The same text with blanks in the place of these, every line and column where it was. What stands in strings
// stays.
std::string without_comments(std::string_view text);

}  // namespace aicost
