// Collects what the readers of all formats find.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "aicost/usage.hpp"
#include "usage/cells.hpp"
#include "usage/messages.hpp"

namespace aicost::usage {

// One use, as stated in a log.
struct Row {
    std::uint64_t identity = 0;  // a hash shared by all of its copies; 0: it has no identity
    std::int64_t seconds = 0;    // since 1970, UTC
    UsageKey::Time time = UsageKey::Time::hour;
    std::string_view model;
    std::string_view tier;  // empty: standard
    bool batch = false;
    UsageKey::Prompt prompt = UsageKey::Prompt::unknown;
    int step = 0;  // UsageKey::step, if the prompt is longer
    TokenCounts tokens;
    std::uint64_t requests = 1;
    std::optional<double> dollars;
    std::uint64_t searches = 0;       // web searches, charged besides the tokens
    std::string_view region;          // that the price may depend on; empty: anywhere
    std::uint64_t prompt_tokens = 0;  // of its longest prompt; 0: its whole input is one prompt
    bool side = false;                // of a side chain: a copy of a message that shares half of its identity
    std::string_view project, session, user;  // its groups; empty: the log does not say
};

// How many long-context prices of one model are told apart.
inline constexpr int max_prompt_steps = 15;

// The message for a text whose last line may be cut off within a number.
inline constexpr const char* no_line_end =
    "a file does not end with a line end: its last line may be cut off";

// The name of a service tier if it has prices of its own; empty for ordinary tiers and the batch tier, which only
// has a discount.
std::string_view other_tier(std::string_view name);

// The name of a region if prices may depend on it, else empty.
std::string_view other_region(std::string_view name);

// Shared by all threads.
struct Shared {
    explicit Shared(const UsageReadOptions& from) : options(from), messages(cells), side(cells) {}

    // Seconds east of UTC at a time.
    [[nodiscard]] std::int64_t offset(std::int64_t seconds) const {
        return options.utc_offset ? options.utc_offset(seconds)
                                  : std::int64_t{options.utc_offset_minutes} * 60;
    }

    const UsageReadOptions& options;
    Cells cells;
    Messages messages;
    Messages side;  // of side chains, perhaps replays
};

struct FormatRow;

// What one thread finds in one run of bytes. Its line numbers begin at 1.
struct Findings {
    std::uint64_t rows = 0, duplicates = 0, lines = 0, fault_count = 0;
    std::vector<UsageFault> faults;
    std::map<std::string, std::uint64_t> skipped;
    std::optional<std::int64_t> first_hour, last_hour;
    std::vector<std::string> notes;
    std::set<const FormatRow*> formats;  // of which there were entries
};

class Sink {
public:
    explicit Sink(Shared& shared) : shared_(shared) {}

    // Counts a row, or reports what is impossible about it.
    void add(const Row& row, std::uint64_t line);
    // Records a time without use that the log covers.
    void observe(std::int64_t first_second, std::int64_t end_second);
    void fault(std::uint64_t line, std::string what);
    void skip(const std::string& reason) { ++findings_.skipped[reason]; }
    void note(std::string text);
    void lines(std::uint64_t count) { findings_.lines += count; }
    [[nodiscard]] std::uint64_t lines() const { return findings_.lines; }
    void has(const FormatRow& format) { findings_.formats.insert(&format); }
    [[nodiscard]] std::uint64_t rows() const { return findings_.rows; }

    // Returns what was found since the last call.
    Findings take();
    // Rows without an identity, by cell.
    [[nodiscard]] const std::map<std::uint32_t, UsageAmount>& loose() const { return loose_; }

private:
    // A per-thread cache: asks only once per model, and once per cell.
    struct Known {
        UsageKey key;
        std::vector<double> long_prompts_above;
        std::unordered_map<std::int64_t, std::uint32_t> cells;  // by hour and prompt
        std::int64_t last_place = -1;
        std::uint32_t last_cell = 0;
    };
    [[nodiscard]] Known& known(const Row& row);
    [[nodiscard]] std::string_view group_of(const Row& row) const;
    [[nodiscard]] std::uint32_t cell_of(const Row& row, std::int64_t hour);

    Shared& shared_;
    Findings findings_;
    std::map<std::uint32_t, UsageAmount> loose_;
    std::vector<Known> known_;
    std::size_t last_known_ = 0;
};

// Faults beyond this many are only counted.
inline constexpr std::size_t max_faults = 1000;

}  // namespace aicost::usage
