#include "cli/metric_choice.hpp"
#include "cli/program.hpp"
#include "cli/report_study.hpp"
#include "cli/workbook.hpp"
#include "report/format/formats.hpp"
#include "report/html/assets.hpp"

namespace aicost {

namespace {

constexpr OptionRow report_rows[] = {
    {"--title", "TEXT", "headline of the report [the profile's description]", into<&ReportArguments::title>},
    {"--levels", "N,N,…", "usage levels, in tokens a day [those of the profile]",
     into<&BreakEvenArguments::levels>},
    {"--metric", "METRIC", "what inputs move and draws spread [the margin of winner and runner-up]",
     into<&StudyArguments::metrics>},
    {"--swing", "SHARE", "how far to move each input [20%, or the profile's own ends]",
     into<&SensitivityArguments::swing>},
    {"--vary", "PATH=RANGE",
     "given twice: the map's two sides, the one that runs down first [found by itself]", vary<false>, true},
    {"--uncertain", "PATH=DIST", "an input to draw, as `aicost risk` takes it [the profile's, or the swing]",
     into<&RiskArguments::uncertain>, true},
    {"--draws", "N", "how many [10,000]", into<&RiskArguments::draws>},
    {"--seed", "N", "the same seed gives the same draws [1]", into<&RiskArguments::seed>},
    {"--static", "", "a smaller page, without the engine that answers what its reader changes",
     into<&ReportArguments::still>},
};

Outcome run_report(const Arguments& arguments) {
    ReportStudy study(arguments);
    if (part_read_by(arguments.format) == Part::workbook)
        return workbook_of(study.profile(), study.comparison(), arguments.own.of<ReportArguments>().title,
                           study.made());
    const bool answers = arguments.format == "html" && !arguments.own.of<ReportArguments>().still &&
                         !html::assets().engine.empty();
    Outcome outcome;
    outcome.warnings = study.profile().warnings;
    outcome.document = study.document(report_parts);
    outcome.document->profile->engine = answers;
    if (answers) outcome.document->profile->inputs = study.inputs();
    return outcome;
}

const std::span<const OptionRow> report_options[] = {report_rows, profile_options, output_options};
constexpr Example report_examples[] = {
    {"aicost report --tokens-per-day 2M -o report.html",
     "the answer with its tables, charts and sources in one file, for a browser, mail or paper"},
    {"aicost report -p my.json -o report.xlsx", "inputs, months and totals as formulas, for a spreadsheet"},
    {"aicost report -p my.json --title 'GPU or API?' --draws 100K -f json",
     "everything that the page shows, for a program"},
};

}  // namespace

const std::span<const OptionRow> report_own_options = report_rows;

const Command report_command = {
    "report",
    profile_word,
    "one HTML file with the tables and charts",
    "Puts everything together: the answer, the costs and their items, the break-even volume, what matters "
    "most, who "
    "wins where, how sure it is, and every figure with its source. The page is one file that loads nothing "
    "from the network; it follows the reader's light or dark mode, and prints. It carries the engine, and so "
    "answers "
    "again where its reader changes an input. -f markdown or table give the "
    "same "
    "as text, -f json all the numbers.",
    report_options,
    report_examples,
    0,
    1,
    run_report,
    "html"};

}  // namespace aicost
