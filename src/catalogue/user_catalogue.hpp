// The user's own catalogue: files whose entries take precedence over the built-in ones.
// docs/catalogue.md
#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace aicost {

// DIRECTORY/NAME.json; empty without a directory.
std::string user_catalogue_file(const std::string& directory, std::string_view name);

inline constexpr std::size_t largest_user_catalogue = std::size_t{64} << 20U;

// Its text; none if there is no such file. Throws CatalogueFault if it exists but cannot be read, is not a file or is
// too large. With `passed_over`, a file that may not be opened counts as missing, and `passed_over` says why.
std::optional<std::string> user_catalogue_text(const std::string& directory, std::string_view name,
                                               std::string* passed_over = nullptr);

// Are figures of `date` older than those of `than` (YYYY, YYYY-MM or YYYY-MM-DD)? If one is less precise and they agree
// so far, neither is older.
inline bool is_older(std::string_view date, std::string_view than) {
    const std::size_t both = std::min(date.size(), than.size());
    return date.substr(0, both) < than.substr(0, both);
}

}  // namespace aicost
