#include "cli/help.hpp"

#include <algorithm>

#include "cli/describe/choices.hpp"
#include "text/text_width.hpp"

namespace aicost {

namespace {

constexpr std::size_t help_width = 80;

std::string option_names(const OptionRow& row) {
    std::string names(row.names);
    const auto comma = names.find(',');
    names =
        comma == std::string::npos ? "    " + names : names.substr(0, comma) + ", " + names.substr(comma + 1);
    return row.value.empty() ? names : names + " " + std::string(row.value);
}

void add_row(std::string& out, const std::string& left, std::string_view right, std::size_t indent) {
    std::string line = "  " + left;
    if (text_width(line) + 2 > indent) {
        out += line + "\n";
        line.clear();
    }
    const auto wrapped = wrap(right, help_width - indent);
    for (std::size_t i = 0; i < wrapped.size(); ++i) {
        out += pad_right(i == 0 ? line : std::string(), indent) + wrapped[i] + "\n";
    }
}

}  // namespace

std::string program_help() {
    std::string out =
        "Should we run this model on our own hardware, or pay a cloud by the token?\n"
        "\n"
        "usage: aicost COMMAND [OPTION...]\n"
        "\n"
        "commands:\n";
    std::size_t indent = 0;
    for (const Command* command : commands()) indent = std::max(indent, command->name.size() + 4);
    for (const Command* command : commands())
        add_row(out, std::string(command->name), command->summary, indent);
    out +=
        "\n"
        "examples:\n"
        "  aicost start                            your own case, by five questions\n"
        "  aicost compare --tokens-per-day 2M      the answer for the article's machine\n"
        "  aicost breakeven                        from which volume on does it pay?\n"
        "\n"
        "`aicost COMMAND --help` tells more; `aicost --version` the version.\n";
    return out;
}

std::string command_help(const Command& command) {
    const std::string name = "aicost " + std::string(command.name);
    std::string out;
    const std::string usage =
        "usage: " + name + (command.words.empty() ? "" : " " + std::string(command.words)) + " [OPTION...]";
    for (const std::string& line : wrap(usage, help_width - 4))
        out += (out.empty() ? "" : "    ") + line + "\n";
    out += "\n";
    for (const std::string& line : wrap(command.details, help_width)) out += line + "\n";
    out += "\nexamples:\n";
    for (const Example& example : command.examples) {
        out += "  " + std::string(example.line) + "\n";
        for (const std::string& line : wrap(example.about, help_width - 6)) out += "      " + line + "\n";
    }
    out += "\noptions:\n";
    constexpr std::size_t indent = 32;
    for (const auto& group : command.options) {
        for (const OptionRow& row : group) {
            add_row(out, option_names(row), help_of(row, command) + (row.repeatable ? " (repeatable)" : ""),
                    indent);
        }
    }
    add_row(out, "-h, --help", "this help", indent);
    return out;
}

}  // namespace aicost
