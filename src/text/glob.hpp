// Names and files by pattern: * ? and […], in any part of a path.
#pragma once

#include <string>
#include <vector>

namespace aicost {

bool is_pattern(const std::string& text);

// Ignores case.
bool fits_pattern(const std::string& name, const std::string& pattern);

// The matching files, sorted by name. `below`: the directory of a relative pattern.
std::vector<std::string> matching_files(const std::string& pattern, const std::string& below);

}  // namespace aicost
