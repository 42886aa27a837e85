// The user's own catalogue: files beside the built-in ones, whose entries come before theirs.
// docs/catalogue.md
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace aicost {

// $XDG_DATA_HOME/aicost/catalogue, or ~/.local/share/aicost/catalogue; empty where neither is known.
std::string user_catalogue_directory();

// DIRECTORY/NAME.json.
std::string user_catalogue_file(std::string_view name);

// Its text; none where there is no such file. Throws CatalogueFault where it is there and cannot be read.
std::optional<std::string> user_catalogue_text(std::string_view name);

// Whether figures of the day `date` are older than those of `than`: YYYY, YYYY-MM or YYYY-MM-DD. Where one
// says less than the other, and so far the same, neither is older.
bool is_older(std::string_view date, std::string_view than);

}  // namespace aicost
