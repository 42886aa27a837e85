// Bytes from a descriptor, with gzip and zstd decompression.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace aicost::usage {

class ByteSource {
public:
    virtual ~ByteSource() = default;
    // Up to `size` bytes; 0 at the end, or if `problem` is set.
    virtual std::size_t read(char* to, std::size_t size) = 0;
    virtual bool seek(std::uint64_t) { return false; }
    [[nodiscard]] const std::string& problem() const { return problem_; }

protected:
    std::string problem_;
};

// Closes the descriptor when destroyed, unless it is stdin. `head`: bytes already read from it.
std::unique_ptr<ByteSource> plain_source(int descriptor, std::string head);
std::unique_ptr<ByteSource> gzip_source(std::unique_ptr<ByteSource> packed);
std::unique_ptr<ByteSource> zstd_source(std::unique_ptr<ByteSource> packed);

bool looks_like_gzip(std::string_view head);
bool looks_like_zstd(std::string_view head);

}  // namespace aicost::usage
