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
#include "catalogue/names.hpp"
#include "system/descriptor.hpp"
#include "system/temporary_file.hpp"

namespace aicost {

namespace {

struct IndexHeader {
    std::array<char, 8> magic;
    std::int64_t size, seconds, nanoseconds, count;
    std::array<char, 16> newest;
};
constexpr std::array<char, 8> magic = {'a', 'i', 'c', 'o', 's', 't', '0', '1'};

struct IndexRow {
    std::uint64_t key = 0;
    std::uint32_t at = 0, size = 0;
    friend bool operator<(const IndexRow& a, const IndexRow& b) { return a.key < b.key; }
};

std::uint64_t key_hash(std::string_view key) {
    std::uint64_t hash = 0xcbf29ce484222325U;
    for (const char c : key) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
    return hash;
}

std::string index_of(const std::string& file) { return file.substr(0, file.rfind('.')) + ".index"; }

}  // namespace

std::string write_model_index(const std::string& file, std::string_view content) {
    std::vector<IndexRow> rows;
    std::string newest;
    try {
        JsonReader reader(content);
        reader.object([&](std::string_view key) {
            if (key != "entries") return;
            reader.array([&] {
                const char* begin = reader.position();
                CloudModel model;
                read_entry<CloudModel>(reader, cloud_model_file.fields, model);
                const std::string_view text = reader.since(begin);
                if (model.fact.as_of.size() == 10) newest = std::max(newest, model.fact.as_of);
                // of a new entry all; the names of a built-in one are its own, which are asked for by its id
                const auto at = static_cast<std::uint32_t>(begin - content.data());
                const auto size = static_cast<std::uint32_t>(text.size());
                for (const auto& keys : {exact_keys(model), spelling_keys(model)}) {
                    for (const std::string& one : keys) rows.push_back({key_hash(one), at, size});
                }
            });
        });
    } catch (const JsonFault&) {
        return {};  // who reads it will say so
    }
    std::sort(rows.begin(), rows.end());
    struct stat status = {};
    if (::stat(file.c_str(), &status) != 0)
        return file + ": cannot be looked at: " + std::strerror(errno) +
               "; commands that look for a model are slower";
    IndexHeader header = {magic,
                          status.st_size,
                          status.st_mtim.tv_sec,
                          status.st_mtim.tv_nsec,
                          static_cast<std::int64_t>(rows.size()),
                          {}};
    newest.copy(header.newest.data(), header.newest.size() - 1);
    const std::string target = index_of(file);
    TemporaryFile index(target.substr(0, target.rfind('/') + 1));
    int error = index.error();
    const auto put = [&](const void* data, std::size_t size) {
        if (error == 0) error = write_all(index.descriptor(), {static_cast<const char*>(data), size});
    };
    put(&header, sizeof header);
    put(rows.data(), rows.size() * sizeof(IndexRow));
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
    if (size < sizeof(IndexHeader)) return {};
    void* map = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, descriptor.number(), 0);
    if (map == MAP_FAILED) return {};
    index.map_ = static_cast<const char*>(map);
    index.size_ = size;
    IndexHeader header = {};
    std::memcpy(&header, index.map_, sizeof header);
    const bool holds =
        header.magic == magic && header.size == own.st_size && header.seconds == own.st_mtim.tv_sec &&
        header.nanoseconds == own.st_mtim.tv_nsec && header.count >= 0 &&
        static_cast<std::size_t>(header.count) == (size - sizeof(IndexHeader)) / sizeof(IndexRow);
    if (!holds) return {};
    return index;
}

ModelIndex::ModelIndex(ModelIndex&& other) noexcept
    : map_(std::exchange(other.map_, nullptr)), size_(other.size_), file_(std::exchange(other.file_, -1)) {}

ModelIndex::~ModelIndex() {
    if (map_ != nullptr) ::munmap(const_cast<char*>(map_), size_);  // what mmap gave
    if (file_ >= 0) ::close(file_);
}

std::optional<std::vector<std::string>> ModelIndex::entries(const std::vector<std::string>& keys) const {
    const std::size_t count = (size_ - sizeof(IndexHeader)) / sizeof(IndexRow);
    const auto row = [&](std::size_t i) {
        IndexRow one;
        std::memcpy(&one, map_ + sizeof(IndexHeader) + i * sizeof(IndexRow), sizeof one);
        return one;
    };
    std::vector<std::pair<std::uint32_t, std::uint32_t>> places;
    for (const std::string& key : keys) {
        const std::uint64_t hash = key_hash(key);
        std::size_t low = 0, high = count;
        while (low < high) {
            const std::size_t middle = (low + high) / 2;
            if (row(middle).key < hash)
                low = middle + 1;
            else
                high = middle;
        }
        for (; low < count && row(low).key == hash; ++low) {
            const std::pair place(row(low).at, row(low).size);
            if (std::find(places.begin(), places.end(), place) == places.end()) places.push_back(place);
        }
    }
    std::sort(places.begin(), places.end());  // as the file has them
    std::vector<std::string> texts;
    for (const auto& [at, size] : places) {
        std::string text(size, '\0');
        if (::pread(file_, text.data(), size, at) != static_cast<ssize_t>(size)) return {};
        texts.push_back(std::move(text));
    }
    return texts;
}

std::string ModelIndex::newest() const {
    IndexHeader header = {};
    std::memcpy(&header, map_, sizeof header);
    return header.newest.data();
}

}  // namespace aicost
