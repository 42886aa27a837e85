#include "report/document.hpp"

namespace aicost {

Data::Data() = default;
Data::Data(bool flag) : value(flag) {}
Data::Data(double number) : value(number) {}
Data::Data(int number) : value(static_cast<double>(number)) {}
Data::Data(std::uint64_t count) : value(static_cast<double>(count)) {}
Data::Data(std::string text) : value(std::move(text)) {}
Data::Data(const char* text) : value(std::string(text)) {}
Data::Data(DataList list) : value(std::move(list)) {}
Data::Data(DataObject object) : value(std::move(object)) {}
Data::Data(const Data& other) = default;
Data::Data(Data&& other) noexcept = default;
Data& Data::operator=(const Data& other) = default;
Data& Data::operator=(Data&& other) noexcept = default;
Data::~Data() = default;

namespace {

TreeNode levels_of(const TreeNode& node, int levels) {
    TreeNode kept{node.text, {}};
    if (levels == 1 && !node.children.empty()) kept.text += " …";
    if (levels == 1) return kept;
    for (const TreeNode& child : node.children) kept.children.push_back(levels_of(child, levels - 1));
    return kept;
}

}  // namespace

TreeNode shortened(const Tree& tree) { return levels_of(tree.root, tree.short_levels); }

}  // namespace aicost
