#include "usage/hourly.hpp"

#include <charconv>
#include <cinttypes>
#include <cstdio>
#include <string>
#include <vector>

#include "usage/csv.hpp"
#include "usage/formats.hpp"
#include "usage/report_value.hpp"

namespace aicost {

namespace {

std::string quoted(std::string text, bool safe) {
    // a spreadsheet would run this as a formula; a leading quote makes it text
    constexpr std::string_view begins_formula = "=+-@\t\r\n";
    if (safe && !text.empty() && begins_formula.find(text.front()) != begins_formula.npos)
        text.insert(0, 1, '\'');
    if (text.find_first_of(",\"\r\n") == text.npos) return text;
    std::string result = "\"";
    for (const char c : text) {
        if (c == '"') result += '"';
        result += c;
    }
    return result + "\"";
}

constexpr std::string_view hourly_header =
    "time,model,tier,region,batch,prompt,group,fresh_input,cache_read,cache_write,cache_write_1h,output,"
    "requests,"
    "searches,cost,source\n";

// "long-2": above the model's second threshold.
std::string prompt_name(const UsageKey& key) {
    switch (key.prompt) {
        case UsageKey::Prompt::unknown: return "";
        case UsageKey::Prompt::regular: return "regular";
        case UsageKey::Prompt::longer: break;
    }
    return key.step > 0 ? "long-" + std::to_string(key.step) : "long";
}

}  // namespace

std::string hourly_rows(const UsageLog& log, bool safe) {
    std::vector<std::string> rows;
    std::uint64_t content = log.fingerprint;
    for (const auto& [key, hours] : log.series) {
        for (const auto& [hour, amount] : hours) {
            std::string time;
            if (key.time != UsageKey::Time::none) time = date_of_hour(hour);
            if (key.time == UsageKey::Time::hour) {
                char text[16];
                std::snprintf(text, sizeof text, "T%02d:00Z", static_cast<int>(hour % 24));
                time += text;
            }
            std::string cost;
            if (key.costed) {
                char text[40];
                std::snprintf(text, sizeof text, "%" PRId64 ".%09" PRId64, amount.nano_dollars / 1000000000,
                              amount.nano_dollars % 1000000000);
                cost = text;
            }
            const auto number = [](std::uint64_t value) { return "," + std::to_string(value); };
            const std::string numbers = number(amount.tokens.fresh_input) + number(amount.tokens.cache_read) +
                                        number(amount.tokens.cache_write) +
                                        number(amount.tokens.cache_write_1h) + number(amount.tokens.output) +
                                        number(amount.requests) + number(amount.searches) + "," + cost + ",";
            const auto row = [&, &key = key](bool for_spreadsheets) {
                const auto word = [&](const std::string& text) { return quoted(text, for_spreadsheets); };
                return time + "," + word(key.model) + "," + word(key.tier) + "," + word(key.region) + "," +
                       (key.batch ? "true" : "false") + "," + prompt_name(key) + "," + word(key.group) +
                       numbers;
            };
            content += usage::hash_of(row(false));  // the same use, however it is written
            rows.push_back(row(safe));
        }
    }
    // equal rows of another log are another use: the log's fingerprint tells them apart
    char source[20];
    std::snprintf(source, sizeof source, "%016" PRIx64, content);
    std::string text(hourly_header);
    for (const std::string& row : rows) text += row + source + "\n";
    return text;
}

namespace usage {

namespace {

// Throws if the text is neither empty nor a known kind of prompt.
void read_prompt(std::string_view text, Row& row) {
    if (text.empty()) return;
    if (text == "regular" || text == "short") {
        row.prompt = UsageKey::Prompt::regular;
        return;
    }
    const bool plain = text == "long" || text == "longer";
    constexpr std::string_view stepped = "long-";
    if (text.starts_with(stepped)) {
        const char* end = text.data() + text.size();
        const auto [at, error] = std::from_chars(text.data() + stepped.size(), end, row.step);
        if (error != std::errc() || at != end || row.step < 1) row.step = -1;
    } else if (!plain) {
        row.step = -1;
    }
    if (row.step < 0)
        throw Broken{"prompt: is not regular, long or long-2 (got \"" + std::string(text) + "\")"};
    row.prompt = UsageKey::Prompt::longer;
}

void read_row(const Fields& fields, std::uint64_t line, Sink& sink) {
    Row row;
    const std::string_view time = fields.text("time");
    if (time.empty()) {
        row.time = UsageKey::Time::none;
    } else {
        row.seconds = fields.time("time");
        if (time.size() == 10) row.time = UsageKey::Time::day;
    }
    row.tokens = {fields.count_or_none("fresh_input"), fields.count_or_none("cache_read"),
                  fields.count_or_none("cache_write"), fields.count_or_none("cache_write_1h"),
                  fields.count_or_none("output")};
    row.requests = fields.count_or_none("requests");
    row.searches = fields.count_or_none("searches");
    row.model = fields.text("model");
    row.tier = other_tier(fields.text("tier"));
    row.region = other_region(fields.text("region"));
    const std::string_view batch = fields.text("batch");
    row.batch = batch == "true" || batch == "True" || batch == "1" || batch == "t";
    read_prompt(fields.text("prompt"), row);
    row.dollars = fields.number("cost");
    row.project = fields.text({"group", "project"});
    row.session = fields.text({"group", "session"});
    row.user = fields.text({"group", "user"});
    // equal rows are copies if they name their source; without a source each counts
    if (!fields.text("source").empty()) row.identity = fields.identity(hash_of("hourly rows"));
    sink.add(row, line);
}

}  // namespace

constinit const FormatRow hourly_rows_format = {
    .name = "hourly rows",
    .cached = "beside fresh_input",
    .matches =
        [](const Shape& s) {
            return has_columns(s, {"time", "model", "fresh_input", "output"});
        },
    .bytes = each_row<read_row>,
    .lines = true,
};

}  // namespace usage

}  // namespace aicost
