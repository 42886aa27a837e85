#include "text/nearest_start.hpp"

namespace aicost {

std::vector<std::string> nearest_squeezed(std::string_view word, const std::vector<std::string>& candidates,
                                          std::size_t most) {
    const auto squeezed = [](std::string_view text) {
        std::string out;
        for (const char c : text) {
            if (c != '-' && c != '.' && c != '_' && c != ' ') out += c;
        }
        return out;
    };
    const std::string start = squeezed(word);
    std::vector<std::string> found;
    for (const std::string& candidate : candidates) {
        if (found.size() < most && start.size() > 1 && squeezed(candidate).starts_with(start))
            found.push_back(candidate);
    }
    return found;
}

std::string quoted_list(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words) text += (text.empty() ? "'" : ", '") + word + "'";
    return text;
}

}  // namespace aicost
