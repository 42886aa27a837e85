// Did you mean one that begins like that?
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace aicost {

// Those that begin with the word, where dashes do not count: "llama3" is near to "llama-3-8b".
std::vector<std::string> nearest_squeezed(std::string_view word, const std::vector<std::string>& candidates,
                                          std::size_t most);

// "'a', 'b', 'c'"
std::string quoted_list(const std::vector<std::string>& words);

}  // namespace aicost
