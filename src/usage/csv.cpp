// Exports as CSV, read by the names in their header: OpenRouter's activity, OpenAI's completions usage.
#include <charconv>
#include <cmath>
#include <map>
#include <vector>

#include "text/encoding.hpp"
#include "usage/entries.hpp"
#include "usage/time_text.hpp"

namespace aicost::usage {

namespace {

// The fields of a row by the names of their columns.
class Fields {
public:
    Fields(const std::map<std::string, std::size_t, std::less<>>& columns,
           const std::vector<std::string>& values)
        : columns_(columns), values_(values) {}

    [[nodiscard]] std::string_view text(std::string_view name) const {
        const auto at = columns_.find(name);
        return at == columns_.end() ? std::string_view() : std::string_view(values_[at->second]);
    }
    [[nodiscard]] std::uint64_t count(std::string_view name) const {
        const std::string_view field = text(name);
        std::uint64_t number = 0;
        const auto [end, error] = std::from_chars(field.data(), field.data() + field.size(), number);
        if (field.empty() || error != std::errc() || end != field.data() + field.size() ||
            (number >> 53U) != 0)
            throw Broken{"`" + std::string(name) + "` is not a whole number (got \"" +
                         std::string(field.substr(0, 40)) + "\")"};
        return number;
    }
    [[nodiscard]] std::uint64_t count_or_none(std::string_view name) const {
        return text(name).empty() ? 0 : count(name);
    }
    [[nodiscard]] std::optional<double> dollars(std::string_view name) const {
        const std::string_view field = text(name);
        if (field.empty()) return {};
        double number = 0.0;
        const auto [end, error] = std::from_chars(field.data(), field.data() + field.size(), number);
        if (error != std::errc() || end != field.data() + field.size() || !std::isfinite(number))
            throw Broken{"`" + std::string(name) + "` is not an amount (got \"" +
                         std::string(field.substr(0, 40)) + "\")"};
        return number;
    }

private:
    const std::map<std::string, std::size_t, std::less<>>& columns_;
    const std::vector<std::string>& values_;
};

// RFC 4180: fields with commas, quotes and line ends stand in quotes; quotes in them are doubled.
class Csv : public Reader {
public:
    using Read = void (*)(const Fields& fields, std::uint64_t line, Sink& sink);
    Csv(Sink& sink, Read read) : sink_(sink), read_(read) {}

