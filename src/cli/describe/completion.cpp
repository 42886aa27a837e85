#include "cli/describe/completion.hpp"

#include "cli/describe/candidates.hpp"
#include "cli/describe/choices.hpp"

namespace aicost {

namespace {

std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (const std::string& word : words) text += (text.empty() ? "" : " ") + word;
    return text;
}

// In single quotes, in the syntax common to all three shells.
std::string quoted(std::string_view text, std::string_view inner_quote) {
    std::string out = "'";
    for (const char c : text) {
        if (c == '\'') {
            out += inner_quote;
        } else {
            out += c;
        }
    }
    return out + "'";
}

template <class Do>
void each_option(const Command& command, Do&& take) {
    for (const auto& group : command.options) {
        for (const OptionRow& row : group) take(row);
    }
}

std::vector<std::string> command_names() {
    std::vector<std::string> names;
    for (const Command* command : commands()) names.emplace_back(command->name);
    return names;
}

bool command_takes_files(const Command& command) { return takes_file(command.words); }

}  // namespace

std::string bash_completion() {
    const auto ask = [](std::string_view kind) {
        return kind.empty() ? std::string() : "; _aicost_ask " + std::string(kind);
    };
    std::string out =
        "# bash completion of aicost: source it, or put it under "
        "/usr/share/bash-completion/completions/aicost\n"
        "_aicost_ask() {\n"
        "    asked=$(\"${COMP_WORDS[0]}\" completion ask \"$1\" -- \"$now\" \"${COMP_WORDS[@]:1}\" 2> "
        "/dev/null)\n"
        "    [[ $1 != *= ]] || compopt -o nospace\n"
        "}\n"
        "_aicost() {\n"
        "    local now=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} words='' files='' "
        "asked=''\n"
        "    COMPREPLY=()\n"
        "    if ((COMP_CWORD == 1)); then\n"
        "        COMPREPLY=($(compgen -W '" +
        joined(command_names()) +
        " help --help --version' -- \"$now\"))\n"
        "        return\n"
        "    fi\n"
        "    case ${COMP_WORDS[1]} in\n";
    for (const Command* command : commands()) {
        std::string options = "--help";
        std::string values;
        each_option(*command, [&](const OptionRow& row) {
            const auto [brief, full] = names_of(row);
            options += " " + std::string(full);
            if (row.value.empty()) return;
            values += "                " + (brief.empty() ? "" : std::string(brief) + "|") +
                      std::string(full) + ") words='" + joined(choices(row, *command)) + "'" +
                      (takes_file(row.value) ? " files=1" : "") + ask(candidate_kind(row)) + " ;;\n";
        });
        out += "        " + std::string(command->name) + ")\n            case $before in\n" + values +
               "                *)\n                    if [[ $now == -* ]]; then words='" + options +
               "'; else words='" + joined(choices(*command)) + "'" +
               (command_takes_files(*command) ? " files=1" : "") + ask(candidate_kind(*command)) +
               "; fi ;;\n            esac ;;\n";
    }
    out += "        help) words='" + joined(command_names()) +
           "' ;;\n"
           "    esac\n"
           "    COMPREPLY=($(compgen -W \"$words\" -- \"$now\") $asked)\n"
           "    if [[ -n $files ]]; then compopt -o filenames; COMPREPLY+=($(compgen -f -- \"$now\")); fi\n"
           "}\n"
           "complete -F _aicost aicost\n";
    return out;
}

