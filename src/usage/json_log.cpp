#include "usage/json_log.hpp"

#include "usage/json_value.hpp"

namespace aicost::usage {

namespace {

// The keys of the arrays that hold entries, in objects around them.
constexpr const char* page_keys[] = {"data",     "results",  "daily",       "projects", "messages",
                                     "entries",  "items",    "generations", "records",  "observations",
                                     "requests", "response", "body",        "info",     "value"};
constexpr int deepest_page = 4;

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find(' ', at), text.size());
        words.emplace_back(text.substr(at, end - at));
        at = end + 1;
    }
    return words;
}

}  // namespace

void Dispatch::read(const Json& entry, std::uint64_t line, int depth) {
    const FormatRow* format = expected_;
    if (format->is_entry == nullptr || !format->is_entry(entry)) format = recognise_entry(entry);
    if (format == nullptr) {
        if (depth < deepest_page && read_page(entry, line, depth)) return;
        if (!expected_->session) sink_.skip("objects that are of no format that aicost knows");
        return;
    }
    if (format->entries == nullptr)
        throw Broken{format->refusal.empty() ? "states no use" : std::string(format->refusal)};
    auto& reader = readers_[format];
    if (reader == nullptr) reader = format->entries(sink_);
    const std::uint64_t rows = sink_.rows();
    try {
        reader->read(entry, line);
    } catch (const Broken& broken) {
        sink_.fault(line, broken.what);
    }
    if (sink_.rows() > rows) sink_.has(*format);
}

// A broken entry does not spoil the others of its page.
void Dispatch::read_inner(const Json& entry, std::uint64_t line, int depth) {
    try {
        if (entry.is_object()) read(entry, line, depth + 1);
    } catch (const Broken& broken) {
        sink_.fault(line, broken.what);
    }
}

bool Dispatch::read_page(const Json& entry, std::uint64_t line, int depth) {
    bool page = false;
    for (const char* key : page_keys) {
        const Json& inner = member(entry, key);
        if (inner.is_array() && !inner.empty() && inner.front().is_object()) {
            page = true;
            for (const Json& one : inner) read_inner(one, line, depth);
        } else if (inner.is_object() && recognise_entry(inner) != nullptr) {
            page = true;
            read_inner(inner, line, depth);
        }
    }
    return page;
}

void Dispatch::finish() {
    for (const auto& [format, reader] : readers_) {
        const std::uint64_t rows = sink_.rows();
        reader->finish();
        if (sink_.rows() > rows) sink_.has(*format);
    }
}

JsonLog::JsonLog(const FormatRow& format, Sink& sink)
    : dispatch_(format, sink),
      entries_(sink, words_of(format.lists), [this](std::string_view entry, std::uint64_t line, Sink&) {
          dispatch_.read(parse_entry(entry), line);
      }) {}

void JsonLog::finish() {
    entries_.finish();
    dispatch_.finish();
}

std::unique_ptr<Reader> reader_of(const FormatRow& format, Sink& sink) {
    if (format.bytes != nullptr) return format.bytes(sink);
    return std::make_unique<JsonLog>(format, sink);
}

}  // namespace aicost::usage
