// What is broken is named, and takes nothing else with it.
#include <algorithm>
#include <random>
#include <vector>

#include "packing.hpp"
#include "reading.hpp"
#include "usage/messages.hpp"
#include "usage/scan.hpp"

namespace damage_test {

using namespace aicost;
using namespace aicost::usage_test;

namespace {

std::vector<std::string> session(int messages) {
    std::vector<std::string> lines;
    for (int i = 0; i < messages; ++i)
        lines.push_back(message("m" + std::to_string(i), 10 + static_cast<std::uint64_t>(i), 5));
    return lines;
}

std::string joined(const std::vector<std::string>& lines) {
    std::string text;
    for (const std::string& line : lines) text += line;
    return text;
}

}  // namespace

TEST_CASE("a session cut anywhere: whole lines count, the rest is named", "[usage]") {
    const auto lines = session(4);
    const std::string text = joined(lines);
    for (std::size_t size = 1; size <= text.size(); ++size) {
        const std::string cut = text.substr(0, size);
        // a line without its newline is whole when its last bracket is there
        std::uint64_t whole = 0;
        std::size_t at = 0;
        for (const std::string& line : lines) {
            if (at + line.size() - 1 <= size) ++whole;
            at += line.size();
        }
        const bool partial = static_cast<std::uint64_t>(std::count(cut.begin(), cut.end(), '\n')) == whole &&
                             cut.back() != '\n';
        const UsageLog log = read_text(cut);
        if (log.formats.empty()) {  // too little to be recognised: then the file is named
            REQUIRE(log.others.size() == 1);
            REQUIRE(whole == 0);
            continue;
        }
        REQUIRE(requests(log) == whole);
        REQUIRE(log.fault_count == (partial ? 1U : 0U));
        if (!partial) continue;
        // the same where another line follows
        const UsageLog more = read_text(cut + "\n" + message("more", 1, 1));
        REQUIRE(requests(more) == whole + 1);
        const std::string start = cut.substr(cut.rfind('\n') + 1);
        const bool nameless = start.find("\"assistant\"") == std::string::npos && start.back() == '}';
        REQUIRE(more.fault_count == (nameless ? 0U : 1U));
    }
}

TEST_CASE("shuffled, doubled and packed sessions have the same totals", "[usage]") {
    auto lines = session(50);
    const TokenCounts wanted = total(read_text(joined(lines)));
    CHECK(wanted == TokenCounts{50 * 10 + 49 * 50 / 2, 350, 1500, 0, 250});
    std::mt19937 random(7);
    auto shuffled = lines;
    shuffled.insert(shuffled.end(), lines.begin(), lines.end());
    std::shuffle(shuffled.begin(), shuffled.end(), random);
    const UsageLog twice = read_text(joined(shuffled));
    CHECK(total(twice) == wanted);
    CHECK(twice.duplicates == 50);
    CHECK(requests(twice) == 50);

    for (const auto& pack : {gzip, zstd}) {
        const UsageLog packed = read_text(pack(joined(lines)));
        CHECK(total(packed) == wanted);
        CHECK(packed.fault_count == 0);
        const auto half = static_cast<std::ptrdiff_t>(lines.size() / 2);
        const UsageLog parts = read_text(pack(joined({lines.begin(), lines.begin() + half})) +
                                         pack(joined({lines.begin() + half, lines.end()})));
        CHECK(total(parts) == wanted);
        std::string cut = pack(joined(lines));
        cut.resize(cut.size() / 2);
        const UsageLog broken = read_text(cut);
        REQUIRE(broken.fault_count >= 1);
        CHECK(requests(broken) > 15);
        CHECK(requests(broken) < 50);
    }
}

TEST_CASE("bytes that are no text: the lines that they hit are named, the others count", "[usage]") {
    std::mt19937 random(11);
    for (int round = 0; round < 60; ++round) {
        auto lines = session(40);
        std::string text = joined(lines);
        const std::size_t begin = random() % text.size(), size = 20 + random() % (text.size() / 2);
        const std::size_t end = std::min(text.size(), begin + size);
        for (std::size_t i = begin; i < end; ++i) text[i] = static_cast<char>(random());
        std::uint64_t untouched = 0;
        std::size_t at = 0;
        for (const std::string& line : lines) {
            // the newline before it must be there too
            if (at + line.size() <= begin || at > end) ++untouched;
            at += line.size();
        }
        const UsageLog log = read_text(text);
        if (log.formats.empty()) {
            REQUIRE(log.others.size() == 1);
            continue;
        }
        REQUIRE(requests(log) >= untouched);
        REQUIRE(requests(log) <= untouched + 2);
        REQUIRE(log.fault_count >= 1);
    }
}

TEST_CASE("broken entries of every format are counted and named by line", "[usage]") {
    const auto fault_line = [](const std::string& text) {
        const UsageLog log = read_text(text);
        REQUIRE(log.fault_count == 1);
        CHECK(requests(log) == 1);
        return log.faults.at(0).line;
    };
    const std::string ollama =
        R"({"model":"m","created_at":"2026-11-03T11:02:31Z","done":true,"eval_count":2})";
    CHECK(fault_line(ollama + "\n" + ollama.substr(0, 40) + "\n") == 2);
    CHECK(fault_line(ollama.substr(0, 55) + "\n" + ollama + "\n") == 1);
    CHECK(fault_line(ollama + "\n" +
                     R"({"model":"m","created_at":"2026-11-03T11:02:31Z","done":true,"eval_count":-2})") ==
          2);
    const std::string litellm =
        R"({"request_id":"1","prompt_tokens":5,"completion_tokens":3,"startTime":"2026-11-03T10:00:00Z","model":"m"})";
    CHECK(
        fault_line(
            "[\n" + litellm + ",\n" +
            R"({"request_id":"2","prompt_tokens":"five","completion_tokens":3,"startTime":"2026-11-03T10:00:00Z"}])") ==
        3);
    const std::string csv =
        "generation_id,created_at,cost_total,tokens_prompt,tokens_completion,tokens_cached,model_permaslug\n"
        "g1,2026-11-03 10:12:44.301,0.0007,8200,410,4100,m\n";
    CHECK(fault_line(csv + "g2,2026-11-03 10:12:44.301,0.0007,8200\n") == 3);
    CHECK(fault_line(csv + "g2,2026-13-03 10:12:44.301,0.0007,8200,410,4100,m\n") == 3);
    CHECK(fault_line(csv + "g2,2026-11-03 10:12:44.301,0.0007,10,410,4100,m\n") == 3);
    const std::string good = message("a", 1, 1);
    CHECK(fault_line(good + message("b", 1, 1, "yesterday")) == 2);
    CHECK(
        fault_line(
            good +
            R"({"type":"assistant","message":{"usage":{"input_tokens":1.5,"output_tokens":1}},"timestamp":"2026-11-03T10:00:00Z"})") ==
        2);
    CHECK(
        fault_line(
            good +
            R"({"type":"assistant","message":{"usage":{"output_tokens":1}},"timestamp":"2026-11-03T10:00:00Z"})") ==
        2);
}

TEST_CASE("damage between the entries of a report is named, and the entries after it count", "[usage]") {
    const auto bucket = [](int day) {
        return "{\"start_time\":" + std::to_string(1793491200 + day * 86400) +
               ",\"end_time\":" + std::to_string(1793577600 + day * 86400) +
               ",\"results\":[{\"input_tokens\":10,\"output_tokens\":1,\"num_model_requests\":1,\"model\":"
               "\"m\"}]}";
    };
    const std::string begin = "{\"object\":\"page\",\"data\":[" + bucket(0) + ",";
    const std::string end = bucket(2) + "],\"has_more\":false}";
    CHECK(requests(read_text(begin + bucket(1) + "," + end)) == 3);
    for (const std::string& damage : {std::string("garbage,"), std::string("\x01\x02,"), std::string("],"),
                                      std::string("\"quoted\","), bucket(1).substr(0, 60) + "\n,"}) {
        const UsageLog log = read_text(begin + damage + end);
        INFO(damage);
        CHECK(log.fault_count >= 1);
        const bool cut = damage.size() > 20;  // an entry that is cut takes the rest of its line with it
        CHECK(requests(log) >= (cut ? 1U : 2U));
    }
    const UsageLog truncated = read_text(begin + bucket(1).substr(0, 70));
    CHECK(requests(truncated) == 1);
    CHECK(truncated.fault_count == 1);
}

TEST_CASE("a large file is read in slices: nothing is lost between them, lines keep their numbers",
          "[usage]") {
    std::string text;
    std::uint64_t lines = 0;
    const std::string filler =
        R"({"type":"user","sessionId":"s","content":")" + std::string(3000, 'x') + "\"}\n";
    std::uint64_t broken_line = 0;
    while (text.size() < (std::size_t{36} << 20U)) {
        text += message("m" + std::to_string(lines), 2, 1);
        text += filler;
        lines += 2;
        if (broken_line == 0 && text.size() > (std::size_t{20} << 20U)) {
            text += "{\"cut\": \n";
            broken_line = ++lines;
        }
    }
    const TemporaryDirectory directory;
    const std::string file = directory.write("big.jsonl", text);
    for (const unsigned threads : {1U, 2U, 5U}) {
        const UsageLog log = read_usage({file, file}, {.threads = threads});
        CHECK(requests(log) == (lines - 1) / 2);
        CHECK(log.duplicates == 0);
        REQUIRE(log.fault_count == 1);
        CHECK(log.faults[0].line == broken_line);
    }
}

