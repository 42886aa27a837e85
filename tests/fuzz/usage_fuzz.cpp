// Usage logs: the reader that recognises the input, or the one that --reader names. The totals do not depend
// on where the blocks end.
#include <algorithm>
#include <cstring>
#include <map>
#include <memory>
#include <random>
#include <tuple>

#include "harness.hpp"
#include "usage/format.hpp"
#include "usage/scan.hpp"

using namespace aicost;
using fuzz::expect;

namespace {

const usage::FormatRow* chosen = nullptr;

using Totals = std::map<std::pair<UsageKey, std::int64_t>,
                        std::tuple<std::uint64_t, std::uint64_t, std::uint64_t, std::uint64_t, std::uint64_t,
                                   std::uint64_t, std::int64_t>>;
struct Reading {
    Totals totals;
    usage::Findings found;
};

// Blocks as Input gives them: the first has at least a byte order mark, those of readers that want lines have
// whole ones, and behind each there are bytes that may be read.
Reading read_in_blocks(const usage::FormatRow& format, std::string_view text, std::size_t block) {
    const UsageReadOptions options;
    usage::Shared shared(options);
    usage::Sink sink(shared);
    const auto reader = usage::reader_of(format, sink);
    constexpr std::size_t mark = 3;
    for (bool first = true; !text.empty(); first = false) {
        std::size_t size = std::min(first ? std::max(block, mark) : block, text.size());
        if (format.lines) {
            const auto end = text.find('\n', size - 1);
            size = end == text.npos ? text.size() : end + 1;
        }
        const auto bytes = std::make_unique<char[]>(size + usage::padding);
        std::memcpy(bytes.get(), text.data(), size);
        reader->feed({bytes.get(), size});
        text.remove_prefix(size);
    }
    reader->finish();

    Reading reading;
    reading.found = sink.take();
    const auto sum_up = [&](std::uint32_t number, const TokenCounts& tokens, std::uint64_t requests,
                            std::int64_t nano_dollars) {
        const usage::Cell& cell = *shared.cells.all().at(number);
        auto& [fresh, read, write, hour, output, count, cost] = reading.totals[{cell.key, cell.hour}];
        fresh += tokens.fresh_input, read += tokens.cache_read, write += tokens.cache_write;
        hour += tokens.cache_write_1h, output += tokens.output, count += requests, cost += nano_dollars;
    };
    for (const auto& [cell, amount] : sink.loose())
        sum_up(cell, amount.tokens, amount.requests, amount.nano_dollars);
    for (const usage::Messages* messages : {&shared.messages, &shared.side})
        messages->each([&](const usage::Message& message) {
            sum_up(message.cell, message.tokens, message.requests,
                   std::max<std::int64_t>(0, message.nano_dollars));
        });
    return reading;
}

void expect_sane(const Reading& reading) {
    constexpr std::uint64_t max = std::uint64_t{1} << 60U;
    for (const auto& [key, totals] : reading.totals) {
        const auto& [fresh, read, write, hour, output, count, cost] = totals;
        for (const std::uint64_t sum : {fresh, read, write, hour, output, count})
            expect(sum < max, "a total is no number below 0, wrapped");
        expect(cost >= 0, "a cost is not below 0");
    }
    expect(reading.found.duplicates <= reading.found.rows, "copies are rows");
    expect(reading.found.faults.size() <= reading.found.fault_count, "faults are counted");
    for (const UsageFault& fault : reading.found.faults) expect(!fault.what.empty(), "a fault says what");
}

void expect_same(const Reading& a, const Reading& b) {
    expect(a.totals == b.totals, "totals do not depend on where blocks end");
    expect(a.found.rows == b.found.rows && a.found.duplicates == b.found.duplicates &&
               a.found.fault_count == b.found.fault_count && a.found.skipped == b.found.skipped &&
               a.found.first_hour == b.found.first_hour && a.found.last_hour == b.found.last_hour,
           "findings do not depend on where blocks end");
    for (std::size_t i = 0; i < a.found.faults.size(); ++i)
        expect(a.found.faults[i].what == b.found.faults[i].what &&
                   a.found.faults[i].line == b.found.faults[i].line,
               "faults do not depend on where blocks end: " + a.found.faults[i].what + " / " +
                   b.found.faults[i].what);
}

}  // namespace

extern "C" int LLVMFuzzerInitialize(int* count, char*** words) {
    std::vector<std::string> names;
    for (const usage::FormatRow* row : usage::usage_formats())
        if (row->can_be_read()) names.push_back(fuzz::flag_name(row->name));
    const std::string name = fuzz::chosen_reader(count, words, names);
    for (const usage::FormatRow* row : usage::usage_formats())
        if (row->can_be_read() && fuzz::flag_name(row->name) == name) {
            if (chosen == nullptr) chosen = row;
        }
    return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text = fuzz::text_of(data, size);
    const usage::FormatRow* format = chosen != nullptr ? chosen : usage::recognise(text);
    if (format == nullptr || !format->can_be_read()) return 0;
    const Reading whole = read_in_blocks(*format, text, std::max<std::size_t>(1, text.size()));
    expect_sane(whole);
    // one cut anywhere, and many small ones: the text decides where
    std::uint64_t hash = 14695981039346656037U;
    for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211U;
    expect_same(whole, read_in_blocks(*format, text, 1 + hash % std::max<std::size_t>(1, text.size())));
    expect_same(whole, read_in_blocks(*format, text, 1 + hash % 7));
    return 0;
}

// For replay.cpp: an input of every reader stands in the corpus.
std::string reader_of(std::string_view text) {
    const usage::FormatRow* format = usage::recognise(text);
    return format == nullptr ? std::string() : std::string(format->name);
}
std::vector<std::string> all_readers() {
    std::vector<std::string> names;
    for (const usage::FormatRow* row : usage::usage_formats())
        if (row->can_be_read()) names.emplace_back(row->name);
    return names;
}
