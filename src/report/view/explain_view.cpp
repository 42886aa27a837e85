
#include <cmath>
#include <set>

#include "report/number.hpp"
#include "report/view/views.hpp"
#include "text/plural.hpp"

namespace aicost {

namespace {

// With enough digits to recalculate the lines: inputs as stated, calculated values to what their parent needs.
constexpr int digits_of_input = 12, digits_of_amount = 8, digits_of_value = 10;

std::string figure_text(double value, const Derivation& derivation, const std::string& currency) {
    if (std::isinf(value)) return "∞";
    const NumberFormat format = info(derivation.unit).format;
    const bool amount = format == NumberFormat::money || format == NumberFormat::price;
    const int digits = derivation.how == Derivation::How::input ? digits_of_input
                       : amount && std::abs(value) < 1e6        ? digits_of_amount
                                                                : digits_of_value;
    return exact_text(value, derivation.unit, currency, digits);
}

// "0-5: 0.55, 6-15: 1", or "2 in month 1, 3 in months 2-36", if there are few of them.
struct Run {
    std::size_t from, to;
    std::string text;
};
std::vector<Run> runs_of(const std::vector<double>& values, const Derivation& derivation,
                         const std::string& currency) {
    std::vector<Run> runs;
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (std::isnan(values[i])) continue;
        std::string text = figure_text(values[i], derivation, currency);
        if (!runs.empty() && runs.back().to + 1 == i && runs.back().text == text) {
            runs.back().to = i;
        } else {
            runs.push_back({i, i, std::move(text)});
        }
    }
    return runs;
}

std::string range_text(std::size_t from, std::size_t to) {
    return from == to ? std::to_string(from) : std::to_string(from) + "-" + std::to_string(to);
}

std::string by_hour_text(const Derivation& derivation, const std::string& currency) {
    std::string text;
    for (const Run& run : runs_of(derivation.hours, derivation, currency))
        text += (text.empty() ? "" : ", ") + range_text(run.from, run.to) + ": " + run.text;
    return with_suffix(text, info(derivation.unit).suffix);
}

std::string by_month_text(const Derivation& derivation, const std::string& currency) {
    constexpr std::size_t few = 3;
    const std::string_view suffix = info(derivation.unit).suffix;
    const std::vector<Run> runs = runs_of(derivation.months, derivation, currency);
    if (runs.size() == 1) return with_suffix(runs.front().text, suffix);
    if (runs.size() > few)
        return with_suffix(runs.front().text, suffix) + " in month 1, " + runs.back().text + " in month " +
               std::to_string(derivation.months.size());
    std::string text;
    for (const Run& run : runs)
        text += (text.empty() ? "" : ", ") + with_suffix(run.text, suffix) +
                (run.from == run.to ? " in month " : " in months ") + range_text(run.from + 1, run.to + 1);
    return text;
}

std::string value_text(const Derivation& derivation, const std::string& currency, bool root) {
    if (!derivation.hours.empty()) return by_hour_text(derivation, currency);
    if (!derivation.months.empty()) return by_month_text(derivation, currency);
    if (const auto* number = std::get_if<double>(&derivation.value)) {
        if (root && derivation.unit == Unit::money) return money_text(*number, currency);
        return with_suffix(figure_text(*number, derivation, currency), info(derivation.unit).suffix);
    }
    if (const auto* flag = std::get_if<bool>(&derivation.value)) return *flag ? "yes" : "no";
    if (const auto* word = std::get_if<std::string>(&derivation.value)) return *word;
    return "none";
}

class TreeMaker {
public:
    TreeMaker(const Profile& profile, Origins origins) : profile_(profile), origins_(origins) {}

    TreeNode tree_of(const Derivation& derivation, bool root = true) {
        TreeNode node;
        node.text = derivation.name + " = " + value_text(derivation, profile_.scenario.currency, root);
        if (derivation.above) {
            node.text += " (see above)";
        } else if (!derivation.path.empty()) {
            if (origins_ == Origins::shown) node.text += " [" + origin(derivation.path) + "]";
        } else if (!derivation.formula.empty()) {
            const bool words =
                derivation.in_words || std::holds_alternative<std::monostate>(derivation.value);
            node.text += (words && derivation.hours.empty() ? ": " : " = ") + derivation.formula;
        }
        for (const auto* parts : {&derivation.parts, &derivation.decided_by}) {
            for (const Derivation& part : *parts) {
                const bool known = part.above && part.how == Derivation::How::input;
                // if inputs are listed, their values need not be repeated here
                if (known && origins_ == Origins::listed_elsewhere) continue;
                node.children.push_back(tree_of(part, false));
            }
        }
        return node;
    }

private:
    // Each source is named only once.
    std::string origin(const std::string& path) {
        Origin origin = profile_.origin(path);
        if (!origin.source.empty() && !told_.insert(origin.source + origin.as_of).second)
            origin.source = origin.as_of = {};
        return origin_text(origin);
    }

    const Profile& profile_;
    Origins origins_;
    std::set<std::string> told_;
};

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
    const auto list = [&](const char* key, const std::vector<double>& values) {
        DataList numbers;
        for (const double value : values) numbers.push_back(std::isfinite(value) ? Data(value) : Data());
        if (!numbers.empty()) data.emplace_back(key, std::move(numbers));
    };
    if (!derivation.path.empty()) {
        list("hours", derivation.hours);
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
    list("months", derivation.months);
    list("hours", derivation.hours);
    data.emplace_back("formula", derivation.formula);
    if (derivation.above) {
        data.emplace_back("above", true);
        return data;
    }
    DataList parts;
    for (const Derivation& part : derivation.parts) parts.push_back(data_of(part, profile));
    data.emplace_back("parts", std::move(parts));
    DataList reasons;
    for (const Derivation& reason : derivation.decided_by) reasons.push_back(data_of(reason, profile));
    if (!reasons.empty()) data.emplace_back("decided_by", std::move(reasons));
    return data;
}

void add_rows(const Derivation& derivation, const Profile& profile, int depth, Table& table) {
    const bool given = !derivation.path.empty();
    const auto* number = std::get_if<double>(&derivation.value);
    table.rows.push_back({number_cell(depth, Unit::count), text_cell(derivation.name),
                          number != nullptr
                              ? number_cell(*number, Unit::number)
                              : text_cell(value_text(derivation, profile.scenario.currency, depth == 0)),
                          text_cell(std::string(symbol(derivation.unit))), text_cell(derivation.formula),
                          text_cell(given ? origin_text(profile.origin(derivation.path)) : "")});
    for (const auto* parts : {&derivation.parts, &derivation.decided_by}) {
        for (const Derivation& part : *parts) add_rows(part, profile, depth + 1, table);
    }
}

}  // namespace

Tree explain_tree(const Profile& profile, const Derivation& derivation, Origins origins) {
    return {TreeMaker(profile, origins).tree_of(derivation)};
}

Document explain_view(const Profile& profile, const Comparison& comparison, const Derivation& derivation) {
    Document document = document_of(profile, "explain");
    document.blocks.emplace_back(explain_tree(profile, derivation, Origins::shown));
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
