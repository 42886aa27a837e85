// Texts as files, read as usage logs.
#pragma once

#include <sys/mman.h>
#include <unistd.h>

#include <fstream>
#include <string>

#include "aicost/usage.hpp"
#include "catch.hpp"
#include "temporary_directory.hpp"

namespace aicost::usage_test {

inline UsageLog read_text(const std::string& text, UsageReadOptions options = {}) {
    const int memory = ::memfd_create("log", MFD_CLOEXEC);  // thousands of files would wait for the disk
    REQUIRE(memory >= 0);
    const std::string file = "/proc/self/fd/" + std::to_string(memory);
    std::ofstream(file, std::ios::binary) << text;
    UsageLog log = read_usage({file}, options);
    ::close(memory);
    return log;
}

inline TokenCounts total(const UsageLog& log) {
    TokenCounts sum;
    for (const auto& [key, hours] : log.series) {
        for (const auto& [hour, amount] : hours) sum += amount.tokens;
    }
    return sum;
}

inline std::uint64_t requests(const UsageLog& log) {
    std::uint64_t sum = 0;
    for (const auto& [key, hours] : log.series) {
        for (const auto& [hour, amount] : hours) sum += amount.requests;
    }
    return sum;
}

inline double dollars(const UsageLog& log) {
    std::int64_t sum = 0;
    for (const auto& [key, hours] : log.series) {
        for (const auto& [hour, amount] : hours) sum += amount.nano_dollars;
    }
    return static_cast<double>(sum) * 1e-9;
}

inline std::string format_of(const UsageLog& log) {
    return log.formats.size() == 1 ? log.formats.begin()->first : "";
}

// A line of a Claude Code session.
inline std::string message(const std::string& id, std::uint64_t input, std::uint64_t output,
                           const std::string& time = "2026-11-03T09:15:06.511Z") {
    return R"({"sessionId":"s","message":{"id":")" + id +
           R"(","role":"assistant","model":"claude-sonnet-5","content":[{"type":"text","text":"a \"usage\" {"}],)" +
           R"("usage":{"input_tokens":)" + std::to_string(input) +
           R"(,"cache_creation_input_tokens":30,"cache_read_input_tokens":7,"output_tokens":)" +
           std::to_string(output) + R"(}},"requestId":"r-)" + id + R"(","type":"assistant","timestamp":")" +
           time + "\"}\n";
}

}  // namespace aicost::usage_test
