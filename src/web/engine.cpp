// The engine in a page, as WebAssembly: the commands of the program over one profile's text.
// A question consists of zero-terminated words: the profile's name, its text, a command, its options ("--set", "a.b=2").
// The answer is what the program prints; for `--format html` the content of <main>.
#include <algorithm>
#include <cstdlib>
#include <span>
#include <string>
#include <vector>

#include "cli/inputs.hpp"
#include "cli/program.hpp"
#include "cli/start_arguments.hpp"
#include "cli/studies.hpp"
#include "cli/typed.hpp"
#include "report/format/formats.hpp"
#include "report/html/assets.hpp"
#include "report/html/content.hpp"
#include "web/answer.hpp"

namespace aicost {

namespace {

ProfileText given;  // the profile returned for any name
std::string answer;

constexpr const Command* known[] = {&compare_command, &report_command, &diff_command,
                                    &explain_command, &rank_command,   &inputs_command,
                                    &answer_command,  &saved_command,  &started_command};

const OptionRow& option_named(const Command& command, const std::string& name) {
    for (const auto& group : command.options) {
        for (const OptionRow& row : group) {
            if (row.names.substr(row.names.find("--")) == name) return row;
        }
    }
    fail("'" + name + "' is not an option of `aicost " + std::string(command.name) + "`");
}

const Command& command_named(const std::string& name) {
    for (const Command* command : known) {
        if (command->name == name) return *command;
    }
    fail("'" + name + "' is not a command");
}

// Arguments as from a command line, but without alternative spellings.
Arguments arguments_of(const Command& command, std::span<const std::string> words) {
    Arguments arguments;
    arguments.profile = given.file;
    arguments.format = command.format;
    arguments.own.of<RiskArguments>().threads = arguments.own.of<SweepArguments>().threads = 1;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (words[i].rfind("--", 0) != 0) {
            arguments.words.push_back(words[i]);
            continue;
        }
        const OptionRow& row = option_named(command, words[i]);
        if (!row.value.empty() && ++i == words.size()) fail(words[i - 1] + " needs a value");
        take(row, arguments, row.value.empty() ? std::string() : words[i]);
    }
    put_ids_first(arguments.overrides);
    return arguments;
}

std::string answer_to(std::span<const std::string> words) {
    const Command& command = command_named(words.front());
    const Arguments arguments = arguments_of(command, words.subspan(1));
    const Outcome outcome = command.run(arguments);
    if (!outcome.document) return outcome.text;
    if (arguments.format == "html") return html::content(*outcome.document).html;
    return arguments.format == "csv" ? render_csv(*outcome.document, {}) : render_json(*outcome.document, {});
}

// 0: success; else the answer says what is wrong.
int answer_or_fault(std::span<const std::string> words) {
    try {
        answer = answer_to(words);
        return 0;
    } catch (const Failure& failure) {
        answer.clear();
        for (const std::string& line : failure.lines) answer += line + "\n";
    } catch (const std::exception& error) {
        answer = error.what();
    }
    return static_cast<int>(Exit::bad_input);
}

}  // namespace

const Catalogue& catalogue() { return Catalogue::built_in(); }

ProfileText find_profile(const std::string&) { return given; }

html::Assets html::assets() { return {}; }

}  // namespace aicost

extern "C" {

// Allocates memory for a question of that many bytes; answering frees it.
[[gnu::used, gnu::visibility("default")]] char* aicost_question(std::size_t size) {
    return static_cast<char*>(std::malloc(size));
}

[[gnu::used, gnu::visibility("default")]] int aicost_ask(char* question, std::size_t size) {
    std::vector<std::string> words;
    for (const char *at = question, *end = question + size; at < end;) {
        const char* stop = std::find(at, end, '\0');
        words.emplace_back(at, stop);
        at = stop + 1;
    }
    std::free(question);
    if (words.size() < 3) return static_cast<int>(aicost::Exit::bad_input);
    aicost::given = {words[0], words[1]};
    return aicost::answer_or_fault(std::span(words).subspan(2));
}

[[gnu::used, gnu::visibility("default")]] const char* aicost_answer() { return aicost::answer.data(); }
[[gnu::used, gnu::visibility("default")]] std::size_t aicost_answer_size() { return aicost::answer.size(); }
}
