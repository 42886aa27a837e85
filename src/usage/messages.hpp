// Deduplicates messages by identity, keeping the copy with the most tokens. A message is logged repeatedly while it
// streams, and again when a session is resumed, so copies come in any order, on any thread. Which one is kept must
// depend only on the copies.
//
// 28 bytes a message, in blocks that never move, and an index of 4 bytes an entry, 53 to 80 % full, which is rebuilt
// from the blocks when it grows: nothing is ever held twice.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string_view>

#include "usage/cells.hpp"

namespace aicost::usage {

// A hash of a message's identity; `seed` chains several texts. Never 0.
std::uint64_t hash_of(std::string_view text, std::uint64_t seed = 0);

// An identity of two parts: 48 bits of what a side chain's copy shares, and 16 of the whole. Never 0.
std::uint64_t identity_of(std::string_view shared, std::string_view own);

struct Message {
    std::uint64_t hash = 0;
    std::uint32_t cell = 0;
    TokenCounts tokens;
    std::uint64_t requests = 1;
    std::int64_t nano_dollars = -1;  // -1: the log does not say
    std::uint64_t searches = 0;
};

class Messages {
public:
    // `cells`: the cells that messages refer to by number.
    explicit Messages(const Cells& cells);
    ~Messages();
    Messages(const Messages&) = delete;
    Messages& operator=(const Messages&) = delete;

    // False if there already was a copy, whichever of the two is kept.
    bool add(const Message& message);
    // Is there a message with the same 48 bits (identity_of)?
    [[nodiscard]] bool has_shared_part(std::uint64_t hash) const;
    // In no particular order; no thread may add meanwhile.
    void each(const std::function<void(const Message&)>& visit) const;

private:
    class Record;
    struct Shard;
    static constexpr std::size_t shard_count = 256;
    [[nodiscard]] static std::size_t shard_of(std::uint64_t hash) { return (hash >> 16U) % shard_count; }

    [[nodiscard]] bool beats(const Message& a, const Message& b) const;

    const Cells& cells_;
    std::unique_ptr<Shard[]> shards_;
};

}  // namespace aicost::usage
