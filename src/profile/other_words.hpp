// Words that people use for what a profile calls otherwise.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace aicost {

// What to write in its place, as a remedy: "did you mean 'fee_per_seat'?"; empty where none of `known` means it. `object`
// stands before each of `known` in what is written: "cloud.".
std::string meant_by(std::string_view word, const std::vector<std::string>& known,
                     std::string_view object = {});

}  // namespace aicost
