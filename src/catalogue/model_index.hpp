// An index beside the user's cloud-models.json: by which names its entries are found, and where they stand. It is
// made when the file is written, and holds for a file of that size and time alone.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalogue/names.hpp"

namespace aicost {

// What an index says of a file's content, entry by entry.
class ModelIndexRows {
public:
    // The entry stands in the content's bytes from `at` on.
    void add(const CloudModel& entry, std::size_t at, std::size_t size);
    [[nodiscard]] std::string bytes();

private:
    struct Row {
        std::uint64_t key = 0;
        std::uint32_t at = 0, size = 0;
    };
    RoughNames names_;
    std::vector<std::uint64_t> keys_;
    std::vector<Row> rows_;
    std::string newest_;
    friend class ModelIndex;
};

// The bytes of ModelIndexRows for a whole content; empty where that is no JSON.
std::string model_index_of(std::string_view content);

// Puts them beside the file. What there is to say where it cannot be written; empty: it is.
std::string write_model_index(const std::string& file, std::string_view rows);

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

    // The texts of the entries that have one of the keys (RoughNames), as they stand in the file.
    [[nodiscard]] std::optional<std::vector<std::string>> entries(
        const std::vector<std::uint64_t>& keys) const;
    // The newest day of a price.
    [[nodiscard]] std::string newest() const;

private:
    ModelIndex() = default;
    const char* map_ = nullptr;
    std::size_t size_ = 0;
    int file_ = -1;
};

}  // namespace aicost
