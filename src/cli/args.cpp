#include "cli/args.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>

#include "cli/output_format.hpp"
#include "cli/typed.hpp"
#include "cli/unknown_word.hpp"

namespace aicost {

namespace {

// May a word be this option, in any of its spellings? Only such options are registered with the parser, as
// registering takes more time than everything else.
bool may_be_named(const OptionRow& row, const std::vector<std::string>& words) {
    const std::string name = long_name(row);
    const bool is_short = row.names[1] != '-';
    return std::any_of(words.begin(), words.end(), [&](const std::string& word) {
        if (word.size() < 2 || word[0] != '-') return false;
        if (word[1] != '-') return is_short && word.find(row.names[1], 1) != std::string::npos;
        return word.compare(0, name.size(), name) == 0;
    });
}

std::string needs_value(const OptionRow& row) {
    return long_name(row) + " needs a value: " + long_name(row) + " " + std::string(row.value);
}

void add(CLI::App& app, const OptionRow& row, bool repeatable, Arguments& arguments) {
    const std::string names(row.names);
    CLI::Option* option = nullptr;
    if (row.value.empty()) {
        option = app.add_flag_callback(names, [&row, &arguments] { take(row, arguments, {}); });
        option->multi_option_policy(CLI::MultiOptionPolicy::TakeLast)->disable_flag_override();
        return;
    }
    option = app.add_option(names, [&row, &arguments](const CLI::results_t& values) {
        for (const std::string& value : values) {
            if (value.empty()) fail(needs_value(row));
            take(row, arguments, value);
        }
        return true;
    });
    option->expected(1);
    if (repeatable) {
        option->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)->expected(1)->allow_extra_args(false);
    } else {
        option->multi_option_policy(CLI::MultiOptionPolicy::Throw);
    }
}

// The option that a parser's error is about, as it was most likely typed.
const OptionRow* find_row(const Command& command, const std::string& complaint) {
    for (const auto& group : command.options) {
        for (const OptionRow& row : group) {
            const std::string name = long_name(row);
            const auto at = complaint.find(name);
            if (at == std::string::npos) continue;
            const char next = at + name.size() < complaint.size() ? complaint[at + name.size()] : ' ';
            if (next != '-' && (next < 'a' || next > 'z')) return &row;
        }
    }
    return nullptr;
}

// The words other than options; after "--", words may begin with a dash.
std::vector<std::string> only_words(const Command& command, const std::vector<std::string>& left,
                                    const std::vector<std::string>& typed) {
    std::vector<std::string> words;
    for (auto word = left.begin(); word != left.end(); ++word) {
        if (*word == "--") {
            words.insert(words.end(), word + 1, left.end());
            break;
        }
        if (word->substr(0, 2) == "-=") {  // the parser split "-q=1"
            for (const std::string& whole : typed) {
                if (whole.size() > word->size() &&
                    whole.substr(whole.size() + 1 - word->size()) == word->substr(1))
                    fail("'" + whole + "' gives a value to an option that takes none");
            }
        }
        if (word->size() > 1 && word->front() == '-') unknown_option(command, *word);
        words.push_back(*word);
    }
    return words;
}

void check_words(const Command& command, const std::vector<std::string>& words) {
    // a word to complete may be empty
    if (command.name != "completion" && std::find(words.begin(), words.end(), "") != words.end())
        fail("`aicost " + std::string(command.name) +
             "` was given an empty word; is a shell variable not set?");
    if (words.size() > command.max_words) {
        const auto is_profile = [](const std::string& word) {
            return word.ends_with(".json") || built_in_profile(word);
        };
        const auto profile = std::find_if(words.begin(), words.end(), is_profile);
        if (profile != words.end() && has_option(command, "--profile") && command.words != profile_word)
            fail("'" + *profile + "' is one word too many for `aicost " + std::string(command.name) +
                 "`; a profile stands behind -p: -p " + *profile);
        if (words.size() == 2 && command.words == profile_word && is_profile(words[0]) &&
            is_profile(words[1]))
            fail("'" + words[1] + "' is one word too many for `aicost " + std::string(command.name) +
                 "`; `aicost diff " + words[0] + " " + words[1] + "` compares two profiles");
        fail("'" + words[command.max_words] + "' is one word too many for `aicost " +
             std::string(command.name) + "`; its usage is: aicost " + std::string(command.name) + " " +
             std::string(command.words) + (command.words.empty() ? "" : " ") + "[OPTION…]");
    }
    if (words.size() < command.min_words) {
        fail("`aicost " + std::string(command.name) + "` needs more words; its usage is: aicost " +
             std::string(command.name) + " " + std::string(command.words) + " [OPTION…]");
    }
}

// `--merge a.json b.json`: the second file is a word.
void take_words(const Command& command, const std::vector<std::string>& typed, Arguments& arguments) {
    if (command.takes_words.empty() || arguments.words.empty()) return;
    for (const auto& group : command.options) {
        for (const OptionRow& row : group) {
            if (long_name(row) != command.takes_words) continue;
            const bool given = std::any_of(typed.begin(), typed.end(), [&](const std::string& word) {
                return word == row.names || word.rfind(std::string(row.names) + "=", 0) == 0;
            });
            if (!given) return;
            for (const std::string& word : arguments.words) take(row, arguments, word);
            arguments.words.clear();
        }
    }
}

// A FILE argument is the profile.
void take_profile_word(const Command& command, Arguments& arguments) {
    if (command.words != profile_word || arguments.words.empty()) return;
    if (arguments.words[0] == "help") {
        arguments.help = true;
        return;
    }
    if (arguments.profile_flag)
        fail("'" + arguments.words[0] + "' and --profile " + arguments.profile +
             " are two profiles; state one of the two");
    arguments.profile = arguments.words[0];
    arguments.words.clear();
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
            fail("'" + words[0] + "' stands where a command is expected; for example `aicost compare`");
        unknown_command(words[0]);
    }
    const Command& command = *invocation.command;

    CLI::App app;
    app.set_help_flag();
    app.allow_extras();
    app.allow_windows_style_options(false);
    app.add_flag_callback("-h,--help", [&] { invocation.arguments.help = true; });
    for (const auto& group : command.options) {
        for (const OptionRow& row : group) {
            if (may_be_named(row, words))
                add(app, row, row.repeatable || long_name(row) == command.repeats, invocation.arguments);
        }
    }
    // CLI11 takes the words in reverse order.
    std::vector<std::string> backwards(words.rbegin(), words.rend() - 1);
    try {
        app.parse(backwards);
    } catch (const CLI::ArgumentMismatch& error) {
        const std::string what = error.what();
        if (what.find("flag override") != std::string::npos)
            fail("--" + what.substr(0, what.find(' ')) + " takes no value");
        const OptionRow* row = find_row(command, what);
        if (row == nullptr)
            fail(what + "; `aicost " + std::string(command.name) + " --help` shows what each option takes");
        if (!row->repeatable && what.find("At Most") != std::string::npos)
            fail(long_name(*row) + " is given twice; once is enough");
        fail(needs_value(*row));
    } catch (const CLI::ParseError& error) {
        fail(std::string(error.what()) + "; see `aicost " + std::string(command.name) + " --help`");
    }
    Arguments& arguments = invocation.arguments;
    if (arguments.help) return invocation;
    arguments.words = only_words(command, app.remaining(), words);
    take_words(command, words, arguments);
    check_words(command, arguments.words);
    take_profile_word(command, arguments);
    if (arguments.help) return invocation;
    choose_format(command, arguments);
    put_ids_first(arguments.overrides);
    return invocation;
}

}  // namespace aicost
