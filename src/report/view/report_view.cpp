#include "report/view/report_view.hpp"

#include "report/formatted.hpp"
#include "report/number.hpp"
#include "report/view/compare_data.hpp"
#include "report/view/compare_words.hpp"
#include "report/view/input_table.hpp"
#include "report/view/verdict.hpp"

namespace aicost {

namespace {

constexpr std::string_view other_prices =
    "Price changes that nobody has announced: beyond stated steps, prices change by a steady share a year, "
    "or not at all; `risk` draws other courses.";
constexpr std::string_view moving_out =
    "What moving from one option to another costs later on, and work lost while something is down, unless "
    "the profile states it as a cost.";
constexpr std::string_view not_modelled[] = {
    "Taxes, and which month of a year a cost falls in for the books.",
    "Waiting times: a machine is full at a utilisation that the profile chooses, not at a latency.",
    "How good a model's answers are: a capability is listed or it is not.",
    other_prices,
    moving_out,
};

// Blocks of another document, without its catalogue sources, which are listed once, at the end.
void append(Document& report, Document section) {
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
    if (!view.verdict_first) blocks.emplace_back(Heading{title_of(view), 1});
    if (view.answer != nullptr)
        blocks.emplace_back(
            Paragraph{verdict_text(profile, comparison, turning_volume(comparison, view.answer->turns)) +
                          estimates_text(profile, comparison),
                      true});
    // where nobody wins the verdict has said so
    if (view.risk != nullptr && view.risk->part && comparison.winner)
        blocks.emplace_back(
            Paragraph{certainty_text(*view.drawn, comparison, *view.risk->part), false, "risk"});
    if (view.answer == nullptr) return;
    if (view.on_terminal)
        blocks.emplace_back(Paragraph{title_of(view), false});
    else if (view.verdict_first)
        blocks.emplace_back(Heading{title_of(view), 1});
    blocks.emplace_back(Paragraph{workload_text(profile, comparison), false});
    blocks.emplace_back(figures_of(profile, comparison));
    for (const std::size_t i : by_cost(comparison)) {
        const OptionResult& option = comparison.options[i];
        if (option.against_baseline)
            blocks.emplace_back(
                Paragraph{break_even_text(option, profile, comparison, view.answer->volumes[i]), false});
    }
    if (const std::string text = requirements_text(profile, comparison); !text.empty())
        blocks.emplace_back(Paragraph{text, false});
}

void add_costs(Document& report, const ReportView& view) {
    const Profile& profile = view.profile;
    auto& blocks = report.blocks;
    const std::vector<std::size_t> order = by_cost(view.comparison);
    blocks.emplace_back(Heading{"What the options cost", 2});
    if (view.answer == nullptr) return;
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

void add_origins(Document& report, const Profile& profile) {
    auto& blocks = report.blocks;
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
}

void add_derivations(Document& report, const Profile& profile, const std::vector<Derivation>& derivations) {
    report.blocks.emplace_back(Paragraph{
        "Each total as its formula, down to the inputs. Every formula of the model stands in docs/model.md "
        "with a number worked by hand; `aicost explain METRIC` shows any other result like this.",
        false});
    for (const Derivation& derivation : derivations) {
        Tree tree = explain_tree(profile, derivation, Origins::listed_elsewhere);
        tree.short_levels = 2;  // the total and its items
        report.blocks.emplace_back(std::move(tree));
    }
}

void add_sources(Document& report, const ReportView& view) {
    const auto begins = [&](const char* heading) {
        report.blocks.emplace_back(Heading{heading, 2});
        return view.sources != nullptr;
    };
    if (begins("Where the figures come from")) add_origins(report, view.profile);
    if (begins("How the figures are worked out"))
        add_derivations(report, view.profile, view.sources->derivations);
    if (begins("What is not in these figures"))
        report.blocks.emplace_back(Notes{"", {std::begin(not_modelled), std::end(not_modelled)}});
    if (begins("How this report was made"))
        report.blocks.emplace_back(provenance_table(view.profile, view.provenance));
}

template <class T>
const std::string& why_not(const Section<T>& section) {
    return section.why_not;
}
const std::string& why_not(const BreakEvenView&) {
    static const std::string nothing;
    return nothing;
}

// The data of the whole, into which those of its parts are put.
struct Studies {
    Data breakeven, sensitivity, map, spread, risk;
    DataObject left_out;
};

DataObject data_of(const ReportView& view, const std::string& title, Studies&& studies) {
    const Profile& profile = view.profile;
    DataObject data = data_head(profile, view.comparison, "report");
    data.emplace_back("title", title);
    data.emplace_back("winner", to_data(winner_of(view.comparison)));
    data.emplace_back("compare", compare_data(profile, view.comparison).data);
    data.emplace_back("breakeven", std::move(studies.breakeven));
    data.emplace_back("sensitivity", std::move(studies.sensitivity));
    data.emplace_back("map", std::move(studies.map));
    if (view.risk->part) data.emplace_back("spread", std::move(studies.spread));
    data.emplace_back("risk", std::move(studies.risk));
    data.emplace_back("inputs", inputs_data(profile));
    data.emplace_back("words", words_data(profile));
    data.emplace_back("left_out", std::move(studies.left_out));
    data.emplace_back("made", provenance_data(profile, view.provenance));
    data.emplace_back("warnings", DataList(profile.warnings.begin(), profile.warnings.end()));
    return data;
}

}  // namespace

Document report_view(const ReportView& view) {
    const Profile& profile = view.profile;
    const Comparison& comparison = view.comparison;
    Document report = document_of(profile, "report");
    report.title = title_of(view);
    Studies studies;
    const auto put = [&](const char* key, const char* heading, Data& data, const auto* study, auto show) {
        report.blocks.emplace_back(Heading{heading, 2});
        if (study == nullptr) return;
        if (const std::string& missing = why_not(*study); !missing.empty()) {
            studies.left_out.emplace_back(key, missing);
            report.blocks.emplace_back(Paragraph{missing, false});
            return;
        }
        Document section = show();
        data = std::move(section.data);
        append(report, std::move(section));
    };

    add_answer(report, view);
    add_costs(report, view);
    put("breakeven", "Cost against volume", studies.breakeven, view.volumes,
        [&] { return break_even_view(profile, *view.volumes); });
    put("sensitivity", "What matters most", studies.sensitivity, view.sensitivity,
        [&] { return sensitivity_view(profile, comparison, *view.sensitivity->part); });
    put("map", "Who wins where", studies.map, view.map, [&] { return map_view(profile, *view.map->part); });
    put("risk", "How sure it is", studies.risk, view.risk,
        [&] { return risk_view(*view.drawn, comparison, *view.risk->part); });
    add_sources(report, view);
    if (view.for_machines) {
        if (view.risk->part && !view.risk->part->spread.empty()) studies.spread = view.risk->part->spread;
        report.data = data_of(view, report.title, std::move(studies));
    }
    report.profile = CarriedProfile{profile.text.file, profile.text.text, view.provenance.options};
    return report;
}

}  // namespace aicost
