#include "aicost/formulas.hpp"

#include <cmath>
#include <stdexcept>

#include "engine/batch/allowed.hpp"
#include "engine/batch/shape.hpp"
#include "engine/formulas/writer.hpp"
#include "engine/requirements.hpp"
#include "model/elementary.hpp"
#include "model/model.hpp"

namespace aicost {

namespace {

using Algebra = GraphAlgebra;

// The present value of an amount on its day, and as if paid at the end of that month.
struct Instant {
    Expr at, end;
};

struct OptionNodes {
    Bill<Algebra> bill;
    Expr first_month, can_win, tokens;
    std::vector<Instant> instants;
};

class Book {
public:
    Book(const Scenario& scenario, std::span<const FormulaInput> inputs, const FormulaPlaces& places)
        : scenario_(scenario),
          places_(places),
          graph_(scenario.horizon_months, scenario.horizon_months),
          algebra_(graph_, read_, &names_),
          model_(algebra_, scenario_) {
        for (const FormulaInput& input : inputs) take(input);
        yearly_ = graph_.number(1.0) + model_.of(scenario_.discount_rate);
        const Demand<Algebra> demand = model_.demand();
        const Expr tokens = model_.discounted_tokens(demand);
        names_.note(tokens, "tokens of the horizon, each at what it is worth at the start", Unit::tokens, "");
        for (const auto& option : scenario_.options) {
            names_.of = option.name;
            Bill<Algebra> bill = model_.bill(option.value, demand);
            const Flow<Algebra> flow = model_.sum(bill);
            OptionResult judged;
            judge_requirements(judged, option.value, scenario_);
            const Expr may = bill.feasible * allowed(scenario_, option, bill, judged.allowed, graph_);
            std::vector<Instant> within = instants(bill);
            options_.push_back({std::move(bill), model_.first_month(flow), may, tokens, std::move(within)});
            name_amounts(options_.back().bill);
        }
    }

    FormulaBook write() {
        FormulaWriter writer(graph_, names_, known_, places_);
        for (const OptionNodes& option : options_) need(writer, option);
        writer.need(yearly_);
        writer.plan();
        FormulaBook book;
        book.steps = writer.steps();
        book.by_month = writer.by_month();
        for (int month = 0; month <= graph_.horizon(); ++month) {
            const std::string row = std::to_string(places_.first_row + month);
            book.worth.push_back({writer.text(yearly_, 1, FormulaWriter::atom) + "^(-$A" + row + "/12)",
                                  power_at(writer.value(yearly_, 1), -month / 12.0)});
        }
        for (const OptionNodes& option : options_) book.options.push_back(of(writer, option));
        for (const auto place : places_of_inputs_) book.live.push_back(place && writer.reads(*place));
        return book;
    }

private:
    void take(const FormulaInput& input) {
        const auto parameter = find_parameter(scenario_, input.path);
        if (!parameter) throw std::invalid_argument("'" + input.path + "' is not a number of this scenario");
        places_of_inputs_.emplace_back();
        if (shapes_the_graph(*parameter) || !parameter->get() || known_.size() >= max_formula_inputs) return;
        places_of_inputs_.back() = known_.size();
        read_.add(parameter->held_at(), parameter->scale(), known_.size());
        const Bounds bound = parameter->bound();
        known_.push_back({input.name, bound.min, bound.open_min, *parameter->get()});
    }

    // Names amounts that the model does not name.
    void name_amounts(const Bill<Algebra>& bill) {
        for (const auto& item : bill.items) {
            const std::string name = Item{item.kind, item.own, item.side, {}}.name();
            for (const auto& term : item.flow.terms) {
                names_.note(term.amount, name, Unit::money, ", of a month");
                names_.note(term.series, name, Unit::ratio, ", relative to that");
            }
        }
    }

    Expr worth(double month) { return graph_.power(yearly_, graph_.number(-month / 12.0)); }

