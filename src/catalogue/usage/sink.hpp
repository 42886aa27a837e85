// Where the readers of all formats put what they find.
#pragma once

#include <map>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "aicost/usage.hpp"
#include "catalogue/usage/messages.hpp"

namespace aicost::usage {

// One use, as a log states it.
struct Row {
    std::uint64_t identity = 0;  // hash of what makes copies of it the same; 0: it has no identity
    std::int64_t seconds = 0;    // since 1970, UTC
    UsageKey::Time time = UsageKey::Time::hour;
    std::string_view model;
    bool batch = false, fast = false, long_prompt = false;
    TokenCounts tokens;
    std::uint64_t requests = 1;
    std::optional<double> dollars;
};

// What all threads share.
struct Shared {
    explicit Shared(int utc_offset) : utc_offset_minutes(utc_offset) {}
    std::uint32_t key_number(const UsageKey& key);

    const int utc_offset_minutes;
    Messages messages;
    std::vector<UsageKey> keys;  // by number; read it when the threads are done

private:
    std::mutex lock_;
    std::map<UsageKey, std::uint32_t> numbers_;
};

// What one thread finds in one run of bytes. Line numbers begin with 1 there.
struct Findings {
    std::uint64_t rows = 0, duplicates = 0, lines = 0, fault_count = 0;
    std::vector<UsageFault> faults;
    std::map<std::string, std::uint64_t> skipped;
    std::optional<std::int64_t> first_hour, last_hour;
    std::vector<std::string> notes;
};

class Sink {
public:
    explicit Sink(Shared& shared) : shared_(shared) {}

    // Counts a row, or names what is impossible about it.
    void add(const Row& row, std::uint64_t line);
    // A time without use that the log covers.
    void observe(std::int64_t first_second, std::int64_t end_second);
    void fault(std::uint64_t line, std::string what);
    void skip(const std::string& reason) { ++findings_.skipped[reason]; }
    void note(std::string text);
    void lines(std::uint64_t count) { findings_.lines += count; }
    [[nodiscard]] std::uint64_t lines() const { return findings_.lines; }

    // What has been found since the last call.
    Findings take();
    // Rows without an identity, by key number and hour.
    [[nodiscard]] const std::map<std::pair<std::uint32_t, std::int64_t>, UsageAmount>& loose() const {
        return loose_;
    }

private:
    [[nodiscard]] std::uint32_t number_of(const Row& row);

    Shared& shared_;
    Findings findings_;
    std::map<std::pair<std::uint32_t, std::int64_t>, UsageAmount> loose_;
    std::vector<std::pair<UsageKey, std::uint32_t>> known_;
    std::size_t last_known_ = 0;
};

// Faults are named up to here, and counted beyond.
inline constexpr std::size_t most_faults = 1000;

}  // namespace aicost::usage
