// Usage logs: what was used, by hour and model. docs/usage.md says what each format counts.
//
//   tokens   fresh input, cache reads, cache writes (5 minutes, 1 hour) and output never overlap: a format
//            whose input includes the cached tokens is split as it is read
//   hour     hours since 1970-01-01T00 at the chosen UTC offset
//   cost     what the log itself says was paid, in US dollars; none if it does not say
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

// What a price depends on, and how precisely the time is known.
struct UsageKey {
    enum class Time { hour, day, none };
    enum class Prompt { unknown, regular, longer };  // longer: the long-context price applied

    std::string model;
    std::string tier;  // empty: standard; else "fast", "flex", "priority", …: tiers with other prices
    bool batch = false;
    Prompt prompt = Prompt::unknown;
    bool costed = false;  // the log says what was paid
    Time time = Time::hour;
    std::string region;  // empty: anywhere; else the region that the log states
    std::string group;   // the project, session or user, if grouped by one
    // Of a longer prompt: which of the model's long-context prices applied, from 1; 0: not known.
    int step = 0;

    friend auto operator<=>(const UsageKey&, const UsageKey&) = default;
};

struct UsageAmount {
    TokenCounts tokens;
    std::uint64_t requests = 0;
    std::int64_t nano_dollars = 0;  // an integer, so that sums do not depend on their order
    std::uint64_t searches = 0;     // web searches, charged besides the tokens

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
    std::string problem;  // why it is not one, or could not be read
    bool unreadable = false;
    bool asked_for = false;   // named, not found in a directory
    bool recognised = false;  // a log of a known format, but without any use in it
};

struct UsageFormat {
    std::uint64_t files = 0;
    std::string cached;  // where its cached tokens are counted: "part of input_tokens", "beside input_tokens"
};

struct UsageLog {
    std::map<UsageKey, std::map<std::int64_t, UsageAmount>> series;  // by hour
    std::uint64_t rows = 0;                                          // that record a use, copies included
    std::uint64_t duplicates = 0;                  // copies of a message or entry already counted
    std::map<std::string, std::uint64_t> skipped;  // by reason: rows that are valid but not a use
    std::map<std::string, UsageFormat> formats;
    std::vector<UsageFile> others;        // files that are not counted
    std::vector<UsageFault> partly_read;  // files read, and counted, only up to a fault
    std::vector<UsageFault> faults;       // the first ones, in order of file and line
    std::uint64_t fault_count = 0;
    std::optional<std::int64_t> first_hour, last_hour;  // observed, with use or without; last_hour inclusive
    std::vector<std::string> notes;
    std::map<std::int64_t, UsageAmount> minutes;  // since 1970, of dated uses; empty unless asked for
    std::uint64_t fingerprint = 0;                // of all that was counted, in any order
};

struct UsageReadOptions {
    enum class Group { none, project, session, user };

    int utc_offset_minutes = 0;
    // Seconds east of UTC at a time (seconds since 1970), for zones whose offset changes; overrides
    // utc_offset_minutes. Called by all threads. May be empty.
    std::function<std::int64_t(std::int64_t utc_seconds)> utc_offset;
    Group group = Group::none;  // what UsageKey::group holds
    bool minutes = false;       // whether UsageLog::minutes is filled
    unsigned threads = 0;       // 0: one for each core
    // The rising thresholds of input tokens per request above which a model's long-context prices apply; empty: it
    // has none. Called by all threads, for requests that a log states one by one. May be empty.
    std::function<std::vector<double>(std::string_view model)> long_prompts_above;
};

// Files, directories (all files below them) and "-" for stdin. Never throws over a file's content: what cannot be
// counted is in `faults` and `others`.
UsageLog read_usage(const std::vector<std::string>& paths, const UsageReadOptions& options);

// One price of a model: the newest, or an earlier one.
struct PriceId {
    std::string id;     // of the catalogue
    std::string until;  // YYYY-MM-DD, the first day on which it no longer held; empty: the newest

    friend auto operator<=>(const PriceId&, const PriceId&) = default;
};
struct PriceFact {
    std::string as_of;  // when its source stated them
    std::string source;
    std::string note;  // what the catalogue's prices leave out
};

// US dollars per million tokens for one key, batch discount and long-context prices already applied.
struct UsePrice {
    PriceId id;
    PriceFact fact;
    double fresh_input = 0.0, cache_read = 0.0, cache_write = 0.0, cache_write_1h = 0.0, output = 0.0;
};
struct PriceAnswer {
    std::optional<UsePrice> price;
    std::string why_not;
    bool unless_long = false;  // a short prompt's price; the key does not tell
};
// The price on a day (YYYY-MM-DD); empty: the newest.
using PriceLookup = std::function<PriceAnswer(const UsageKey& key, std::string_view date)>;

// The cost of the tokens at a price, in dollars.
double cost_at(const TokenCounts& tokens, const UsePrice& price);

struct ModelUse {
    std::string model;
    TokenCounts tokens;
    std::uint64_t requests = 0;
    std::optional<double> cost;  // of the priced tokens
    std::uint64_t unpriced_requests = 0;
    std::uint64_t unpriced_tokens = 0;
    std::string why_unpriced;
    std::set<PriceId> prices;
};

struct UsageSummary {
    std::string first_day, last_day;  // empty if nothing is dated
    std::uint64_t days = 0;           // from the first to the last, inclusive
    std::uint64_t days_with_use = 0;
    std::optional<double> tokens_per_day;     // none if the days are not known
    std::optional<double> tokens_on_p95_day;  // 95th percentile, by nearest rank
    TokenCounts tokens;
    std::uint64_t undated_tokens = 0;
    std::uint64_t requests = 0;
    std::uint64_t batch_tokens = 0;
    std::uint64_t searches = 0;                    // of the web
    std::uint64_t unpriced_searches = 0;           // that are not in the cost
    std::map<std::string, std::uint64_t> regions;  // tokens priced as if computed in any region
    std::vector<ModelUse> models;                  // most tokens first
    std::optional<std::array<double, 24>> hours;   // weights with mean 1; none if no hour is known
    double hours_known_share = 0.0;                // of the tokens
    std::optional<double> cost;                    // at catalogue prices, of the priced tokens
    std::uint64_t unpriced_requests = 0;
    std::uint64_t unpriced_tokens = 0;
    TokenCounts priced_tokens;
    TokenCounts paid_tokens;               // of entries without a price that state what they cost
    double paid_without_price = 0.0;       // what these cost
    std::uint64_t tokens_of_requests = 0;  // of entries that state their requests
    std::uint64_t input_of_requests = 0;
    std::array<double, 5> priced_cost{};      // fresh input, cache read, write, 1 h write, output
    std::array<Usd<Money>, 5> newest_cost{};  // the same tokens at the newest prices, whenever used
    std::map<PriceId, PriceFact> prices;
    // Of models whose long prompts cost more, if the log does not say which prompts were long.
    std::uint64_t tokens_of_unknown_prompts = 0;
    struct Reconciliation {
        double in_log = 0.0;     // what the log says, over rows that also have a catalogue price
        double at_prices = 0.0;  // the same rows at catalogue prices
        std::uint64_t requests = 0;
    };
    std::optional<Reconciliation> reconciled;
    std::optional<double> cost_in_log;  // all of it
    std::uint64_t costed_requests = 0;
};

// `undated_days`: how many days the undated tokens cover.
UsageSummary summarise(const UsageLog& log, const PriceLookup& prices,
                       std::optional<double> undated_days = {});

// The date of an hour: "2026-11-03".
std::string date_of_hour(std::int64_t hour);

}  // namespace aicost
