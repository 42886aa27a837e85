#include "cli/describe/completion.hpp"
#include "cli/describe/candidates.hpp"

#include "cli/describe/manual.hpp"
#include "cli/program.hpp"
#include "text/nearest.hpp"

namespace aicost {

namespace {

struct Target {
    std::string_view name;
    std::string (*text)();
};
constexpr Target targets[] = {
    {"bash", bash_completion}, {"zsh", zsh_completion}, {"fish", fish_completion}, {"manual", manual_page}};

// ask KIND BEGIN WORD…: prints a line for each candidate.
Outcome answer(const std::vector<std::string>& words) {
    if (words.size() < 3)
        fail("`aicost completion ask` is for the shells' completions: ask KIND BEGIN WORD…");
    Outcome outcome;
    for (const std::string& one : candidates(words[1], words[2], std::span(words).subspan(3)))
        outcome.text += one + "\n";
    return outcome;
}

Outcome run_completion(const Arguments& arguments) {
    if (arguments.words[0] == "ask") return answer(arguments.words);
    if (arguments.words.size() > 1)
        fail("'" + arguments.words[1] + "' is one word too many for `aicost completion " +
             arguments.words[0] + "`");
    std::vector<std::string> names;
    for (const Target& target : targets) {
        names.emplace_back(target.name);
        if (target.name == arguments.words[0]) {
            Outcome outcome;
            outcome.text = target.text();
            return outcome;
        }
    }
    const auto close = nearest(arguments.words[0], names, 1);
    fail("'" + arguments.words[0] + "' is not a shell that `aicost completion` knows; " +
         (close.empty() ? "one of " + alternatives(names) : "did you mean " + alternatives(close) + "?"));
}

constexpr OptionRow completion_rows[] = {
    {"-o,--output", "FILE", "write there instead of stdout, whole or not at all", into<&Arguments::output>},
};
constexpr std::span<const OptionRow> completion_own_options = completion_rows;
const std::span<const OptionRow> completion_options[] = {completion_own_options};
constexpr Example completion_examples[] = {
    {"source <(aicost completion bash)", "completion in this shell"},
    {"aicost completion fish > ~/.config/fish/completions/aicost.fish", "completion in fish, from now on"},
    {"aicost completion manual | man -l -", "the manual page"},
};

}  // namespace

const Command completion_command = {
    "completion",
    "bash|zsh|fish|manual",
    "completion for a shell, and the manual page",
    "Prints what a shell needs to complete aicost's commands, options and their values; `manual` prints the "
    "manual page. All come from the program's own tables of commands and options; ids, metrics and paths are "
    "asked of the program while you type.",
    completion_options,
    completion_examples,
    1,
    100000,
    run_completion};

}  // namespace aicost
