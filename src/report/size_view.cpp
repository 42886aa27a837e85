#include "report/size_view.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "report/number.hpp"
#include "report/views.hpp"

namespace aicost {

namespace {

constexpr double duty_cycles[] = {0.05, 0.25, 0.50, 1.0};

const OptionResult& result(const SizeView& view, std::size_t i) { return view.sizing.comparison.options[i]; }
const Machine& machine(const SizeView& view, std::size_t i) { return view.sizing.machines[i]; }

template <class Quantity>
Cell amount(const std::optional<Quantity>& quantity, Unit unit) {
    return quantity ? number_cell(quantity->value(), unit) : empty_cell("-");
}
Cell amount(const std::optional<double>& number, Unit unit) { return number_cell(number, unit); }

std::optional<double> seconds_of(const std::optional<Duration>& time) {
    return time ? std::optional<double>(time->value() * 3600.0) : std::nullopt;
}

std::string two_digits(double value) {
    return value < 9.95 ? fmt::format("{:.1f}", value) : fmt::format("{:.0f}", value);
}

std::string gib(double value) { return fmt::format("{:.1f} GiB", value); }

std::string rates_text(const ServingRates& rates) {
    return rates.measured ? "measured" : fmt::format("±{:.0f}%", 100 * rates.estimate.error);
}

#define AICOST_FIGURE [](const SizeView& view, std::size_t i) -> Cell
constexpr MachineFigure figures[] = {
    {"gpu", "catalogue id of the GPU", AICOST_FIGURE{return text_cell(machine(view, i).gpu.fact.id);
}  // namespace
}  // namespace aicost
, {"gpus", "GPUs in a machine", AICOST_FIGURE{return number_cell(machine(view, i).gpus, Unit::whole);
}
}
, {"gpus_needed", "GPUs that hold the weights and a request",
   AICOST_FIGURE{const auto needed = gpus_to_hold(view.question, machine(view, i).gpu);
return needed ? number_cell(*needed, Unit::whole) : empty_cell("-");
}
}
, {"acquisition", "bought or rented",
   AICOST_FIGURE{return text_cell(machine(view, i).rented ? "rented" : "bought");
}
}
, {"machines", "as many as the busiest month needs",
   AICOST_FIGURE{return number_cell(*result(view, i).units, Unit::whole);
}
}
, {"busy", "share of the hours on that a machine is busy in month 1",
   AICOST_FIGURE{return number_cell(machine(view, i).busy, Unit::percent);
}
}
, {"peak_utilization", "in the busiest hour of the busiest month",
   AICOST_FIGURE{return amount(result(view, i).peak_utilization, Unit::percent);
}
}
, {"first_token_seconds", "to read the prompt",
   AICOST_FIGURE{return amount(seconds_of(machine(view, i).first_token), Unit::number);
}
}
, {"tokens_per_second", "output of one request",
   AICOST_FIGURE{return number_cell(machine(view, i).speed.value(), Unit::number);
}
}
, {"prefill_tokens_per_second", "input of a machine that does only that",
   AICOST_FIGURE{return amount(machine(view, i).rates.prefill, Unit::number);
}
}
, {"decode_tokens_per_second", "output of a machine that does only that",
   AICOST_FIGURE{return amount(machine(view, i).rates.decode, Unit::number);
}
}
, {"batch", "requests decoded together",
   AICOST_FIGURE{return number_cell(machine(view, i).rates.estimate.batch, Unit::whole);
}
}
, {"rates", "measured or estimated",
   AICOST_FIGURE{return text_cell(machine(view, i).rates.measured ? "measured" : "estimated");
}
}
, {"rates_error", "median error of such estimates",
   AICOST_FIGURE{const ServingRates& rates = machine(view, i).rates;
return rates.measured ? empty_cell("-") : number_cell(rates.estimate.error, Unit::percent);
}
}
, {"upfront", "paid at the start",
   AICOST_FIGURE{return number_cell(result(view, i).upfront.value(), Unit::money);
}
}
, {"first_month", "paid in month 1",
   AICOST_FIGURE{return number_cell(result(view, i).first_month.value(), Unit::money);
}
}
, {"total", "over the horizon", AICOST_FIGURE{return number_cell(result(view, i).total.value(), Unit::money);
}
}
, {"npv", "the same, discounted", AICOST_FIGURE{return number_cell(result(view, i).npv.value(), Unit::money);
}
}
, {"cost_per_mtok", "per million tokens, all costs in it",
   AICOST_FIGURE{return amount(result(view, i).cost_per_mtok, Unit::price_per_mtok);
}
}
, {"marginal_cost_per_mtok", "of one more million tokens",
   AICOST_FIGURE{return number_cell(result(view, i).marginal_cost_per_mtok.value(), Unit::price_per_mtok);
}
}
, {"capacity_tokens_per_day", "of all machines together",
   AICOST_FIGURE{return amount(result(view, i).capacity_tokens_per_day, Unit::tokens);
}
}
, {"kwh", "over the horizon", AICOST_FIGURE{return amount(result(view, i).energy, Unit::number);
}
}
, {"kg_co2", "over the horizon", AICOST_FIGURE{return amount(result(view, i).kg_co2, Unit::number);
}
}
,
}
;
#undef AICOST_FIGURE

// The cheapest, and the machines of the GPU asked about wherever they come.
std::vector<std::size_t> shown(const SizeView& view) {
    std::vector<std::size_t> indexes;
    for (std::size_t i = 0; i < view.sizing.machines.size(); ++i) {
        const bool asked = view.gpu && view.gpu->fact.id == machine(view, i).gpu.fact.id;
        if (!view.top || i < *view.top || asked) indexes.push_back(i);
    }
    return indexes;
}

Table ranking(const SizeView& view) {
    Table table;
    table.audience = Table::Audience::people;
    table.columns = {{"Machine", "machine"},
                     {"No.", "machines", true},
                     {"Busy", "busy", true},
                     {"First token", "first_token", true},
                     {"Tokens/s", "speed", true},
                     {"Total", "total", true},
                     {"Per 1M tokens", "cost_per_mtok", true}};
    for (const std::size_t i : shown(view)) {
        const Machine& one = machine(view, i);
        const OptionResult& cost = result(view, i);
        const auto wait = seconds_of(one.first_token);
        table.rows.push_back({text_cell(machine_name(one)), number_cell(*cost.units, Unit::whole),
                              number_cell(one.busy, Unit::percent),
                              wait ? text_cell(two_digits(*wait) + " s") : empty_cell("-"),
                              text_cell(two_digits(one.speed.value()) + " " + rates_text(one.rates)),
                              number_cell(std::round(cost.total.value()), Unit::money),
                              amount(cost.cost_per_mtok, Unit::price_per_mtok)});
        table.rows.back().front().strong = i == 0 || (view.gpu && view.gpu->fact.id == one.gpu.fact.id);
    }
    return table;
}

// Every machine with every figure, whatever is shown to people.
Table figures_table(const SizeView& view) {
    Table table;
    table.audience = Table::Audience::machines;
    table.columns.push_back({"", "machine"});
    for (const MachineFigure& figure : figures) table.columns.push_back({"", std::string(figure.key), true});
    for (std::size_t i = 0; i < view.sizing.machines.size(); ++i) {
        std::vector<Cell> row{text_cell(machine(view, i).id)};
        for (const MachineFigure& figure : figures) row.push_back(figure.cell(view, i));
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
             unfit.gpus_needed ? number_cell(*unfit.gpus_needed, Unit::whole) : empty_cell("-")});
    }
    return table;
}

