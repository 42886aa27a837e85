// Did you mean …?
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace aicost {

// The candidates nearest to `word`, nearest first, at most `max_count`, without those that are not alike at all.
std::vector<std::string> nearest(std::string_view word, const std::vector<std::string>& candidates,
                                 std::size_t max_count);

// Those that begin with the word, ignoring dashes: "llama3" matches "llama-3-8b".
std::vector<std::string> nearest_squeezed(std::string_view word, const std::vector<std::string>& candidates,
                                          std::size_t max_count);

// "'a', 'b', 'c'"
std::string quoted_list(const std::vector<std::string>& words);
// "'a'", "'a' or 'b'", "'a', 'b' or 'c'"
std::string alternatives(const std::vector<std::string>& words);

}  // namespace aicost
