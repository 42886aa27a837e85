#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>

#include "aicost/advice.hpp"
#include "cli/program.hpp"
#include "cli/start_arguments.hpp"
#include "cli/start_profile.hpp"
#include "cli/terminal.hpp"
#include "report/format/formats.hpp"
#include "report/view/advice_view.hpp"
#include "report/view/views.hpp"
#include "system/descriptor.hpp"
#include "text/text_width.hpp"

namespace aicost {

namespace {

constexpr OptionRow shown_rows[] = {
    {"-f,--format", "FORMAT", "table, json, csv, markdown or html [table]", into<&Arguments::format>},
    {"--no-chart", "", "no charts", into<&Arguments::no_chart>},
    {"--brief", "", "the answer and its table alone: no charts, no notes", into<&Arguments::brief>},
    {"--ascii", "", "draw with ASCII alone", into<&Arguments::ascii>},
    {"-q,--quiet", "", "no warnings", into<&Arguments::quiet>},
};
constexpr std::span<const OptionRow> start_output_options = shown_rows;

bool next_line(std::string& line) {
    line.clear();
    char byte = 0;
    while (read_some(STDIN_FILENO, &byte, 1) == 1) {
        if (byte == '\n') return true;
        line += byte;
    }
    return !line.empty();
}

// If data must stay on premises, price alone does not decide.
std::optional<Paragraph> recommendation(const Profile& profile, const std::string& file) {
    if (!profile.scenario.requirements.data_stays_on_premises) return {};
    const Advice advice = advise(profile.scenario, {});
    const std::string more = "; `aicost advise " + file + "` has the reasons and how to start.";
    if (!advice.recommended) return Paragraph{"Recommendation: none, no side can do it" + more};
    const auto side = static_cast<std::size_t>(*advice.recommended);
    const OptionResult& option = advice.comparison.options[*advice.sides[side].option];
    return Paragraph{"Recommendation: " + side_name(*advice.recommended) + " (" + option.label + ")" + more};
}

Outcome run_start(const Arguments& arguments) {
    const std::string file = start_file(arguments);
    struct stat status {};
    if (arguments.own.of<StartArguments>().replies.count("--output") == 0 &&
        ::stat(file.c_str(), &status) == 0)
        fail(file + ": is there already; -o FILE writes another, -o " + file + " this one anew",
             Exit::bad_file);
    Replies replies = arguments.own.of<StartArguments>().replies;
    check_replies(replies);
    if (::isatty(STDIN_FILENO) == 1) {
        const bool ascii = style_for(arguments).ascii;
        ask({next_line, [&](const std::string& text) { write_error(ascii ? as_ascii(text) : text); },
             check_reply},
            replies);
    } else {
        refuse_missing(replies);
    }
    const StartProfile made = start_profile(file, replies);
    const Comparison comparison = evaluate(made.profile.scenario);
    Outcome outcome;
    outcome.warnings = made.profile.warnings;
    if (!arguments.get.empty())
        outcome.text = values_text(arguments.get, [&](const std::string& name) {
            return asked_metric(name, made.profile.scenario, comparison);
        });
    else {
        outcome.document = compare_view(made.profile, comparison, {.part = part_read_by(arguments.format)});
        Document& document = *outcome.document;
        if (part_read_by(arguments.format) == Part::words) {
            const auto notes =
                std::find_if(document.blocks.begin(), document.blocks.end(),
                             [](const Block& one) { return std::holds_alternative<Notes>(one); });
            std::vector<Block> more;
            if (const auto words = recommendation(made.profile, file)) more.emplace_back(*words);
            more.emplace_back(Paragraph{file + " is written; next: aicost compare " + file +
                                            ", aicost breakeven " + file + ", aicost report " + file +
                                            " -o report.html",
                                        false});
            more.emplace_back(Notes{"Chosen for you", made.notes});
            document.blocks.insert(notes, more.begin(), more.end());
        }
    }
    write_output(file, made.profile.text.text);
    return outcome;
}

const std::span<const OptionRow> start_options[] = {start_reply_options, get_option, start_output_options};
constexpr Example start_examples[] = {
    {"aicost start", "asks on a terminal; shows the answer, and writes my.json"},
    {"aicost start --monthly-bill 80 --cloud gpt-5-mini --use chat --gpu rtx-4090 \\\n"
     "      --owned --region de -o my.json",
     "the same without questions"},
};

}  // namespace

const Command start_command = {
    "start",
    "",
    "five questions, or as many flags: the answer, and a profile of your own",
    "Asks what you pay or use, for what, on which machine, where, and whether the data must stay; answers as "
    "`aicost compare` does, and writes a short profile that it runs to the same cents. What is given as a "
    "flag "
    "is not asked; where stdin is no terminal, what is missing is an error. Not given, --owned and "
    "--data-stays-on-premises are then no.",
    start_options,
    start_examples,
    0,
    0,
    run_start};

}  // namespace aicost
