// The formats that aicost reads: one row each. docs/usage.md says what each of them counts.
#pragma once

#include <memory>
#include <set>
#include <span>
#include <string>
#include <string_view>

#include "usage/sink.hpp"

namespace aicost::usage {

// What the beginning of a file looks like.
struct Shape {
    char first = '\0';            // its first byte that is no blank
    std::string_view first_line;  // of text that is no JSON
    std::string_view text;
    // Keys of JSON: those of the root object, or of the objects in a root array; and those further in.
    std::set<std::string, std::less<>> keys, inner;

    [[nodiscard]] bool has(std::string_view key) const { return keys.find(key) != keys.end(); }
    [[nodiscard]] bool has_inner(std::string_view key) const { return inner.find(key) != inner.end(); }
};

class Reader {
public:
    Reader() = default;
    Reader(const Reader&) = delete;
    Reader& operator=(const Reader&) = delete;
    virtual ~Reader() = default;
    virtual void feed(std::string_view chunk) = 0;
    virtual void finish() {}
};

struct FormatRow {
    std::string_view name;
    bool lines;      // its reader wants whole lines
    bool sliceable;  // each line stands for itself
    bool (*matches)(const Shape& shape);
    std::unique_ptr<Reader> (*reader)(Sink& sink);
    std::string_view cached;   // where its cached tokens stand
    std::string_view refusal;  // not empty: recognised, but there are no tokens a day in it; why
};

std::span<const FormatRow> usage_formats();
Shape shape_of(std::string_view prefix);
// None where no format fits.
const FormatRow* recognise(std::string_view prefix);

std::unique_ptr<Reader> claude_code_reader(Sink& sink);
std::unique_ptr<Reader> openai_usage_reader(Sink& sink);
std::unique_ptr<Reader> openai_usage_csv_reader(Sink& sink);
std::unique_ptr<Reader> openai_responses_reader(Sink& sink);
std::unique_ptr<Reader> anthropic_usage_reader(Sink& sink);
std::unique_ptr<Reader> ccusage_reader(Sink& sink);
std::unique_ptr<Reader> litellm_reader(Sink& sink);
std::unique_ptr<Reader> openrouter_reader(Sink& sink);
std::unique_ptr<Reader> vllm_reader(Sink& sink);
std::unique_ptr<Reader> ollama_reader(Sink& sink);

}  // namespace aicost::usage
