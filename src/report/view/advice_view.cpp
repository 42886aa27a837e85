#include "report/view/advice_view.hpp"
#include "report/view/verdict.hpp"

#include <algorithm>

#include "report/formatted.hpp"
#include "report/number.hpp"
#include "report/view/views.hpp"
#include "report/view/volume_text.hpp"
#include "text/listed.hpp"
#include "text/text_width.hpp"

namespace aicost {

namespace {

constexpr Side all_sides[] = {Side::local, Side::cloud, Side::hybrid};

const SideAdvice& side_of(const AdviceView& view, Side side) {
    return view.advice.sides[static_cast<std::size_t>(side)];
}
const OptionResult* result_of(const AdviceView& view, const SideAdvice& side) {
    return side.option ? &view.advice.comparison.options[*side.option] : nullptr;
}

std::string requirements_text(const AdviceView& view) {
    const Requirements& required = view.advice.scenario.requirements;
    std::vector<std::string> all;
    if (required.data_stays_on_premises) all.emplace_back("the data stays on the premises");
    if (required.works_offline) all.emplace_back("it works offline");
    if (required.no_rate_limits) all.emplace_back("no rate limits");
    for (const std::string& one : required.quality) all.push_back("it can do '" + one + "'");
    if (view.needs.frontier_model) all.emplace_back("the largest models");
    if (view.needs.bursty)
        all.push_back(formatted("bursty use (a peak of {} times the mean)",
                                plain_text(view.advice.scenario.workload.load_shape.peak())));
    if (view.needs.sensitive_share)
        all.push_back(formatted("{} of the work may not leave", percent_text(*view.needs.sensitive_share)));
    return all.empty() ? "Nothing is required but the work itself." : "Required: " + listed(all) + ".";
}

std::string headline(const AdviceView& view) {
    const Advice& advice = view.advice;
    const std::string& currency = view.profile.scenario.currency;
    if (!advice.recommended)
        return "Recommendation: none; " + rule_text(advice, currency) +
               ". What rules each out is marked below.";
    const SideAdvice& side = side_of(view, *advice.recommended);
    const std::string name = side_name(side.side);
    const std::string& label = result_of(view, side)->label;
    const Scenario& scenario = view.profile.scenario;
    return formatted("Recommendation: {}{}, {} over {}{}: {}.", name, label == name ? "" : " (" + label + ")",
                     money_text(result_of(view, side)->npv.value(), currency),
                     months_word(scenario.horizon_months), todays_money_text(scenario),
                     rule_text(advice, currency));
}

// Assumptions behind the recommendation.
Notes reservations(const AdviceView& view) {
    Notes notes{"Mind", {}};
    if (!view.advice.recommended) return notes;
    for (const Side which : {*view.advice.recommended, Side::local}) {
        if (which == Side::local && *view.advice.recommended == Side::cloud) break;
        for (const Reason& one : side_of(view, which).against) {
            const bool weak =
                one.code == Reason::Code::model_too_large || one.code == Reason::Code::capacity_unknown;
            if (weak) notes.lines.push_back(side_name(which) + ": " + reason_text(one, view.profile));
        }
        if (which == Side::local) break;
    }
    return notes;
}

Table sides_table(const AdviceView& view) {
    Table table;
    const Scenario& scenario = view.profile.scenario;
    const bool discounted = scenario.discount_rate != 0.0;
    table.columns = {{"Side", "side"},
                     {"Option", "option"},
                     {"Possible", "possible"},
                     {"Up-front", "upfront", true},
                     {"Total", "total", true}};
    if (discounted) table.columns.push_back({"In today's money", "npv", true});
    table.columns.push_back({per_mtok_heading(scenario), "cost_per_mtok", true});
    for (const Side which : all_sides) {
        const SideAdvice& side = side_of(view, which);
        const OptionResult* result = result_of(view, side);
        std::vector<Cell> row{text_cell(side_name(which))};
        mark_winner(row.front(), view.advice.recommended == which);
        if (result == nullptr) {
            while (row.size() < table.columns.size()) row.push_back(empty_cell("-"));
        } else {
            row.push_back(text_cell(result->id + (side.made ? " (made here)" : "")));
            row.push_back(text_cell(side.possible ? "yes" : "no"));
            row.push_back(number_cell(result->upfront.value(), Unit::money));
            row.push_back(number_cell(result->total.value(), Unit::money));
            if (discounted) row.push_back(number_cell(result->npv.value(), Unit::money));
            row.push_back(result->cost_per_mtok
                              ? number_cell(result->cost_per_mtok->value(), Unit::price_per_mtok)
                              : empty_cell("no tokens"));
        }
        table.rows.push_back(std::move(row));
    }
    return table;
}

// ---- tasks

struct Capability {
    std::string task, grade;
};
Capability capability(const std::string& text) {
    const auto colon = text.find(':');
    if (colon == std::string::npos) return {text, "yes"};
    const auto grade = text.find_first_not_of(' ', colon + 1);
    return {text.substr(0, colon), grade == std::string::npos ? "yes" : text.substr(grade)};
}

const std::vector<std::string>& capabilities_of(const Option& option) {
    return std::visit(
        [](const auto& held) -> const std::vector<std::string>& { return held.about.capabilities; }, option);
}

std::string grade_of(const AdviceView& view, Side which, const std::string& task) {
    const SideAdvice& side = side_of(view, which);
    if (!side.option) return "-";
    if (side.made) {  // either side may serve it
        std::string a = grade_of(view, Side::local, task), b = grade_of(view, Side::cloud, task);
        if (a == b || b == "no") return a;
        return a == "no" ? b : a + " or " + b;
    }
    for (const std::string& text : capabilities_of(view.advice.scenario.options[*side.option].value)) {
        const Capability one = capability(text);
        if (one.task == task) return one.grade;
    }
    return "no";
}

// The tasks that any option or requirement names, then what follows from a side's location.
Table tasks_table(const AdviceView& view) {
    std::vector<std::string> tasks;
    const auto add = [&](const std::string& text) {
        const std::string task = capability(text).task;
        if (std::find(tasks.begin(), tasks.end(), task) == tasks.end()) tasks.push_back(task);
    };
    for (const auto& [id, option] : view.advice.scenario.options) {
        for (const std::string& one : capabilities_of(option)) add(one);
    }
    for (const std::string& one : view.advice.scenario.requirements.quality) add(one);
    Table table;
    table.columns = {{"Task", "task"}, {"Local", "local"}, {"Cloud", "cloud"}, {"Hybrid", "hybrid"}};
    for (const std::string& task : tasks) {
        std::vector<Cell> row{text_cell(task)};
        for (const Side side : all_sides) row.push_back(text_cell(grade_of(view, side, task)));
        table.rows.push_back(std::move(row));
    }
    const auto place = [&](const char* task, const char* no) {
        std::vector<Cell> row{text_cell(task)};
        for (const Side which : all_sides) {
            const SideAdvice& side = side_of(view, which);
            const double stays = share_at_home(view.advice, side);
            row.push_back(text_cell(!side.option   ? "-"
                                    : stays == 1.0 ? "yes"
                                    : stays > 0.0  ? "the local part"
                                                   : no));
        }
        table.rows.push_back(std::move(row));
    };
    place("data that may not leave", "not suitable");
    place("work without a network", "not possible");
    return table;
}

// ---- how to start

// The first month's bill of one part of a hybrid.
Money first_month_of(const OptionResult& hybrid, const std::string& part) {
    Money sum;
    for (const Item& item : hybrid.items) {
        if (item.side == part) sum += item.flow.monthly.front();
    }
    return sum;
}

// Where a provider's bill is limited: each at its part, or where it may have to take all of the work at the whole.
void add_keys(const AdviceView& view, const std::vector<ServingPart>& parts, std::vector<Block>& blocks) {
    const std::string& currency = view.profile.scenario.currency;
    const Advice& advice = view.advice;
    const SideAdvice& side = side_of(view, *advice.recommended);
    std::vector<std::string> limits;
    for (const ServingPart& part : parts) {
        if (!part.by_key) continue;
        const OptionResult& alone = advice.comparison.options[part.option];
        if (!part.weighted) {
            blocks.emplace_back(Paragraph{
                formatted("Cloud: get a key of the provider, and set its monthly limit above {}, the "
                          "first month's bill if all of the work went there.",
                          money_text(alone.first_month.value(), currency)),
                false});
            return;
        }
        limits.push_back(formatted(
            "{} for {}",
            money_text(first_month_of(advice.comparison.options[*side.option], alone.id).value(), currency),
            alone.label));
    }
    if (limits.empty()) return;
    blocks.emplace_back(
        Paragraph{formatted("Cloud: get a key of {}, and set its monthly limit above its share of the first "
                            "month's bill: {}.",
                            limits.size() == 1 ? "the provider" : "each provider", listed(limits)),
                  false});
}

void add_start(const AdviceView& view, std::vector<Block>& blocks) {
    const Side side = *view.advice.recommended;
    blocks.emplace_back(Heading{"How to start"});
    const auto parts = serving_parts(view.advice, side_of(view, side));
    add_keys(view, parts, blocks);
    if (std::all_of(parts.begin(), parts.end(), [](const ServingPart& part) { return part.by_key; })) return;
    const StartPlan& plan = view.start;
    if (plan.models.empty()) {
        blocks.emplace_back(Paragraph{
            plan.machine.empty()
                ? "Local: the profile does not say what memory the machine has (`serving.gpu`, or --gpu and "
                  "--model); then a model that fits is named here."
                : formatted("Local: no model with an Ollama tag in the catalogue fits {}.", plan.machine),
            false});
        return;
    }
    const OpenModel& model = plan.models.front();
    std::string text =
        formatted("Local: {} has {:.1f} GiB that a model can use. ", plan.machine, plan.usable_gib);
    if (plan.stated_can_be_pulled)
        text += formatted("{}, which the profile names, fits.", model.fact.id);
    else
        text +=
            formatted("The largest of the catalogue that fits at 4 bits (q4_k_m): {}, {} × 10^9 parameters.",
                      model.fact.id, plain_text(model.params_b.value_or(0.0)));
    if (plan.models.size() > 1) {
        text += " Also: ";
        for (std::size_t i = 1; i < std::min<std::size_t>(plan.models.size(), 4); ++i)
            text += (i > 1 ? ", " : "") + plan.models[i].ollama;
        text += ".";
    }
    blocks.emplace_back(Paragraph{text, false});
    blocks.emplace_back(Verbatim{{"curl -fsSL https://ollama.com/install.sh | sh",
                                  "ollama pull " + model.ollama, "ollama run " + model.ollama},
                                 "sh"});
    blocks.emplace_back(Paragraph{formatted("Tag: {}, {}.", model.ollama_source, model.ollama_as_of), false});
}

// ---- data

DataList reasons_data(const std::vector<Reason>& reasons, const Profile& profile) {
    DataList list;
    for (const Reason& one : reasons) {
        list.emplace_back(DataObject{{"reason", reason_text(one, profile)},
                                     {"value", one.value},
                                     {"limit", one.limit},
                                     {"rules_out", one.decides}});
    }
    return list;
}

DataObject data(const AdviceView& view) {
    const Advice& advice = view.advice;
    DataObject data = data_head(view.profile, advice.comparison, "advise");
    const SideAdvice* chosen = advice.recommended ? &side_of(view, *advice.recommended) : nullptr;
    data.emplace_back("recommendation", chosen != nullptr ? Data(side_name(chosen->side)) : Data());
    data.emplace_back("option", chosen != nullptr ? Data(result_of(view, *chosen)->id) : Data());
    data.emplace_back("rule", rule_text(advice, view.profile.scenario.currency));
    data.emplace_back("margin", advice.margin ? Data(advice.margin->value()) : Data());
    data.emplace_back("requirements", requirements_text(view));
    DataObject sides;
    for (const Side which : all_sides) {
        const SideAdvice& side = side_of(view, which);
        const OptionResult* result = result_of(view, side);
        DataObject one{{"option", result != nullptr ? Data(result->id) : Data()},
                       {"made", side.made},
                       {"possible", side.possible}};
        if (result != nullptr) {
            one.emplace_back("upfront", result->upfront.value());
            one.emplace_back("total", result->total.value());
            one.emplace_back("npv", result->npv.value());
            one.emplace_back("cost_per_mtok",
                             result->cost_per_mtok ? Data(result->cost_per_mtok->value()) : Data());
        }
        one.emplace_back("for", reasons_data(side.in_favour, view.profile));
        one.emplace_back("against", reasons_data(side.against, view.profile));
        sides.emplace_back(side_name(which), std::move(one));
    }
    data.emplace_back("sides", std::move(sides));
    DataList tasks;
    const Table table = tasks_table(view);
    for (const auto& row : table.rows) {
        DataObject one;
        for (std::size_t i = 0; i < row.size(); ++i)
            one.emplace_back(table.columns[i].key, std::get<std::string>(row[i].content));
        tasks.emplace_back(std::move(one));
    }
    data.emplace_back("tasks", std::move(tasks));
    DataList models;
    for (const OpenModel& model : view.start.models)
        models.emplace_back(DataObject{{"model", model.fact.id}, {"ollama", model.ollama}});
    data.emplace_back("models_that_fit", std::move(models));
    return data;
}

}  // namespace

Document advice_view(const AdviceView& view) {
    Document document = document_of(view.profile, "advise");
    auto& blocks = document.blocks;
    const Scenario& scenario = view.advice.scenario;
    blocks.emplace_back(Paragraph{headline(view), true});
    blocks.emplace_back(Paragraph{subject_text(view.profile), false});
    blocks.emplace_back(
        Paragraph{formatted("{}. {}", volume_text(scenario, " over " + months_word(scenario.horizon_months)),
                            requirements_text(view)),
                  false});
    blocks.emplace_back(sides_table(view));
    document.answer = blocks.size();
    blocks.emplace_back(reservations(view));
    for (const Side which : all_sides) {
        const SideAdvice& side = side_of(view, which);
        Notes in_favour{"For " + side_name(which), {}};
        for (const Reason& one : side.in_favour) in_favour.lines.push_back(reason_text(one, view.profile));
        Notes against{"Against " + side_name(which), {}};
        for (const Reason& one : side.against)
            against.lines.push_back((one.decides ? "rules it out: " : "") + reason_text(one, view.profile));
        blocks.emplace_back(std::move(in_favour));
        blocks.emplace_back(std::move(against));
    }
    if (view.advice.recommended) {
        blocks.emplace_back(Heading{"How the data flows: " + side_name(*view.advice.recommended)});
        blocks.emplace_back(
            Verbatim{data_flow(view.advice, side_of(view, *view.advice.recommended)), "text"});
    }
    blocks.emplace_back(Heading{"Task by task"});
    blocks.emplace_back(tasks_table(view));
    blocks.emplace_back(Heading{"What is traded"});
    blocks.emplace_back(Verbatim{trade_off_lists(view.advice), "text"});
    for (const Side which : all_sides)
        blocks.emplace_back(
            Notes{"Choose " + side_name(which) + " when", when_to_choose(view.advice, which)});
    if (view.advice.recommended) add_start(view, blocks);
    blocks.emplace_back(catalogue_notes(view.profile));
    document.data = data(view);
    return document;
}

}  // namespace aicost
