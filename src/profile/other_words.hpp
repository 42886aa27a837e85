// Words that people use for what a profile calls otherwise.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace aicost {

// What to write in its place, as a remedy: "did you mean 'fee_per_seat'?"; empty where none of `known` means it.
std::string meant_by(std::string_view word, const std::vector<std::string>& known);

}  // namespace aicost
