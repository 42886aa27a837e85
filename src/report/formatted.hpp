// fmt's format(), compiled once: its templates would be most of what the compiler does for a view.
#pragma once

#include <fmt/core.h>

#include <string>

namespace aicost {

std::string formatted_of(fmt::string_view text, fmt::format_args arguments);

// formatted("{} of {:.1f}", …) as fmt::format("{} of {:.1f}", …); the text is checked when it is compiled.
template <class... Arguments>
std::string formatted(fmt::format_string<Arguments...> text, Arguments&&... arguments) {
    return formatted_of(text, fmt::make_format_args(arguments...));
}

}  // namespace aicost
