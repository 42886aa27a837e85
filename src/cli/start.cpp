#include "cli/start.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>

#include "aicost/advice.hpp"
#include "cli/program.hpp"
#include "cli/start_profile.hpp"
#include "cli/terminal.hpp"
#include "report/format/formats.hpp"
#include "report/view/advice_view.hpp"
#include "report/view/views.hpp"
#include "system/descriptor.hpp"
#include "text/text_width.hpp"

namespace aicost {

namespace {

constexpr const char* usual_file = "my.json";

constexpr OptionRow shown_rows[] = {
    {"-f,--format", "FORMAT", "table, json, csv, markdown or html [table]", into<&Arguments::format>},
    {"--no-chart", "", "no charts", into<&Arguments::no_chart>},
    {"--brief", "", "the answer and its table alone: no charts, no notes", into<&Arguments::brief>},
    {"--ascii", "", "draw with ASCII alone", into<&Arguments::ascii>},
    {"-q,--quiet", "", "no warnings", into<&Arguments::quiet>},
};
constexpr std::span<const OptionRow> start_output_options = shown_rows;

struct StartArguments {
    Replies replies;
};

// The name of a flag, or a word, for a row's function.
template <std::size_t Size>
struct FlagName {
    char text[Size]{};
    consteval FlagName(const char (&name)[Size]) {  // NOLINT(google-explicit-constructor)
        for (std::size_t i = 0; i < Size; ++i) text[i] = name[i];
    }
};
template <FlagName Name>
void reply(Arguments& arguments, const std::string& value) {
    arguments.own.of<StartArguments>().replies[Name.text] = value;
}
template <FlagName Name, FlagName Word>
void reply_word(Arguments& arguments, const std::string&) {
    reply<Name>(arguments, Word.text);
}

constexpr OptionRow start_rows[] = {
    {"--monthly-bill", "MONEY", "what the cloud model costs you a month: 80", reply<"--monthly-bill">},
    {"--tokens-per-month", "N", "or the tokens of a month: 60M", reply<"--tokens-per-month">},
    {"--tokens-per-day", "N", "or of a day with work: 2M", reply<"--tokens-per-day">},
    {"--users", "N", "or the people who use it", reply<"--users">},
    {"--requests-per-user-hour", "R", "with --users: of each in an hour of work [what is usual for the use]",
     reply<"--requests-per-user-hour">},
    {"--cloud", "ID", "the cloud model, from the catalogue", reply<"--cloud">},
    {"--use", "NAME", "what for: chat, coding-agent, rag, batch, … (`aicost catalog uses`)", reply<"--use">},
    {"--gpu", "ID", "the machine, from the catalogue; none: the cheapest that serves", reply<"--gpu">},
    {"--gpus", "N", "GPUs in it [1]", reply<"--gpus">},
    {"--gpu-price", "N", "what it costs [by the catalogue]", reply<"--gpu-price">},
    {"--owned", "", "it is there already: its price is 0", reply_word<"--owned", "yes">},
    {"--buy", "", "it would be bought", reply_word<"--owned", "no">},
    {"--model", "ID", "what it runs [the largest open model that fits]", reply<"--model">},
    {"--region", "ID", "where it stands: us-ca, de, …", reply<"--region">},
    {"--data-stays-on-premises", "", "no data may leave the house",
     reply_word<"--data-stays-on-premises", "yes">},
    {"--data-may-leave", "", "it may", reply_word<"--data-stays-on-premises", "no">},
    {"--months", "N", "horizon [24]", reply<"--months">},
    {"-o,--output", "FILE", "the profile to write, over one that is there [my.json, where none is]",
     reply<"--output">},
};
constexpr std::span<const OptionRow> start_own_options = start_rows;

bool next_line(std::string& line) {
    line.clear();
    char byte = 0;
    while (read_some(STDIN_FILENO, &byte, 1) == 1) {
        if (byte == '\n') return true;
        line += byte;
    }
    return !line.empty();
}

// Where the data must stay, the price is not all that decides.
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
    std::vector<std::string> said;
    for (const char* flag : volume_flags) {
        if (replies.count(flag) > 0) said.emplace_back(flag);
    }
    if (said.size() > 1) fail(said[1] + ": says again what " + said[0] + " says; state one of the two");
    if (replies.count("--requests-per-user-hour") > 0 && replies.count("--users") == 0)
        fail("--requests-per-user-hour: of how many? --users N says so");
    for (const auto& [flag, value] : replies) check_reply(flag, value);
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

const std::span<const OptionRow> start_options[] = {start_own_options, get_option, start_output_options};
constexpr Example start_examples[] = {
    {"aicost start", "asks on a terminal; shows the answer, and writes my.json"},
    {"aicost start --monthly-bill 80 --cloud gpt-5-mini --use chat --gpu rtx-4090 \\\n"
     "      --owned --region de -o my.json",
     "the same without questions"},
};

}  // namespace

std::string start_file(const Arguments& arguments) {
    const Replies& replies = arguments.own.of<StartArguments>().replies;
    const auto stated = replies.find("--output");
    return stated == replies.end() ? usual_file : stated->second;
}

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
