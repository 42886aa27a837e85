// make_sessions DIRECTORY BYTES [dense]: writes a tree of Claude Code sessions, DIRECTORY/projects/P/S.jsonl,
// the same each time. Messages stand between long lines of prompts and tool results; three in ten are written
// twice, the second time with more output, as streaming does. `dense`: one file, a short line for each
// message.
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <random>
#include <string>

namespace {

class Writer {
public:
    explicit Writer(bool dense) : dense_(dense) {}

    // A session of about `bytes` bytes, on day `day` of 2026.
    void session(std::ostream& out, std::uint64_t bytes, unsigned day) {
        const std::string session = uuid();
        std::uint64_t ms = std::uint64_t{day} * 86400000 + below(40000000);
        std::uint64_t written = 0;
        while (written < bytes) {
            ms += below(dense_ ? 5 : 20000);
            const std::string text = dense_ || below(100) < 42 ? message(session, ms) : other(session, ms);
            out << text;
            written += text.size();
        }
        total_ += written;
    }
    [[nodiscard]] std::uint64_t total() const { return total_; }

private:
    std::uint64_t below(std::uint64_t limit) { return random_() % limit; }

    std::string hex(int digits) {
        std::string text;
        for (int i = 0; i < digits; ++i) text += "0123456789abcdef"[below(16)];
        return text;
    }
    std::string uuid() { return hex(8) + "-" + hex(4) + "-4" + hex(3) + "-a" + hex(3) + "-" + hex(12); }

    static std::string time(std::uint64_t ms) {
        constexpr int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
        int day = static_cast<int>(ms / 86400000), month = 0;
        while (day >= days[month]) day -= days[month++];
        const int rest = static_cast<int>(ms % 86400000);
        char text[64];
        std::snprintf(text, sizeof text, "2026-%02d-%02dT%02d:%02d:%02d.%03dZ", month + 1, day + 1,
                      rest / 3600000, rest / 60000 % 60, rest / 1000 % 60, rest % 1000);
        return text;
    }

    // Text as it stands in JSON: with escapes, and with what only looks like a use.
    std::string prose(std::uint64_t size) {
        static const char* const words[] = {
            "the",   "function",    "returns",     "a vector",       "of tokens",
            "\\n",   "\\\"so\\\"",  "const auto&", "if (x < 0)",     "\\t",
            "break", "caf\xC3\xA9", "error:",      "\\\\path\\\\to", "file.cpp:120"};
        std::string text;
        while (text.size() < size) {
            if (below(400) == 0) text += "{\\\"usage\\\":{\\\"input_tokens\\\":1}} ";
            text += words[below(std::size(words))];
            text += ' ';
        }
        return text;
    }

    std::string head(const std::string& session) {
        return "{\"parentUuid\":\"" + uuid() +
               "\",\"isSidechain\":false,\"userType\":\"external\",\"cwd\":\"/home/u/p\","
               "\"sessionId\":\"" +
               session + "\",\"version\":\"2.1.0\",\"gitBranch\":\"main\",";
    }

    std::string message(const std::string& session, std::uint64_t& ms) {
        static const char* const models[] = {"claude-sonnet-4-20250514", "claude-sonnet-4-20250514",
                                             "claude-opus-4-20250514", "claude-3-5-haiku-20241022"};
        const std::string id = "msg_01" + hex(22), request = "req_011C" + hex(20), model = models[below(4)];
        const std::string begin = dense_ ? "{\"sessionId\":\"" + session + "\"," : head(session);
        const std::uint64_t input = below(4000) + 1, written = below(3) != 0 ? below(9000) : 0,
                            read = below(150000);
        const std::uint64_t output = below(2500) + 2;
        const bool twice = !dense_ && below(10) < 3;
        std::string text;
        for (int copy = twice ? 0 : 1; copy < 2; ++copy) {
            text += begin + "\"message\":{\"id\":\"" + id +
                    "\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"" + model +
                    "\",\"content\":[";
            if (!dense_) text += "{\"type\":\"text\",\"text\":\"" + prose(100 + below(900)) + "\"}";
            text += "],\"stop_reason\":null,\"usage\":{\"input_tokens\":" + std::to_string(input) +
                    ",\"cache_creation_input_tokens\":" + std::to_string(written) +
                    ",\"cache_read_input_tokens\":" + std::to_string(read) +
                    ",\"cache_creation\":{\"ephemeral_5m_input_tokens\":" + std::to_string(written) +
                    ",\"ephemeral_1h_input_tokens\":0},\"output_tokens\":" +
                    std::to_string(copy == 0 ? 1 + below(output - 1) : output) +
                    ",\"service_tier\":\"standard\"}},\"requestId\":\"" + request +
                    "\",\"type\":\"assistant\",\"uuid\":\"" + uuid() + "\",\"timestamp\":\"" + time(ms) +
                    "\"}\n";
            ms += dense_ ? 0 : 300;
        }
        return text;
    }

    std::string other(const std::string& session, std::uint64_t ms) {
        const bool result = below(3) != 0;
        const std::string content =
            prose(result ? (below(12) != 0 ? 200 + below(2500) : 10000 + below(10000)) : 50 + below(600));
        const std::string end = ",\"uuid\":\"" + uuid() + "\",\"timestamp\":\"" + time(ms) + "\"";
        if (!result)
            return head(session) + "\"type\":\"user\",\"message\":{\"role\":\"user\",\"content\":\"" +
                   content + "\"}" + end + "}\n";
        return head(session) +
               "\"type\":\"user\",\"message\":{\"role\":\"user\",\"content\":[{\"tool_use_id\":\"toolu_" +
               hex(22) + "\",\"type\":\"tool_result\",\"content\":\"" + content + "\"}]}" + end +
               ",\"toolUseResult\":{\"stdout\":\"" + content + "\",\"stderr\":\"\"}}\n";
    }

    std::mt19937_64 random_{20260101};
    bool dense_;
    std::uint64_t total_ = 0;
};

}  // namespace

int main(int argc, char** argv) {
    if (argc < 3) {
        std::cerr << "usage: make_sessions DIRECTORY BYTES [dense]\n";
        return 2;
    }
    const std::filesystem::path directory = argv[1];
    const std::uint64_t bytes = std::strtoull(argv[2], nullptr, 10);
    const bool dense = argc > 3;
    Writer writer(dense);
    unsigned session = 0;
    for (; writer.total() < bytes; ++session) {
        const auto project = directory / "projects" / ("-home-u-p" + std::to_string(session % 20));
        std::filesystem::create_directories(project);
        char name[64];
        std::snprintf(name, sizeof name, "%08u-0000-4000-8000-000000000001.jsonl", session);
        std::ofstream out(project / name, std::ios::binary);
        writer.session(out, dense ? bytes : 1000000 + (session * 7919U) % 90 * 100000, session % 120);
        if (!out) {
            std::cerr << (project / name).string() << ": cannot be written\n";
            return 3;
        }
    }
    std::cerr << session << " files, " << writer.total() << " bytes\n";
}
