#include "cli/program.hpp"

#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdlib>
#include <exception>
#include <new>

#include "aicost/catalogue.hpp"
#include "catalogue/names.hpp"
#include "cli/args.hpp"
#include "cli/data_value.hpp"
#include "cli/file_roles.hpp"
#include "cli/help.hpp"
#include "cli/pager.hpp"
#include "cli/terminal.hpp"
#include "cli/unknown_word.hpp"
#include "report/format/formats.hpp"
#include "report/html/assets.hpp"
#include "system/descriptor.hpp"
#include "system/temporary_file.hpp"
#include "text/encoding.hpp"
#include "text/nearest.hpp"
#include "text/text_width.hpp"

namespace aicost {

namespace {

// Some formats are for certain commands only.
const Format& format_named(const std::string& name, const Command& command) {
    std::vector<std::string> names;
    for (const Format& format : formats) {
        const bool fits = has_command(format.commands, command.name);
        if (format.name == name && fits) return format;
        if (format.name == name) {
            std::string owners;
            for (const char c : format.commands)
                owners += c == ' ' ? std::string("` and `aicost ") : std::string(1, c);
            const bool several = owners.size() > format.commands.size();
            fail("--format: '" + name + "' is not a format of `aicost " + std::string(command.name) +
                 "`; only `aicost " + owners + (several ? "` have it" : "` has it"));
        }
        if (fits) names.emplace_back(format.name);
    }
    const auto close = nearest(name, names, 1);
    fail("--format: '" + name + "' is not a format; " +
         (close.empty() ? "one of " + alternatives(names) : "did you mean " + alternatives(close) + "?"));
}

// Warns if the user's catalogue was ignored, even if the command fails because of that.
Outcome outcome_of(const Command& command, const Arguments& arguments) {
    const auto warn = [&] {
        const auto warning = arguments.quiet ? std::nullopt : catalogue().warning();
        if (warning) write_error("warning: " + printable(*warning) + "\n");
    };
    try {
        Outcome outcome = command.run(arguments);
        warn();
        return outcome;
    } catch (const Failure&) {
        warn();
        throw;
    }
}

bool is_chart(const Block& block) {
    return std::holds_alternative<Chart>(block) || std::holds_alternative<HistogramChart>(block) ||
           std::holds_alternative<ChoiceMap>(block) || std::holds_alternative<StackedBars>(block) ||
           std::holds_alternative<SwingBars>(block);
}

// --no-chart and --brief, for documents for people.
void leave_out(const Arguments& arguments, Document& document) {
    if (!arguments.no_chart && !arguments.brief) return;
    if (arguments.brief && document.answer) document.blocks.resize(*document.answer);
    std::erase_if(document.blocks, [&](const Block& block) {
        return is_chart(block) || (arguments.brief && std::holds_alternative<Notes>(block));
    });
}

// The text; without charts if the terminal is too short for it and a chart would scroll away the answer.
std::string rendered(const Format& format, Document& document, const Style& style, int rows) {
    std::string text = format.render(document, style);
    const bool low =
        rows > 0 && format.render == render_text && std::count(text.begin(), text.end(), '\n') >= rows;
    const bool words = std::any_of(document.blocks.begin(), document.blocks.end(),
                                   [](const Block& block) { return std::holds_alternative<Table>(block); });
    if (!low || !words || std::erase_if(document.blocks, is_chart) == 0) return text;
    document.blocks.emplace_back(Paragraph{"The chart needs a higher terminal, or -o FILE.", false});
    return format.render(document, style);
}

Exit run(const std::vector<std::string>& words) {
    // set up before the first fault of these words is reported
    const auto names_runner = [](const std::string& word) { return word.ends_with("github"); };
    if (std::any_of(words.begin(), words.end(), names_runner)) keep_log_inert();
    if (std::find(words.begin(), words.end(), "--ascii") != words.end()) keep_messages_ascii();
    const Invocation invocation = parse_command_line(words);
    if (invocation.version) {
        write_output("", "aicost " AICOST_VERSION "\n");
        return Exit::done;
    }
    if (invocation.command == nullptr) {
        write_output("", style_for({}).ascii ? as_ascii(program_help()) : program_help());
        return Exit::done;
    }
    const Arguments& arguments = invocation.arguments;
    if (arguments.help) {
        const std::string help = command_help(*invocation.command);
        const std::string shown = style_for(arguments).ascii ? as_ascii(help) : help;
        if (!page(shown)) write_output("", shown);
        return Exit::done;
    }
    const Format& format = format_named(arguments.format, *invocation.command);
    if (format.binary && arguments.output.empty() && arguments.get.empty())
        fail("--format: " + std::string(format.name) + " is a file for a spreadsheet; -o FILE says where");
    if (!format.for_terminals && arguments.output.empty() && ::isatty(STDOUT_FILENO) == 1)
        fail("--format: " + std::string(format.name) +
             " is for other programs to show, not for a terminal; -o FILE writes it to a file");
    plan_outputs(*invocation.command, arguments);
    Outcome outcome = outcome_of(*invocation.command, arguments);
    if (outcome.document && !arguments.get.empty()) {
        outcome.text = values_text(arguments.get, [&](const std::string& name) {
            return data_value(outcome.document->data, name, invocation.command->name);
        });
        outcome.document.reset();
    }
    if (outcome.document) leave_out(arguments, *outcome.document);
    if (outcome.document && outcome.document->title.empty())
        outcome.document->title = "aicost " + std::string(invocation.command->name);
    if (!outcome.streamed) {
        const Style style = style_for(arguments);
        std::string text = outcome.document
                               ? rendered(format, *outcome.document, style, terminal_rows(arguments))
                               : outcome.text;
        const bool binary = outcome.document && format.binary;
        if (outcome.document && arguments.ascii && !binary) text = as_ascii(text);
        if (!binary && invalid_utf8(text)) text = as_utf8(text);
        const bool is_commands = outcome.document && format.render == render_github;
        if (is_commands)
            write_commands(arguments.output, text);
        else if (!arguments.output.empty() || !page(text))
            write_output(arguments.output, text);
    }
    if (outcome.document && outcome.document->profile && outcome.document->profile->engine &&
        format.render == render_html && html::assets().engine.empty() && !arguments.quiet &&
        ::isatty(STDERR_FILENO) == 1)
        write_error("note: this program was built without the engine for pages, so the page stands still\n");
    for (const std::string& error : outcome.errors) write_error("error: " + printable(error) + "\n");
    if (!arguments.quiet) {
        for (const std::string& warning : outcome.warnings)
            write_error("warning: " + printable(warning) + "\n");
    }
    return outcome.code;
}

// Running out of memory is reported as such wherever it happens, even while reporting another fault.
int ended_early() noexcept {
    try {
        try {
            throw;
        } catch (const Failure& failure) {
            for (const std::string& line : failure.lines) write_error("error: " + printable(line) + "\n");
            return static_cast<int>(failure.code);
        } catch (const CatalogueFault& fault) {
            write_error("error: " + printable(fault.what()) + "\n");
            return static_cast<int>(fault.unreadable() ? Exit::bad_file : Exit::bad_input);
        } catch (const std::bad_alloc&) {
            throw;
        } catch (const std::exception& error) {
            write_error("error: " + printable(error.what()) + "\n");
            return static_cast<int>(Exit::bad_input);
        }
    } catch (const std::bad_alloc&) {
        write_error("error: out of memory\n");
        return static_cast<int>(Exit::bad_file);
    }
}

// Without memory even for an exception, the runtime calls std::terminate with none active.
[[noreturn]] void cannot_go_on() {
    try {
        if (const auto thrown = std::current_exception()) std::rethrow_exception(thrown);
    } catch (const std::bad_alloc&) {
    } catch (...) {
        std::abort();
    }
    remove_temporary_files();
    write_error("error: out of memory\n");
    ::_exit(static_cast<int>(Exit::bad_file));
}

// Very early, as libraries construct objects before main().
struct SeesTheEnd {
    SeesTheEnd() { std::set_terminate(cannot_go_on); }
};
[[gnu::init_priority(101)]] const SeesTheEnd sees_the_end;

}  // namespace

int run_program(int argc, char** argv) {
    // A closed pipe shows up as a failed write.
    std::signal(SIGPIPE, SIG_IGN);
    std::signal(SIGXFSZ, SIG_IGN);  // likewise a file at its size limit
    if (!hold_standard_descriptors()) return static_cast<int>(Exit::bad_file);
    try {
        return static_cast<int>(run({argv + std::min(argc, 1), argv + argc}));
    } catch (...) {
        return ended_early();
    }
}

const Catalogue& catalogue() {
    static const Catalogue own = Catalogue::of_user();
    return own;
}

ProfileText find_profile(const std::string& name) {
    if (auto built_in = built_in_profile(name)) return std::move(*built_in);
    if (::access(name.c_str(), F_OK) != 0) {  // as people write it: Hobbyist
        if (auto built_in = built_in_profile(spelled(name))) return std::move(*built_in);
    }
    if (name != "-" && ::access(name.c_str(), F_OK) != 0) {
        if (const std::string meant = meant_by_word(name); !meant.empty())
            fail("'" + name + "' is no profile; did you mean " + meant + "?");
    }
    if (name.ends_with(".jsonl"))
        fail("'" + name + "' is no profile; `aicost usage " + name + "` reads logs of use");
    const bool looks_like_a_file = name == "-" || name.find_first_of("./") != std::string::npos;
    if (!looks_like_a_file && ::access(name.c_str(), F_OK) != 0) {
        if (const std::string file = name + ".json"; ::access(file.c_str(), F_OK) == 0)
            fail("'" + name + "' is neither a built-in profile nor a file; did you mean '" + file + "'?");
        std::vector<std::string> names;
        for (const std::string_view one : built_in_profiles()) names.emplace_back(one);
        const auto close = nearest(name, names, 1);
        fail("'" + name + "' is neither a built-in profile nor a file; " +
             (close.empty() ? "`aicost profile list` shows the built-in ones"
                            : "did you mean " + alternatives(close) + "?"));
    }
    return {name == "-" ? "<stdin>" : name, read_input(name, largest_profile)};
}

}  // namespace aicost
