// What the golden runner reads and runs: cases of a file, and what a command came to.
#pragma once

#include <cstddef>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace fs = std::filesystem;
using Lines = std::vector<std::string>;

inline constexpr std::string_view no_newline = "\\ no newline";

struct Case {
    Lines before;   // what is no case, kept as it is
    Lines command;  // its "$ " and "> " lines
    Lines expected;
    std::size_t line = 0;
    // Of a page: files that it shows before the command, and programs without which the case is skipped.
    std::vector<std::pair<std::string, std::string>> files = {};
    Lines needs = {};
};

struct TestFile {
    std::vector<Case> cases;
    Lines after;
    bool one_directory = false;  // what a case leaves there, the next one finds
};

struct Outcome {
    std::string out, err;
    int code = 0;
};

inline std::string read(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in) throw std::runtime_error(file.string() + ": cannot be read");
    return {std::istreambuf_iterator<char>(in), {}};
}

inline Lines split(std::string_view text) {
    Lines lines;
    while (!text.empty()) {
        const auto end = text.find('\n');
        lines.emplace_back(text.substr(0, end));
        if (end == std::string_view::npos) {
            lines.emplace_back(no_newline);
            break;
        }
        text.remove_prefix(end + 1);
    }
    return lines;
}
