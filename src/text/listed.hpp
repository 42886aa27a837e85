// "a, b, c": words separated by commas.
#pragma once

#include <string>

namespace aicost {

template <class Words>
std::string listed(const Words& words) {
    std::string text;
    for (const auto& word : words) {
        if (!text.empty()) text += ", ";
        text += word;
    }
    return text;
}

}  // namespace aicost
