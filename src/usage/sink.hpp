// Where the readers of all formats put what they find.
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

// One use, as a log states it.
struct Row {
    std::uint64_t identity = 0;  // hash of what makes copies of it the same; 0: it has no identity
    std::int64_t seconds = 0;    // since 1970, UTC
    UsageKey::Time time = UsageKey::Time::hour;
    std::string_view model;
    std::string_view tier;  // empty: standard
    bool batch = false;
    UsageKey::Prompt prompt = UsageKey::Prompt::unknown;
    int step = 0;  // UsageKey::step, where the prompt is longer
    TokenCounts tokens;
    std::uint64_t requests = 1;
    std::optional<double> dollars;
    std::uint64_t searches = 0;       // of the web, which cost beside the tokens
    std::string_view region;          // that the price may depend on; empty: anywhere
    std::uint64_t prompt_tokens = 0;  // of its longest prompt; 0: all of its input
    bool side = false;                // of a side chain: a copy of what has the same half of its identity
    std::string_view project, session, user;  // what it is for; empty: the log does not say
};

// Long-context prices of one model that are told apart.
inline constexpr int most_prompt_steps = 15;

// What is said of a text of lines whose last number may lack digits.
inline constexpr const char* no_line_end =
    "a file does not end with a line end: its last line may be cut off";

// The name of a service tier where it has a price of its own; empty where it is an ordinary one, or the batch
// tier, which is known by its discount.
std::string_view other_tier(std::string_view name);

// The name of a region where prices may depend on it; empty where it says that they do not.
std::string_view other_region(std::string_view name);

// What all threads share.
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
    Messages side;  // those of side chains, which may be replays
};

struct FormatRow;

// What one thread finds in one run of bytes. Line numbers begin with 1 there.
struct Findings {
    std::uint64_t rows = 0, duplicates = 0, lines = 0, fault_count = 0;
    std::vector<UsageFault> faults;
    std::map<std::string, std::uint64_t> skipped;
    std::optional<std::int64_t> first_hour, last_hour;
    std::vector<std::string> notes;
    std::set<const FormatRow*> formats;  // whose entries it has
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
    void has(const FormatRow& format) { findings_.formats.insert(&format); }
    [[nodiscard]] std::uint64_t rows() const { return findings_.rows; }

    // What has been found since the last call.
    Findings take();
    // Rows without an identity, by cell.
    [[nodiscard]] const std::map<std::uint32_t, UsageAmount>& loose() const { return loose_; }

private:
    // What this thread has asked for already: once a model, and once a cell.
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

// Faults are named up to here, and counted beyond.
inline constexpr std::size_t most_faults = 1000;

}  // namespace aicost::usage