TEST_CASE("the wide scan of a line finds what the portable one finds", "[usage]") {
    if (!usage::detail::has_wide_scan()) {
        WARN("skipped: this processor has no wide instructions");
        return;
    }
    std::mt19937 random(3);
    const std::string pieces[] = {
        "\"usage\"", "\"assistant\"", "\n",   "\"usage", "usage\"", "\t", std::string(1, '\0'), "g{",
        "x",         "{\"",           "\x1f", "\r",      "\xc3\xa9"};
    for (int round = 0; round < 3000; ++round) {
        std::string text(random() % 70, 'a');
        for (int i = 0; i < 6; ++i)
            text += pieces[random() % std::size(pieces)] + std::string(random() % 40, 'b');
        const std::size_t size = text.size() - random() % 8;
        text += std::string(usage::padding, '"');
        const auto wide = usage::detail::scan_line_wide(text.data(), text.data() + size);
        const auto plain = usage::detail::scan_line_portable(text.data(), text.data() + size);
        REQUIRE(wide.end == plain.end);
        REQUIRE(wide.usage == plain.usage);
        REQUIRE(wide.assistant == plain.assistant);
        REQUIRE(wide.binary == plain.binary);
    }
}

TEST_CASE("messages: the copy that is kept does not depend on the order", "[usage]") {
    std::mt19937_64 random(5);
    usage::Cells cells;
    std::vector<usage::Message> all;
    for (std::uint64_t i = 0; i < 30000; ++i) {
        usage::Message one;
        one.hash = usage::hash_of(std::to_string(i % 20000));
        const char* const models[] = {"a", "b", "c"};
        one.cell =
            cells.number_of({490000 + static_cast<std::int64_t>(random() % 100), {models[random() % 3]}});
        // some do not fit the small records
        const std::uint64_t limit = i % 50 == 0 ? std::uint64_t{1} << 40U : 100000;
        one.tokens = {random() % limit, random() % limit, random() % 1000, random() % 10, random() % 50};
        one.nano_dollars = i % 3 == 0 ? static_cast<std::int64_t>(random() % 5000000000) : -1;
        all.push_back(one);
    }
    const auto kept = [&] {
        usage::Messages messages(cells);
        std::uint64_t fresh = 0;
        for (const auto& one : all) fresh += messages.add(one) ? 1U : 0U;
        CHECK(fresh == 20000);
        std::uint64_t sum = 0, count = 0;
        messages.each([&](const usage::Message& m) {
            ++count;
            sum += m.hash * (m.cell + 3 * m.tokens.total() + 7 * static_cast<std::uint64_t>(m.nano_dollars) +
                             11 * m.tokens.cache_read + 13 * m.tokens.cache_write_1h);
        });
        CHECK(count == 20000);
        return sum;
    };
    const std::uint64_t first = kept();
    std::reverse(all.begin(), all.end());
    CHECK(kept() == first);
    std::shuffle(all.begin(), all.end(), random);
    CHECK(kept() == first);
}

}  // namespace damage_test
