// The lines of all paths of a JSON text, found in one pass: for files in which many are asked for.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

namespace aicost {

class LineIndex {
public:
    explicit LineIndex(std::string_view text);

    // 1-based; 0 where there is no such path (dotted keys, list places as numbers).
    [[nodiscard]] int at(const std::string& path) const;

private:
    std::unordered_map<std::string, int> lines_;
};

}  // namespace aicost
