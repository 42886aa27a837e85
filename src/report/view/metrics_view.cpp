// The metrics of a profile, with their meaning.
#include "report/view/views.hpp"

namespace aicost {

Document metrics_view(const Profile& profile) {
    Document document = document_of(profile, "explain");
    Table people, machines;
    people.audience = Table::Audience::people;
    machines.audience = Table::Audience::machines;
    people.columns = {{"Metric", "metric"}, {"Unit", "unit"}, {"Meaning", "meaning"}};
    machines.columns = people.columns;
    DataList list;
    const auto add = [&](Table& table, const std::string& name, Unit unit, const std::string& meaning) {
        table.rows.push_back({text_cell(name), text_cell(std::string(symbol(unit))), text_cell(meaning)});
    };
    const std::vector<std::string> names = metric_names(profile.scenario);
    for (const std::string& name : names) {
        const auto dot = name.find('.');
        const OverallMetric* overall = find_overall_metric(name);
        const Unit unit = unit_of_metric(name).value_or(Unit::word);
        const std::string meaning(overall != nullptr ? overall->help
                                                     : find_metric(name.substr(dot + 1))->help);
        add(machines, name, unit, meaning);
        if (dot == std::string::npos) add(people, name, unit, meaning);
        list.emplace_back(
            DataObject{{"metric", name}, {"unit", std::string(symbol(unit))}, {"meaning", meaning}});
    }
    for (const Metric& metric : option_metrics())
        add(people, "OPTION." + std::string(metric.name), metric.unit, std::string(metric.help));
    add(people, "OPTION.item.NAME", Unit::money, "total of one item of its bill (`aicost compare --items`)");
    std::string options;
    for (const auto& [id, option] : profile.scenario.options) options += (options.empty() ? "" : ", ") + id;
    document.blocks.emplace_back(Paragraph{"OPTION is one of " + options +
                                               "; `aicost explain OPTION.METRIC` "
                                               "shows how one comes about.",
                                           false});
    document.blocks.emplace_back(std::move(people));
    document.blocks.emplace_back(std::move(machines));
    document.data = {{"aicost", AICOST_VERSION}, {"command", "explain"}, {"metrics", std::move(list)}};
    return document;
}

}  // namespace aicost