// The same for people: those that have a reason in common together.
Notes unfit_notes(const Sizing& sizing) {
    std::vector<std::pair<std::string, std::string>> groups;  // reason, GPUs
    for (const Unfit& unfit : sizing.unfit) {
        const bool memory = unfit.why == Unfit::Why::does_not_fit;
        const std::string reason =
            memory ? fmt::format("does not fit, {} are needed", gib(unfit.needed)) : unfit_text(unfit);
        std::string name = unfit.gpu.fact.id;
        if (memory) {
            name += fmt::format(" ({} x has {:.1f}", unfit.gpus, unfit.got);
            name += unfit.gpus_needed ? fmt::format(", {} would hold it)", *unfit.gpus_needed) : ")";
        }
        const auto known = std::find_if(groups.begin(), groups.end(),
                                        [&](const auto& group) { return group.first == reason; });
        if (known == groups.end())
            groups.emplace_back(reason, name);
        else
            known->second += ", " + name;
    }
    Notes notes{"Cannot serve", {}};
    for (const auto& [reason, names] : groups) notes.lines.push_back(reason + ": " + names);
    return notes;
}

// The best machine, and that of the GPU asked about.
std::vector<std::size_t> looked_at(const SizeView& view) {
    std::vector<std::size_t> indexes;
    if (!view.sizing.machines.empty()) indexes.push_back(0);
    for (std::size_t i = 1; view.gpu && i < view.sizing.machines.size(); ++i) {
        const bool asked = machine(view, i).gpu.fact.id == view.gpu->fact.id;
        if (asked && machine(view, 0).gpu.fact.id != view.gpu->fact.id && indexes.size() == 1)
            indexes.push_back(i);
    }
    return indexes;
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
            name = fmt::format("{} x ({})", plain_text(*result(view, i).units, 15), name);
        for (const DutyCost& cost : cost_at_utilizations(view.sizing, i, duty_cycles)) {
            table.rows.push_back({text_cell(name), number_cell(cost.utilization, Unit::percent),
                                  number_cell(cost.tokens_per_day.value(), Unit::tokens),
                                  amount(cost.fully_loaded, Unit::price_per_mtok),
                                  number_cell(cost.marginal.value(), Unit::price_per_mtok)});
        }
    }
    return table;
}

