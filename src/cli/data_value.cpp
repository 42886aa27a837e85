#include "cli/data_value.hpp"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "cli/failure.hpp"
#include "text/nearest.hpp"

namespace aicost {

namespace {

struct Leaf {
    std::string path;
    MetricValue value;
};

// Lists have no names, and are left out.
void add_leaves(const DataObject& object, const std::string& above, std::vector<Leaf>& leaves) {
    for (const auto& [key, data] : object) {
        const std::string path = above.empty() ? key : above + "." + key;
        std::visit(
            [&](const auto& held) {
                using Held = std::decay_t<decltype(held)>;
                if constexpr (std::is_same_v<Held, DataObject>)
                    add_leaves(held, path, leaves);
                else if constexpr (!std::is_same_v<Held, DataList>)
                    leaves.push_back({path, held});
            },
            data.value);
    }
}

constexpr std::array<std::string_view, 4> may_lead = {"", "options.", "metrics.", "serving."};

// As one would write it.
std::string brief(const std::string& path) {
    for (const std::string_view lead : may_lead) {
        if (!lead.empty() && path.starts_with(lead)) return path.substr(lead.size());
    }
    return path;
}

}  // namespace

MetricValue data_value(const DataObject& data, const std::string& path, std::string_view command) {
    std::vector<Leaf> leaves;
    add_leaves(data, "", leaves);
    for (const std::string_view lead : may_lead) {
        for (const std::string_view end : {"", ".share"}) {
            const std::string whole = std::string(lead) + path + std::string(end);
            const auto leaf = std::find_if(leaves.begin(), leaves.end(),
                                           [&](const Leaf& one) { return one.path == whole; });
            if (leaf != leaves.end()) return leaf->value;
        }
    }
    std::vector<std::string> names, below;
    for (const Leaf& leaf : leaves) {
        names.push_back(brief(leaf.path));
        if (below.size() < 3 && names.back().starts_with(path + ".")) below.push_back(names.back());
    }
    const auto close = below.empty() ? nearest(path, names, 3) : below;
    fail("--get: '" + path + "' is no value of `aicost " + std::string(command) + "`; " +
         (close.empty() ? "`--format json` shows them all, under these names"
                        : "did you mean " + alternatives(close) + "?"));
}

}  // namespace aicost