    void need(FormulaWriter& writer, const OptionNodes& option) {
        for (const auto& item : option.bill.items) {
            writer.need(item.flow.upfront);
            writer.need(item.flow.at_end);
            for (const auto& term : item.flow.terms) {
                writer.need_cell(term.amount);
                writer.need(term.series);
            }
            for (const auto& payment : item.flow.payments) {
                if (payment.month < graph_.horizon()) writer.need(payment.amount);
            }
        }
        for (const Instant& instant : option.instants) {
            writer.need(instant.at);
            writer.need(instant.end);
        }
        writer.need(option.first_month);
        writer.need(option.can_win);
        writer.need(option.tokens);
    }

    static Formula formula(const FormulaWriter& writer, Expr expr) {
        return {writer.text(expr, 1, FormulaWriter::comparison), writer.value(expr, 1)};
    }

    // Payments within months.
    std::vector<Instant> instants(const Bill<Algebra>& bill) {
        std::vector<Instant> all;
        for (const auto& item : bill.items) {
            for (const auto& payment : item.flow.payments) {
                if (payment.month >= graph_.horizon() || payment.month == std::ceil(payment.month)) continue;
                all.push_back({payment.amount * worth(payment.month),
                               payment.amount * worth(std::ceil(payment.month))});
            }
        }
        return all;
    }

    ItemFormulas item_of(const FormulaWriter& writer, const BillItem<Algebra>& item) const {
        const int horizon = graph_.horizon();
        ItemFormulas out{Item{item.kind, item.own, item.side, {}}.name(), item.kind, {}};
        out.months.assign(static_cast<std::size_t>(horizon) + 1, {});
        const auto add = [&](int month, const std::string& text, double value) {
            Formula& at = out.months[static_cast<std::size_t>(month)];
            at.text += (at.text.empty() ? "" : "+") + text;
            at.value += value;
        };
        const auto add_amount = [&](int month, Expr amount) {
            if (!amount.is(0.0))
                add(month, writer.text(amount, 1, FormulaWriter::product), writer.value(amount, 1));
        };
        add_amount(0, item.flow.upfront);
        for (const auto& term : item.flow.terms) {
            if (term.amount.is(0.0)) continue;
            for (int month = 1; month <= horizon; ++month) {
                std::string text = writer.text(term.amount, 1, FormulaWriter::product);
                if (graph_.node(term.series).kind != NodeKind::ones)
                    text += "*" + writer.text(term.series, month, FormulaWriter::power);
                add(month, text, writer.value(term.amount, 1) * writer.value(term.series, month));
            }
        }
        for (const auto& payment : item.flow.payments) {
            if (payment.month < horizon)
                add_amount(static_cast<int>(std::ceil(payment.month)), payment.amount);
        }
        add_amount(horizon, item.flow.at_end);
        return out;
    }

    OptionFormulas of(const FormulaWriter& writer, const OptionNodes& option) {
        OptionFormulas out;
        for (const auto& item : option.bill.items) out.items.push_back(item_of(writer, item));
        for (const Instant& instant : option.instants) {
            Formula one{writer.text(instant.at, 1, FormulaWriter::product) + "-" +
                            writer.text(instant.end, 1, FormulaWriter::product),
                        writer.value(instant.at, 1) - writer.value(instant.end, 1)};
            out.within_months.push_back(std::move(one));
        }
        out.first_month = formula(writer, option.first_month);
        out.can_win = formula(writer, option.can_win);
        out.discounted_tokens = formula(writer, option.tokens);
        return out;
    }

    Scenario scenario_;
    FormulaPlaces places_;
    Graph graph_;
    GraphInputs read_;
    NodeNames names_;
    Algebra algebra_;
    Model<Algebra> model_;
    std::vector<FormulaWriter::Input> known_;
    std::vector<std::optional<std::size_t>> places_of_inputs_;
    std::vector<OptionNodes> options_;
    Expr yearly_;  // 1 + the discount rate
};

}  // namespace

FormulaBook formulas_of(const Scenario& scenario, std::span<const FormulaInput> inputs,
                        const FormulaPlaces& places) {
    return Book(scenario, inputs, places).write();
}

}  // namespace aicost