struct RequestSize {
    double input, output;
    bool assumed;
};
RequestSize request_size(const Workload& work) {
    return {work.input_tokens_per_request ? work.input_tokens_per_request->value() : usual_input_tokens,
            work.output_tokens_per_request ? work.output_tokens_per_request->value() : usual_output_tokens,
            !work.input_tokens_per_request || !work.output_tokens_per_request};
}

std::string memory_text(const SizeView& view) {
    const RequestSize request = request_size(view.question.scenario.workload);
    return fmt::format(
        "{} × 10^9 parameters at {} bits: {} of weights. KV cache: {} KiB a token, {} for a request of {} + "
        "{} "
        "tokens{}. Needed: {}.",
        plain_text(view.question.model.params_b), plain_text(view.question.format.bits_per_weight),
        gib(view.sizing.weights_gib), plain_text(view.sizing.kv_bytes_per_token / 1024.0),
        gib(view.sizing.request_gib), plain_text(request.input, 15), plain_text(request.output, 15),
        request.assumed ? " (assumed where not stated)" : "",
        gib(view.sizing.weights_gib + view.sizing.request_gib));
}

// Does the GPU asked about hold the model, and how many do?
std::string fit_text(const SizeView& view) {
    const Gpu& gpu = *view.gpu;
    const double needed = view.sizing.weights_gib + view.sizing.request_gib;
    const auto usable = [&](int count) {
        return estimate_throughput({gpu,
                                    count,
                                    view.question.model,
                                    view.question.format.bits_per_weight,
                                    view.question.engine,
                                    {},
                                    {},
                                    {}})
            .usable_gib;
    };
    std::string text = fmt::format("One {} has {} GiB, of which {} can be used", gpu.fact.id,
                                   plain_text(gpu.memory_gib), gib(usable(1)));
    const auto hold = gpus_to_hold(view.question, gpu);
    if (!hold) return text + fmt::format(": it does not hold the {}.", gib(needed));
    if (*hold == 1) return text + fmt::format(": it holds the {}.", gib(needed));
    return text + fmt::format(": it does not hold the {}. {} do, with {} that can be used.", gib(needed),
                              *hold, gib(usable(*hold)));
}

