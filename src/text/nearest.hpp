// Did you mean …?
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace aicost {

// The candidates nearest to `word`, nearest first, at most `most`; those that have nothing in common with it
// are left out.
std::vector<std::string> nearest(std::string_view word, const std::vector<std::string>& candidates,
                                 std::size_t most);

// Those that begin with the word, where dashes do not count: "llama3" is near to "llama-3-8b".
std::vector<std::string> nearest_squeezed(std::string_view word, const std::vector<std::string>& candidates,
                                          std::size_t most);

// "'a', 'b', 'c'"
std::string quoted_list(const std::vector<std::string>& words);
// "'a'", "'a' or 'b'", "'a', 'b' or 'c'"
std::string alternatives(const std::vector<std::string>& words);

}  // namespace aicost
