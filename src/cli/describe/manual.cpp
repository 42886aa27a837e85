#include "cli/describe/manual.hpp"

#include "cli/describe/choices.hpp"

namespace aicost {

namespace {

// Text as mdoc: each sentence on a line of its own, no line beginning with a control character, dashes and
// backslashes escaped.
std::string escaped(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '\\') {
            out += "\\e";
        } else if (c == '-') {
            out += "\\-";
        } else if (c == '`') {
            out += "\\(ga";
        } else if ((c == '.' || c == '\'') && (i == 0 || text[i - 1] == '\n')) {
            out += std::string("\\&") + c;
        } else if (c == ' ' && i > 1 && text[i - 1] == '.' && text[i - 2] != '.') {
            out += '\n';
        } else {
            out += c;
        }
    }
    return out;
}

void option(std::string& page, const OptionRow& row, std::string_view help) {
    const auto [brief, full] = names_of(row);
    page += ".It ";
    if (!brief.empty()) page += "Fl " + std::string(brief.substr(1)) + " , ";
    page += "Fl \\-" + escaped(full.substr(2));
    if (!row.value.empty()) page += " Ar \"" + escaped(row.value) + "\"";
    page += "\n" + escaped(help) + (row.repeatable ? " (repeatable)" : "") + "\n";
}

void options(std::string& page, std::span<const OptionRow> rows) {
    page += ".Bl -tag -width Ds\n";
    for (const OptionRow& row : rows) option(page, row, row.help);
    page += ".El\n";
}

bool is_shared(std::span<const OptionRow> group) {
    return group.data() == profile_options.data() || group.data() == output_options.data() ||
           group.data() == get_option.data();
}

void command_section(std::string& page, const Command& command) {
    page += ".Ss aicost " + std::string(command.name) + (command.words.empty() ? "" : " ") +
            escaped(command.words) + "\n" + escaped(command.details) + "\n";
    bool shared = false;
    for (const auto& group : command.options) {
        if (is_shared(group)) {
            shared = true;
        } else {
            options(page, group);
        }
    }
    for (const auto& group : command.options) {
        for (const OptionRow& row : group) {  // a shared option with a default of its own
            const std::string help = help_of(row, command);
            if (help == row.help) continue;
            page += ".Bl -tag -width Ds\n";
            option(page, row, help);
            page += ".El\n";
        }
    }
    if (shared) page += ".Pp\nShared options, of those below:\n";
    std::string names;
    for (const auto& group : command.options) {
        if (!is_shared(group)) continue;
        for (const OptionRow& row : group)
            names += (names.empty() ? "" : " ,\n") + std::string(".Fl \\-") +
                     escaped(names_of(row).full.substr(2));
    }
    if (shared) page += names + " .\n";
    for (const Example& example : command.examples) {
        page += ".Pp\n.Dl " + escaped(example.line) + "\n.Pp\n" + escaped(example.about) + "\n";
    }
}

}  // namespace

std::string manual_page() {
    std::string page =
        ".Dd November 22, 2026\n"
        ".Dt AICOST 1\n"
        ".Os aicost " AICOST_VERSION
        "\n"
        ".Sh NAME\n"
        ".Nm aicost\n"
        ".Nd what running a language model costs: local, cloud, hybrid\n"
        ".Sh SYNOPSIS\n"
        ".Nm aicost\n"
        ".Ar command\n"
        ".Op Ar option ...\n"
        ".Sh DESCRIPTION\n"
        ".Nm\n"
        "works out whether a language model should run on own hardware or be paid for by the token in a "
        "cloud:\n"
        "total and discounted cost over a horizon, break\\-even in months and in tokens a day, capacity, "
        "hybrids.\n"
        "It reads profiles (JSON), needs no network, and says of each figure where it comes from.\n"
        ".Sh COMMANDS\n";
    for (const Command* command : commands()) command_section(page, *command);
    page += ".Sh SHARED OPTIONS\nOf most commands; each command's list above says which it has.\n";
    options(page, profile_options);
    page += ".Pp\nFor scripts:\n";
    options(page, get_option);
    page += ".Pp\nOutput:\n";
    options(page, output_options);
    page +=
        ".Sh ENVIRONMENT\n"
        ".Bl -tag -width NO_COLOR\n"
        ".It Ev COLUMNS\nwidth of the output, where no terminal says it\n"
        ".It Ev NO_COLOR\nno colours\n"
        ".It Ev LC_ALL , LC_CTYPE , LANG\nASCII drawings where they name a character set other than UTF\\-8\n"
        ".It Ev XDG_DATA_HOME\nwhere the user's own catalogue stands\n"
        ".El\n"
        ".Sh EXIT STATUS\n"
        ".Bl -tag -width 3\n"
        ".It 0\ndone\n"
        ".It 1\nan assertion of\n.Cm check\ndoes not hold\n"
        ".It 2\nthe command line or an input is wrong, or something could not be evaluated\n"
        ".It 3\na file could not be read or written\n"
        ".El\n"
        ".Sh SEE ALSO\n"
        "The model, every formula of it with a worked number: docs/model.md; profiles: docs/profile.md.\n";
    return page;
}

}  // namespace aicost
