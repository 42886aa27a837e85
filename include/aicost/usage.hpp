// Usage logs: what was really used, by hour and model. docs/usage.md says what each format counts.
//
//   tokens   fresh input, cache reads, cache writes (5 minutes, 1 hour) and output never overlap: a format
//            whose input contains the cached tokens is taken apart as it is read
//   hour     hours since 1970-01-01T00 at the chosen UTC offset
//   cost     what the log itself says was paid, in US dollars; none where it says nothing
//
//     const UsageLog log = read_usage({"/home/me/.claude/projects"}, {});
//     const PriceLookup none = [](const UsageKey&, std::string_view) { return PriceAnswer{}; };
//     const UsageSummary summary = summarise(log, none);
//     summary.tokens_per_day;                                // mean of the days observed
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "aicost/quantity.hpp"
#include "aicost/usd.hpp"

namespace aicost {

struct TokenCounts {
    std::uint64_t fresh_input = 0;
    std::uint64_t cache_read = 0;
    std::uint64_t cache_write = 0;     // kept for minutes
    std::uint64_t cache_write_1h = 0;  // kept for an hour
    std::uint64_t output = 0;

    [[nodiscard]] std::uint64_t input() const {
        return fresh_input + cache_read + cache_write + cache_write_1h;
    }
    [[nodiscard]] std::uint64_t total() const { return input() + output; }
    TokenCounts& operator+=(const TokenCounts& other);
    friend bool operator==(const TokenCounts&, const TokenCounts&) = default;
};

// What a price depends on, and how exactly the time is known.
struct UsageKey {
    enum class Time { hour, day, none };
    enum class Prompt { unknown, regular, longer };  // longer: the long-context price held

    std::string model;
    std::string tier;  // empty: standard; else "fast", "flex", "priority", …: what has another price
    bool batch = false;
    Prompt prompt = Prompt::unknown;
    bool costed = false;  // the log says what was paid
    Time time = Time::hour;
    std::string region;  // empty: anywhere; else where the log says that it was computed
    std::string group;   // the project, session or user, where these are told apart
    // Of a longer prompt: which of the model's long-context prices held, 1 the first; 0: not known.
    int step = 0;

    friend auto operator<=>(const UsageKey&, const UsageKey&) = default;
};

struct UsageAmount {
    TokenCounts tokens;
    std::uint64_t requests = 0;
    std::int64_t nano_dollars = 0;  // whole, so that sums do not depend on their order
    std::uint64_t searches = 0;     // of the web, which cost beside the tokens

    UsageAmount& operator+=(const UsageAmount& other);
};

// A row, a line or a file that could not be counted.
struct UsageFault {
    std::string file;
    std::uint64_t line = 0;  // 0: the file as a whole
    std::string what;
};

struct UsageFile {
    std::string name;
    std::string format;   // empty: not a usage log
    std::string problem;  // why it is none, or could not be read
    bool unreadable = false;
    bool asked_for = false;   // named, not found in a directory
    bool recognised = false;  // a log of a format that is read, without a use in it
};

struct UsageFormat {
    std::uint64_t files = 0;
    std::string cached;  // where its cached tokens stand: "part of input_tokens", "beside input_tokens"
};

struct UsageLog {
    std::map<UsageKey, std::map<std::int64_t, UsageAmount>> series;  // by hour
    std::uint64_t rows = 0;                                          // that state a use, copies included
    std::uint64_t duplicates = 0;                  // copies of a message or entry that is counted
    std::map<std::string, std::uint64_t> skipped;  // by reason: what is no use, as opposed to broken
    std::map<std::string, UsageFormat> formats;
    std::vector<UsageFile> others;    // files that are not counted
    std::vector<UsageFault> in_part;  // files whose rest could not be read: what stands before it is counted
    std::vector<UsageFault> faults;   // the first of them, in order of file and line
    std::uint64_t fault_count = 0;
    std::optional<std::int64_t> first_hour, last_hour;  // observed, with use or without; last_hour inclusive
    std::vector<std::string> notes;
    std::map<std::int64_t, UsageAmount> minutes;  // since 1970, of what has a time; empty unless asked for
    std::uint64_t fingerprint = 0;                // of all that was counted, whatever its order
};

struct UsageReadOptions {
    enum class Group { none, project, session, user };

