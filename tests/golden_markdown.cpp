#include "golden_markdown.hpp"

#include <utility>

namespace markdown {

namespace {

constexpr std::string_view fence = "```";

// What stands after `key` in a block's first line: "a.json" of "```json file=a.json" and "file=".
std::string setting(std::string_view fence_line, std::string_view key) {
    const auto at = fence_line.find(key);
    if (at == std::string_view::npos) return {};
    const auto from = fence_line.substr(at + key.size());
    return std::string(from.substr(0, from.find(' ')));
}

Lines names(std::string text) {
    Lines names;
    for (std::size_t comma; !text.empty(); text.erase(0, comma == std::string::npos ? comma : comma + 1)) {
        comma = text.find(',');
        names.push_back(text.substr(0, comma));
    }
    return names;
}

// The empty lines at the end of `lines`, taken off it.
Lines take_empty_end(Lines& lines) {
    Lines end;
    while (!lines.empty() && lines.back().empty()) {
        end.push_back(std::move(lines.back()));
        lines.pop_back();
    }
    return end;
}

}  // namespace

TestFile parse(const fs::path& file) {
    TestFile result;
    result.one_directory = true;
    Lines pending, needs;
    std::vector<std::pair<std::string, std::string>> files;
    bool in_console = false, in_other = false, in_file = false, open = false;
    std::size_t number = 0;
    for (auto& line : split(read(file))) {
        ++number;
        const bool starts_case = in_console && line.starts_with("$ ");
        const bool ends_block = in_console && line == fence;
        if (open && (starts_case || ends_block)) {
            pending = take_empty_end(result.cases.back().expected);
            open = false;
        }
        if (starts_case) {
            result.cases.push_back(
                {std::exchange(pending, {}), {std::move(line)}, {}, number, std::exchange(files, {}), needs});
            open = true;
        } else if (open) {
            auto& last = result.cases.back();
            const bool continues = last.expected.empty() && line.starts_with("> ");
            (continues ? last.command : last.expected).push_back(std::move(line));
        } else {
            if (ends_block) {
                in_console = false;
            } else if (in_console && !line.empty()) {
                throw std::runtime_error(file.string() + ":" + std::to_string(number) +
                                         ": output before a command: " + line);
            } else if (in_other) {
                in_other = line != fence;
                if (in_file && in_other) files.back().second += line + '\n';
            } else if (line.starts_with("```console")) {
                in_console = true;
                needs = names(setting(line, " needs="));
            } else {
                in_other = line.starts_with(fence);
                in_file = in_other && !setting(line, " file=").empty();
                if (in_file) files.emplace_back(setting(line, " file="), "");
            }
            pending.push_back(std::move(line));
        }
    }
    if (in_console) throw std::runtime_error(file.string() + ": a block is not closed");
    result.after = std::move(pending);
    return result;
}

std::string to_text(const TestFile& test) {
    std::string text;
    const auto put = [&](const Lines& lines) {
        for (const auto& line : lines) text += line + '\n';
    };
    for (const auto& one : test.cases) {
        put(one.before);
        put(one.command);
        put(one.expected);
    }
    put(test.after);
    return text;
}

Lines render(const Outcome& outcome) {
    Lines lines;
    for (const auto& stream : {outcome.out, outcome.err}) {
        for (auto& line : split(stream)) {
            if (line != no_newline) lines.push_back(std::move(line));
        }
    }
    take_empty_end(lines);
    if (outcome.code != 0) lines.push_back("(exit code " + std::to_string(outcome.code) + ")");
    return lines;
}

}  // namespace markdown
