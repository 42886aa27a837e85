#include "usage/byte_source.hpp"

#include <unistd.h>
#include <zlib.h>
#include <zstd.h>
#include <zstd_errors.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "system/descriptor.hpp"

namespace aicost::usage {

namespace {

constexpr std::size_t packed_block = std::size_t{64} << 10U;
constexpr const char* no_memory = "there is not enough memory to unpack it";

class Plain : public ByteSource {
public:
    Plain(int descriptor, std::string head) : descriptor_(descriptor), head_(std::move(head)) {}
    Plain(const Plain&) = delete;
    Plain& operator=(const Plain&) = delete;
    ~Plain() override {
        if (descriptor_ != STDIN_FILENO) close_descriptor(descriptor_);
    }
    std::size_t read(char* to, std::size_t size) override {
        if (used_ < head_.size()) {
            const std::size_t count = std::min(size, head_.size() - used_);
            std::memcpy(to, head_.data() + used_, count);
            used_ += count;
            return count;
        }
        const ssize_t got = read_some(descriptor_, to, size);
        if (got < 0) {
            problem_ = any_ || !head_.empty() ? "cannot be read further: " : "cannot be read: ";
            problem_ += std::strerror(errno);
            return 0;
        }
        any_ = any_ || got > 0;
        return static_cast<std::size_t>(got);
    }

    bool seek(std::uint64_t offset) override {
        return ::lseek(descriptor_, static_cast<off_t>(offset), SEEK_SET) >= 0;
    }

private:
    int descriptor_;
    std::string head_;
    std::size_t used_ = 0;
    bool any_ = false;  // has anything been read?
};

// What gzip and zstd share: compressed bytes in, plain bytes out.
class Unpacked : public ByteSource {
public:
    explicit Unpacked(std::unique_ptr<ByteSource> packed) : packed_(std::move(packed)) {}

protected:
    // Reads more compressed bytes if none are left; false at their end.
    bool refill() {
        if (left_ > 0) return true;
        at_ = 0;
        left_ = packed_->read(input_.data(), input_.size());
        if (!packed_->problem().empty()) problem_ = packed_->problem();
        return left_ > 0;
    }
    std::unique_ptr<ByteSource> packed_;
    std::string input_ = std::string(packed_block, '\0');
    std::size_t at_ = 0, left_ = 0;
    bool between_ = true;  // no member or frame is open
};

class Gzip : public Unpacked {
public:
    explicit Gzip(std::unique_ptr<ByteSource> packed) : Unpacked(std::move(packed)) {
        constexpr int largest_window_gzip_only = 15 + 16;
        if (inflateInit2(&stream_, largest_window_gzip_only) != Z_OK) problem_ = no_memory;
    }
    Gzip(const Gzip&) = delete;
    Gzip& operator=(const Gzip&) = delete;
    ~Gzip() override { inflateEnd(&stream_); }
    std::size_t read(char* to, std::size_t size) override {
        while (problem_.empty()) {
            if (!refill()) {
                if (!between_ && problem_.empty()) problem_ = "its gzip data ends early";
                return 0;
            }
            between_ = false;
            stream_.next_in = reinterpret_cast<Bytef*>(input_.data() + at_);
            stream_.avail_in = static_cast<uInt>(left_);
            stream_.next_out = reinterpret_cast<Bytef*>(to);
            stream_.avail_out = static_cast<uInt>(size);
            const int code = inflate(&stream_, Z_NO_FLUSH);
            at_ += left_ - stream_.avail_in;
            left_ = stream_.avail_in;
            const std::size_t got = size - stream_.avail_out;
            if (code == Z_STREAM_END) {
                between_ = true;  // another member may follow
                inflateReset(&stream_);
            } else if (code == Z_MEM_ERROR) {
                problem_ = no_memory;
            } else if (code != Z_OK && code != Z_BUF_ERROR) {
                problem_ = "its gzip data is damaged";
            }
            if (got > 0) return got;
        }
        return 0;
    }

private:
    z_stream stream_{};
};

class Zstd : public Unpacked {
public:
    explicit Zstd(std::unique_ptr<ByteSource> packed)
        : Unpacked(std::move(packed)), stream_(ZSTD_createDStream()) {
        constexpr int largest_window = 25;  // 32 MiB: more is only written by zstd --long
        if (stream_ == nullptr) {
            problem_ = no_memory;
            return;
        }
        ZSTD_DCtx_setParameter(stream_, ZSTD_d_windowLogMax, largest_window);
    }
    Zstd(const Zstd&) = delete;
    Zstd& operator=(const Zstd&) = delete;
    ~Zstd() override { ZSTD_freeDStream(stream_); }
    std::size_t read(char* to, std::size_t size) override {
        while (problem_.empty()) {
            // output that did not fit before comes without more input
            if (!refill() && !pending_) {
                if (!between_ && problem_.empty()) problem_ = "its zstd data ends early";
                return 0;
            }
            ZSTD_inBuffer in{input_.data() + at_, left_, 0};
            ZSTD_outBuffer out{to, size, 0};
            const std::size_t code = ZSTD_decompressStream(stream_, &out, &in);
            at_ += in.pos;
            left_ -= in.pos;
            if (ZSTD_isError(code) != 0) {
                problem_ = ZSTD_getErrorCode(code) == ZSTD_error_memory_allocation
                               ? no_memory
                               : std::string("its zstd data cannot be unpacked: ") + ZSTD_getErrorName(code);
            } else {
                between_ = code == 0;
                pending_ = out.pos == size;
            }
            if (out.pos > 0) return out.pos;
        }
        return 0;
    }

private:
    ZSTD_DStream* stream_;
    bool pending_ = false;
};

}  // namespace

std::unique_ptr<ByteSource> plain_source(int descriptor, std::string head) {
    return std::make_unique<Plain>(descriptor, std::move(head));
}
std::unique_ptr<ByteSource> gzip_source(std::unique_ptr<ByteSource> packed) {
    return std::make_unique<Gzip>(std::move(packed));
}
std::unique_ptr<ByteSource> zstd_source(std::unique_ptr<ByteSource> packed) {
    return std::make_unique<Zstd>(std::move(packed));
}

bool looks_like_gzip(std::string_view head) { return head.substr(0, 3) == "\x1f\x8b\x08"; }
bool looks_like_zstd(std::string_view head) { return head.substr(0, 4) == "\x28\xb5\x2f\xfd"; }

}  // namespace aicost::usage
