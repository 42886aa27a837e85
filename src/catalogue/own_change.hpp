// What the user takes out of his own catalogue, the files of a directory, and what is in it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace aicost {

// An entry that is the user's own, by the list ("models", "gpus", …) in which it stands.
struct OwnEntry {
    std::string list, id, source, as_of;
};
std::vector<OwnEntry> own_entries(const std::string& directory);

// A file of the user's catalogue as it is to be.
struct OwnChange {
    std::string list;
    std::string file, content;
    std::vector<std::string> ids;  // that are gone, or have lost a rent
};
// The entry of that id.
std::optional<OwnChange> without_entry(const std::string& directory, std::string_view id);
// All that came from a feed ("LiteLLM") or whose source says the word. Of a GPU its rents alone.
std::vector<OwnChange> without_source(const std::string& directory, std::string_view feed);

}  // namespace aicost
