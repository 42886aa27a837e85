// The catalogue's files, compiled into the program.
// Generated from profiles/catalogue/*.json, see cmake/Embed.cmake.
#pragma once

#include <string_view>

namespace aicost {

// The JSON of profiles/catalogue/NAME.json; empty when there is no such file.
std::string_view embedded_catalogue(std::string_view name);

}  // namespace aicost
