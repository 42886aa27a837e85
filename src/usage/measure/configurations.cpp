#include "usage/measure/configurations.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "json/json_writer.hpp"
#include "text/listed.hpp"

namespace aicost::measuring {

namespace {

constexpr std::size_t max_shown = 8;

std::string value_of(const Json& row, const std::string& key) {
    const auto at = row.find(key);
    if (at == row.end() || at->is_null()) return "-";
    return at->is_string() ? at->get<std::string>() : json_line(*at);
}

}  // namespace

void one_configuration(const Rows& rows, bool (*of_configuration)(std::string_view), const char* model) {
    if (rows.size() < 2) return;
    std::set<std::string> keys;
    for (const Json& row : rows) {
        for (const auto& [key, value] : row.items()) {
            if (value.is_primitive() && of_configuration(key)) keys.insert(key);
        }
    }
    std::erase_if(keys, [&](const std::string& key) {
        return std::all_of(rows.begin(), rows.end(),
                           [&](const Json& row) { return value_of(row, key) == value_of(rows[0], key); });
    });
    if (keys.empty()) return;
    if (keys.contains(model)) {  // other differences follow from it
        std::set<std::string> models;
        for (const Json& row : rows) models.insert(value_of(row, model));
        throw Wrong{"is about several models (" + listed(models) +
                    "); a serving block is about one: put their tests in files of their own"};
    }
    std::vector<std::string> order;  // in file order
    std::map<std::string, std::size_t> counts;
    for (const Json& row : rows) {
        std::string words;
        for (const std::string& key : keys)
            words += (words.empty() ? "" : ", ") + key + " " + value_of(row, key);
        if (counts[words]++ == 0) order.push_back(words);
    }
    std::string list;
    for (std::size_t i = 0; i < std::min(order.size(), max_shown); ++i)
        list += (i == 0 ? "" : "; ") + order[i] + " (" + counted(counts[order[i]], "row") + ")";
    if (order.size() > max_shown) list += "; and " + std::to_string(order.size() - max_shown) + " more";
    throw Wrong{"has " + counted(order.size(), "configuration") + ": " + list +
                "; a serving block is about one: put its rows alone in a file"};
}

}  // namespace aicost::measuring
