// A JSON file: each entry goes to the reader of its own format, whatever the file began with.
#pragma once

#include <map>
#include <memory>

#include "usage/entries.hpp"
#include "usage/format.hpp"

namespace aicost::usage {

// Passes entries to the readers of their formats; a reader lives as long as its file.
class Dispatch {
public:
    Dispatch(const FormatRow& expected, Sink& sink) : expected_(&expected), sink_(sink) {}

    // An object of the file. Throws Broken.
    void read(const nlohmann::json& entry, std::uint64_t line) { read(entry, line, 0); }
    void finish();

private:
    void read(const nlohmann::json& entry, std::uint64_t line, int depth);
    void read_inner(const nlohmann::json& entry, std::uint64_t line, int depth);
    [[nodiscard]] bool read_page(const nlohmann::json& entry, std::uint64_t line, int depth);

    const FormatRow* expected_;
    Sink& sink_;
    std::map<const FormatRow*, std::unique_ptr<EntryReader>> readers_;
};

class JsonLog : public Reader {
public:
    JsonLog(const FormatRow& format, Sink& sink);
    void feed(std::string_view chunk) override { entries_.feed(chunk); }
    void finish() override;

private:
    Dispatch dispatch_;
    Entries entries_;
};

}  // namespace aicost::usage
