#include "cli/program.hpp"
#include "cli/typed.hpp"
#include "cli/workbook.hpp"
#include "report/format/formats.hpp"
#include "report/view/views.hpp"

namespace aicost {

namespace {

struct CompareArguments {
    bool items = false, monthly = false, yearly = false;
    std::string sort = "cost";
};

constexpr OptionRow compare_rows[] = {
    {"--items", "", "the cost of each item of every option", into<&CompareArguments::items>},
    {"--sort", "cost|none", "order of the options [cost]; none: as the profile has them",
     [](Arguments& a, const std::string& value) {
         if (value != "cost" && value != "none") fail("--sort: '" + value + "' is not one of cost, none");
         a.own.of<CompareArguments>().sort = value;
     }},
    {"--yearly", "", "what is paid in each year, resale, the total and its worth in today's money",
     into<&CompareArguments::yearly>},
    {"--monthly", "", "what is paid in each month; csv has it by item", into<&CompareArguments::monthly>},
};
constexpr std::span<const OptionRow> compare_own_options = compare_rows;

Outcome run_compare(const Arguments& arguments) {
    const auto& own = arguments.own.of<CompareArguments>();
    if (own.monthly && own.yearly && part_read_by(arguments.format) == Part::rows)
        fail("--yearly: csv is one table, which --monthly fills already; state one of the two");
    const Profile profile = load(arguments);
    const Comparison comparison = evaluate(profile.scenario);
    if (arguments.get.empty() && part_read_by(arguments.format) == Part::workbook)
        return workbook_of(profile, comparison, {},
                           {command_line(compare_command, arguments), arguments.as_of, {}});
    Outcome outcome;
    outcome.warnings = profile.warnings;
    if (!arguments.get.empty()) {
        outcome.text = values_text(arguments.get, [&](const std::string& name) {
            return asked_metric(name, profile.scenario, comparison);
        });
    } else {
        outcome.document = compare_view(
            profile, comparison,
            {own.items, own.monthly, own.yearly, own.sort == "none", part_read_by(arguments.format)});
    }
    return outcome;
}

const std::span<const OptionRow> compare_options[] = {profile_options, compare_own_options, get_option,
                                                      output_options};
constexpr Example compare_examples[] = {
    {"aicost compare --tokens-per-day 2M", "the built-in article profile at two million tokens a day"},
    {"aicost compare -p my.json -o costs.xlsx",
     "a workbook whose formulas follow when an input is changed in the spreadsheet"},
    {"aicost compare -p my.json --set cloud.price_change_per_year=-30% --get winner",
     "who wins where API prices fall, for a script"},
};

}  // namespace

const Command compare_command = {"compare",
                                 profile_word,
                                 "every option over the horizon: costs, winner, break-even, chart",
                                 "Works out what every option of a profile costs over its horizon, which is "
                                 "the cheapest that can serve the "
                                 "workload, and when the others have paid for themselves.",
                                 compare_options,
                                 compare_examples,
                                 0,
                                 1,
                                 run_compare};

}  // namespace aicost
