// fmt's format(), instantiated once: its templates would dominate the compile time of a view.
#pragma once

#include <fmt/core.h>

#include <string>

namespace aicost {

std::string formatted_of(fmt::string_view text, fmt::format_args arguments);

// formatted("{} of {:.1f}", …) like fmt::format("{} of {:.1f}", …), with the format checked at compile time.
template <class... Arguments>
std::string formatted(fmt::format_string<Arguments...> text, Arguments&&... arguments) {
    return formatted_of(text, fmt::make_format_args(arguments...));
}

}  // namespace aicost
