// A path as people write it.
#pragma once

#include <string>

namespace aicost {

// Without blanks around it, and without the `options.` that stands above each option in the profile.
inline std::string written_path(std::string path) {
    constexpr const char* blanks = " \t";
    path.erase(0, path.find_first_not_of(blanks));
    path.erase(path.find_last_not_of(blanks) + 1);
    constexpr const char* above = "options.";
    return path.starts_with(above) ? path.substr(std::string(above).size()) : path;
}

// "PATH=VALUE" -> the value; "PATH = VALUE" is meant to have no blanks at its ends.
inline std::string written_value(const std::string& text, std::string::size_type equals) {
    std::string value = text.substr(equals + 1);
    constexpr const char* blanks = " \t";
    if (equals == 0 || text[equals - 1] != ' ' || value.find_first_not_of(blanks) == std::string::npos)
        return value;
    value.erase(0, value.find_first_not_of(blanks));
    value.erase(value.find_last_not_of(blanks) + 1);
    return value;
}

}  // namespace aicost
