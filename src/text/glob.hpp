// Files by pattern: * ? and […] in any part of a path.
#pragma once

#include <string>
#include <vector>

namespace aicost {

bool is_pattern(const std::string& text);

// The files that fit, in order of their names. `below`: where a relative pattern begins.
std::vector<std::string> matching_files(const std::string& pattern, const std::string& below);

}  // namespace aicost
