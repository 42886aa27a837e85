#include "report/view/size_view.hpp"

#include <algorithm>
#include <cmath>

#include "report/formatted.hpp"
#include "report/number.hpp"
#include "report/view/size_words.hpp"
#include "report/view/verdict.hpp"
#include "report/view/views.hpp"
#include "report/view/volume_text.hpp"

namespace aicost {

namespace {

constexpr double duty_cycles[] = {0.05, 0.25, 0.50, 1.0};

const Machine& machine(const SizeView& view, std::size_t i) { return view.sizing.machines[i]; }
const OptionResult& result(const SizeView& view, std::size_t i) { return view.sizing.comparison.options[i]; }

Cell price(const std::optional<TokenPrice>& of) {
    return of ? number_cell(of->value(), Unit::price_per_mtok) : empty_cell("-");
}

Table ranking(const SizeView& view) {
    Table table;
    table.columns = {{"Machine", "machine"},
                     {"No.", "machines", true},
                     {"Peak", "peak_utilization", true},
                     {"First token", "first_token", true},
                     {"Tokens/s", "speed", true},
                     {"Total", "total", true},
                     {per_mtok_heading(view.profile.scenario), "cost_per_mtok", true, 0, 1}};
    const bool discounted = view.profile.scenario.discount_rate != 0.0;
    if (discounted) table.columns.insert(table.columns.end() - 1, {"In today's money", "npv", true});
    for (const std::size_t i : shown(view)) {
        const Machine& one = machine(view, i);
        const OptionResult& cost = result(view, i);
        const auto wait = answer_seconds(one);
        table.rows.push_back(
            {text_cell(machine_name(one)), number_cell(*cost.units, Unit::count),
             number_cell(cost.peak_utilization, Unit::share),
             wait ? text_cell(two_digits(*wait) + " s") : empty_cell("-"),
             text_cell(formatted("{} ({})", two_digits(one.speed.value()), speed_range(one))),
             number_cell(std::round(cost.total.value()), Unit::money), price(cost.cost_per_mtok)});
        if (discounted)
            table.rows.back().insert(table.rows.back().end() - 1,
                                     number_cell(std::round(cost.npv.value()), Unit::money));
        mark_winner(table.rows.back().front(), i == 0);
    }
    return table;
}

// Every machine with every figure, regardless of what people are shown.
Table figures_table(const SizeView& view) {
    Table table;
    table.audience = Table::Audience::machines;
    table.columns.push_back({"", "machine"});
    for (const MachineFigure& figure : machine_figures())
        table.columns.push_back({"", std::string(figure.key), true});
    for (std::size_t i = 0; i < view.sizing.machines.size(); ++i) {
        std::vector<Cell> row{text_cell(machine(view, i).id)};
        for (const MachineFigure& figure : machine_figures())
            row.push_back(figure.cell(machine_row(view, i)));
        table.rows.push_back(std::move(row));
    }
    return table;
}

// One row each, for machines.
Table unfit_table(const Sizing& sizing) {
    Table table;
    table.audience = Table::Audience::machines;
    table.columns = {{"", "cannot_serve"}, {"", "why"}, {"", "gpus_needed", true}};
    for (const Unfit& unfit : sizing.unfit) {
        table.rows.push_back(
            {text_cell(unfit.gpu.fact.id), text_cell(unfit_text(unfit)),
             unfit.gpus_needed ? number_cell(*unfit.gpus_needed, Unit::count) : empty_cell("-")});
    }
    return table;
}

Table duty_table(const SizeView& view) {
    Table table;
    table.columns = {{"Machine", "machine"},
                     {"Utilization", "utilization", true},
                     {"Tokens/day", "tokens_per_day", true},
                     {"Fully loaded", "cost_per_mtok", true},
                     {"Marginal", "marginal_cost_per_mtok", true}};
    for (const std::size_t i : looked_at(view)) {
        std::string name = machine_name(machine(view, i));
        if (*result(view, i).units != 1.0)
            name = formatted("{} x ({})", plain_text(*result(view, i).units, 15), name);
        for (const DutyCost& cost : cost_at_utilizations(view.sizing, i, duty_cycles)) {
            table.rows.push_back({text_cell(name), number_cell(cost.utilization, Unit::share),
                                  number_cell(cost.tokens_per_day.value(), Unit::tokens),
                                  price(cost.fully_loaded),
                                  number_cell(cost.marginal.value(), Unit::price_per_mtok)});
        }
    }
    return table;
}

DataObject data(const SizeView& view) {
    const Sizing& sizing = view.sizing;
    DataObject data{{"aicost", AICOST_VERSION},
                    {"command", "size"},
                    {"profile", view.profile.name},
                    {"currency", view.profile.scenario.currency},
                    {"horizon_months", view.profile.scenario.horizon_months},
                    {"tokens_per_day", volume_per_day(view.profile.scenario).value()},
                    {"model", view.question.model.fact.id},
                    {"quantization", view.question.format.fact.id},
                    {"engine", view.question.engine},
                    {"weights_gib", sizing.weights_gib},
                    {"request_gib", sizing.request_gib},
                    {"kv_bytes_per_token", sizing.kv_bytes_per_token},
                    {"best", sizing.machines.empty() ? Data() : Data(sizing.machines[0].id)},
                    {"verdict", size_verdict(view)}};
    if (view.api)
        data.emplace_back("api", DataObject{{"id", view.api->id},
                                            {"model", view.api->model},
                                            {"total", view.api->total.value()},
                                            {"npv", view.api->npv.value()}});
    DataObject machines;
    for (std::size_t i = 0; i < sizing.machines.size(); ++i) {
        DataObject one;
        for (const MachineFigure& figure : machine_figures())
            one.emplace_back(std::string(figure.key), data_of(figure.cell(machine_row(view, i))));
        machines.emplace_back(sizing.machines[i].id, std::move(one));
    }
    data.emplace_back("machines", std::move(machines));
    DataObject unfit;
    for (const Unfit& one : sizing.unfit) {
        unfit.emplace_back(one.gpu.fact.id,
                           DataObject{{"why", unfit_text(one)}, {"gpus_needed", Data(one.gpus_needed)}});
    }
    data.emplace_back("cannot_serve", std::move(unfit));
    DataList duty;
    const Table table = duty_table(view);
    for (const auto& row : table.rows) {
        DataObject one;
        for (std::size_t i = 0; i < row.size(); ++i) one.emplace_back(table.columns[i].key, data_of(row[i]));
        duty.emplace_back(std::move(one));
    }
    data.emplace_back("cost_at_utilization", std::move(duty));
    DataList lines;
    for (const std::string& line : size_sources(view, true).lines) lines.emplace_back(line);
    data.emplace_back("sources", std::move(lines));
    return data;
}

void add_words(const SizeView& view, Document& document) {
    std::vector<Block>& blocks = document.blocks;
    const Scenario& scenario = view.profile.scenario;
    const bool any = !view.sizing.machines.empty();
    const auto indexes = looked_at(view);
    blocks.emplace_back(Paragraph{size_verdict(view), true});
    if (any) blocks.emplace_back(Paragraph{serve_text(view, 0, "Cheapest"), true});
    if (indexes.size() > 1)
        blocks.emplace_back(
            Paragraph{serve_text(view, indexes[1], machine(view, indexes[1]).gpu.fact.id), true});
    if (view.asked.size() == 1) blocks.emplace_back(Paragraph{fit_text(view), true});
    blocks.emplace_back(
        Paragraph{formatted("{} at {} for {}", view.question.model.fact.id, view.question.format.fact.id,
                            volume_text(scenario, " over " + months_word(scenario.horizon_months))),
                  false});
    if (any) blocks.emplace_back(ranking(view));
    document.answer = blocks.size();
    blocks.emplace_back(Paragraph{memory_text(view), false});
    if (any) {
        blocks.emplace_back(Heading{"Cost per 1M tokens by utilization: always that busy, day and night"});
        blocks.emplace_back(duty_table(view));
    }
    blocks.emplace_back(unfit_notes(view));
    blocks.emplace_back(size_assumptions(view));
    blocks.emplace_back(size_sources(view, false));
}

}  // namespace

// The cheapest, and those of the GPU asked about, whatever their rank.
std::vector<std::size_t> shown(const SizeView& view) {
    std::vector<std::size_t> indexes;
    for (std::size_t i = 0; i < view.sizing.machines.size(); ++i) {
        const bool asked = view.is_asked(machine(view, i).gpu);
        if (!view.top || i < *view.top || asked) indexes.push_back(i);
    }
    return indexes;
}

// The best machine, and the best of the GPU asked about.
std::vector<std::size_t> looked_at(const SizeView& view) {
    std::vector<std::size_t> indexes;
    if (!view.sizing.machines.empty()) indexes.push_back(0);
    if (indexes.empty() || view.is_asked(machine(view, 0).gpu)) return indexes;
    for (std::size_t i = 1; i < view.sizing.machines.size() && indexes.size() == 1; ++i) {
        if (view.is_asked(machine(view, i).gpu)) indexes.push_back(i);
    }
    return indexes;
}

bool SizeView::is_asked(const Gpu& gpu) const {
    return std::any_of(asked.begin(), asked.end(),
                       [&](const Gpu& one) { return one.fact.id == gpu.fact.id; });
}

Document size_view(const SizeView& view, Part part) {
    Document document = document_of(view.profile, "size");
    document.title = "aicost size: " + view.question.model.fact.id;
    switch (part) {
        case Part::data: document.data = data(view); break;
        case Part::rows:
            document.blocks.emplace_back(figures_table(view));
            if (!view.sizing.unfit.empty()) document.blocks.emplace_back(unfit_table(view.sizing));
            if (!view.sizing.machines.empty()) document.blocks.emplace_back(duty_table(view));
            break;
        case Part::workbook:  // of other commands
        case Part::words: add_words(view, document);
    }
    return document;
}

}  // namespace aicost
