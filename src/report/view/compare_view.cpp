#include "report/view/compare_data.hpp"
#include "report/view/compare_words.hpp"

namespace aicost {

namespace {

Document compare_words(const Profile& profile, const Comparison& comparison, bool items) {
    Document document = document_of(profile, "compare");
    auto& blocks = document.blocks;
    blocks.emplace_back(
        Heading{profile.description.empty() ? profile.name : profile.name + ": " + profile.description});
    blocks.emplace_back(Paragraph{workload_text(profile, comparison), false});
    const std::string assumed = assumed_text(profile);
    if (!assumed.empty()) blocks.emplace_back(Paragraph{assumed, false});
    blocks.emplace_back(options_table(comparison));
    blocks.emplace_back(Paragraph{winner_text(comparison, profile), true});
    for (std::size_t i = 0; i < comparison.options.size(); ++i) {
        if (!comparison.options[i].against_baseline) continue;
        blocks.emplace_back(Paragraph{break_even_text(comparison.options[i], profile, comparison,
                                                      break_even_volume(profile.scenario, i)),
                                      false});
    }
    if (const std::string requirements = requirements_text(profile, comparison); !requirements.empty())
        blocks.emplace_back(Paragraph{requirements, false});
    if (items) {
        blocks.emplace_back(Heading{"Cost by item"});
        blocks.emplace_back(items_table(comparison));
        blocks.emplace_back(items_chart(comparison));
    }
    blocks.emplace_back(cumulative_chart(comparison));
    blocks.emplace_back(option_notes(profile, comparison));
    blocks.emplace_back(catalogue_notes(profile));
    return document;
}

}  // namespace

Document compare_view(const Profile& profile, const Comparison& comparison, const CompareOptions& options) {
    switch (options.part) {
        case Part::data: return compare_data(profile, comparison);
        case Part::rows: return compare_rows(profile, comparison, options);
        case Part::words: break;
    }
    return compare_words(profile, comparison, options.items);
}

}  // namespace aicost