std::string zsh_completion() {
    // within [...] of an _arguments specification
    const auto bracketed = [](std::string_view text) {
        std::string out;
        for (const char c : text) {
            if (c == '[' || c == ']' || c == ':' || c == '\\') out += '\\';
            out += c;
        }
        return out;
    };
    std::string out =
        "#compdef aicost\n"
        "# zsh completion of aicost: put it as _aicost into a directory of $fpath\n"
        "_aicost_ask() {\n"
        "    local -a found\n"
        "    found=(${(f)\"$(aicost completion ask $1 -- \"$PREFIX\" $words 2> /dev/null)\"})\n"
        "    if [[ $1 == *= ]]; then compadd -U -S '' -- $found; else compadd -U -- $found; fi\n"
        "}\n"
        "_aicost() {\n"
        "    local -a commands\n"
        "    commands=(\n";
    for (const Command* command : commands())
        out += "        " + quoted(std::string(command->name) + ":" + bracketed(command->summary), "'\\''") +
               "\n";
    out +=
        "    )\n"
        "    if ((CURRENT == 2)); then\n"
        "        _describe -t commands command commands\n"
        "        return\n"
        "    fi\n"
        "    local command=$words[2]\n"
        "    shift words\n"
        "    ((CURRENT--))\n"
        "    case $command in\n";
    for (const Command* command : commands()) {
        out += "        " + std::string(command->name) + ")\n            _arguments -s";
        each_option(*command, [&](const OptionRow& row) {
            const auto [brief, full] = names_of(row);
            std::string rest = "[" + bracketed(help_of(row, *command)) + "]";
            if (!row.value.empty()) {
                const auto words = choices(row, *command);
                rest += ":" + bracketed(row.value) + ":";
                if (takes_file(row.value)) {
                    rest += words.empty() ? "_files"
                                          : "{_alternative \"words:word:(" + joined(words) +
                                                ")\" \"files:file:_files\"}";
                } else if (!words.empty()) {
                    rest += "(" + joined(words) + ")";
                } else if (!candidate_kind(row).empty()) {
                    rest += "{_aicost_ask " + std::string(candidate_kind(row)) + "}";
                }
            }
            const std::string again = row.repeatable ? "*" : "";
            for (const std::string_view name : {brief, full}) {
                if (!name.empty())
                    out += " \\\n                " + quoted(again + std::string(name) + rest, "'\\''");
            }
        });
        const auto words = choices(*command);
        const std::string kind(candidate_kind(*command));
        const bool files = command_takes_files(*command);
        if (!words.empty() && (kind == "word" || !files))
            out += " \\\n                '1:word:(" + joined(words) + ")'";
        else if (!words.empty())
            out += " \\\n                '1:word:{_alternative \"words:word:(" + joined(words) +
                   ")\" \"files:file:_files\"}'";
        if (kind == "word")
            out += " \\\n                '2:word:{_aicost_ask word; _files}'";
        else if (!kind.empty())
            out += " \\\n                '1:word:{_aicost_ask " + kind + "}'";
        if (command_takes_files(*command)) out += " \\\n                '*:file:_files'";
        out += " ;;\n";
    }
    out +=
        "    esac\n"
        "}\n"
        "_aicost \"$@\"\n";
    return out;
}

std::string fish_completion() {
    constexpr std::string_view inner = "\\'";
    const auto asked = [](std::string_view kind) {
        return "'(aicost completion ask " + std::string(kind) +
               " -- (commandline -ct) (commandline -opc)[2..-1] 2> /dev/null)'";
    };
    std::string out =
        "# fish completion of aicost: put it as aicost.fish under ~/.config/fish/completions\n"
        "complete -c aicost -f\n";
    for (const Command* command : commands()) {
        out += "complete -c aicost -n __fish_use_subcommand -a " + std::string(command->name) + " -d " +
               quoted(command->summary, inner) + "\n";
    }
    for (const Command* command : commands()) {
        const std::string within =
            "complete -c aicost -n '__fish_seen_subcommand_from " + std::string(command->name) + "'";
        const auto words = choices(*command);
        if (!words.empty()) out += within + " -a " + quoted(joined(words), inner) + "\n";
        if (!candidate_kind(*command).empty())
            out += within + " -a " + asked(candidate_kind(*command)) + "\n";
        if (command_takes_files(*command)) out += within + " -F\n";
        each_option(*command, [&](const OptionRow& row) {
            const auto [brief, full] = names_of(row);
            out += within + " -l " + std::string(full.substr(2));
            if (!brief.empty()) out += " -s " + std::string(brief.substr(1));
            if (!row.value.empty()) {
                const auto values = choices(row, *command);
                out += takes_file(row.value) ? " -r -F" : " -x";
                if (!values.empty()) out += " -a " + quoted(joined(values), inner);
                if (values.empty() && !candidate_kind(row).empty())
                    out += " -a " + asked(candidate_kind(row));
            }
            out += " -d " + quoted(help_of(row, *command), inner) + "\n";
        });
    }
    return out;
}

}  // namespace aicost
