#include "catalogue/usage/messages.hpp"

#include <cstring>
#include <tuple>
#include <vector>

namespace aicost::usage {

namespace {

__extension__ using Wide = unsigned __int128;

std::uint64_t mixed(std::uint64_t a, std::uint64_t b) {
    const Wide product = static_cast<Wide>(a) * b;
    return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64U);
}

std::uint64_t word(const char* at, std::size_t size) {
    std::uint64_t value = 0;
    std::memcpy(&value, at, size);
    return value;
}

// Whether `a` is kept rather than `b`: the one with more tokens, else the earlier one, and so on until they
// are the same.
bool beats(const Message& a, const Message& b) {
    if (a.tokens.total() != b.tokens.total()) return a.tokens.total() > b.tokens.total();
    const auto rank = [](const Message& m) {
        return std::tuple(m.hour, -m.nano_dollars, m.tokens.output, m.tokens.fresh_input, m.tokens.cache_read,
                          m.tokens.cache_write, m.tokens.cache_write_1h, m.requests, m.key);
    };
    return rank(a) < rank(b);
}

constexpr std::uint64_t token_bits = 24, hour_bits = 20, key_bits = 12, cost_bits = 40;
constexpr std::uint64_t mask(std::uint64_t bits) { return (std::uint64_t{1} << bits) - 1; }
constexpr std::uint32_t elsewhere = static_cast<std::uint32_t>(mask(key_bits));  // the key of a large message

}  // namespace

std::uint64_t hash_of(std::string_view text, std::uint64_t seed) {
    constexpr std::uint64_t odd[] = {0xa0761d6478bd642fU, 0xe7037ed1a0b428dbU, 0x8ebc6af09c88c6e3U};
    const char* at = text.data();
    std::size_t left = text.size();
    std::uint64_t hash = seed ^ (left * odd[2]);
    for (; left > 16; at += 16, left -= 16)
        hash = mixed(word(at, 8) ^ odd[0], word(at + 8, 8) ^ hash ^ odd[1]);
    const std::uint64_t a = word(at, left < 8 ? left : 8);
    const std::uint64_t b = left > 8 ? word(at + 8, left - 8) : 0;
    hash = mixed(a ^ odd[2], b ^ hash ^ odd[1]);
    return hash == 0 ? 1 : hash;
}

// 32 bytes a message: half a cache line. Counts of 2^24 tokens and more, and what else does not fit, go to a
// map.
struct Messages::Slot {
    std::uint64_t hash = 0;  // 0: free
    std::uint64_t a = 0;     // fresh input, output, low 16 bits of the cache reads
    std::uint64_t b = 0;     // cache writes, 1 h writes, low 16 bits of the hour
    std::uint64_t c = 0;     // cost + 1 (0: none), high 8 bits of the reads, high 4 of the hour, key
};
static_assert(token_bits * 2 + 16 == 64 && cost_bits + 8 + 4 + key_bits == 64);

struct Messages::Shard {
    std::mutex lock;
    std::vector<Slot> slots{std::vector<Slot>(256)};
    std::size_t used = 0;
    std::unordered_map<std::uint64_t, Message> large;

    [[nodiscard]] std::size_t place(std::uint64_t hash) const {
        return static_cast<std::size_t>((static_cast<Wide>(hash) * slots.size()) >> 64U);
    }
    Slot& find(std::uint64_t hash) {
        for (std::size_t i = place(hash);;) {
            Slot& slot = slots[i];
            if (slot.hash == hash || slot.hash == 0) return slot;
            if (++i == slots.size()) i = 0;
        }
    }
    void grow() {
        // a quarter at a time: a table is never much larger than what it holds
        std::vector<Slot> old(slots.size() + slots.size() / 4 + 1);
        old.swap(slots);
        for (const Slot& slot : old) {
            if (slot.hash != 0) find(slot.hash) = slot;
        }
    }
    [[nodiscard]] Message read(const Slot& slot) const {
        const auto key = static_cast<std::uint32_t>(slot.c & mask(key_bits));
        if (key == elsewhere) return large.at(slot.hash);
        Message message;
        message.hash = slot.hash;
        message.key = key;
        message.tokens.fresh_input = slot.a & mask(24);
        message.tokens.output = (slot.a >> 24U) & mask(24);
        message.tokens.cache_read = (slot.a >> 48U) | (((slot.c >> 16U) & mask(8)) << 16U);
        message.tokens.cache_write = slot.b & mask(24);
        message.tokens.cache_write_1h = (slot.b >> 24U) & mask(24);
        message.hour = static_cast<std::uint32_t>((slot.b >> 48U) | (((slot.c >> 12U) & mask(4)) << 16U));
        message.nano_dollars = static_cast<std::int64_t>(slot.c >> 24U) - 1;
        return message;
    }
    void write(Slot& slot, const Message& m) {
        const TokenCounts& t = m.tokens;
        if (((t.fresh_input | t.output | t.cache_read | t.cache_write | t.cache_write_1h) >> token_bits) !=
                0 ||
            (m.hour >> hour_bits) != 0 || m.key >= elsewhere || m.requests != 1 ||
            static_cast<std::uint64_t>(m.nano_dollars + 1) > mask(cost_bits)) {
            slot = {m.hash, 0, 0, elsewhere};
            large[m.hash] = m;
            return;
        }
        if (slot.hash != 0 && (slot.c & mask(key_bits)) == elsewhere) large.erase(m.hash);
        slot.hash = m.hash;
        slot.a = t.fresh_input | (t.output << 24U) | (t.cache_read << 48U);
        slot.b = t.cache_write | (t.cache_write_1h << 24U) | (std::uint64_t{m.hour} << 48U);
        slot.c = m.key | (std::uint64_t{m.hour >> 16U} << 12U) | ((t.cache_read >> 16U) << 16U) |
                 (static_cast<std::uint64_t>(m.nano_dollars + 1) << 24U);
    }
};

Messages::Messages() : shards_(std::make_unique<Shard[]>(shard_count)) {}
Messages::~Messages() = default;

bool Messages::add(const Message& message) {
    Shard& shard = shards_[message.hash % shard_count];
    const std::lock_guard guard(shard.lock);
    Slot* slot = &shard.find(message.hash);
    if (slot->hash != 0) {
        if (beats(message, shard.read(*slot))) shard.write(*slot, message);
        return false;
    }
    if ((shard.used + 1) * 8 > shard.slots.size() * 7) {
        shard.grow();
        slot = &shard.find(message.hash);
    }
    ++shard.used;
    shard.write(*slot, message);
    return true;
}

void Messages::each(const std::function<void(const Message&)>& visit) const {
    for (std::size_t i = 0; i < shard_count; ++i) {
        for (const Slot& slot : shards_[i].slots) {
            if (slot.hash != 0) visit(shards_[i].read(slot));
        }
    }
}

}  // namespace aicost::usage
