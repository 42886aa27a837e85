// Every message that has an identity, once: of its copies the one with the most tokens. A message is written
// again while it streams, and when a session is resumed, so copies come in any order, on any thread: which of
// them is kept depends on the copies alone.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <string_view>
#include <unordered_map>

#include "aicost/usage.hpp"

namespace aicost::usage {

// A hash of a message's identity; `seed` chains several texts. Never 0.
std::uint64_t hash_of(std::string_view text, std::uint64_t seed = 0);

struct Message {
    std::uint64_t hash = 0;
    std::uint32_t hour = 0;
    std::uint32_t key = 0;  // of the key list
    TokenCounts tokens;
    std::uint64_t requests = 1;
    std::int64_t nano_dollars = -1;  // -1: the log does not say
};

class Messages {
public:
    Messages();
    ~Messages();
    Messages(const Messages&) = delete;
    Messages& operator=(const Messages&) = delete;

    // False where a copy was there already, whichever of the two is kept.
    bool add(const Message& message);
    // In no particular order; no thread may add meanwhile.
    void each(const std::function<void(const Message&)>& visit) const;

private:
    struct Slot;
    struct Shard;
    static constexpr std::size_t shard_count = 64;
    std::unique_ptr<Shard[]> shards_;
};

}  // namespace aicost::usage
