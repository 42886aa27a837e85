#include "usage/messages.hpp"

#include <atomic>
#include <cstring>
#include <mutex>
#include <stdexcept>
#include <thread>
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
    if (size > 0) std::memcpy(&value, at, size);  // without bytes, `at` may be null
    return value;
}

}  // namespace

// A message in 28 bytes, without padding: the hash, then 160 bits. A message that does not fit is kept separately,
// and the record holds its index.
class Messages::Record {
public:
    [[nodiscard]] std::uint64_t hash() const { return words_[0] | (std::uint64_t{words_[1]} << 32U); }
    [[nodiscard]] bool is_whole_elsewhere() const { return (words_[2] >> 12U) == elsewhere; }
    [[nodiscard]] std::uint32_t place() const { return words_[3]; }

    static bool fits(const Message& m) {
        const TokenCounts& t = m.tokens;
        return ((t.fresh_input | t.cache_read | t.cache_write | t.cache_write_1h) >> 22U) == 0 &&
               (t.output >> 20U) == 0 && m.cell < elsewhere && m.requests == 1 && m.searches == 0 &&
               m.nano_dollars < max_nano_dollars;
    }
    static Record of(const Message& m) {
        const TokenCounts& t = m.tokens;
        const auto low = [](std::uint64_t value) { return static_cast<std::uint32_t>(value); };
        Record record(m.hash);
        record.words_[2] = (m.cell << 12U) | low(t.fresh_input >> 10U);
        record.words_[3] = (low(t.fresh_input & 0x3ffU) << 22U) | low(t.cache_read);
        record.words_[4] = (low(t.output) << 12U) | low(t.cache_write >> 10U);
        record.words_[5] = (low(t.cache_write & 0x3ffU) << 22U) | low(t.cache_write_1h);
        record.words_[6] = low(static_cast<std::uint64_t>(m.nano_dollars + 1));
        return record;
    }
    static Record whole_at(std::uint64_t hash, std::uint32_t place) {
        Record record(hash);
        record.words_[2] = elsewhere << 12U;
        record.words_[3] = place;
        return record;
    }
    [[nodiscard]] Message message() const {
        constexpr std::uint32_t low22 = 0x3fffffU, low12 = 0xfffU;
        Message m;
        m.hash = hash();
        m.cell = words_[2] >> 12U;
        m.tokens.fresh_input = ((words_[2] & low12) << 10U) | (words_[3] >> 22U);
        m.tokens.cache_read = words_[3] & low22;
        m.tokens.output = words_[4] >> 12U;
        m.tokens.cache_write = ((words_[4] & low12) << 10U) | (words_[5] >> 22U);
        m.tokens.cache_write_1h = words_[5] & low22;
        m.nano_dollars = std::int64_t{words_[6]} - 1;
        return m;
    }
    Record() = default;

private:
    static constexpr std::uint32_t elsewhere = 0xfffffU;
    static constexpr std::int64_t max_nano_dollars = 0xffffffff;

    explicit Record(std::uint64_t hash)
        : words_{static_cast<std::uint32_t>(hash), static_cast<std::uint32_t>(hash >> 32U)} {}

    std::uint32_t words_[7];
};

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

std::uint64_t identity_of(std::string_view shared, std::string_view own) {
    constexpr std::uint64_t low16 = 0xffff;
    const std::uint64_t common = hash_of(shared);
    const std::uint64_t identity = (common & ~low16) | (hash_of(own, common) & low16);
    return identity == 0 ? 1 : identity;
}

// A spin lock: held for some tens of nanoseconds, one of 256, so there is hardly any contention.
class SpinLock {
public:
    void lock() {
        while (taken_.test_and_set(std::memory_order_acquire)) std::this_thread::yield();
    }
    void unlock() { taken_.clear(std::memory_order_release); }

private:
    std::atomic_flag taken_;
};

// An index entry is 0, or eight bits of the hash and the record's number + 1.
struct Messages::Shard {
    static constexpr std::uint32_t block = 256, first_index = 64, number_bits = 24;
    static constexpr std::uint32_t number_mask = (1U << number_bits) - 1;
    static_assert(sizeof(Record) == 28);

    SpinLock lock;
    std::vector<std::uint32_t> index;  // empty until there is a message
    std::vector<std::unique_ptr<Record[]>> blocks;
    std::uint32_t count = 0;
    std::vector<Message> whole;

