
#include "report/formatted.hpp"
#include "report/view/views.hpp"

namespace aicost {

namespace {

std::string value_text(const Derivation& derivation, const std::string& currency) {
    if (const auto* number = std::get_if<double>(&derivation.value))
        return input_text(*number, derivation.unit, currency);
    if (const auto* flag = std::get_if<bool>(&derivation.value)) return *flag ? "yes" : "no";
    if (const auto* word = std::get_if<std::string>(&derivation.value)) return *word;
    return "none";
}

TreeNode tree_of(const Derivation& derivation, const Profile& profile) {
    const bool given = derivation.how == Derivation::How::input;
    TreeNode node;
    node.text = derivation.name + " = " + value_text(derivation, profile.scenario.currency);
    if (given) {
        node.text += " [" + origin_text(profile.origin(derivation.path)) + "]";
    } else if (!derivation.formula.empty()) {
        node.text +=
            (std::holds_alternative<std::monostate>(derivation.value) ? ": " : " = ") + derivation.formula;
    }
    for (const Derivation& part : derivation.parts) node.children.push_back(tree_of(part, profile));
    return node;
}

std::string kind_of(const Origin& origin) {
    switch (origin.kind) {
        case Origin::Kind::fallback: return "default";
        case Origin::Kind::profile: return "profile";
        case Origin::Kind::catalogue: return "catalogue";
        case Origin::Kind::command_line: return "command line";
    }
    return {};
}

Data data_of(const Derivation& derivation, const Profile& profile) {
    DataObject data{{"name", derivation.name},
                    {"value", to_data(derivation.value)},
                    {"unit", std::string(symbol(derivation.unit))}};
    if (derivation.how == Derivation::How::input) {
        const Origin origin = profile.origin(derivation.path);
        DataObject from{{"kind", kind_of(origin)}};
        if (!origin.file.empty()) from.emplace_back("where", origin.file);
        if (origin.line > 0) from.emplace_back("line", origin.line);
        if (!origin.source.empty()) from.emplace_back("source", origin.source);
        if (!origin.as_of.empty()) from.emplace_back("as_of", origin.as_of);
        data.emplace_back("path", derivation.path);
        data.emplace_back("origin", std::move(from));
        return data;
    }
    data.emplace_back("formula", derivation.formula);
    DataList parts;
    for (const Derivation& part : derivation.parts) parts.push_back(data_of(part, profile));
    data.emplace_back("parts", std::move(parts));
    return data;
}

void add_rows(const Derivation& derivation, const Profile& profile, int depth, Table& table) {
    const bool given = derivation.how == Derivation::How::input;
    const auto* number = std::get_if<double>(&derivation.value);
    table.rows.push_back({number_cell(depth, Unit::count), text_cell(derivation.name),
                          number != nullptr ? number_cell(*number, Unit::number)
                                            : text_cell(value_text(derivation, profile.scenario.currency)),
                          text_cell(std::string(symbol(derivation.unit))), text_cell(derivation.formula),
                          text_cell(given ? origin_text(profile.origin(derivation.path)) : "")});
    for (const Derivation& part : derivation.parts) add_rows(part, profile, depth + 1, table);
}

}  // namespace

Document explain_view(const Profile& profile, const Comparison& comparison, const Derivation& derivation) {
    Document document = document_of(profile, "explain");
    document.blocks.emplace_back(Tree{tree_of(derivation, profile)});
    Table table;
    table.audience = Table::Audience::machines;
    table.columns = {{"", "depth"}, {"", "name"},    {"", "value"},
                     {"", "unit"},  {"", "formula"}, {"", "origin"}};
    add_rows(derivation, profile, 0, table);
    document.blocks.emplace_back(std::move(table));
    document.data = data_head(profile, comparison, "explain");
    document.data.emplace_back("metric", derivation.name);
    document.data.emplace_back("value", to_data(derivation.value));
    document.data.emplace_back("derivation", data_of(derivation, profile));
    return document;
}

}  // namespace aicost
