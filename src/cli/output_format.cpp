#include "cli/output_format.hpp"

#include <algorithm>
#include <filesystem>

#include "report/format/formats.hpp"
#include "text/lower_case.hpp"

namespace aicost {

namespace {

struct Ending {
    std::string_view text;
    std::string_view format;
    std::string_view commands = {};  // the only ones that have it
    bool is_other_spelling = false;  // of an earlier row, which is the one to suggest
};
constexpr Ending endings[] = {{".csv", "csv"},
                              {".json", "json"},
                              {".md", "markdown"},
                              {".markdown", "markdown", {}, true},
                              {".html", "html"},
                              {".htm", "html", {}, true},
                              {".xlsx", "xlsx", "compare report"},
                              {".jsonl", "jsonl", "sweep"},
                              {".xml", "junit", "check"},
                              {".txt", "table"},
                              {".text", "table", {}, true}};
// Other names of formats, besides names and endings.
constexpr Ending other_names_of_formats[] = {{"excel", "xlsx"}, {"text", "table"}, {"ndjson", "jsonl"}};

bool fits(const Ending& ending, const Command& command) { return has_command(ending.commands, command.name); }

// "JSON", "md", "Excel": a format by its name, its ending or what people call it, ignoring case.
std::string format_of(const Command& command, const std::string& typed) {
    std::string name = lower_case(typed);
    for (const Ending& one : endings) {
        if (one.text.substr(1) == name && fits(one, command)) return std::string(one.format);
    }
    for (const Ending& one : other_names_of_formats) {
        if (one.text == name) return std::string(one.format);
    }
    return name;
}

bool has_format(const Command& command) {
    return std::any_of(command.options.begin(), command.options.end(), [](const auto& group) {
        return std::any_of(group.begin(), group.end(),
                           [](const OptionRow& row) { return row.names == "-f,--format"; });
    });
}

}  // namespace

void choose_format(const Command& command, Arguments& arguments) {
    std::string& format = arguments.format;
    const bool asked = !format.empty();
    format = asked ? format_of(command, format) : std::string(command.format);
    // output that is not a document is written as is
    if (arguments.output.empty() || !has_format(command) || !arguments.get.empty()) return;
    const std::string text = lower_case(std::filesystem::path(arguments.output).extension().string());
    if (text.empty()) return;
    const auto* const ending = std::find_if(std::begin(endings), std::end(endings), [&](const Ending& one) {
        return one.text == text && fits(one, command);
    });
    const bool known = ending != std::end(endings);
    if (!asked && !known) {
        std::string all;
        for (const Ending& one : endings) {
            if (fits(one, command) && !one.is_other_spelling)
                all += (all.empty() ? "" : ", ") + std::string(one.text);
        }
        fail("--output: '" + text + "' is the ending of no format of `aicost " + std::string(command.name) +
             "`; " + all + ", or --format says which");
    }
    if (!asked) {
        format = ending->format;
    } else if (known && ending->format != format && ending->format != "table") {
        fail("--output: '" + text + "' is the ending of " + std::string(ending->format) +
             ", not of --format " + format + "; state one of the two");
    }
}

}  // namespace aicost
