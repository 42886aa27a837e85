// The user's own catalogue: files beside the built-in ones, whose entries come before theirs.
// docs/catalogue.md
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace aicost {

// $XDG_DATA_HOME/aicost/catalogue, or ~/.local/share/aicost/catalogue; empty where neither is known.
std::string user_catalogue_directory();

// DIRECTORY/NAME.json.
std::string user_catalogue_file(std::string_view name);

inline constexpr std::size_t largest_user_catalogue = std::size_t{64} << 20U;

// What becomes of a file that may not be opened and that only a home directory would have: a daemon or a
// container has somebody else's. One that is to be written must be read first.
enum class WhereUnreadable { none, fault };

// Its text; none where there is no such file, and where it is passed over (catalogue_warning()). Throws
// CatalogueFault where it is there and cannot be read, is no file or is too large.
std::optional<std::string> user_catalogue_text(std::string_view name, WhereUnreadable where);

// Whether figures of the day `date` are older than those of `than`: YYYY, YYYY-MM or YYYY-MM-DD. Where one
// says less than the other, and so far the same, neither is older.
bool is_older(std::string_view date, std::string_view than);

}  // namespace aicost
