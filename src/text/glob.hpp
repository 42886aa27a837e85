// Names and files by pattern: * ? and […], of a path in any part.
#pragma once

#include <string>
#include <vector>

namespace aicost {

bool is_pattern(const std::string& text);

// Capitals do not matter.
bool fits_pattern(const std::string& name, const std::string& pattern);

// The files that fit, in order of their names. `below`: where a relative pattern begins.
std::vector<std::string> matching_files(const std::string& pattern, const std::string& below);

}  // namespace aicost
