#include "report/view/rank_view.hpp"

#include <algorithm>

#include "report/formatted.hpp"
#include "report/number.hpp"
#include "report/view/size_words.hpp"
#include "report/view/verdict.hpp"
#include "report/view/views.hpp"
#include "report/view/volume_text.hpp"
#include "text/listed.hpp"

namespace aicost {

namespace {

using Why = LeftOutWhy;
constexpr Why all_whys[] = {Why::not_asked_for,     Why::retired,           Why::price_too_old,
                            Why::context_too_short, Why::context_not_known, Why::free_of_charge,
                            Why::input_not_priced,  Why::output_not_priced, Why::barred,
                            Why::cannot_serve};

const RankRow& row_at(const RankView& view, std::size_t i) { return view.rows[i]; }
const OptionResult& cost_at(const RankView& view, std::size_t i) { return *view.rows[i].cost; }

const std::string& price_date(const RankView& view, std::size_t i) {
    const RankRow& row = row_at(view, i);
    if (row.model != nullptr) return row.model->fact.as_of;
    return row.machine->rented ? row.machine->gpu.rent_as_of : row.machine->gpu.price_as_of;
}

std::string row_name(const RankView& view, std::size_t i) {
    const RankRow& row = row_at(view, i);
    if (row.machine == nullptr) return row.cost->id;
    const double units = row.cost->units.value_or(1.0);
    const std::string name = machine_name(*row.machine);
    return units == 1.0 ? name : formatted("{} x ({})", plain_text(units, 15), name);
}

std::size_t count_of(const RankView& view, Why why) {
    const auto& all = view.ranking.left_out;
    return static_cast<std::size_t>(
        std::count_if(all.begin(), all.end(), [&](const LeftOutModel& one) { return one.why == why; }));
}

bool is_old(const RankView& view, std::size_t i) {
    const std::string& as_of = price_date(view, i);
    return !view.old_before.empty() && !as_of.empty() && as_of < view.old_before;
}

// What to note next to the price, in short; the notes say it in full.
std::string short_note(const RankView& view, std::size_t i) {
    std::string text;
    const auto say = [&](const std::string& one) { text += (text.empty() ? "" : ", ") + one; };
    for (const Note& note : cost_at(view, i).notes) {
        if (note.code == Note::Code::price_steps) say(formatted("changes in month {}", note.month));
        if (note.code == Note::Code::batch_not_discounted) say("no batch price");
    }
    if (is_old(view, i)) say("old price");
    const RankRow& row = row_at(view, i);
    if (row.model != nullptr && !row.model->status.empty() && row.model->status != "current")
        say(row.model->status);
    if (row.machine != nullptr) {
        say(formatted("{} ({}) tokens/s", two_digits(row.machine->speed.value()), speed_range(*row.machine)));
    }
    return text;
}

// The catalogue's and the engine's notes on a model.
std::vector<std::string> notes_of(const RankView& view, std::size_t i) {
    std::vector<std::string> notes;
    for (const Note& note : cost_at(view, i).notes) notes.push_back(note_text(note));
    if (row_at(view, i).filled == nullptr) return notes;
    const std::string head = cost_at(view, i).id + ": ";
    for (const Filled& value : *row_at(view, i).filled) {
        if (!value.path.empty()) continue;
        notes.push_back(value.source.starts_with(head) ? value.source.substr(head.size()) : value.source);
    }
    return notes;
}

constexpr RankFigure figures_of_rank[] = {
    {"rank",
     [](const RankView&, std::size_t i) { return number_cell(static_cast<double>(i + 1), Unit::count); }},
    {"kind",
     [](const RankView& view, std::size_t i) {
         const Machine* machine = row_at(view, i).machine;
         return text_cell(machine == nullptr ? "api" : machine->rented ? "rented" : "owned");
     }},
    {"provider",
     [](const RankView& view, std::size_t i) {
         const CloudModel* model = row_at(view, i).model;
         return model != nullptr ? text_cell(model->provider) : empty_cell("-");
     }},
    {"total", [](const RankView& view,
                 std::size_t i) { return number_cell(cost_at(view, i).total.value(), Unit::money); }},
    {"npv", [](const RankView& view,
               std::size_t i) { return number_cell(cost_at(view, i).npv.value(), Unit::money); }},
    {"first_month",
     [](const RankView& view, std::size_t i) {
         return number_cell(cost_at(view, i).first_month.value(), Unit::money);
     }},
    {"cost_per_month",
     [](const RankView& view, std::size_t i) {
         return number_cell(cost_at(view, i).cost_per_month.value(), Unit::money);
     }},
    {"cost_per_mtok",
     [](const RankView& view, std::size_t i) {
         return quantity_cell(cost_at(view, i).cost_per_mtok, Unit::price_per_mtok);
     }},
    {"cost_per_request",
     [](const RankView& view, std::size_t i) {
         return quantity_cell(cost_at(view, i).cost_per_request, Unit::price_per_request);
     }},
    {"context_tokens",
     [](const RankView& view, std::size_t i) {
         const CloudModel* model = row_at(view, i).model;
         return model != nullptr ? number_cell(model->context_tokens, Unit::tokens) : empty_cell("-");
     }},
    {"open_model",
     [](const RankView& view, std::size_t i) {
         const CloudModel* model = row_at(view, i).model;
         return model == nullptr || model->open_model.empty() ? empty_cell("-")
                                                              : text_cell(model->open_model);
     }},
    {"price_date", [](const RankView& view, std::size_t i) { return text_cell(price_date(view, i)); }},
    {"machines",
     [](const RankView& view, std::size_t i) {
         const bool is_machine = row_at(view, i).machine != nullptr;
         return is_machine ? number_cell(cost_at(view, i).units, Unit::count) : empty_cell("-");
     }},
    {"tokens_per_second",
     [](const RankView& view, std::size_t i) {
         const Machine* machine = row_at(view, i).machine;
         return machine != nullptr ? number_cell(machine->speed.value(), Unit::number) : empty_cell("-");
     }},
    {"tokens_per_second_range",
     [](const RankView& view, std::size_t i) {
         const Machine* machine = row_at(view, i).machine;
         return machine != nullptr ? text_cell(speed_range(*machine)) : empty_cell("-");
     }},
    {"note", [](const RankView& view, std::size_t i) { return text_cell(short_note(view, i)); }},
};

std::size_t shown(const RankView& view) {
    return std::min(view.top.value_or(view.rows.size()), view.rows.size());
}

Table people_table(const RankView& view) {
    Table table;
    table.columns = {{"", "rank", true},
                     {"Model", "model"},
                     {"A month", "cost_per_month", true},
                     {per_mtok_heading(view.profile.scenario), "cost_per_mtok", true},
                     {"Total", "total", true, 0, 4},
                     {"In today's money", "npv", true},
                     {"Context", "context_tokens", true, 0, 2},
                     {"Price of", "price_date", false, 0, 3},
                     {"Note", "note", false, 0, 1}};
    bool noted = false;
    for (std::size_t i = 0; i < shown(view); ++i) noted = noted || !short_note(view, i).empty();
    if (!noted) table.columns.pop_back();
    if (view.profile.scenario.discount_rate == 0.0)
        std::erase_if(table.columns, [](const Column& column) { return column.key == "npv"; });
    for (std::size_t i = 0; i < shown(view); ++i) {
        std::vector<Cell> row;
        for (const Column& column : table.columns) {
            if (column.key == "model") {
                row.push_back(text_cell(row_name(view, i)));
                mark_winner(row.back(), i == 0);
                continue;
            }
            for (const RankFigure& figure : figures_of_rank) {
                if (figure.key == column.key) row.push_back(figure.cell(view, i));
            }
        }
        table.rows.push_back(std::move(row));
    }
    return table;
}

Table figures_table(const RankView& view) {
    Table table;
    table.audience = Table::Audience::machines;
    table.columns.push_back({"", "model"});
    for (const RankFigure& figure : figures_of_rank)
        table.columns.push_back({"", std::string(figure.key), true});
    for (std::size_t i = 0; i < view.rows.size(); ++i) {
        std::vector<Cell> row{text_cell(cost_at(view, i).id)};
        for (const RankFigure& figure : figures_of_rank) row.push_back(figure.cell(view, i));
        table.rows.push_back(std::move(row));
    }
    return table;
}

Table left_out_table(const RankView& view) {
    Table table;
    table.audience = Table::Audience::machines;
    table.columns = {{"", "left_out"}, {"", "reason"}};
    for (const LeftOutModel& one : view.ranking.left_out)
        table.rows.push_back(
            {text_cell(view.models[one.model].fact.id), text_cell(std::string(name_of(one.why)))});
    return table;
}

DataObject rank_data(const RankView& view) {
    const auto& all = view.rows;
    const auto id_at = [&](std::size_t i) { return all.size() > i ? Data(all[i].cost->id) : Data(); };
    DataObject data{{"aicost", AICOST_VERSION},
                    {"command", "rank"},
                    {"profile", view.profile.name},
                    {"currency", view.profile.scenario.currency},
                    {"horizon_months", view.profile.scenario.horizon_months},
                    {"baseline", view.like.empty() ? Data() : Data(view.like)},
                    {"baseline_total", view.now ? Data(view.now->total.value()) : Data()},
                    {"tokens_per_day", volume_per_day(view.profile.scenario).value()},
                    {"least_context", Data(view.ranking.min_context)},
                    {"winner", id_at(0)},
                    {"runner_up", id_at(1)},
                    {"margin", all.size() > 1 ? Data((all[1].cost->npv - all[0].cost->npv).value()) : Data()},
                    {"verdict", rank_verdict(view)}};
    DataObject options;
    for (std::size_t i = 0; i < all.size(); ++i) {
        DataObject one;
        for (const RankFigure& figure : figures_of_rank)
            one.emplace_back(std::string(figure.key), data_of(figure.cell(view, i)));
        DataList notes;
        for (const std::string& note : notes_of(view, i)) notes.emplace_back(note);
        one.emplace_back("notes", std::move(notes));
        options.emplace_back(all[i].cost->id, std::move(one));
    }
    data.emplace_back("options", std::move(options));
    DataObject left_out, counts;
    for (const LeftOutModel& one : view.ranking.left_out)
        left_out.emplace_back(view.models[one.model].fact.id, std::string(name_of(one.why)));
    for (const Why why : all_whys) {
        if (const std::size_t count = count_of(view, why); count > 0)
            counts.emplace_back(std::string(name_of(why)), static_cast<double>(count));
    }
    data.emplace_back("left_out", std::move(left_out));
    data.emplace_back("left_out_by_reason", std::move(counts));
    DataObject unfit;
    for (const Unfit& one : view.unfit) unfit.emplace_back(one.gpu.fact.id, unfit_text(one));
    data.emplace_back("cannot_serve", std::move(unfit));
    DataList warnings;
    for (const std::string& warning : view.profile.warnings) warnings.emplace_back(warning);
    data.emplace_back("warnings", std::move(warnings));
    return data;
}

std::string counts_text(const RankView& view) {
    std::string text;
    for (const Why why : all_whys) {
        const std::size_t count = count_of(view, why);
        if (count > 0) text += formatted("{}{} {}", text.empty() ? "" : ", ", count, left_out_text(why));
    }
    return text.empty() ? text : formatted("{} left out: {}", view.ranking.left_out.size(), text);
}

// What the profile pays now, for comparison.
std::string now_text(const RankView& view) {
    if (!view.now) return {};
    const auto& all = view.rows;
    if (all.empty())
        return formatted("The profile's own {} costs {} over {}.", view.now->label,
                         money_text(view.now->total.value(), view.profile.scenario.currency),
                         months_word(view.profile.scenario.horizon_months));
    const auto cheaper = std::count_if(all.begin(), all.end(),
                                       [&](const RankRow& one) { return one.cost->npv < view.now->npv; });
    const Scenario& scenario = view.profile.scenario;
    const Money cost = scenario.discount_rate != 0.0 ? view.now->npv : view.now->total;
    return formatted("The profile's own {} costs {} over {}{}: {} of {} cost less.", view.now->label,
                     money_text(cost.value(), scenario.currency), months_word(scenario.horizon_months),
                     todays_money_text(scenario), cheaper, all.size());
}

std::string needs_text(const RankView& view) {
    const Scenario& scenario = view.profile.scenario;
    std::string text = volume_text(scenario, " over " + months_word(scenario.horizon_months));
    if (!view.open_model.empty()) text += "; hosts of " + view.open_model;
    if (view.ranking.min_context)
        text += formatted("; context of at least {} tokens{}", tokens_text(*view.ranking.min_context),
                          view.context_asked ? "" : ", the longest request");
    else
        text += "; any context, as no size of a request is stated";
    return text + ".";
}

Notes model_notes(const RankView& view) {
    Notes notes;
    // notes shared by several, only once
    std::vector<std::pair<std::string, std::vector<std::string>>> said;
    for (std::size_t i = 0; i < shown(view); ++i) {
        for (const std::string& note : notes_of(view, i)) {
            const auto before =
                std::find_if(said.begin(), said.end(), [&](const auto& one) { return one.first == note; });
            auto& ids = before != said.end() ? before->second
                                             : said.emplace_back(note, std::vector<std::string>()).second;
            ids.push_back(cost_at(view, i).id);
        }
    }
    for (const auto& [note, ids] : said) notes.lines.push_back(listed(ids) + ": " + note);
    return notes;
}

void add_rank_words(const RankView& view, std::vector<Block>& blocks) {
    blocks.emplace_back(Paragraph{rank_verdict(view), true});
    if (const std::string now = now_text(view); !now.empty()) blocks.emplace_back(Paragraph{now, false});
    blocks.emplace_back(Paragraph{needs_text(view), false});
    if (!view.rows.empty()) {
        blocks.emplace_back(people_table(view));
        if (const std::size_t more = view.rows.size() - shown(view); more > 0)
            blocks.emplace_back(Paragraph{formatted("{} more: --top N or --top all shows them.", more)});
    }
    blocks.emplace_back(Paragraph{"By cost alone: what a model can do is for you to try.", false});
    if (!view.unfit.empty())
        blocks.emplace_back(Paragraph{
            formatted("{} kinds of GPU cannot serve: `aicost size` says why.", view.unfit.size()), false});
    if (!view.top && !view.ranking.left_out.empty()) {
        Notes notes{"Left out", {}};
        for (const LeftOutModel& one : view.ranking.left_out) {
            if (one.why != Why::not_asked_for)
                notes.lines.push_back(view.models[one.model].fact.id + ": " + left_out_text(one.why));
        }
        blocks.emplace_back(std::move(notes));
    }
    blocks.emplace_back(model_notes(view));
}

}  // namespace

std::span<const RankFigure> rank_figures() { return figures_of_rank; }

std::string left_out_text(Why why) {
    switch (why) {
        case Why::not_asked_for: return "not asked for";
        case Why::retired: return "retired";
        case Why::price_too_old: return "whose price is old";
        case Why::context_too_short: return "with too short a context";
        case Why::context_not_known: return "whose context is not known";
        case Why::free_of_charge: return "free of charge, with limits (--free ranks them)";
        case Why::input_not_priced: return "without a price of input";
        case Why::output_not_priced: return "without a price of output";
        case Why::barred: return "barred by the requirements";
        case Why::cannot_serve: return "over a limit of the profile's API";
    }
    return {};
}

std::string rank_verdict(const RankView& view) {
    const auto& all = view.rows;
    const std::string& currency = view.profile.scenario.currency;
    const std::string out = counts_text(view);
    if (all.empty()) return "Nothing can be ranked" + (out.empty() ? std::string() : "; " + out) + ".";
    const OptionResult& best = *all[0].cost;
    std::string text = formatted("{} is the cheapest: {} a month", best.id,
                                 money_text(best.cost_per_month.value(), currency));
    if (all.size() > 1) {
        const OptionResult& next = *all[1].cost;
        const Money margin = next.npv - best.npv;
        text += margin < money(0.005)
                    ? formatted(", as much as {}", next.id)
                    : formatted(", {} less than {} over {}{}", money_text(margin.value(), currency), next.id,
                                months_word(view.profile.scenario.horizon_months),
                                todays_money_text(view.profile.scenario));
    }
    return text + (out.empty() ? "" : "; " + out) + ".";
}

Document rank_view(const RankView& view, Part part) {
    Document document = document_of(view.profile, "rank");
    switch (part) {
        case Part::data: document.data = rank_data(view); break;
        case Part::rows:
            document.blocks.emplace_back(figures_table(view));
            if (!view.ranking.left_out.empty()) document.blocks.emplace_back(left_out_table(view));
            break;
        case Part::workbook:  // of other commands
        case Part::words: add_rank_words(view, document.blocks);
    }
    return document;
}

}  // namespace aicost
