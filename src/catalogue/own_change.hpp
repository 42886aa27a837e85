// Lists and removes entries of the user's own catalogue, the files of a directory.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace aicost {

// An entry of the user's own, with its list ("models", "gpus", …).
struct OwnEntry {
    std::string list, id, source, as_of;
};
std::vector<OwnEntry> own_entries(const std::string& directory);

// A file of the user's catalogue with its new content.
struct OwnChange {
    std::string list;
    std::string file, content;
    std::vector<std::string> ids;  // removed, or without their rents
};
// The entry of that id.
std::optional<OwnChange> without_entry(const std::string& directory, std::string_view id);
// Everything from a feed ("LiteLLM"), or whose source contains the word. Of a GPU, only its rents.
std::vector<OwnChange> without_source(const std::string& directory, std::string_view feed);

}  // namespace aicost
