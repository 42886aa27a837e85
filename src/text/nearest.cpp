#include "text/nearest.hpp"

#include <algorithm>
#include <numeric>

namespace aicost {

namespace {

// Edit distance: insertions, deletions, replacements, and swaps of neighbours.
std::size_t edit_distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> before(b.size() + 1), above(b.size() + 1), row(b.size() + 1);
    std::iota(above.begin(), above.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            row[j] =
                std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + (a[i - 1] == b[j - 1] ? 0U : 1U)});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = std::min(row[j], before[j - 2] + 1);
        }
        std::swap(before, above);
        std::swap(above, row);
    }
    return above[b.size()];
}

std::string_view last_part(std::string_view path) {
    const auto dot = path.rfind('.');
    return dot == std::string_view::npos ? path : path.substr(dot + 1);
}

}  // namespace

std::vector<std::string> nearest(std::string_view word, const std::vector<std::string>& candidates,
                                 std::size_t max_count) {
    constexpr std::size_t longest = 200;  // a longer word is not a misspelling
    if (word.size() > longest) return {};
    struct Ranked {
        std::size_t distance;
        std::size_t order;
    };
    std::vector<Ranked> ranked;
    for (std::size_t i = 0; i < candidates.size(); ++i) {
        const std::string& candidate = candidates[i];
        std::size_t distance = edit_distance(word, candidate);
        // "gpu.unit_price" means the path that ends in it, "unit_prise" the misspelt key.
        const bool contains = word.size() >= 3 && candidate.find(word) != std::string::npos;
        const std::size_t by_key = edit_distance(last_part(word), last_part(candidate));
        if (contains) distance = std::min<std::size_t>(distance, 1);
        if (3 * by_key <= last_part(word).size()) distance = std::min(distance, by_key + 2);
        if (distance <= std::max<std::size_t>(2, word.size() / 2)) ranked.push_back({distance, i});
    }
    std::stable_sort(ranked.begin(), ranked.end(),
                     [](const Ranked& a, const Ranked& b) { return a.distance < b.distance; });
    std::vector<std::string> found;
    for (const Ranked& one : ranked) {
        if (found.size() == max_count) break;
        if (std::find(found.begin(), found.end(), candidates[one.order]) == found.end())
            found.push_back(candidates[one.order]);
    }
    return found;
}

std::vector<std::string> nearest_squeezed(std::string_view word, const std::vector<std::string>& candidates,
                                          std::size_t max_count) {
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
        if (found.size() < max_count && start.size() > 1 && squeezed(candidate).starts_with(start))
            found.push_back(candidate);
    }
    return found;
}

namespace {

std::string quoted_list(const std::vector<std::string>& words, std::string_view before_last) {
    std::string text;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (i > 0) text += i + 1 == words.size() ? before_last : ", ";
        text += "'" + words[i] + "'";
    }
    return text;
}

}  // namespace

std::string quoted_list(const std::vector<std::string>& words) { return quoted_list(words, ", "); }

std::string alternatives(const std::vector<std::string>& words) { return quoted_list(words, " or "); }

}  // namespace aicost
