#include <algorithm>
#include <cmath>

#include "report/formatted.hpp"
#include "report/number.hpp"
#include "report/view/views.hpp"

namespace aicost {

namespace {

// "+$800 ($1,920 → $2,720, +42%)"
std::string change_text(double before, double after, const std::string& currency) {
    const double change = after - before;
    const auto amount = [&](double value) { return money_text(value, currency); };
    if (std::abs(change) < 0.005) return "unchanged (" + amount(before) + ")";
    const auto signed_text = [](double value, const std::string& text) {
        return (value > 0.0 ? "+" : "") + text;
    };
    std::string text = signed_text(change, amount(change)) + " (" + amount(before) + " → " + amount(after);
    if (before != 0.0) {
        const double share = change / std::abs(before);
        text += ", " +
                signed_text(share,
                            percent_text(std::abs(share) >= 0.1 ? std::round(share * 100.0) / 100.0 : share));
    }
    return text + ")";
}

std::string value_text(const InputValue* input, const std::string& currency) {
    if (input == nullptr) return "not there";
    if (const auto* number = std::get_if<double>(&input->value))
        return input_text(*number, input->unit, currency);
    if (const auto* word = std::get_if<std::string>(&input->value))
        return word->empty() ? "not stated" : *word;
    return "not stated";
}

const InputValue* find(const std::vector<InputValue>& inputs, const std::string& path) {
    const auto found = std::find_if(inputs.begin(), inputs.end(),
                                    [&](const InputValue& input) { return input.path == path; });
    return found == inputs.end() ? nullptr : &*found;
}

Data input_data(const InputValue* input) {
    if (input == nullptr) return {};
    if (const auto* number = std::get_if<double>(&input->value)) return *number;
    if (const auto* word = std::get_if<std::string>(&input->value)) return *word;
    return {};
}

void add_inputs(const DiffSide& before, const DiffSide& after, Document& document) {
    Scenario left = before.profile.scenario, right = after.profile.scenario;
    const auto ours = all_inputs(left), theirs = all_inputs(right);
    std::vector<std::string> paths;
    for (const auto* inputs : {&ours, &theirs}) {
        for (const InputValue& input : *inputs) {
            if (std::find(paths.begin(), paths.end(), input.path) == paths.end()) paths.push_back(input.path);
        }
    }
    Table table;
    table.columns = {{"Input", "path"}, {"Before", "before"}, {"After", "after"}};
    DataList data;
    for (const std::string& path : paths) {
        const InputValue *a = find(ours, path), *b = find(theirs, path);
        if (a != nullptr && b != nullptr && a->value == b->value) continue;
        // price_per_1k and price_per_mtok are the same input: show only the stated one
        if (path.size() > 13 && path.substr(path.size() - 13) == ".price_per_1k") continue;
        const auto absent = [](const InputValue* input) {
            return input == nullptr || std::holds_alternative<std::monostate>(input->value) ||
                   input->value == decltype(input->value)(std::string());
        };
        if (absent(a) && absent(b)) continue;
        // for something that only one side has, defaults are of no interest
        const auto unsaid = [&](const InputValue* other, const Profile& profile) {
            return other == nullptr && !path.ends_with(".kind") && !profile.states(path) &&
                   profile.origin(path).kind == Origin::Kind::fallback;
        };
        if (unsaid(a, after.profile) || unsaid(b, before.profile)) continue;
        table.rows.push_back({text_cell(path), text_cell(value_text(a, before.profile.scenario.currency)),
                              text_cell(value_text(b, after.profile.scenario.currency))});
        data.emplace_back(DataObject{{"path", path}, {"before", input_data(a)}, {"after", input_data(b)}});
    }
    if (table.rows.empty()) {
        document.blocks.emplace_back(Paragraph{"No input differs.", false});
    } else {
        document.blocks.emplace_back(Heading{"Inputs that differ"});
        document.blocks.emplace_back(std::move(table));
    }
    document.data.emplace_back("inputs", std::move(data));
}

// Items of both sides, in the first side's order.
DataObject add_items(const OptionResult& before, const OptionResult& after, int months_before,
                     int months_after, Table& table, const std::string& currency) {
    DataObject data;
    std::vector<std::string> names;
    for (const auto* option : {&before, &after}) {
        for (const Item& item : option->items) {
            if (std::find(names.begin(), names.end(), item.name()) == names.end())
                names.push_back(item.name());
        }
    }
    const auto amount = [](const OptionResult& option, const std::string& name, int months) {
        double sum = 0.0;
        for (const Item& item : option.items) {
            if (item.name() == name) sum += total(item.flow, months).value();
        }
        return sum;
    };
    for (const std::string& name : names) {
        const double a = amount(before, name, months_before), b = amount(after, name, months_after);
        data.emplace_back(name, DataObject{{"before", a}, {"after", b}, {"change", b - a}});
        if (std::abs(b - a) >= 0.005)
            table.rows.push_back(
                {text_cell(before.id), text_cell(name), text_cell(change_text(a, b, currency))});
    }
    return data;
}

std::string winner_word(const Comparison& comparison) {
    const MetricValue winner = winner_of(comparison);
    const auto* word = std::get_if<std::string>(&winner);
    return word == nullptr ? "none" : *word;
}

}  // namespace

Document diff_view(const DiffSide& before, const DiffSide& after) {
    Document document = document_of(before.profile, "diff");
    const std::string& currency = document.currency;
    document.data = {{"aicost", AICOST_VERSION},
                     {"command", "diff"},
                     {"before", before.name},
                     {"after", after.name},
                     {"currency", currency}};
    const std::string was = winner_word(before.comparison), is = winner_word(after.comparison);
    document.blocks.emplace_back(
        Paragraph{was == is ? "winner unchanged: " + is : "winner flipped: " + was + " → " + is, true});
    document.blocks.emplace_back(Paragraph{"before: " + before.name, false});
    document.blocks.emplace_back(Paragraph{"after:  " + after.name, false});
    add_inputs(before, after, document);

    Table table;
    table.columns = {{"Option", "option"}, {"Item", "item"}, {"Change", "change"}};
    DataObject options;
    std::vector<std::string> lines;
    for (const OptionResult& option : before.comparison.options) {
        const auto there = find_option(after.profile.scenario, option.id);
        if (!there) {
            lines.push_back(formatted("{} is not there any more (was {})", option.id,
                                      money_text(option.total.value(), currency)));
            options.emplace_back(
                option.id,
                DataObject{{"before", DataObject{{"total", option.total.value()}}}, {"after", Data()}});
            continue;
        }
        const OptionResult& other = after.comparison.options[*there];
        DataObject items = add_items(option, other, before.comparison.horizon_months,
                                     after.comparison.horizon_months, table, currency);
        table.rows.push_back({text_cell(option.id), text_cell("total"),
                              text_cell(change_text(option.total.value(), other.total.value(), currency))});
        for (Cell& cell : table.rows.back()) cell.strong = true;
        if (before.profile.scenario.discount_rate != 0.0 || after.profile.scenario.discount_rate != 0.0) {
            table.rows.push_back({text_cell(option.id), text_cell("in today's money"),
                                  text_cell(change_text(option.npv.value(), other.npv.value(), currency))});
            for (Cell& cell : table.rows.back()) cell.strong = true;
        }
        DataObject metrics;
        const auto here = static_cast<std::size_t>(&option - before.comparison.options.data());
        OptionMetrics ours(before.profile.scenario, before.comparison, here);
        OptionMetrics theirs(after.profile.scenario, after.comparison, *there);
        for (const Metric& metric : option_metrics()) {
            const MetricValue a = ours(metric), b = theirs(metric);
            const auto *x = std::get_if<double>(&a), *y = std::get_if<double>(&b);
            DataObject row{{"before", to_data(a)}, {"after", to_data(b)}};
            row.emplace_back("change", x != nullptr && y != nullptr ? Data(*y - *x) : Data());
            metrics.emplace_back(std::string(metric.name), std::move(row));
        }
        metrics.emplace_back("items", std::move(items));
        options.emplace_back(option.id, std::move(metrics));
        if (option.feasible != other.feasible) {
            lines.push_back(formatted("{} {} serve the workload", option.id,
                                      other.feasible ? "can now" : "can no longer"));
        }
    }
    for (const OptionResult& option : after.comparison.options) {
        if (find_option(before.profile.scenario, option.id)) continue;
        lines.push_back(formatted("{} is new: {}", option.id, money_text(option.total.value(), currency)));
        options.emplace_back(option.id, DataObject{{"before", Data()},
                                                   {"after", DataObject{{"total", option.total.value()}}}});
    }
    document.blocks.emplace_back(Heading{"Results"});
    document.blocks.emplace_back(std::move(table));
    for (std::string& line : lines) document.blocks.emplace_back(Paragraph{std::move(line) + ".", false});

    document.data.emplace_back("winner", DataObject{{"before", to_data(winner_of(before.comparison))},
                                                    {"after", to_data(winner_of(after.comparison))},
                                                    {"changed", was != is}});
    document.data.emplace_back("options", std::move(options));
    Notes sources = catalogue_notes(before.profile);
    Notes theirs = catalogue_notes(after.profile);
    if (sources.title.empty()) sources.title = theirs.title;
    for (std::string& line : theirs.lines) {
        if (std::find(sources.lines.begin(), sources.lines.end(), line) == sources.lines.end())
            sources.lines.push_back(std::move(line));
    }
    document.blocks.emplace_back(std::move(sources));
    return document;
}

}  // namespace aicost
