#include "cli/args.hpp"

#include <CLI/CLI.hpp>

#include "profile/nearest.hpp"

namespace aicost {

namespace {

std::vector<std::string> long_names(const Command& command) {
    std::vector<std::string> names{"--help"};
    for (const auto& group : command.options) {
        for (const OptionRow& row : group) names.emplace_back(row.names.substr(row.names.find("--")));
    }
    return names;
}

void unknown_option(const Command& command, const std::string& word) {
    const std::string name = word.substr(0, word.find('='));
    const auto close = nearest(name, long_names(command), 1);
    fail("'" + name + "' is not an option of `aicost " + std::string(command.name) + "`; " +
         (close.empty() ? "`aicost " + std::string(command.name) + " --help` lists them"
                        : "did you mean " + alternatives(close) + "?"));
}

void unknown_command(const std::string& word) {
    std::vector<std::string> names;
    for (const Command* command : commands()) names.emplace_back(command->name);
    const auto close = nearest(word, names, 1);
    fail("'" + word + "' is not a command; " +
         (close.empty() ? std::string("`aicost --help` lists them")
                        : "did you mean " + alternatives(close) + "?"));
}

void add(CLI::App& app, const OptionRow& row, Arguments& arguments) {
    const std::string names(row.names);
    CLI::Option* option = nullptr;
    if (row.value.empty()) {
        option = app.add_flag_callback(names, [&row, &arguments] { row.take(arguments, {}); });
        option->multi_option_policy(CLI::MultiOptionPolicy::TakeLast);
        return;
    }
    option = app.add_option(names, [&row, &arguments](const CLI::results_t& values) {
        for (const std::string& value : values) row.take(arguments, value);
        return true;
    });
    option->expected(1);
    if (row.repeatable) {
        option->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)->expected(1)->allow_extra_args(false);
    } else {
        option->multi_option_policy(CLI::MultiOptionPolicy::Throw);
    }
}

// The option that a parser's complaint is about, as it was most likely typed.
const OptionRow* find_row(const Command& command, const std::string& complaint) {
    for (const auto& group : command.options) {
        for (const OptionRow& row : group) {
            const std::string name(row.names.substr(row.names.find("--")));
            const auto at = complaint.find(name);
            if (at == std::string::npos) continue;
            const char next = at + name.size() < complaint.size() ? complaint[at + name.size()] : ' ';
            if (next != '-' && (next < 'a' || next > 'z')) return &row;
        }
    }
    return nullptr;
}

void check_words(const Command& command, const std::vector<std::string>& words) {
    for (const std::string& word : words) {
        if (word.size() > 1 && word.front() == '-') unknown_option(command, word);
    }
    if (words.size() > command.most_words) {
        fail("'" + words[command.most_words] + "' is one word too many for `aicost " +
             std::string(command.name) + "`; its usage is: aicost " + std::string(command.name) + " " +
             std::string(command.words) + (command.words.empty() ? "" : " ") + "[OPTION…]");
    }
    if (words.size() < command.least_words) {
        fail("`aicost " + std::string(command.name) + "` needs more words; its usage is: aicost " +
             std::string(command.name) + " " + std::string(command.words) + " [OPTION…]");
    }
}

}  // namespace

Invocation parse_command_line(const std::vector<std::string>& words) {
    Invocation invocation;
    if (words.empty() || words[0] == "-h" || words[0] == "--help") return invocation;
    if (words[0] == "help") {
        if (words.size() == 1) return invocation;
        invocation.command = find_command(words[1]);
        if (invocation.command == nullptr) unknown_command(words[1]);
        invocation.arguments.help = true;
        return invocation;
    }
    if (words[0] == "--version" || words[0] == "-V") {
        invocation.version = true;
        return invocation;
    }
    invocation.command = find_command(words[0]);
    if (invocation.command == nullptr) {
        if (words[0].size() > 1 && words[0].front() == '-')
            fail("'" + words[0] + "' must follow a command; try `aicost compare " + words[0] + " …`");
        unknown_command(words[0]);
    }
    const Command& command = *invocation.command;

    CLI::App app;
    app.set_help_flag();
    app.allow_extras();
    app.allow_windows_style_options(false);
    app.add_flag_callback("-h,--help", [&] { invocation.arguments.help = true; });
    for (const auto& group : command.options) {
        for (const OptionRow& row : group) add(app, row, invocation.arguments);
    }
    // CLI11 takes the words from the back.
    std::vector<std::string> backwards(words.rbegin(), words.rend() - 1);
    try {
        app.parse(backwards);
    } catch (const CLI::ArgumentMismatch& error) {
        const OptionRow* row = find_row(command, error.what());
        const std::string name =
            row == nullptr ? "an option" : std::string(row->names.substr(row->names.find("--")));
        const std::string what = error.what();
        if (row != nullptr && !row->repeatable && what.find("At Most") != std::string::npos)
            fail(name + " is given twice; once is enough");
        fail(name + " needs a value; " +
             (row == nullptr ? "see --help" : name + "=" + std::string(row->value)));
    } catch (const CLI::ParseError& error) {
        fail(std::string(error.what()) + "; see `aicost " + std::string(command.name) + " --help`");
    }
    invocation.arguments.words = app.remaining();
    if (!invocation.arguments.help) check_words(command, invocation.arguments.words);
    return invocation;
}

}  // namespace aicost
