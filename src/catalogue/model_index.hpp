// An index next to the user's cloud-models.json: the names of its entries, and their positions. It is written with the
// file, and valid only for a file of that size and time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalogue/names.hpp"

namespace aicost {

// The rows of an index, entry by entry.
class ModelIndexRows {
public:
    // The entry's position in the content is `at`.
    void add(const CloudModel& entry, std::size_t at, std::size_t size);
    // In the order of the index, as bytes() has them.
    void sort();
    // The sorted rows of a part of the content that begins at `at`; these are sorted, too.
    void add(const ModelIndexRows& part, std::size_t at);
    [[nodiscard]] std::string bytes();

private:
    struct Row {
        std::uint64_t key = 0;
        std::uint32_t at = 0, size = 0;
        friend bool operator<(const Row& a, const Row& b) {
            return a.key != b.key ? a.key < b.key : a.at < b.at;
        }
    };
    RoughNames names_;
    std::vector<std::uint64_t> keys_;
    std::vector<Row> rows_;
    std::string newest_;
    friend class ModelIndex;
};

// The index for a content; empty if that is not JSON.
std::string model_index_of(std::string_view content);

// Writes it next to the file. Returns a warning if that fails, else empty.
std::string write_model_index(const std::string& file, std::string_view rows);

// An opened index and the file that it belongs to.
class ModelIndex {
public:
    // None if there is no valid one.
    static std::optional<ModelIndex> open(const std::string& file);
    ModelIndex(ModelIndex&& other) noexcept;
    ModelIndex(const ModelIndex&) = delete;
    ModelIndex& operator=(const ModelIndex&) = delete;
    ModelIndex& operator=(ModelIndex&&) = delete;
    ~ModelIndex();

    // The texts of the entries that have one of the keys (RoughNames), in file order.
    [[nodiscard]] std::optional<std::vector<std::string>> entries(
        const std::vector<std::uint64_t>& keys) const;
    // The newest date of a price.
    [[nodiscard]] std::string newest() const;

private:
    ModelIndex() = default;
    const char* map_ = nullptr;
    std::size_t size_ = 0;
    int file_ = -1;
};

}  // namespace aicost
