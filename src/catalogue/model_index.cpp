#include "catalogue/model_index.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <cstring>
#include <utility>

#include "catalogue/fields.hpp"
#include "system/descriptor.hpp"
#include "system/temporary_file.hpp"

namespace aicost {

namespace {

// Followed by so many bytes: the newest date of a price, and the rows.
struct IndexHeader {
    std::array<char, 8> magic;
    std::int64_t size, seconds, nanoseconds, bytes;
};
constexpr std::array<char, 8> magic = {'a', 'i', 'c', 'o', 's', 't', '0', '3'};
constexpr std::size_t day_size = 16;
constexpr std::size_t rows_start = sizeof(IndexHeader) + day_size;

std::string index_of(const std::string& file) { return file.substr(0, file.rfind('.')) + ".index"; }

}  // namespace

void ModelIndexRows::add(const CloudModel& entry, std::size_t at, std::size_t size) {
    if (entry.fact.as_of.size() == 10) newest_ = std::max(newest_, entry.fact.as_of);
    keys_.clear();
    names_.add_keys(entry, keys_);
    for (const std::uint64_t key : keys_)
        rows_.push_back({key, static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(size)});
}

void ModelIndexRows::sort() { std::sort(rows_.begin(), rows_.end()); }

void ModelIndexRows::add(const ModelIndexRows& part, std::size_t at) {
    newest_ = std::max(newest_, part.newest_);
    const auto before = static_cast<std::ptrdiff_t>(rows_.size());
    for (const Row& row : part.rows_)
        rows_.push_back({row.key, row.at + static_cast<std::uint32_t>(at), row.size});
    std::inplace_merge(rows_.begin(), rows_.begin() + before, rows_.end());
}

std::string ModelIndexRows::bytes() {
    if (!std::is_sorted(rows_.begin(), rows_.end())) sort();
    std::string bytes(day_size + rows_.size() * sizeof(Row), '\0');
    newest_.copy(bytes.data(), day_size - 1);
    if (!rows_.empty()) std::memcpy(bytes.data() + day_size, rows_.data(), rows_.size() * sizeof(Row));
    return bytes;
}

std::string model_index_of(std::string_view content) {
    ModelIndexRows rows;
    try {
        JsonReader reader(content);
        reader.object([&](std::string_view key) {
            if (key != "entries") return;
            reader.array([&] {
                const char* begin = reader.position();
                CloudModel model;
                read_entry<CloudModel>(reader, cloud_model_file.fields, model);
                rows.add(model, static_cast<std::size_t>(begin - content.data()), reader.since(begin).size());
            });
        });
    } catch (const JsonFault&) {
        return {};  // the reader of the file will report it
    }
    return rows.bytes();
}

std::string write_model_index(const std::string& file, std::string_view rows) {
    if (rows.empty()) return {};
    struct stat status = {};
    if (::stat(file.c_str(), &status) != 0)
        return file + ": cannot be looked at: " + std::strerror(errno) +
               "; commands that look for a model are slower";
    const IndexHeader header = {magic, status.st_size, status.st_mtim.tv_sec, status.st_mtim.tv_nsec,
                                static_cast<std::int64_t>(rows.size())};
    const std::string target = index_of(file);
    TemporaryFile index(target.substr(0, target.rfind('/') + 1));
    int error = index.error();
    const auto put = [&](std::string_view bytes) {
        if (error == 0) error = write_all(index.descriptor(), bytes);
    };
    put({reinterpret_cast<const char*>(&header), sizeof header});
    put(rows);
    if (error == 0) error = index.close();
    if (error == 0) error = index.rename_to(target);
    if (error == 0) return {};
    return target + ": cannot be written: " + std::strerror(error) +
           "; commands that look for a model are slower";
}

std::optional<ModelIndex> ModelIndex::open(const std::string& file) {
    ModelIndex index;
    const Descriptor descriptor(::open(index_of(file).c_str(), O_RDONLY | O_CLOEXEC));
    if (descriptor.number() < 0) return {};
    struct stat status = {}, own = {};
    index.file_ = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
    if (index.file_ < 0 || ::fstat(index.file_, &own) != 0 || ::fstat(descriptor.number(), &status) != 0)
        return {};
    const auto size = static_cast<std::size_t>(status.st_size);
    if (size < rows_start) return {};
    void* map = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, descriptor.number(), 0);
    if (map == MAP_FAILED) return {};
    index.map_ = static_cast<const char*>(map);
    index.size_ = size;
    IndexHeader header = {};
    std::memcpy(&header, index.map_, sizeof header);
    const bool holds = header.magic == magic && header.size == own.st_size &&
                       header.seconds == own.st_mtim.tv_sec && header.nanoseconds == own.st_mtim.tv_nsec &&
                       header.bytes == static_cast<std::int64_t>(size - sizeof(IndexHeader));
    if (!holds) return {};
    return index;
}

ModelIndex::ModelIndex(ModelIndex&& other) noexcept
    : map_(std::exchange(other.map_, nullptr)), size_(other.size_), file_(std::exchange(other.file_, -1)) {}

ModelIndex::~ModelIndex() {
    if (map_ != nullptr) ::munmap(const_cast<char*>(map_), size_);  // from mmap
    if (file_ >= 0) ::close(file_);
}

std::optional<std::vector<std::string>> ModelIndex::entries(const std::vector<std::uint64_t>& keys) const {
    using Row = ModelIndexRows::Row;
    const std::size_t count = (size_ - rows_start) / sizeof(Row);
    const auto row = [&](std::size_t i) {
        Row one;
        std::memcpy(&one, map_ + rows_start + i * sizeof(Row), sizeof one);
        return one;
    };
    std::vector<std::pair<std::uint32_t, std::uint32_t>> places;
    for (const std::uint64_t key : keys) {
        std::size_t low = 0, high = count;
        while (low < high) {
            const std::size_t middle = (low + high) / 2;
            if (row(middle).key < key)
                low = middle + 1;
            else
                high = middle;
        }
        for (; low < count && row(low).key == key; ++low) places.emplace_back(row(low).at, row(low).size);
    }
    std::sort(places.begin(), places.end());  // in file order
    places.erase(std::unique(places.begin(), places.end()), places.end());
    std::vector<std::string> texts;
    for (const auto& [at, size] : places) {
        std::string text(size, '\0');
        if (::pread(file_, text.data(), size, at) != static_cast<ssize_t>(size)) return {};
        texts.push_back(std::move(text));
    }
    return texts;
}

std::string ModelIndex::newest() const {
    const char* day = map_ + sizeof(IndexHeader);
    return {day, ::strnlen(day, day_size)};
}

}  // namespace aicost
