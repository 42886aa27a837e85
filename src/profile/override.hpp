// `--set PATH=VALUE`: an override changes the profile's JSON before it is decoded, so that the same checks apply.
#pragma once

#include <string_view>
#include <vector>

#include "profile/decode.hpp"

namespace aicost {

// How the remedy begins where a flag is of a kind of option that the profile does not have.
inline constexpr std::string_view no_kind = "it has no ";

// Expands an override whose path is a pattern; any other is returned as is. A pattern that fits no option of the
// profile, or several where it may mean only one, is a fault.
std::vector<Override> expand(const Override& change, const Json& root, std::vector<PathFault>& faults);

// Sets the value at the override's path, and removes other forms of the same input. A path that does not exist is
// a fault that names the three nearest; so is an input already set by one of `before`.
void apply(const Override& change, const std::vector<Override>& before, Json& root,
           std::vector<PathFault>& faults);

// Those that are meant by a path that is none: of a short form's name (`gpu`, `tokens-per-day`) what it stands for,
// else those with the nearest letters.
std::vector<std::string> near_paths(const std::string& path, const std::vector<std::string>& known);

// What to write in place of a path that is none, as a remedy: "did you mean 'cloud.price_factor'?" with paths of `known`,
// or where all of them are listed.
std::string path_remedy(const std::string& path, const std::vector<std::string>& known);

// Every path that an override of this profile may name.
std::vector<std::string> known_paths(const Json& root);

}  // namespace aicost
