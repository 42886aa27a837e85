// Texts that are not UTF-8, as some editors and shells write them.
#pragma once

#include <string_view>

namespace aicost {

// "UTF-16" or "UTF-32" where the text begins like it, with a byte order mark or without; empty: it does not.
std::string_view other_encoding(std::string_view text);

}  // namespace aicost