    void feed(std::string_view chunk) override {
        for (const char c : chunk) step(c);
    }
    void finish() override {
        if (quoted_) {
            sink_.fault(row_line_, "a quote of this line is never closed; nothing after it is read");
        } else if (!field_.empty() || !row_.empty()) {
            end_row();
            sink_.note(no_line_end);
        }
    }

private:
    void step(char c) {
        if (c == '\n') {
            sink_.lines(1);
            ++line_;
        }
        if (c == '\0' || (static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\r' && c != '\t'))
            binary_ = true;
        if (quoted_) {
            if (c == '"') {
                quoted_ = false;
                closed_ = true;
            } else {
                field_ += c;
            }
            constexpr std::size_t longest_field = std::size_t{1} << 20U;
            if (field_.size() > longest_field) {
                sink_.fault(row_line_, "a quoted field of this line does not end within 1 MiB");
                start_row();
            }
            return;
        }
        if (c == '"' && closed_) {  // doubled
            field_ += '"';
            quoted_ = true;
            closed_ = false;
        } else if (c == '"' && field_.empty() && !closed_) {
            quoted_ = true;
        } else if (c == ',') {
            end_field();
        } else if (c == '\n') {
            end_row();
        } else if (c != '\r') {
            if (closed_) stray_ = true;
            field_ += c;
        }
    }
    void end_field() {
        row_.push_back(std::move(field_));
        field_.clear();
        closed_ = false;
    }
    void start_row() {
        row_.clear();
        field_.clear();
        quoted_ = closed_ = stray_ = binary_ = false;
        row_line_ = line_;
    }
    void end_row() {
        end_field();
        const bool blank = row_.size() == 1 && row_[0].empty();
        if (!blank) read_row();
        start_row();
    }
    void read_row() {
        if (binary_) return sink_.fault(row_line_, "is not text");
        if (columns_.empty()) {
            row_[0] = std::string(without_mark(row_[0]));
            for (std::size_t i = 0; i < row_.size(); ++i) columns_.emplace(row_[i], i);
            width_ = row_.size();
            header_ = row_;
            return;
        }
        if (row_ == header_) return;  // files that were put together
        if (stray_) return sink_.fault(row_line_, "has a quote in the middle of a field");
        if (row_.size() != width_)
            return sink_.fault(row_line_, "has " + std::to_string(row_.size()) +
                                              " fields where the header has " + std::to_string(width_));
        try {
            read_(Fields(columns_, row_), row_line_, sink_);
        } catch (const Broken& broken) {
            sink_.fault(row_line_, broken.what);
        }
    }

    Sink& sink_;
    Read read_;
    std::map<std::string, std::size_t, std::less<>> columns_;
    std::vector<std::string> row_, header_;
    std::string field_;
    std::size_t width_ = 0;
    std::uint64_t line_ = 1, row_line_ = 1;
    bool quoted_ = false, closed_ = false, stray_ = false, binary_ = false;
};

// tokens_prompt includes tokens_cached, tokens_completion includes tokens_reasoning.
void openrouter_row(const Fields& fields, std::uint64_t line, Sink& sink) {
    const auto seconds = parse_time(fields.text("created_at"));
    if (!seconds) throw Broken{"has no `created_at` that can be read as a time"};
    Row row;
    row.seconds = *seconds;
    take_cached_out(row.tokens, fields.count("tokens_prompt"), fields.count_or_none("tokens_cached"), 0);
    row.tokens.output = fields.count("tokens_completion");
    row.model = fields.text("model_permaslug");
    row.dollars = fields.dollars("cost_total");
    const std::string_view id = fields.text("generation_id");
    if (!id.empty()) row.identity = hash_of(id, hash_of("openrouter"));
    sink.add(row, line);
}

// input_tokens includes what is read from the cache and what is written to it.
void openai_row(const Fields& fields, std::uint64_t line, Sink& sink) {
    const auto begin = static_cast<std::int64_t>(fields.count("start_time"));
    const auto end = static_cast<std::int64_t>(fields.count("end_time"));
    if (end <= begin) throw Broken{"its bucket ends before it begins"};
    if (end - begin > 86400)
        throw Broken{"its bucket is longer than a day; ask for buckets of a day or less"};
    sink.observe(begin, end);
    if (fields.text("input_tokens").empty()) return;  // a bucket without use
    Row row;
    row.seconds = begin;
    row.time = end - begin <= 3600 ? UsageKey::Time::hour : UsageKey::Time::day;
    take_cached_out(row.tokens, fields.count("input_tokens"), fields.count_or_none("input_cached_tokens"),
                    fields.count_or_none("input_cache_write_tokens"));
    if (!fields.text("input_uncached_tokens").empty())
        check_uncached(row.tokens, fields.count("input_uncached_tokens"));
    row.tokens.output = fields.count_or_none("output_tokens");
    row.requests = fields.count_or_none("num_model_requests");
    row.model = fields.text("model");
    const std::string_view batch = fields.text("batch");
    row.batch = batch == "True" || batch == "true";
    row.tier = other_tier(fields.text("service_tier"));
    row.identity = hash_of(fields.text("start_time"), hash_of("openai export"));
    for (const char* group : {"project_id", "user_id", "api_key_id", "model", "batch", "service_tier"})
        row.identity = hash_of(fields.text(group), row.identity);
    sink.add(row, line);
}

}  // namespace

std::unique_ptr<Reader> openrouter_reader(Sink& sink) { return std::make_unique<Csv>(sink, openrouter_row); }
std::unique_ptr<Reader> openai_usage_csv_reader(Sink& sink) {
    return std::make_unique<Csv>(sink, openai_row);
}

}  // namespace aicost::usage
