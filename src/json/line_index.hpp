// The lines of all paths of a JSON text, found in one pass: for files where many are needed.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

namespace aicost {

class LineIndex {
public:
    explicit LineIndex(std::string_view text);

    // 1-based; 0 if there is no such path (dotted keys, list indices as numbers).
    [[nodiscard]] int at(const std::string& path) const;

private:
    std::unordered_map<std::string, int> lines_;
};

}  // namespace aicost
