#include "cli/describe/choices.hpp"

#include <algorithm>

#include "report/format/formats.hpp"

namespace aicost {

namespace {

bool is_plain_word(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
        return (c >= 'a' && c <= 'z') || c == '-' || c == '_';
    });
}

// The alternatives of "a|b NAME|[c]" that begin with a plain word: "a", "b".
std::vector<std::string> alternatives_of(std::string_view text) {
    std::vector<std::string> words;
    while (!text.empty()) {
        const auto bar = text.find('|');
        std::string_view one = text.substr(0, bar);
        text = bar == std::string_view::npos ? std::string_view() : text.substr(bar + 1);
        one = one.substr(std::min(one.find_first_not_of(' '), one.size()));
        one = one.substr(0, one.find(' '));
        if (is_plain_word(one) && one != "-") words.emplace_back(one);
    }
    return words;
}

bool has_workbook(const Command& command) {
    return std::any_of(std::begin(formats), std::end(formats), [&](const Format& format) {
        return part_read_by(format.name) == Part::workbook && has_command(format.commands, command.name);
    });
}

}  // namespace

std::string help_of(const OptionRow& row, const Command& command) {
    std::string help(row.help);
    const std::string_view usual = "[table]";
    const auto at = row.value == "FORMAT" ? help.find(usual) : std::string::npos;
    if (at != std::string::npos) help.replace(at, usual.size(), "[" + std::string(command.format) + "]");
    const std::string_view last = " or html";
    const auto end = help.find(last);
    if (row.value == "FORMAT" && end != std::string::npos && has_workbook(command))
        help.replace(end, last.size(), ", html or xlsx");
    return help;
}

std::vector<std::string> choices(const OptionRow& row, const Command& command) {
    if (row.value == "FORMAT") {
        std::vector<std::string> names;
        for (const Format& format : formats) {
            if (has_command(format.commands, command.name)) names.emplace_back(format.name);
        }
        return names;
    }
    if (names_of(row).full == "--profile") {
        std::vector<std::string> names;
        for (const std::string_view name : built_in_profiles()) names.emplace_back(name);
        return names;
    }
    return alternatives_of(row.value);
}

std::vector<std::string> choices(const Command& command) {
    if (command.words == profile_word || command.name == "diff") {
        std::vector<std::string> names;
        for (const std::string_view name : built_in_profiles()) names.emplace_back(name);
        return names;
    }
    return command.words.find('|') == std::string_view::npos ? std::vector<std::string>{}
                                                             : alternatives_of(command.words);
}

bool takes_file(std::string_view value) { return value.find("FILE") != std::string_view::npos; }

OptionNames names_of(const OptionRow& row) {
    const auto comma = row.names.find(',');
    if (comma == std::string_view::npos) return {{}, row.names};
    return {row.names.substr(0, comma), row.names.substr(comma + 1)};
}

}  // namespace aicost