std::string serve_text(const SizeView& view, std::size_t i, std::string_view lead) {
    const Machine& one = machine(view, i);
    const OptionResult& cost = result(view, i);
    const std::string units = plain_text(*cost.units, 15);
    std::string text = fmt::format(
        "{}: {} machine{} of {}: {} over {} months", lead, units, units == "1" ? "" : "s", machine_name(one),
        money_text(cost.total.value(), view.profile.scenario.currency), view.profile.scenario.horizon_months);
    if (cost.cost_per_mtok)
        text += fmt::format(", {} per 1M tokens",
                            price_text(cost.cost_per_mtok->value(), view.profile.scenario.currency));
    text += fmt::format("; busy {} of the time", percent_text(one.busy));
    if (const auto wait = seconds_of(one.first_token))
        text += fmt::format(", first token after {} s", two_digits(*wait));
    return text + fmt::format(", then {} tokens/s ({}).", two_digits(one.speed.value()),
                              one.rates.measured ? "measured" : "estimated, " + rates_text(one.rates));
}

// Sources, each with what was taken from it.
class Sources {
public:
    void add(const std::string& source, const std::string& as_of, const std::string& id) {
        const std::string line = as_of.empty() ? source : source + ", " + as_of;
        auto known =
            std::find_if(lines_.begin(), lines_.end(), [&](const auto& one) { return one.first == line; });
        if (known == lines_.end()) known = lines_.insert(lines_.end(), {line, {}});
        auto& ids = known->second;
        if (std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(id);
    }
    [[nodiscard]] Notes notes() const {
        Notes notes{"From the catalogue", {}};
        for (const auto& [line, ids] : lines_) {
            std::string text;
            for (const std::string& id : ids) text += (text.empty() ? "" : ", ") + id;
            notes.lines.push_back(text + ": " + line);
        }
        return notes;
    }

private:
    std::vector<std::pair<std::string, std::vector<std::string>>> lines_;
};

Notes sources(const SizeView& view) {
    Sources sources;
    const auto add = [&](const Fact& fact) { sources.add(fact.source, fact.as_of, fact.id); };
    add(view.question.model.fact);
    add(view.question.format.fact);
    if (!view.electricity.id.empty()) add(view.electricity);
    std::vector<std::size_t> indexes = looked_at(view);
    for (const std::size_t i : shown(view)) indexes.push_back(i);
    for (const std::size_t i : indexes) {
        const Machine& one = machine(view, i);
        const Gpu& gpu = one.gpu;
        if (one.rented)
            sources.add(gpu.rent_source, gpu.rent_as_of, "rent of " + gpu.fact.id);
        else
            sources.add(gpu.price_source, gpu.price_as_of, "price of " + gpu.fact.id);
        add(gpu.fact);
        if (one.rates.measured)
            sources.add(one.rates.measured->fact.source, one.rates.measured->fact.as_of,
                        "rates of " + machine_name(one));
    }
    return sources.notes();
}

Notes assumptions(const SizeView& view) {
    Notes notes;
    const SizingQuestion& question = view.question;
    if (question.host_price == Money())
        notes.lines.emplace_back(
            "cards and accelerators are priced without the computer around them; --host-price and "
            "--host-watts add it");
    notes.lines.push_back(fmt::format(
        "rates are those of {}; an estimate's ± is the median error on measured points that it was not "
        "fitted to",
        question.engine));
    notes.lines.emplace_back(
        "first token: the time to read the prompt; waiting for other requests is not in it");
    const std::size_t all = view.sizing.machines.size(), some = shown(view).size();
    if (some < all) notes.lines.push_back(fmt::format("{} more can serve; --top all shows them", all - some));
    return notes;
}

Data data_of(const Cell& cell) {
    if (cell.empty) return {};
    if (const auto* number = std::get_if<double>(&cell.content)) return *number;
    return std::get<std::string>(cell.content);
}

DataObject data(const SizeView& view) {
    const Sizing& sizing = view.sizing;
    DataObject data{{"aicost", AICOST_VERSION},
                    {"command", "size"},
                    {"profile", view.profile.name},
                    {"currency", view.profile.scenario.currency},
                    {"horizon_months", view.profile.scenario.horizon_months},
                    {"tokens_per_day", volume_per_day(view.profile.scenario.workload).value()},
                    {"model", view.question.model.fact.id},
                    {"quantization", view.question.format.fact.id},
                    {"engine", view.question.engine},
                    {"weights_gib", sizing.weights_gib},
                    {"request_gib", sizing.request_gib},
                    {"kv_bytes_per_token", sizing.kv_bytes_per_token},
                    {"best", sizing.machines.empty() ? Data() : Data(sizing.machines[0].id)}};
    DataObject machines;
    for (std::size_t i = 0; i < sizing.machines.size(); ++i) {
        DataObject one;
        for (const MachineFigure& figure : figures)
            one.emplace_back(std::string(figure.key), data_of(figure.cell(view, i)));
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
    for (const std::string& line : sources(view).lines) lines.emplace_back(line);
    data.emplace_back("sources", std::move(lines));
    return data;
}

}  // namespace

std::span<const MachineFigure> machine_figures() { return figures; }

std::string machine_name(const Machine& machine) {
    return fmt::format("{} x {}{}", machine.gpus, machine.gpu.fact.id, machine.rented ? ", rented" : "");
}

std::string unfit_text(const Unfit& unfit) {
    using Why = Unfit::Why;
    switch (unfit.why) {
        case Why::does_not_fit: {
            std::string text = fmt::format("does not fit: needs {}, {} x has {} that can be used",
                                           gib(unfit.needed), unfit.gpus, gib(unfit.got));
            if (unfit.gpus_needed) text += fmt::format("; {} would hold it", *unfit.gpus_needed);
            return text;
        }
        case Why::not_several: return "a whole computer: --gpus does not make it several";
        case Why::no_compute: return "its speed at reading prompts is not known";
        case Why::no_price: return "the catalogue has neither its price and watts nor a rent";
        case Why::barred: return "barred: it could only be rented, and the requirements bar that";
        case Why::first_token_late:
            return fmt::format("too slow: first token after {} s, more than {} s", two_digits(unfit.got),
                               plain_text(unfit.needed));
        case Why::too_slow:
            return fmt::format("too slow: {} tokens/s of one request, less than {}", two_digits(unfit.got),
                               plain_text(unfit.needed));
        case Why::too_many_machines:
            return fmt::format("too slow: needs {} machines of {}, more than {}",
                               plain_text(unfit.needed, 15), unfit.gpus, plain_text(unfit.got, 15));
    }
    return {};
}

Document size_view(const SizeView& view) {
    Document document = document_of(view.profile, "size");
    auto& blocks = document.blocks;
    const Scenario& scenario = view.profile.scenario;
    blocks.emplace_back(figures_table(view));
    if (!view.sizing.unfit.empty()) blocks.emplace_back(unfit_table(view.sizing));
    blocks.emplace_back(Heading{
        fmt::format("{} at {} for {} tokens/day ({} output) over {} months", view.question.model.fact.id,
                    view.question.format.fact.id, tokens_text(volume_per_day(scenario.workload).value()),
                    percent_text(output_share(scenario.workload)), scenario.horizon_months)});
    blocks.emplace_back(Paragraph{memory_text(view), false});
    if (view.gpu) blocks.emplace_back(Paragraph{fit_text(view), true});
    if (view.sizing.machines.empty()) {
        blocks.emplace_back(Paragraph{"No machine of the catalogue serves this.", true});
    } else {
        blocks.emplace_back(Paragraph{serve_text(view, 0, "Cheapest"), true});
        const auto indexes = looked_at(view);
        if (indexes.size() > 1)
            blocks.emplace_back(Paragraph{serve_text(view, indexes[1], view.gpu->fact.id), true});
        blocks.emplace_back(ranking(view));
        blocks.emplace_back(Heading{"Cost per 1M tokens by utilization: always that busy, day and night"});
        blocks.emplace_back(duty_table(view));
    }
    blocks.emplace_back(unfit_notes(view.sizing));
    blocks.emplace_back(assumptions(view));
    blocks.emplace_back(sources(view));
    document.data = data(view);
    return document;
}

}  // namespace aicost
