// An index beside the user's cloud-models.json: by which names its entries are found, and where they stand. It is
// made when the file is written, and holds for a file of that size and time alone.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace aicost {

// What there is to say where it cannot be written; empty: it is.
std::string write_model_index(const std::string& file, std::string_view content);

// An opened index and the file that it belongs to.
class ModelIndex {
public:
    // None where there is none that holds.
    static std::optional<ModelIndex> open(const std::string& file);
    ModelIndex(ModelIndex&& other) noexcept;
    ModelIndex(const ModelIndex&) = delete;
    ModelIndex& operator=(const ModelIndex&) = delete;
    ModelIndex& operator=(ModelIndex&&) = delete;
    ~ModelIndex();

    // The texts of the entries that have one of the keys, or are of an id in `ids`, as they stand in the file.
    [[nodiscard]] std::optional<std::vector<std::string>> entries(const std::vector<std::string>& keys) const;
    // The newest day of a price.
    [[nodiscard]] std::string newest() const;

private:
    ModelIndex() = default;
    const char* map_ = nullptr;
    std::size_t size_ = 0;
    int file_ = -1;
};

}  // namespace aicost
