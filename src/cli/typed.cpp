#include "cli/typed.hpp"

#include <algorithm>

namespace aicost {

namespace {

// Options for where the output goes and how it looks, not what it says.
constexpr std::string_view about_the_place[] = {"--output", "--color", "--quiet"};
// Options for the profile and the format.
constexpr std::string_view about_the_page[] = {"--profile",  "--format", "--ascii",
                                               "--no-chart", "--brief",  "--csv-safe"};

}  // namespace

std::string quoted(const std::string& word) {
    constexpr std::string_view plain =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_./=:,%+@";
    if (!word.empty() && word.find_first_not_of(plain) == word.npos) return word;
    std::string out = "'";
    for (const char c : word) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return out + "'";
}

void take(const OptionRow& row, Arguments& arguments, const std::string& value) {
    const std::size_t overrides = arguments.overrides.size();
    const bool bill = arguments.monthly_bill.empty();
    row.take(arguments, value);
    const std::string_view name = row.names.substr(row.names.find("--"));
    const std::string text = std::string(name) + (row.value.empty() ? "" : " " + quoted(value));
    if (arguments.overrides.size() > overrides || bill != arguments.monthly_bill.empty())
        arguments.said.push_back(text);
    if (std::find(std::begin(about_the_place), std::end(about_the_place), name) == std::end(about_the_place))
        arguments.typed.emplace_back(name, value);
}

std::string command_line(const Command& command, const Arguments& arguments) {
    std::string line = "aicost " + std::string(command.name);
    if (arguments.profile != Arguments().profile)  // as a word or by its option
        line += " " + quoted(arguments.profile);
    for (const auto& [name, value] : arguments.typed)
        if (name != "--profile") line += " " + name + (value.empty() ? "" : " " + quoted(value));
    return line;
}

// Replaces "today" by the date.
std::vector<std::string> typed_words(const Arguments& arguments) {
    std::vector<std::string> words;
    for (const auto& [name, value] : arguments.typed) {
        if (std::find(std::begin(about_the_page), std::end(about_the_page), name) != std::end(about_the_page))
            continue;
        words.push_back(name);
        if (!value.empty()) words.push_back(name == "--as-of" ? arguments.as_of : value);
    }
    return words;
}

}  // namespace aicost
