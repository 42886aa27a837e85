// The built-in profiles, compiled into the program.
// Generated from profiles/*.json, see cmake/Embed.cmake.
#pragma once

#include <span>
#include <string_view>

namespace aicost {

struct EmbeddedFile {
    std::string_view name;  // the file's stem, "article"
    std::string_view text;  // its JSON
};

// The default profile first, then by name.
std::span<const EmbeddedFile> embedded_profiles();

}  // namespace aicost
