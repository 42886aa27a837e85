#include "report/catalogue_view.hpp"

#include <algorithm>

#include "aicost/catalogue.hpp"

namespace aicost {

namespace {

template <class Quantity>
Cell amount(const std::optional<Quantity>& quantity, Unit unit) {
    return quantity ? number_cell(quantity->value(), unit) : empty_cell("-");
}
Cell amount(const std::optional<double>& number, Unit unit) { return number_cell(number, unit); }

void add_provenance(std::vector<Column>& columns) {
    columns.push_back({"As of", "as_of"});
    columns.push_back({"Source", "source"});
}
void add_provenance(std::vector<Cell>& row, const Fact& fact) {
    row.push_back(text_cell(fact.as_of));
    row.push_back(text_cell(fact.source));
}

Table models_table() {
    Table table;
    table.columns = {{"Id", "id"},
                     {"Input", "input_per_mtok", true},
                     {"Output", "output_per_mtok", true},
                     {"Cache read", "cache_read_per_mtok", true},
                     {"Cache write", "cache_write_per_mtok", true},
                     {"Batch", "batch_discount", true},
                     {"Context", "context_tokens", true},
                     {"Status", "status"}};
    add_provenance(table.columns);
    for (const CloudModel& model : cloud_models()) {
        std::vector<Cell> row{text_cell(model.fact.id),
                              number_cell(model.input_per_mtok.value(), Unit::price_per_mtok),
                              number_cell(model.output_per_mtok.value(), Unit::price_per_mtok),
                              amount(model.cache_read_per_mtok, Unit::price_per_mtok),
                              amount(model.cache_write_per_mtok, Unit::price_per_mtok),
                              amount(model.batch_discount, Unit::percent),
                              amount(model.context_tokens, Unit::tokens),
                              text_cell(model.status)};
        add_provenance(row, model.fact);
        table.rows.push_back(std::move(row));
    }
    return table;
}

Table gpus_table() {
    Table table;
    table.columns = {{"Id", "id"},
                     {"Memory GiB", "memory_gib", true},
                     {"GB/s", "bandwidth_gb_s", true},
                     {"FP16 TFLOPS", "fp16_tflops", true},
                     {"Load W", "load_watts", true},
                     {"Idle W", "idle_watts", true},
                     {"Price", "price", true},
                     {"Price as of", "price_as_of"},
                     {"Rent/h", "rent_per_hour", true}};
    add_provenance(table.columns);
    for (const Gpu& gpu : gpus()) {
        std::vector<Cell> row{text_cell(gpu.fact.id),
                              number_cell(gpu.memory_gib, Unit::number),
                              number_cell(gpu.bandwidth_gb_s, Unit::number),
                              amount(gpu.fp16_tflops, Unit::number),
                              amount(gpu.load_watts, Unit::number),
                              amount(gpu.idle_watts, Unit::number),
                              amount(gpu.price, Unit::money),
                              gpu.price ? text_cell(gpu.price_as_of) : empty_cell("-"),
                              amount(gpu.rent_per_hour, Unit::price)};
        add_provenance(row, gpu.fact);
        table.rows.push_back(std::move(row));
    }
    return table;
}

Table open_models_table() {
    Table table;
    table.columns = {{"Id", "id"},
                     {"Params 10^9", "params_b", true},
                     {"Active 10^9", "active_params_b", true},
                     {"Kind", "architecture"},
                     {"KV numbers/token", "kv_elements_per_token", true},
                     {"Context", "context_tokens", true}};
    add_provenance(table.columns);
    for (const OpenModel& model : open_models()) {
        std::vector<Cell> row{text_cell(model.fact.id),
                              number_cell(model.params_b, Unit::number),
                              number_cell(model.active_params_b, Unit::number),
                              text_cell(model.mixture_of_experts ? "experts" : "dense"),
                              number_cell(model.kv_elements_per_token, Unit::whole),
                              number_cell(model.context_tokens, Unit::tokens)};
        add_provenance(row, model.fact);
        table.rows.push_back(std::move(row));
    }
    return table;
}

Table quantizations_table() {
    Table table;
    table.columns = {{"Id", "id"}, {"Name", "name"}, {"Bits per weight", "bits_per_weight", true}};
    add_provenance(table.columns);
    for (const Quantization& one : quantizations()) {
        std::vector<Cell> row{text_cell(one.fact.id), text_cell(one.fact.name),
                              number_cell(one.bits_per_weight, Unit::number)};
        add_provenance(row, one.fact);
        table.rows.push_back(std::move(row));
    }
    return table;
}

Table throughput_table() {
    Table table;
    table.columns = {{"Id", "id"},
                     {"GPU", "gpu"},
                     {"GPUs", "gpus", true},
                     {"Model", "model"},
                     {"Format", "quantization"},
                     {"Engine", "engine"},
                     {"Requests", "concurrency", true},
                     {"Prefill tok/s", "prefill_tokens_per_second", true},
                     {"Decode tok/s", "decode_tokens_per_second", true},
                     {"Timed", "metric"}};
    add_provenance(table.columns);
    for (const MeasuredPoint& point : measured_points()) {
        std::vector<Cell> row{
            text_cell(point.fact.id),
            text_cell(point.gpu),
            number_cell(point.gpus, Unit::whole),
            text_cell(point.model),
            text_cell(point.quantization),
            text_cell(point.engine),
            point.concurrency ? number_cell(*point.concurrency, Unit::whole) : empty_cell("max"),
            amount(point.prefill, Unit::number),
            amount(point.decode, Unit::number),
            text_cell(point.metric)};
        add_provenance(row, point.fact);
        table.rows.push_back(std::move(row));
    }
    return table;
}

Table electricity_table() {
    Table table;
    table.columns = {{"Id", "id"},
                     {"Region", "name"},
                     {"Household/kWh", "residential_per_kwh", true},
                     {"Business/kWh", "business_per_kwh", true},
                     {"g CO2/kWh", "grid_grams_co2_per_kwh", true}};
    add_provenance(table.columns);
    for (const ElectricityRegion& region : electricity_regions()) {
        std::vector<Cell> row{text_cell(region.fact.id), text_cell(region.fact.name),
                              amount(region.residential_per_kwh, Unit::price),
                              amount(region.business_per_kwh, Unit::price),
                              amount(region.grid_grams_co2_per_kwh, Unit::number)};
        add_provenance(row, region.fact);
        table.rows.push_back(std::move(row));
    }
    return table;
}

constexpr CatalogueList lists[] = {
    {"models", "cloud models: US dollars per million tokens", models_table},
    {"gpus", "graphics cards, accelerators and whole computers", gpus_table},
    {"open-models", "open-weight models", open_models_table},
    {"quantizations", "formats of weights", quantizations_table},
    {"throughput", "measured speeds", throughput_table},
    {"electricity", "prices in US dollars and carbon of electricity", electricity_table},
};

std::string lower(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return text;
}

const std::string* text_of(const Cell& cell) {
    return cell.empty ? nullptr : std::get_if<std::string>(&cell.content);
}

}  // namespace

std::span<const CatalogueList> catalogue_lists() { return lists; }

Table select(Table table, const std::string& filter, const std::string& sort) {
    const std::string wanted = lower(filter);
    std::erase_if(table.rows, [&](const std::vector<Cell>& row) {
        return std::none_of(row.begin(), row.end(), [&](const Cell& cell) {
            const std::string* text = text_of(cell);
            return text != nullptr && lower(*text).find(wanted) != std::string::npos;
        });
    });
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        if (table.columns[i].key != sort) continue;
        // what has no value comes last
        std::stable_sort(table.rows.begin(), table.rows.end(), [i](const auto& a, const auto& b) {
            if (a[i].empty != b[i].empty) return b[i].empty;
            return !a[i].empty && a[i].content < b[i].content;
        });
    }
    return table;
}

Table entry_table(const Table& list, std::size_t row) {
    Table table;
    table.columns = {{"Key", "key"}, {"Value", "value"}};
    for (std::size_t i = 0; i < list.columns.size(); ++i) {
        if (!list.rows[row][i].empty)
            table.rows.push_back({text_cell(list.columns[i].key), list.rows[row][i]});
    }
    return table;
}

DataList rows_data(const Table& table) {
    DataList rows;
    for (const auto& cells : table.rows) {
        DataObject row;
        for (std::size_t i = 0; i < cells.size(); ++i) {
            const auto* number = std::get_if<double>(&cells[i].content);
            const std::string* text = text_of(cells[i]);
            row.emplace_back(table.columns[i].key, number != nullptr ? Data(*number)
                                                   : text != nullptr ? Data(*text)
                                                                     : Data());
        }
        rows.emplace_back(std::move(row));
    }
    return rows;
}

}  // namespace aicost
