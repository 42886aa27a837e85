#include "report/view/catalogue_view.hpp"

#include <algorithm>

#include "aicost/catalogue.hpp"
#include "aicost/use.hpp"
#include "text/listed.hpp"
#include "text/lower_case.hpp"

namespace aicost {

namespace {

// ---- cells of an entry's members ----

Cell figure(double number, Unit unit) { return number_cell(number, unit); }
Cell figure(int number, Unit unit) { return number_cell(number, unit); }
template <class Of>
Cell figure(Quantity<Of> quantity, Unit unit) {
    return number_cell(quantity.value(), unit);
}
template <class T>
Cell figure(Usd<T> price, Unit unit) {
    return number_cell(price.dollars(), unit);
}
template <class T>
Cell figure(const std::optional<T>& value, Unit unit) {
    return value ? figure(*value, unit) : empty_cell("-");
}
template <auto Member, Unit U, class Entry>
Cell number(const Entry& entry) {
    return figure(entry.*Member, U);
}
template <auto Member, class Entry>
Cell words(const Entry& entry) {
    const std::string& text = entry.*Member;
    return text.empty() ? empty_cell("-") : text_cell(text);
}
template <auto Member, class Entry>
Cell list_of(const Entry& entry) {
    const std::string text = listed(entry.*Member);
    return text.empty() ? empty_cell("-") : text_cell(text);
}

// ---- the lists: a row for each column, between the id and the date ----

template <class Entry>
struct ListColumn {
    Column column;
    Cell (*cell)(const Entry& entry);
};

// Without enough room, columns of the highest rank are dropped first.
Column left(std::string title, std::string key, int rank) {
    return {std::move(title), std::move(key), false, 0, rank};
}
Column at_right(std::string title, std::string key, int rank) {
    return {std::move(title), std::move(key), true, 0, rank};
}

template <class Entry, std::size_t Count>
Table table_of(const ListColumn<Entry> (&columns)[Count], const std::vector<Entry>& entries) {
    Table table;
    table.columns.push_back(left("Id", "id", 0));
    for (const auto& one : columns) table.columns.push_back(one.column);
    table.columns.push_back(left("As of", "as_of", 1));
    table.columns.push_back(left("Source", "source", 9));
    const bool unsure = std::any_of(entries.begin(), entries.end(),
                                    [](const Entry& one) { return !one.fact.from_memory.empty(); });
    if (unsure) table.columns.push_back(left("From memory", "from_memory", 10));
    for (const Entry& entry : entries) {
        std::vector<Cell> row{text_cell(entry.fact.id)};
        for (const auto& one : columns) row.push_back(one.cell(entry));
        row.push_back(text_cell(entry.fact.as_of));
        row.push_back(text_cell(entry.fact.source));
        if (unsure) {
            const std::string keys = listed(entry.fact.from_memory);
            row.push_back(keys.empty() ? empty_cell("-") : text_cell(keys));
        }
        table.rows.push_back(std::move(row));
    }
    return table;
}

Table models_table(const Catalogue& catalogue) {
    using M = CloudModel;
    constexpr Unit price = Unit::price_per_mtok;
    const ListColumn<M> columns[] = {
        {at_right("Input", "input_per_mtok", 0), number<&M::input_per_mtok, price, M>},
        {at_right("Output", "output_per_mtok", 0), number<&M::output_per_mtok, price, M>},
        {at_right("Cache read", "cache_read_per_mtok", 2), number<&M::cache_read_per_mtok, price, M>},
        {at_right("Cache write", "cache_write_per_mtok", 3), number<&M::cache_write_per_mtok, price, M>},
        {at_right("Batch", "batch_discount", 4), number<&M::batch_discount, Unit::share, M>},
        {at_right("Context", "context_tokens", 5), number<&M::context_tokens, Unit::tokens, M>},
        {left("Status", "status", 6), words<&M::status, M>},
    };
    return table_of(columns, catalogue.cloud_models());
}

Table gpus_table(const Catalogue& catalogue) {
    constexpr Unit plain = Unit::number;
    const ListColumn<Gpu> columns[] = {
        {left("Name", "name", 16), [](const Gpu& gpu) { return text_cell(gpu.fact.name); }},
        {left("Other names", "aliases", 16), list_of<&Gpu::aliases, Gpu>},
        {left("Kind", "kind", 11), words<&Gpu::kind, Gpu>},
        {left("Architecture", "architecture", 12), words<&Gpu::architecture, Gpu>},
        {at_right("Memory GiB", "memory_gib", 0), number<&Gpu::memory_gib, plain, Gpu>},
        {at_right("Usable GiB", "usable_memory_gib", 13), number<&Gpu::usable_memory_gib, plain, Gpu>},
        {at_right("GB/s", "bandwidth_gb_s", 2), number<&Gpu::bandwidth_gb_s, plain, Gpu>},
        {at_right("FP16 TFLOPS", "fp16_tflops", 4), number<&Gpu::fp16_tflops, plain, Gpu>},
        {at_right("FP8 TFLOPS", "fp8_tflops", 13), number<&Gpu::fp8_tflops, plain, Gpu>},
        {at_right("FP4 TFLOPS", "fp4_tflops", 13), number<&Gpu::fp4_tflops, plain, Gpu>},
        {left("Link", "link", 15), words<&Gpu::link, Gpu>},
        {at_right("Link GB/s", "link_gb_s", 14), number<&Gpu::link_gb_s, plain, Gpu>},
        {at_right("Load W", "load_watts", 3), number<&Gpu::load_watts, plain, Gpu>},
        {left("Load is", "load_watts_are", 15), words<&Gpu::load_watts_are, Gpu>},
        {at_right("Idle W", "idle_watts", 5), number<&Gpu::idle_watts, plain, Gpu>},
        {at_right("Price", "price", 0), number<&Gpu::price, Unit::money, Gpu>},
        {left("Price as of", "price_as_of", 1),
         [](const Gpu& gpu) { return gpu.price ? text_cell(gpu.price_as_of) : empty_cell("-"); }},
        {left("Price from", "price_source", 16), words<&Gpu::price_source, Gpu>},
        {at_right("Used", "used_price", 12), number<&Gpu::used_price, Unit::money, Gpu>},
        {left("Used as of", "used_as_of", 14), words<&Gpu::used_as_of, Gpu>},
        {at_right("Rent/h", "rent_per_hour", 0), number<&Gpu::rent_per_hour, Unit::price_per_hour, Gpu>},
        {left("Rent as of", "rent_as_of", 14), words<&Gpu::rent_as_of, Gpu>},
        {left("Rent from", "rent_source", 16), words<&Gpu::rent_source, Gpu>},
        {at_right("Cheapest/h", "rent_cheapest_per_hour", 13),
         number<&Gpu::rent_cheapest_per_hour, Unit::price_per_hour, Gpu>},
        {left("Cheapest as of", "rent_cheapest_as_of", 16), words<&Gpu::rent_cheapest_as_of, Gpu>},
        {left("Cheapest from", "rent_cheapest_source", 16), words<&Gpu::rent_cheapest_source, Gpu>},
    };
    Table table = table_of(columns, catalogue.gpus());
    for (Column& column : table.columns) {
        if (column.key == "as_of") column.rank = 8;  // these do not change, so their date matters little
    }
    return table;
}

Table open_models_table(const Catalogue& catalogue) {
    using M = OpenModel;
    const ListColumn<M> columns[] = {
        {left("Name", "name", 16), [](const M& model) { return text_cell(model.fact.name); }},
        {left("Other names", "aliases", 16), list_of<&M::aliases, M>},
        {at_right("Params 10^9", "params_b", 0), number<&M::params_b, Unit::number, M>},
        {at_right("Active 10^9", "active_params_b", 0), number<&M::active_params_b, Unit::number, M>},
        {left("Kind", "architecture", 2),
         [](const M& model) { return text_cell(model.mixture_of_experts ? "experts" : "dense"); }},
        {at_right("KV numbers/token", "kv_elements_per_token", 3),
         number<&M::kv_elements_per_token, Unit::count, M>},
        {at_right("State bytes", "state_bytes_per_sequence", 13),
         number<&M::state_bytes_per_sequence, Unit::count, M>},
        {at_right("Layers", "layers", 12), number<&M::layers, Unit::count, M>},
        {at_right("Experts", "experts", 12), number<&M::experts, Unit::count, M>},
        {at_right("of them a token", "experts_per_token", 13), number<&M::experts_per_token, Unit::count, M>},
        {at_right("Context", "context_tokens", 0), number<&M::context_tokens, Unit::tokens, M>},
        {left("Licence", "license", 11), words<&M::license, M>},
        {left("Hosted as", "hosted_as", 15), list_of<&M::hosted_as, M>},
        {left("Ollama", "ollama", 12), words<&M::ollama, M>},
    };
    return table_of(columns, catalogue.open_models());
}

Table quantizations_table(const Catalogue& catalogue) {
    const ListColumn<Quantization> columns[] = {
        {left("Name", "name", 2), [](const Quantization& one) { return text_cell(one.fact.name); }},
        {at_right("Bits per weight", "bits_per_weight", 0),
         number<&Quantization::bits_per_weight, Unit::number, Quantization>},
    };
    return table_of(columns, catalogue.quantizations());
}

Table throughput_table(const Catalogue& catalogue) {
    using P = MeasuredPoint;
    const ListColumn<P> columns[] = {
        {left("GPU", "gpu", 0), words<&P::gpu, P>},
        {at_right("GPUs", "gpus", 0), number<&P::gpus, Unit::count, P>},
        {left("Model", "model", 0), words<&P::model, P>},
        {left("Format", "quantization", 2), words<&P::quantization, P>},
        {left("Engine", "engine", 4), words<&P::engine, P>},
        {at_right("Requests", "concurrency", 3),
         [](const P& point) {
             return point.concurrency ? number_cell(*point.concurrency, Unit::count) : empty_cell("max");
         }},
        {at_right("Prefill tok/s", "prefill_tokens_per_second", 5), number<&P::prefill, Unit::number, P>},
        {at_right("Decode tok/s", "decode_tokens_per_second", 0), number<&P::decode, Unit::number, P>},
        {left("Timed", "metric", 7), words<&P::metric, P>},
    };
    Table table = table_of(columns, catalogue.measured_points());
    for (Column& column : table.columns) {
        if (column.key == "as_of") column.rank = 6;  // a speed does not age
    }
    return table;
}

Table electricity_table(const Catalogue& catalogue) {
    using R = ElectricityRegion;
    const ListColumn<R> columns[] = {
        {left("Region", "name", 2), [](const R& region) { return text_cell(region.fact.name); }},
        {at_right("Household/kWh", "residential_per_kwh", 0),
         number<&R::residential_per_kwh, Unit::price_per_kwh, R>},
        {at_right("Business/kWh", "business_per_kwh", 0),
         number<&R::business_per_kwh, Unit::price_per_kwh, R>},
        {at_right("g CO2/kWh", "grid_grams_co2_per_kwh", 0),
         number<&R::grid_grams_co2_per_kwh, Unit::number, R>},
    };
    return table_of(columns, catalogue.electricity_regions());
}

Table formats_table(const Catalogue& catalogue) {
    using F = FormatSupport;
    const ListColumn<F> columns[] = {
        {left("Engine", "engine", 10), words<&F::engine, F>},
        {left("Format", "format", 10), words<&F::format, F>},
        {left("Native", "native", 0), list_of<&F::native, F>},
        {left("Weights only", "weights_only", 0), list_of<&F::weights_only, F>},
        {left("Not", "no", 3), list_of<&F::no, F>},
    };
    return table_of(columns, catalogue.format_support());
}

Table hosts_table(const Catalogue& catalogue) {
    const ListColumn<Host> columns[] = {
        {left("Name", "name", 2), [](const Host& host) { return text_cell(host.fact.name); }},
        {left("Around", "around", 1), list_of<&Host::around, Host>},
        {at_right("GPUs", "most_gpus", 0), number<&Host::most_gpus, Unit::count, Host>},
        {at_right("Price", "price", 0), number<&Host::price, Unit::money, Host>},
        {left("Price as of", "price_as_of", 4), words<&Host::price_as_of, Host>},
        {at_right("Idle W", "idle_watts", 0), number<&Host::idle_watts, Unit::number, Host>},
        {at_right("Load W", "load_watts", 0), number<&Host::load_watts, Unit::number, Host>},
        {left("Watts from", "watts_source", 11), words<&Host::watts_source, Host>},
    };
    return table_of(columns, catalogue.hosts());
}

Table uses_table(const Catalogue&) {
    const ListColumn<Use> columns[] = {
        {left("Name", "name", 3), [](const Use& use) { return text_cell(use.fact.name); }},
        {at_right("Input", "input_tokens_per_request", 0),
         number<&Use::input_tokens_per_request, Unit::tokens, Use>},
        {at_right("Output", "output_tokens_per_request", 0),
         number<&Use::output_tokens_per_request, Unit::tokens, Use>},
        {at_right("Cached", "cache_read_share", 4), number<&Use::cache_read_share, Unit::share, Use>},
        {at_right("Batch", "batch_share", 4), number<&Use::batch_share, Unit::share, Use>},
        {at_right("Days", "active_days_per_week", 2), number<&Use::active_days_per_week, Unit::number, Use>},
        {left("Hours", "load_shape", 1), words<&Use::load_shape, Use>},
        {at_right("A user's requests/h", "requests_per_user_hour", 1),
         number<&Use::requests_per_user_hour, Unit::number, Use>},
        {left("Hours and caches from", "shape_source", 11), words<&Use::shape_source, Use>},
    };
    return table_of(columns, uses());
}

constexpr CatalogueList lists[] = {
    {"models", "cloud models: US dollars per million tokens", models_table},
    {"gpus", "graphics cards, accelerators and whole computers", gpus_table},
    {"open-models", "open-weight models", open_models_table},
    {"quantizations", "formats of weights", quantizations_table},
    {"formats", "which engine runs which format of weights on which GPUs", formats_table},
    {"hosts", "computers around graphics cards and accelerators", hosts_table},
    {"throughput", "measured speeds", throughput_table},
    {"electricity", "prices in US dollars and carbon of electricity", electricity_table},
    {"uses", "what a model is used for: requests, caches and hours", uses_table},
};

const std::string* text_of(const Cell& cell) {
    return cell.empty ? nullptr : std::get_if<std::string>(&cell.content);
}

}  // namespace

std::span<const CatalogueList> catalogue_lists() { return lists; }

Table select(Table table, const std::string& filter, const std::string& sort) {
    const std::string wanted = lower_case(filter);
    std::erase_if(table.rows, [&](const std::vector<Cell>& row) {
        return std::none_of(row.begin(), row.end(), [&](const Cell& cell) {
            const std::string* text = text_of(cell);
            return text != nullptr && lower_case(*text).find(wanted) != std::string::npos;
        });
    });
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
        if (table.columns[i].key != sort) continue;
        // rows without a value come last
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

namespace {

Unit unit_of_key(std::string_view key) {
    if (key.ends_with("_per_mtok")) return Unit::price_per_mtok;
    if (key.ends_with("_per_hour") || key.starts_with("fee_per_")) return Unit::price;
    if (key.ends_with("_tokens")) return Unit::tokens;
    if (key.ends_with("_discount")) return Unit::share;
    return Unit::number;
}

Cell cell_of(const std::string& key, const Data& value) {
    if (const auto* number = std::get_if<double>(&value.value)) return number_cell(*number, unit_of_key(key));
    if (const auto* text = std::get_if<std::string>(&value.value)) return text_cell(*text);
    if (const auto* flag = std::get_if<bool>(&value.value)) return text_cell(*flag ? "yes" : "no");
    return empty_cell("-");
}

}  // namespace

void add_rows(Table& entry, const DataObject& more) {
    for (const auto& [key, value] : more) {
        if (const auto* list = std::get_if<DataList>(&value.value)) {
            std::string names;
            for (const Data& one : *list) {
                const auto* text = std::get_if<std::string>(&one.value);
                if (text != nullptr) names += (names.empty() ? "" : ", ") + *text;
            }
            if (!names.empty()) entry.rows.push_back({text_cell(key), text_cell(names)});
        } else if (!std::holds_alternative<DataObject>(value.value)) {
            entry.rows.push_back({text_cell(key), cell_of(key, value)});
        }
    }
}

Table part_table(const Data& value) {
    Table table;
    // a single object is a list of one
    const DataList alone{value};
    const auto* list =
        std::holds_alternative<DataObject>(value.value) ? &alone : std::get_if<DataList>(&value.value);
    if (list == nullptr) return table;
    for (const Data& one : *list) {
        const auto* object = std::get_if<DataObject>(&one.value);
        if (object == nullptr) continue;
        for (const auto& [key, part] : *object) {
            const bool known =
                std::any_of(table.columns.begin(), table.columns.end(),
                            [&, &name = key](const Column& column) { return column.key == name; });
            if (known) continue;
            const bool number = std::holds_alternative<double>(part.value);
            table.columns.push_back({key, key, number, 0, static_cast<int>(table.columns.size() / 3)});
        }
    }
    for (const Data& one : *list) {
        const auto* object = std::get_if<DataObject>(&one.value);
        if (object == nullptr) continue;
        std::vector<Cell> row;
        for (const Column& column : table.columns) {
            const auto at = std::find_if(object->begin(), object->end(),
                                         [&](const auto& part) { return part.first == column.key; });
            row.push_back(at == object->end() ? empty_cell("-") : cell_of(column.key, at->second));
        }
        table.rows.push_back(std::move(row));
    }
    return table;
}

std::string part_title(const std::string& key) {
    constexpr std::pair<std::string_view, const char*> titles[] = {
        {"long_context", "Long prompts"},
        {"prices_from", "What it will cost"},
        {"price_windows", "Prices at some hours, UTC"},
        {"tiers", "Other tiers"},
        {"regions", "By region: what every price is multiplied by"},
        {"kept", "Figures of other feeds"},
        {"rent_offers", "Offers, per GPU and hour"},
    };
    for (const auto& [name, title] : titles) {
        if (name == key) return title;
    }
    return key;
}

Table price_history(const Catalogue& catalogue, const std::string& id) {
    using P = PastPrice;
    constexpr Unit price = Unit::price_per_mtok;
    const ListColumn<P> columns[] = {
        {left("Until", "until", 0), words<&P::until, P>},
        {at_right("Input", "input_per_mtok", 0), number<&P::input_per_mtok, price, P>},
        {at_right("Output", "output_per_mtok", 0), number<&P::output_per_mtok, price, P>},
        {at_right("Cache read", "cache_read_per_mtok", 2), number<&P::cache_read_per_mtok, price, P>},
        {at_right("Cache write", "cache_write_per_mtok", 3), number<&P::cache_write_per_mtok, price, P>},
        {left("As of", "as_of", 1), words<&P::as_of, P>},
        {left("Source", "source", 9), words<&P::source, P>},
    };
    Table table;
    for (const auto& one : columns) table.columns.push_back(one.column);
    const auto& models = catalogue.cloud_models();
    const auto model =
        std::find_if(models.begin(), models.end(), [&](const CloudModel& one) { return one.fact.id == id; });
    if (model == models.end()) return table;
    for (const PastPrice& past : model->history) {
        std::vector<Cell> row;
        for (const auto& one : columns) row.push_back(one.cell(past));
        table.rows.push_back(std::move(row));
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
