#include "usage/measure/packed.hpp"

#include <algorithm>
#include <cstring>

#include "usage/byte_source.hpp"
#include "usage/measure/rows.hpp"

namespace aicost::measuring {

namespace {

constexpr std::size_t max_bytes = std::size_t{64} << 20U;

class Memory : public usage::ByteSource {
public:
    explicit Memory(std::string_view bytes) : bytes_(bytes) {}
    std::size_t read(char* to, std::size_t size) override {
        const std::size_t count = std::min(size, bytes_.size());
        std::memcpy(to, bytes_.data(), count);
        bytes_.remove_prefix(count);
        return count;
    }

private:
    std::string_view bytes_;
};

}  // namespace

bool is_packed(std::string_view bytes) {
    return usage::looks_like_gzip(bytes) || usage::looks_like_zstd(bytes);
}

std::string unpacked(std::string_view bytes) {
    auto memory = std::make_unique<Memory>(bytes);
    const auto source = usage::looks_like_gzip(bytes) ? usage::gzip_source(std::move(memory))
                                                      : usage::zstd_source(std::move(memory));
    std::string text;
    std::string block(std::size_t{64} << 10U, '\0');
    while (const std::size_t count = source->read(block.data(), block.size())) {
        text.append(block, 0, count);
        if (text.size() > max_bytes) throw Wrong{"is larger than 64 MiB when it is unpacked"};
    }
    if (!source->problem().empty()) throw Wrong{source->problem()};
    return text;
}

}  // namespace aicost::measuring