    int utc_offset_minutes = 0;
    // Seconds east of UTC at a time (seconds since 1970), for zones whose offset changes; goes before the
    // number above. Asked by all threads. May be empty.
    std::function<std::int64_t(std::int64_t utc_seconds)> utc_offset;
    Group group = Group::none;  // what UsageKey::group is
    bool minutes = false;       // whether UsageLog::minutes is filled
    unsigned threads = 0;       // 0: as many as the machine has
    // More input tokens than these in one request have a model's long-context prices, by rising thresholds; none:
    // it has none. Asked for requests that stand alone in a log, by all threads. May be empty.
    std::function<std::vector<double>(std::string_view model)> long_prompts_above;
};

// Files, directories (all files below them) and "-" for stdin. Never throws for what a file holds: what can
// not be counted is in `faults` and `others`.
UsageLog read_usage(const std::vector<std::string>& paths, const UsageReadOptions& options);

// One price of a model: the newest, or one that held before.
struct PriceId {
    std::string id;     // of the catalogue
    std::string until;  // YYYY-MM-DD, the first day on which it held no more; empty: the newest

    friend auto operator<=>(const PriceId&, const PriceId&) = default;
};
struct PriceFact {
    std::string as_of;  // when its source stated it
    std::string source;
    std::string note;  // what the prices of the catalogue leave out
};

// US dollars per million tokens, as they hold for one key: batch discount and long context already in them.
struct UsePrice {
    PriceId id;
    PriceFact fact;
    double fresh_input = 0.0, cache_read = 0.0, cache_write = 0.0, cache_write_1h = 0.0, output = 0.0;
};
struct PriceAnswer {
    std::optional<UsePrice> price;
    std::string why_not;
    bool unless_long = false;  // the price is that of short prompts, and the key does not say which it is
};
// The price on a day, YYYY-MM-DD; empty: the newest.
using PriceLookup = std::function<PriceAnswer(const UsageKey& key, std::string_view date)>;

// What the tokens cost at a price, in dollars.
double cost_at(const TokenCounts& tokens, const UsePrice& price);

struct ModelUse {
    std::string model;
    TokenCounts tokens;
    std::uint64_t requests = 0;
    std::optional<double> cost;  // of what has a price
    std::uint64_t unpriced_requests = 0;
    std::uint64_t unpriced_tokens = 0;
    std::string why_unpriced;
    std::set<PriceId> prices;
};

struct UsageSummary {
    std::string first_day, last_day;  // empty where nothing is dated
    std::uint64_t days = 0;           // from the first to the last, both counted
    std::uint64_t days_with_use = 0;
    std::optional<double> tokens_per_day;     // none where the days are not known
    std::optional<double> tokens_on_p95_day;  // nearest rank: 95 % of the days had no more
    TokenCounts tokens;
    std::uint64_t undated_tokens = 0;
    std::uint64_t requests = 0;
    std::uint64_t batch_tokens = 0;
    std::uint64_t searches = 0;                    // of the web
    std::uint64_t unpriced_searches = 0;           // that are not in the cost
    std::map<std::string, std::uint64_t> regions;  // tokens that were priced as if computed anywhere
    std::vector<ModelUse> models;                  // most tokens first
    std::optional<std::array<double, 24>> hours;   // weights with mean 1; none where no hour is known
    double hours_known_share = 0.0;                // of the tokens
    std::optional<double> cost;                    // at catalogue prices, of what has one
    std::uint64_t unpriced_requests = 0;
    std::uint64_t unpriced_tokens = 0;
    TokenCounts priced_tokens;
    TokenCounts paid_tokens;               // without a price, of entries that say what they cost
    double paid_without_price = 0.0;       // which was this much
    std::uint64_t tokens_of_requests = 0;  // where the requests are stated
    std::uint64_t input_of_requests = 0;
    std::array<double, 5> priced_cost{};      // fresh input, cache read, write, 1 h write, output
    std::array<Usd<Money>, 5> newest_cost{};  // the same tokens at the newest prices, whenever they were used
    std::map<PriceId, PriceFact> prices;
    // Of models whose long prompts cost more, where the log does not say which prompts were long.
    std::uint64_t tokens_of_unknown_prompts = 0;
    struct Reconciliation {
        double in_log = 0.0;     // what the log says, over rows that have a catalogue price too
        double at_prices = 0.0;  // the same rows at catalogue prices
        std::uint64_t requests = 0;
    };
    std::optional<Reconciliation> reconciled;
    std::optional<double> cost_in_log;  // all of it
    std::uint64_t costed_requests = 0;
};

// `undated_days`: how many days the tokens without a date cover.
UsageSummary summarise(const UsageLog& log, const PriceLookup& prices,
                       std::optional<double> undated_days = {});

// "2026-11-03" of an hour.
std::string date_of_hour(std::int64_t hour);

}  // namespace aicost
