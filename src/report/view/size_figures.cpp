// The figures of one machine, for `--get`, CSV and JSON.
#include "report/view/size_view.hpp"

namespace aicost {

namespace {

using Row = MachineRow;

Cell whole(const std::optional<int>& count) {
    return count ? number_cell(*count, Unit::count) : empty_cell("-");
}

std::string how_known(const ServingRates& rates) {
    if (!rates.estimated()) return "measured";
    if (rates.measured_decode) return "decode measured, prefill estimated";
    return rates.measured_prefill ? "prefill measured, decode estimated" : "estimated";
}
Cell decode_end(const ServingRates& rates, double RateRange::*end) {
    if (rates.measured_decode) return quantity_cell(rates.decode, Unit::number);
    return number_cell(rates.estimate.decode_range().*end, Unit::number);
}
Cell prefill_end(const ServingRates& rates, double RateRange::*end) {
    if (rates.measured_prefill) return quantity_cell(rates.prefill, Unit::number);
    return number_cell(rates.estimate.prefill_range().*end, Unit::number);
}
std::string format_word(FormatRun run) {
    switch (run) {
        case FormatRun::native: return "native";
        case FormatRun::weights_only: return "weights_only";
        case FormatRun::no: return "no";
        case FormatRun::not_known: break;
    }
    return "not_known";
}

constexpr MachineFigure figures[] = {
    {"gpu", "catalogue id of the GPU", [](const Row& row) { return text_cell(row.machine.gpu.fact.id); }},
    {"gpus", "GPUs in a machine", [](const Row& row) { return number_cell(row.machine.gpus, Unit::count); }},
    {"host", "catalogue id of the computer around them",
     [](const Row& row) {
         return row.machine.host ? text_cell(row.machine.host->fact.id) : empty_cell("-");
     }},
    {"gpus_needed", "GPUs that hold the weights and a request",
     [](const Row& row) { return whole(gpus_to_hold(row.question, row.machine.gpu)); }},
    {"acquisition", "bought or rented",
     [](const Row& row) { return text_cell(row.machine.rented ? "rented" : "bought"); }},
    {"machines", "as many as the busiest month and the limits need",
     [](const Row& row) { return number_cell(*row.cost.units, Unit::count); }},
    {"machines_for_load", "as many as the busiest month alone needs",
     [](const Row& row) { return number_cell(row.machine.for_load, Unit::count); }},
    {"busy", "share of the hours on that a machine is busy in month 1",
     [](const Row& row) { return number_cell(row.machine.busy, Unit::share); }},
    {"peak_utilization", "in the busiest hour of the busiest month",
     [](const Row& row) { return number_cell(row.cost.peak_utilization, Unit::share); }},
    {"first_token_seconds", "to read the prompt",
     [](const Row& row) { return number_cell(first_token_seconds(row.machine), Unit::number); }},
    {"wait_seconds", "mean wait before that in the busiest hour",
     [](const Row& row) {
         return row.machine.wait ? number_cell(row.machine.wait->value() * 3600.0, Unit::number)
                                 : empty_cell("-");
     }},
    {"answer_seconds", "to the first token in the busiest hour: wait and prompt",
     [](const Row& row) { return number_cell(answer_seconds(row.machine), Unit::number); }},
    {"tokens_per_second", "output of one request in the busiest hour",
     [](const Row& row) { return number_cell(row.machine.speed.value(), Unit::number); }},
    {"prefill_tokens_per_second", "input of a machine that does only that",
     [](const Row& row) { return quantity_cell(row.machine.rates.prefill, Unit::number); }},
    {"decode_tokens_per_second", "output of a machine that does only that",
     [](const Row& row) { return quantity_cell(row.machine.rates.decode, Unit::number); }},
    {"batch", "requests decoded together",
     [](const Row& row) { return number_cell(row.machine.rates.estimate.batch, Unit::count); }},
    {"rates", "measured or estimated",
     [](const Row& row) { return text_cell(how_known(row.machine.rates)); }},
    {"decode_low", "8 of 10 measurements lie from here on; the rate itself where it was measured",
     [](const Row& row) { return decode_end(row.machine.rates, &RateRange::low); }},
    {"decode_high", "up to here",
     [](const Row& row) { return decode_end(row.machine.rates, &RateRange::high); }},
    {"prefill_low", "8 of 10 measurements lie from here on; the rate itself where it was measured",
     [](const Row& row) { return prefill_end(row.machine.rates, &RateRange::low); }},
    {"prefill_high", "up to here",
     [](const Row& row) { return prefill_end(row.machine.rates, &RateRange::high); }},
    {"format", "native, weights_only, or not_known: how the engine runs the format there",
     [](const Row& row) { return text_cell(format_word(row.machine.runs)); }},
    {"upfront", "paid at the start",
     [](const Row& row) { return number_cell(row.cost.upfront.value(), Unit::money); }},
    {"first_month", "paid in month 1",
     [](const Row& row) { return number_cell(row.cost.first_month.value(), Unit::money); }},
    {"total", "over the horizon",
     [](const Row& row) { return number_cell(row.cost.total.value(), Unit::money); }},
    {"npv", "the same, discounted",
     [](const Row& row) { return number_cell(row.cost.npv.value(), Unit::money); }},
    {"cost_per_mtok", "per million tokens, all costs in it",
     [](const Row& row) { return quantity_cell(row.cost.cost_per_mtok, Unit::price_per_mtok); }},
    {"marginal_cost_per_mtok", "of one more million tokens",
     [](const Row& row) { return quantity_cell(row.cost.marginal_cost_per_mtok, Unit::price_per_mtok); }},
    {"capacity_tokens_per_day", "of all machines together",
     [](const Row& row) { return quantity_cell(row.cost.capacity_tokens_per_day, Unit::tokens); }},
    {"kwh", "over the horizon", [](const Row& row) { return quantity_cell(row.cost.energy, Unit::number); }},
    {"kg_co2", "over the horizon", [](const Row& row) { return number_cell(row.cost.kg_co2, Unit::number); }},
};

}  // namespace

std::span<const MachineFigure> machine_figures() { return figures; }

MachineRow machine_row(const SizeView& view, std::size_t index) {
    return {view.question, view.sizing.machines[index], view.sizing.comparison.options[index]};
}

}  // namespace aicost
