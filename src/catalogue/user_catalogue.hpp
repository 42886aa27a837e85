// The user's own catalogue: files beside the built-in ones, whose entries come before theirs.
// docs/catalogue.md
#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace aicost {

// DIRECTORY/NAME.json; empty where there is no directory.
std::string user_catalogue_file(const std::string& directory, std::string_view name);

inline constexpr std::size_t largest_user_catalogue = std::size_t{64} << 20U;

// Its text; none where there is no such file. Throws CatalogueFault where it is there and cannot be read, is no file
// or is too large. With `passed_over` one that may not be opened is as one that is not there; that says why.
std::optional<std::string> user_catalogue_text(const std::string& directory, std::string_view name,
                                               std::string* passed_over = nullptr);

// Whether figures of the day `date` are older than those of `than`: YYYY, YYYY-MM or YYYY-MM-DD. Where one
// says less than the other, and so far the same, neither is older.
inline bool is_older(std::string_view date, std::string_view than) {
    const std::size_t both = std::min(date.size(), than.size());
    return date.substr(0, both) < than.substr(0, both);
}

}  // namespace aicost
