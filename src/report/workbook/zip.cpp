#include "report/workbook/zip.hpp"

#include <zlib.h>

#include <stdexcept>

namespace aicost {

namespace {

constexpr std::uint32_t local_header = 0x04034b50, directory_header = 0x02014b50, end_header = 0x06054b50;
constexpr std::uint16_t version = 20;  // 2.0: deflate
constexpr std::uint16_t deflated = 8;
constexpr std::uint16_t first_day = (1U << 5U) | 1U;  // 1980-01-01

void put16(std::string& out, std::uint16_t value) {
    out += static_cast<char>(value & 0xffU);
    out += static_cast<char>(value >> 8U);
}
void put32(std::string& out, std::uint32_t value) {
    put16(out, static_cast<std::uint16_t>(value & 0xffffU));
    put16(out, static_cast<std::uint16_t>(value >> 16U));
}
std::uint32_t size_of(std::string_view text) {
    if (text.size() > 0xffffffffU) throw std::length_error("more than a workbook holds");
    return static_cast<std::uint32_t>(text.size());
}

// Raw deflate, without zlib's header and checksum.
std::string raw_deflate(std::string_view content) {
    z_stream stream{};
    if (deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, -MAX_WBITS, 8, Z_DEFAULT_STRATEGY) != Z_OK)
        throw std::bad_alloc();
    std::string out(deflateBound(&stream, size_of(content)), '\0');
    std::string in(content);  // zlib's pointer is not const
    stream.next_in = reinterpret_cast<Bytef*>(in.data());
    stream.avail_in = static_cast<uInt>(in.size());
    stream.next_out = reinterpret_cast<Bytef*>(out.data());
    stream.avail_out = static_cast<uInt>(out.size());
    const int result = deflate(&stream, Z_FINISH);
    out.resize(stream.total_out);
    deflateEnd(&stream);
    if (result != Z_STREAM_END) throw std::length_error("more than a workbook holds");
    return out;
}

}  // namespace

void ZipWriter::add(std::string_view name, std::string_view content) {
    const std::string packed = raw_deflate(content);
    const auto check = static_cast<std::uint32_t>(
        crc32(0, reinterpret_cast<const Bytef*>(content.data()), static_cast<uInt>(content.size())));
    const std::uint32_t offset = size_of(files_);
    std::string common;  // shared by both headers
    put16(common, version);
    put16(common, 0);  // flags
    put16(common, deflated);
    put16(common, 0);  // midnight
    put16(common, first_day);
    put32(common, check);
    put32(common, size_of(packed));
    put32(common, size_of(content));
    put16(common, static_cast<std::uint16_t>(name.size()));
    put16(common, 0);  // nothing more
    put32(files_, local_header);
    files_ += common;
    files_ += name;
    files_ += packed;
    put32(directory_, directory_header);
    put16(directory_, version);
    directory_ += common;
    put16(directory_, 0);  // no comment
    put16(directory_, 0);  // the first disk
    put16(directory_, 0);
    put32(directory_, 0);
    put32(directory_, offset);
    directory_ += name;
    ++count_;
}

std::string ZipWriter::finish() {
    const std::uint32_t at = size_of(files_);
    std::string out = std::move(files_);
    out += directory_;
    put32(out, end_header);
    put16(out, 0);
    put16(out, 0);
    put16(out, count_);
    put16(out, count_);
    put32(out, size_of(directory_));
    put32(out, at);
    put16(out, 0);
    return out;
}

}  // namespace aicost
