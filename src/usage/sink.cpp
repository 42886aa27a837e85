#include "usage/sink.hpp"

#include <algorithm>
#include <cmath>

namespace aicost {

TokenCounts& TokenCounts::operator+=(const TokenCounts& other) {
    fresh_input += other.fresh_input;
    cache_read += other.cache_read;
    cache_write += other.cache_write;
    cache_write_1h += other.cache_write_1h;
    output += other.output;
    return *this;
}

UsageAmount& UsageAmount::operator+=(const UsageAmount& other) {
    tokens += other.tokens;
    requests += other.requests;
    searches += other.searches;
    nano_dollars += other.nano_dollars;
    return *this;
}

namespace usage {

namespace {

constexpr double nano = 1e9;
constexpr double max_dollars = 1e6;  // of one row: more is an error in the log
constexpr std::int64_t last_hour_of_9999 = 70389528;

}  // namespace

std::string_view other_tier(std::string_view name) {
    for (const std::string_view ordinary : {"", "standard", "default", "auto", "batch"}) {
        if (name == ordinary) return {};
    }
    return name;
}

std::string_view other_region(std::string_view name) {
    for (const std::string_view anywhere : {"", "global", "not_available", "any"}) {
        if (name == anywhere) return {};
    }
    return name;
}

// Cached facts about a row's model and whatever else its price depends on, except for hour and prompt.
Sink::Known& Sink::known(const Row& row) {
    const bool costed = row.dollars.has_value();
    const std::string_view group = group_of(row);
    const auto same = [&](const Known& one) {
        const UsageKey& key = one.key;
        return key.model == row.model && key.tier == row.tier && key.batch == row.batch &&
               key.costed == costed && key.time == row.time && key.region == row.region && key.group == group;
    };
    if (last_known_ < known_.size() && same(known_[last_known_])) return known_[last_known_];
    for (last_known_ = 0; last_known_ < known_.size(); ++last_known_) {
        if (same(known_[last_known_])) return known_[last_known_];
    }
    constexpr std::size_t max_known = 256;  // bounds the memory for a log with endless model names
    if (known_.size() == max_known) known_.clear();
    last_known_ = known_.size();
    Known& added = known_.emplace_back();
    added.key = {std::string(row.model),
                 std::string(row.tier),
                 row.batch,
                 UsageKey::Prompt::unknown,
                 costed,
                 row.time,
                 std::string(row.region),
                 std::string(group)};
    if (shared_.options.long_prompts_above)
        added.long_prompts_above = shared_.options.long_prompts_above(row.model);
    return added;
}

std::string_view Sink::group_of(const Row& row) const {
    switch (shared_.options.group) {
        case UsageReadOptions::Group::none: break;
        case UsageReadOptions::Group::project: return row.project;
        case UsageReadOptions::Group::session: return row.session;
        case UsageReadOptions::Group::user: return row.user;
    }
    return {};
}

std::uint32_t Sink::cell_of(const Row& row, std::int64_t hour) {
    Known& one = known(row);
    UsageKey::Prompt prompt = row.prompt;
    int step = row.step;
    if (prompt == UsageKey::Prompt::unknown && row.requests == 1) {
        const std::uint64_t tokens = row.prompt_tokens > 0 ? row.prompt_tokens : row.tokens.input();
        for (const double threshold : one.long_prompts_above)
            step += static_cast<double>(tokens) > threshold ? 1 : 0;
        prompt = step > 0 ? UsageKey::Prompt::longer : UsageKey::Prompt::regular;
    }
    step = std::min(step, max_prompt_steps);
    const std::int64_t place = hour * 64 + step * 4 + static_cast<int>(prompt);
    if (place == one.last_place) return one.last_cell;
    const auto [at, added] = one.cells.try_emplace(place, 0);
    if (added) {
        one.key.prompt = prompt;
        one.key.step = step;
        at->second = shared_.cells.number_of({hour, one.key});
    }
    one.last_place = place;
    return one.last_cell = at->second;
}

void Sink::add(const Row& row, std::uint64_t line) {
    std::int64_t hour = 0;
    std::int64_t place = 0;  // the hour, or the minute if minutes are asked for
    if (row.time != UsageKey::Time::none) {
        const std::int64_t local = row.seconds + shared_.offset(row.seconds);
        hour = row.time == UsageKey::Time::day ? row.seconds / 86400 * 24 : local / 3600;
        if (local < 0 || hour > last_hour_of_9999) return fault(line, "its time is out of range");
        place = hour;
        if (shared_.options.minutes) place = row.time == UsageKey::Time::day ? hour * 60 : local / 60;
    }
    Message message;
    if (row.dollars) {
        if (!(*row.dollars >= 0.0 && *row.dollars <= max_dollars))
            return fault(line, "its cost is not an amount of dollars that one entry can have");
        message.nano_dollars = std::llround(*row.dollars * nano);
    }
    message.hash = row.identity;
    message.cell = cell_of(row, place);
    message.tokens = row.tokens;
    message.requests = row.requests;
    message.searches = row.searches;
    ++findings_.rows;
    if (row.time != UsageKey::Time::none) {
        findings_.first_hour = std::min(findings_.first_hour.value_or(hour), hour);
        const std::int64_t last = row.time == UsageKey::Time::day ? hour + 23 : hour;
        findings_.last_hour = std::max(findings_.last_hour.value_or(last), last);
    }
    if (row.identity == 0) {
        loose_[message.cell] +=
            {message.tokens, message.requests, row.dollars ? message.nano_dollars : 0, message.searches};
        return;
    }
    if (row.side) {  // one for all of its replays; only at the end is it known whether there is an original
        constexpr std::uint64_t low16 = 0xffff;
        message.hash = std::max<std::uint64_t>(message.hash & ~low16, 1);
    }
    if (!(row.side ? shared_.side : shared_.messages).add(message)) ++findings_.duplicates;
}

void Sink::observe(std::int64_t first_second, std::int64_t end_second) {
    if (first_second < 0 || end_second <= first_second || end_second / 3600 > last_hour_of_9999) return;
    const std::int64_t first = first_second / 3600, last = (end_second - 1) / 3600;
    findings_.first_hour = std::min(findings_.first_hour.value_or(first), first);
    findings_.last_hour = std::max(findings_.last_hour.value_or(last), last);
}

void Sink::fault(std::uint64_t line, std::string what) {
    ++findings_.fault_count;
    if (findings_.faults.size() < max_faults) findings_.faults.push_back({{}, line, std::move(what)});
}

void Sink::note(std::string text) {
    if (std::find(findings_.notes.begin(), findings_.notes.end(), text) == findings_.notes.end())
        findings_.notes.push_back(std::move(text));
}

Findings Sink::take() {
    Findings all = std::move(findings_);
    findings_ = {};
    return all;
}

}  // namespace usage

}  // namespace aicost