    Record& record(std::uint32_t number) { return blocks[number / block][number % block]; }
    // Both use the 48 bits that a side chain's copy shares, so that it is found where its original is.
    static std::uint32_t tag(std::uint64_t hash) {
        return static_cast<std::uint32_t>((hash >> 24U) & 0xffU) << number_bits;
    }
    [[nodiscard]] static std::size_t place(std::uint64_t hash, std::size_t size) {
        return static_cast<std::size_t>((static_cast<Wide>(hash >> 16U) * size) >> 48U);
    }
    [[nodiscard]] bool has_shared_part(std::uint64_t hash) const {
        if (index.empty()) return false;
        for (std::size_t at = place(hash, index.size()); index[at] != 0;
             at = at + 1 == index.size() ? 0 : at + 1) {
            const std::uint32_t number = (index[at] & number_mask) - 1;
            if ((index[at] & ~number_mask) == tag(hash) &&
                (blocks[number / block][number % block].hash() >> 16U) == (hash >> 16U))
                return true;
        }
        return false;
    }

    // The index entry of a message, or the free one for it.
    std::uint32_t& entry(std::uint64_t hash) {
        std::size_t at = place(hash, index.size());
        for (;; at = at + 1 == index.size() ? 0 : at + 1) {
            std::uint32_t& found = index[at];
            if (found == 0) return found;
            if ((found & ~number_mask) == tag(hash) && record((found & number_mask) - 1).hash() == hash)
                return found;
        }
    }
    void grow() {
        const std::size_t size = index.size() + index.size() / 2;
        std::vector<std::uint32_t>().swap(index);  // freed before the new one is allocated
        index.resize(size);
        for (std::uint32_t i = 0; i < count; ++i) {
            const std::uint64_t hash = record(i).hash();
            std::size_t at = place(hash, size);
            while (index[at] != 0) at = at + 1 == size ? 0 : at + 1;
            index[at] = tag(hash) | (i + 1);
        }
    }
    [[nodiscard]] Message read(const Record& record) const {
        return record.is_whole_elsewhere() ? whole[record.place()] : record.message();
    }
    void write(Record& record, const Message& message) {
        if (Record::fits(message)) {
            record = Record::of(message);
            return;
        }
        record = Record::whole_at(message.hash, static_cast<std::uint32_t>(whole.size()));
        whole.push_back(message);
    }
    void append(std::uint32_t& entry, const Message& message) {
        if (count == number_mask) throw std::length_error("there are more messages than can be told apart");
        if (count % block == 0) blocks.push_back(std::make_unique_for_overwrite<Record[]>(block));
        write(record(count), message);
        entry = tag(message.hash) | ++count;
    }
};

Messages::Messages(const Cells& cells) : cells_(cells), shards_(std::make_unique<Shard[]>(shard_count)) {}
Messages::~Messages() = default;

// Is `a` kept rather than `b`? The one with more tokens is, else the earlier one, and so on until they are equal.
bool Messages::beats(const Message& a, const Message& b) const {
    if (a.tokens.total() != b.tokens.total()) return a.tokens.total() > b.tokens.total();
    if (a.cell != b.cell) return cells_.less(a.cell, b.cell);
    const auto rank = [](const Message& m) {
        return std::tuple(-m.nano_dollars, m.tokens.output, m.tokens.fresh_input, m.tokens.cache_read,
                          m.tokens.cache_write, m.tokens.cache_write_1h, m.requests, m.searches);
    };
    return rank(a) < rank(b);
}

bool Messages::add(const Message& message) {
    Shard& shard = shards_[shard_of(message.hash)];
    const std::lock_guard guard(shard.lock);
    if (shard.index.empty()) shard.index.resize(Shard::first_index);
    std::uint32_t* entry = &shard.entry(message.hash);
    if (*entry != 0) {
        Record& record = shard.record((*entry & Shard::number_mask) - 1);
        if (beats(message, shard.read(record))) shard.write(record, message);
        return false;
    }
    if ((std::size_t{shard.count} + 1) * 5 > shard.index.size() * 4) {
        shard.grow();
        entry = &shard.entry(message.hash);
    }
    shard.append(*entry, message);
    return true;
}

bool Messages::has_shared_part(std::uint64_t hash) const {
    return shards_[shard_of(hash)].has_shared_part(hash);
}

void Messages::each(const std::function<void(const Message&)>& visit) const {
    for (std::size_t i = 0; i < shard_count; ++i) {
        Shard& shard = shards_[i];
        for (std::uint32_t number = 0; number < shard.count; ++number)
            visit(shard.read(shard.record(number)));
    }
}

}  // namespace aicost::usage
