// Replacements for a page, which has no files: only the built-in catalogue, and no workbooks.
#include "catalogue/model_index.hpp"
#include "catalogue/user_catalogue.hpp"
#include "cli/workbook.hpp"

namespace aicost {

std::string user_catalogue_file(const std::string&, std::string_view) { return {}; }

std::optional<std::string> user_catalogue_text(const std::string&, std::string_view, std::string*) {
    return {};
}

std::optional<ModelIndex> ModelIndex::open(const std::string&) { return {}; }
ModelIndex::ModelIndex(ModelIndex&& other) noexcept
    : map_(other.map_), size_(other.size_), file_(other.file_) {}
ModelIndex::~ModelIndex() { map_ = nullptr; }  // none was opened
std::optional<std::vector<std::string>> ModelIndex::entries(const std::vector<std::uint64_t>&) const {
    return {};
}
std::string ModelIndex::newest() const { return {}; }

Outcome workbook_of(const Profile&, const Comparison&, const std::string&, const Provenance&) {
    fail("--format: xlsx is a file, which the program writes");
}

}  // namespace aicost
