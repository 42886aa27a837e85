// A fast hash of many bytes; the same on all machines of the same endianness.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace aicost {

inline std::uint64_t quick_hash(std::string_view text) {
    constexpr std::uint64_t odd = 0x9e3779b97f4a7c15U;
    std::uint64_t hash = text.size() * odd;
    const auto mix = [&](std::uint64_t word) {
        hash = (hash ^ word) * odd;
        hash ^= hash >> 32U;
    };
    std::size_t at = 0;
    for (; at + sizeof(std::uint64_t) <= text.size(); at += sizeof(std::uint64_t)) {
        std::uint64_t word = 0;
        std::memcpy(&word, text.data() + at, sizeof word);
        mix(word);
    }
    std::uint64_t rest = 0;
    if (at < text.size()) std::memcpy(&rest, text.data() + at, text.size() - at);
    mix(rest);
    return hash;
}

// For maps by names.
struct QuickHash {
    std::size_t operator()(std::string_view text) const { return static_cast<std::size_t>(quick_hash(text)); }
};

}  // namespace aicost
