#include "report/view/report_view.hpp"

#include "report/formatted.hpp"
#include "report/number.hpp"
#include "report/view/compare_data.hpp"
#include "report/view/compare_words.hpp"
#include "report/view/input_table.hpp"
#include "report/view/verdict.hpp"

namespace aicost {

namespace {

constexpr std::string_view not_modelled[] = {
    "Taxes, and which month of a year a cost falls in for the books.",
    "Waiting times: a machine is full at a utilisation that the profile chooses, not at a latency.",
    "How good a model's answers are: a capability is listed or it is not.",
    "Price changes that nobody has announced: beyond stated steps, prices change by a steady share a year, "
    "or not at all; "
    "`risk` draws other courses.",
    "What moving from one option to another costs later on, and work lost while something is down, unless "
    "the "
    "profile states it as a cost.",
};

// Blocks of another document as a section of this one, without its catalogue sources, which are listed once, at the
// end.
void append(Document& report, std::string heading, Document section) {
    report.blocks.emplace_back(Heading{std::move(heading), 2});
    // a command's first line repeats the beginning of the report
    if (!section.blocks.empty()) {
        const auto* verdict = std::get_if<Paragraph>(&section.blocks.front());
        if (verdict != nullptr && verdict->strong) section.blocks.erase(section.blocks.begin());
    }
    for (Block& block : section.blocks) {
        if (auto* part = std::get_if<Heading>(&block)) part->level = 3;
        if (const auto* notes = std::get_if<Notes>(&block); notes != nullptr && !notes->title.empty())
            continue;
        report.blocks.push_back(std::move(block));
    }
}

void append_missing(Document& report, std::string heading, const std::string& why) {
    report.blocks.emplace_back(Heading{std::move(heading), 2});
    report.blocks.emplace_back(Paragraph{why, false});
}

std::string capital(std::string text) {
    if (!text.empty() && text.front() >= 'a' && text.front() <= 'z')
        text.front() = static_cast<char>(text.front() - 'a' + 'A');
    return text;
}

std::string title_of(const ReportView& view) {
    if (!view.title.empty()) return view.title;
    const Profile& profile = view.profile;
    // a description no longer holds with overrides
    return capital(profile.description.empty() || !profile.with.empty() ? subject_text(profile)
                                                                        : profile.description);
}

// The cost of each option; the winner's is strong.
Figures figures_of(const Profile& profile, const Comparison& comparison) {
    Figures figures;
    for (const std::size_t i : by_cost(comparison)) {
        const OptionResult& option = comparison.options[i];
        const bool wins = comparison.winner == i && !comparison.tie;
        std::string about =
            option.cost_per_mtok
                ? price_text(option.cost_per_mtok->value(), profile.scenario.currency) + " per million tokens"
                : std::string("no tokens");
        if (!option.feasible) about += "; cannot serve the workload";
        if (!option.allowed) about += "; barred";
        if (option.against_baseline && option.against_baseline->break_even.month &&
            *option.against_baseline->break_even.month > 0.0)
            about += "; breaks even in month " + months_text(*option.against_baseline->break_even.month);
        Figure figure{option.label, number_cell(option.total.value(), Unit::money), std::move(about)};
        mark_winner(figure.value, wins);
        figures.figures.push_back(std::move(figure));
    }
    return figures;
}

void add_answer(Document& report, const ReportView& view) {
    const Profile& profile = view.profile;
    const Comparison& comparison = view.comparison;
    auto& blocks = report.blocks;
    if (!view.on_terminal) blocks.emplace_back(Heading{title_of(view), 1});
    blocks.emplace_back(Paragraph{
        verdict_text(profile, comparison, turning_volume(profile, comparison, view.volumes.volumes)) +
            estimates_text(profile, comparison),
        true});
    if (view.risk.part)
        blocks.emplace_back(Paragraph{certainty_text(profile, comparison, *view.risk.part), false});
    if (view.on_terminal) blocks.emplace_back(Paragraph{title_of(view), false});
    blocks.emplace_back(Paragraph{workload_text(profile, comparison), false});
    blocks.emplace_back(figures_of(profile, comparison));
    for (const std::size_t i : by_cost(comparison)) {
        const OptionResult& option = comparison.options[i];
        if (option.against_baseline)
            blocks.emplace_back(
                Paragraph{break_even_text(option, profile, comparison, view.volumes.volumes[i]), false});
    }
    if (const std::string text = requirements_text(profile, comparison); !text.empty())
        blocks.emplace_back(Paragraph{text, false});
}

void add_costs(Document& report, const ReportView& view) {
    const Profile& profile = view.profile;
    auto& blocks = report.blocks;
    const std::vector<std::size_t> order = by_cost(view.comparison);
    blocks.emplace_back(Heading{"What the options cost", 2});
    if (const std::string text = assumed_text(profile); !text.empty())
        blocks.emplace_back(Paragraph{text, false});
    blocks.emplace_back(options_table(profile, view.comparison, order));
    report.answer = blocks.size();
    blocks.emplace_back(cumulative_chart(view.comparison, order));
    blocks.emplace_back(option_notes(view.comparison));
    blocks.emplace_back(Heading{"Cost by item", 3});
    Table items = items_table(view.comparison, &order);
    items.audience = Table::Audience::people;
    blocks.emplace_back(items_chart(view.comparison, order));
    blocks.emplace_back(std::move(items));
}

void add_sources(Document& report, const ReportView& view) {
    const Profile& profile = view.profile;
    auto& blocks = report.blocks;
    blocks.emplace_back(Heading{"Where the figures come from", 2});
    if (!profile.overrides.empty()) {
        Notes set{"Set on the command line, in the place of what the profile states", {}};
        for (const Override& one : profile.overrides) set.lines.push_back(one.path + " = " + one.value);
        blocks.emplace_back(std::move(set));
    }
    blocks.emplace_back(stated_inputs_table(profile));
    if (Table defaults = default_inputs_table(profile); !defaults.rows.empty()) {
        blocks.emplace_back(Heading{"Left to their defaults", 3});
        blocks.emplace_back(std::move(defaults));
    }
    blocks.emplace_back(catalogue_notes(profile));
    blocks.emplace_back(Heading{"How the figures are worked out", 2});
    blocks.emplace_back(Paragraph{
        "Each total as its formula, down to the inputs. Every formula of the model stands in docs/model.md "
        "with a number worked by hand; `aicost explain METRIC` shows any other result like this.",
        false});
    for (const Derivation& derivation : view.derivations) {
        Tree tree = explain_tree(profile, derivation, Origins::listed_elsewhere);
        tree.short_levels = 2;  // the total and its items
        blocks.emplace_back(std::move(tree));
    }
    blocks.emplace_back(Heading{"What is not in these figures", 2});
    blocks.emplace_back(Notes{"", {std::begin(not_modelled), std::end(not_modelled)}});
    blocks.emplace_back(Heading{"How this report was made", 2});
    blocks.emplace_back(provenance_table(profile, view.provenance));
}

}  // namespace

Document answer_view(const Profile& profile, const Comparison& comparison) {
    Document answer = document_of(profile, "report");
    answer.blocks.emplace_back(
        Paragraph{verdict_text(profile, comparison, turning_volume(profile, comparison)) +
                      estimates_text(profile, comparison),
                  true});
    answer.blocks.emplace_back(figures_of(profile, comparison));
    answer.blocks.emplace_back(options_table(profile, comparison, by_cost(comparison)));
    return answer;
}

Document report_view(const ReportView& view) {
    const Profile& profile = view.profile;
    Document report = document_of(profile, "report");
    report.title = title_of(view);
    report.data = data_head(profile, view.comparison, "report");
    report.data.emplace_back("title", report.title);
    report.data.emplace_back("winner", to_data(winner_of(view.comparison)));
    const auto keep = [&](std::string key, Document section, std::string heading) {
        report.data.emplace_back(std::move(key), std::move(section.data));
        append(report, std::move(heading), std::move(section));
    };
    DataObject left_out;
    const auto miss = [&](std::string key, std::string heading, const std::string& why) {
        report.data.emplace_back(key, Data());
        left_out.emplace_back(std::move(key), why);
        append_missing(report, std::move(heading), why);
    };

    add_answer(report, view);
    report.data.emplace_back("compare", compare_data(profile, view.comparison).data);
    add_costs(report, view);
    keep("breakeven", break_even_view(profile, view.volumes), "Cost against volume");
    if (view.sensitivity.part) {
        keep("sensitivity", sensitivity_view(profile, view.comparison, *view.sensitivity.part),
             "What matters most");
    } else {
        miss("sensitivity", "What matters most", view.sensitivity.why_not);
    }
    if (view.map.part) {
        keep("map", map_view(profile, *view.map.part), "Who wins where");
    } else {
        miss("map", "Who wins where", view.map.why_not);
    }
    if (view.risk.part) {
        Document risk = risk_view(profile, view.comparison, *view.risk.part);
        report.data.emplace_back("spread",
                                 view.risk.part->spread.empty() ? Data() : Data(view.risk.part->spread));
        keep("risk", std::move(risk), "How sure it is");
    } else {
        miss("risk", "How sure it is", view.risk.why_not);
    }
    add_sources(report, view);
    report.data.emplace_back("inputs", inputs_data(profile));
    report.data.emplace_back("words", words_data(profile));
    report.data.emplace_back("left_out", std::move(left_out));
    report.data.emplace_back("made", provenance_data(profile, view.provenance));
    report.profile = CarriedProfile{profile.text.file, profile.text.text, view.provenance.options};
    report.data.emplace_back("warnings", DataList(profile.warnings.begin(), profile.warnings.end()));
    return report;
}

}  // namespace aicost
