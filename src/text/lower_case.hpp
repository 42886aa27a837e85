// ASCII letters to lower case; other bytes unchanged.
#pragma once

#include <string>
#include <string_view>

namespace aicost {

inline std::string lower_case(std::string_view text) {
    std::string small(text);
    for (char& c : small) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return small;
}

}  // namespace aicost
