#include <algorithm>

#include "report/view/compare_data.hpp"
#include "report/view/compare_words.hpp"
#include "report/view/periods.hpp"
#include "report/view/verdict.hpp"

namespace aicost {

namespace {

Document compare_words(const Profile& profile, const Comparison& comparison, const CompareOptions& options) {
    Document document = document_of(profile, "compare");
    auto& blocks = document.blocks;
    std::vector<std::size_t> order = by_cost(comparison);
    if (options.profile_order) std::sort(order.begin(), order.end());
    const auto [volumes, turns] = volume_answer(profile.scenario, comparison);
    blocks.emplace_back(Paragraph{verdict_text(profile, comparison, turning_volume(comparison, turns)) +
                                      estimates_text(profile, comparison),
                                  true});
    blocks.emplace_back(Paragraph{subject_text(profile), false});
    blocks.emplace_back(Paragraph{workload_text(profile, comparison), false});
    blocks.emplace_back(options_table(profile, comparison, order));
    for (const std::size_t i : order) {
        if (!comparison.options[i].against_baseline) continue;
        blocks.emplace_back(
            Paragraph{break_even_text(comparison.options[i], profile, comparison, volumes[i]), false});
    }
    if (const std::string requirements = requirements_text(profile, comparison); !requirements.empty())
        blocks.emplace_back(Paragraph{requirements, false});
    if (options.items) {
        blocks.emplace_back(Heading{"Cost by item"});
        blocks.emplace_back(items_table(comparison, &order));
    }
    if (options.yearly) {
        blocks.emplace_back(Heading{"Cost by year"});
        blocks.emplace_back(yearly_table(profile, comparison, &order, options.items));
        if (Notes about = yearly_notes(comparison); !about.lines.empty())
            blocks.emplace_back(std::move(about));
    }
    if (options.monthly) {
        blocks.emplace_back(Heading{"Cost by month"});
        blocks.emplace_back(months_table(profile, comparison, order));
    }
    Notes notes = option_notes(comparison);
    if (std::string assumed = assumed_text(profile); !assumed.empty())
        notes.lines.push_back(std::move(assumed));
    blocks.emplace_back(std::move(notes));
    blocks.emplace_back(catalogue_notes(profile));
    if (options.items) blocks.emplace_back(items_chart(comparison, order));
    blocks.emplace_back(cumulative_chart(comparison, order));
    return document;
}

}  // namespace

Document compare_view(const Profile& profile, const Comparison& comparison, const CompareOptions& options) {
    switch (options.part) {
        case Part::data: return compare_data(profile, comparison, options.yearly);
        case Part::rows: return compare_rows(profile, comparison, options);
        case Part::workbook:
        case Part::words: break;
    }
    return compare_words(profile, comparison, options);
}

}  // namespace aicost
