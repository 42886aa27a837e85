// Texts packed as gzip and zstd have them, stored as they are.
#pragma once

#include <cstdint>
#include <string>

namespace aicost::usage_test {

inline std::uint32_t crc32(const std::string& bytes) {
    std::uint32_t crc = 0xffffffffU;
    for (const char c : bytes) {
        crc ^= static_cast<unsigned char>(c);
        for (int bit = 0; bit < 8; ++bit) crc = (crc >> 1U) ^ ((crc & 1U) != 0 ? 0xedb88320U : 0U);
    }
    return ~crc;
}

inline void put(std::string& bytes, std::uint64_t value, int count) {
    for (int i = 0; i < count; ++i) bytes += static_cast<char>((value >> (8 * i)) & 0xffU);
}

// A member whose one block is stored as it is.
inline std::string gzip(const std::string& text) {
    std::string bytes("\x1f\x8b\x08\0\0\0\0\0\0\x03\x01", 11);
    put(bytes, text.size(), 2);
    put(bytes, ~text.size() & 0xffffU, 2);
    bytes += text;
    put(bytes, crc32(text), 4);
    put(bytes, text.size(), 4);
    return bytes;
}

// A frame whose one block is stored as it is.
inline std::string zstd(const std::string& text) {
    std::string bytes("\x28\xb5\x2f\xfd\xa0", 5);
    put(bytes, text.size(), 4);
    put(bytes, (text.size() << 3U) | 1U, 3);
    return bytes + text;
}

}  // namespace aicost::usage_test
