// `catalog show`: everything in an entry. Keys are not listed here, so new ones are shown, too.
#include "cli/catalog_show.hpp"

#include <algorithm>

#include "catalogue/fields.hpp"
#include "catalogue/find.hpp"
#include "cli/program.hpp"
#include "report/view/catalogue_view.hpp"

namespace aicost {

namespace {

Data data_of(JsonReader& reader) {
    switch (reader.kind()) {
        case JsonReader::Kind::object: {
            DataObject object;
            reader.object([&](std::string_view key) {
                std::string name(key);
                Data value = data_of(reader);
                object.emplace_back(std::move(name), std::move(value));
            });
            return object;
        }
        case JsonReader::Kind::array: {
            DataList list;
            reader.array([&] { list.push_back(data_of(reader)); });
            return list;
        }
        case JsonReader::Kind::number: return reader.number().value_or(0.0);
        case JsonReader::Kind::string: return reader.string().value_or("");
        case JsonReader::Kind::flag: {
            const char* start = reader.position();
            reader.skip();
            return reader.since(start) == "true";
        }
        case JsonReader::Kind::null: break;
    }
    reader.skip();
    return {};
}

template <class Entry>
DataObject all_of(const Entry& entry, const CatalogueFile<Entry>& list) {
    JsonOut out;
    write_entry(out, list.fields, entry);
    JsonReader reader(out.text());
    Data data = data_of(reader);
    return std::get<DataObject>(std::move(data.value));
}

// An entry found in one of the lists.
struct Shown {
    std::string_view list;
    std::string id;
    DataObject all;
};

template <class Entry>
std::optional<Shown> shown(const std::optional<Entry>& entry, std::string_view list,
                           const CatalogueFile<Entry>& file) {
    if (!entry) return {};
    return Shown{list, entry->fact.id, all_of(*entry, file)};
}

// Searches the lists for a name: by id first, then by other names.
std::optional<Shown> find_shown(const std::string& name, std::string& advice) {
    const auto& models = catalogue().cloud_models();
    const auto& cards = catalogue().gpus();
    const auto& open = catalogue().open_models();
    const auto& formats = catalogue().quantizations();
    const auto& points = catalogue().measured_points();
    const auto& regions = catalogue().electricity_regions();
    const auto by_id = [&](const auto& entries) {
        const auto at = std::find_if(entries.begin(), entries.end(),
                                     [&](const auto& entry) { return entry.fact.id == name; });
        return at == entries.end() ? std::nullopt : std::optional(*at);
    };
    if (auto found = shown(by_id(models), "models", cloud_model_file)) return found;
    if (auto found = shown(by_id(cards), "gpus", gpu_file)) return found;
    if (auto found = shown(by_id(open), "open-models", open_model_file)) return found;
    if (auto found = shown(by_id(formats), "quantizations", quantization_file)) return found;
    if (auto found = shown(by_id(points), "throughput", throughput_file)) return found;
    if (auto found = shown(by_id(regions), "electricity", electricity_file)) return found;
    const NameAnswer model = ModelNames(models).find(name);
    if (model.entry != nullptr) return shown(std::optional(*model.entry), "models", cloud_model_file);
    const auto card = find_named(cards, name);
    if (card.entry) return shown(card.entry, "gpus", gpu_file);
    const auto weights = find_named(open, name);
    if (weights.entry) return shown(weights.entry, "open-models", open_model_file);
    const auto format = find_named(formats, name);
    if (format.entry) return shown(format.entry, "quantizations", quantization_file);
    const auto region = find_named(regions, name);
    if (region.entry) return shown(region.entry, "electricity", electricity_file);
    if (!model.candidates.empty()) {
        advice = "fits several entries of the catalogue; " + model_advice(model, name, models);
    } else if (!card.candidates.empty()) {
        advice = "fits several entries of the catalogue; " + name_advice(card, name, cards, "gpus");
    } else {
        std::vector<std::string> ids;
        ids.reserve(cards.size() + open.size() + formats.size());
        for (const Gpu& one : cards) ids.push_back(one.fact.id);
        for (const OpenModel& one : open) ids.push_back(one.fact.id);
        for (const Quantization& one : formats) ids.push_back(one.fact.id);
        for (const ElectricityRegion& one : regions) ids.push_back(one.fact.id);
        std::vector<std::string> close = nearest(name, ids, 3);
        // a name that begins like a known maker's models is a model's
        const auto near = near_models(name, models);
        close.insert(!near.empty() && names_a_maker(name) ? close.begin() : close.end(), near.begin(),
                     near.end());
        if (close.size() > 3) close.resize(3);
        advice = "is not in the catalogue; " +
                 (close.empty() ? std::string("`aicost catalog gpus` and the other lists show what is")
                                : "did you mean " + alternatives(close) + "?");
    }
    return {};
}

Outcome entry_outcome(const Shown& entry, const Table& list, std::size_t row) {
    Outcome outcome;
    Document& document = outcome.document.emplace();
    Table one = list;
    one.rows = {list.rows[row]};
    // the list's columns, then the other members
    DataList entries = rows_data(one);
    auto& keys = std::get<DataObject>(entries.front().value);
    DataObject more;
    for (const auto& [key, value] : entry.all) {
        const bool there = std::any_of(keys.begin(), keys.end(),
                                       [&, &name = key](const auto& known) { return known.first == name; });
        if (!there && key != "history") more.emplace_back(key, value);
    }
    keys.insert(keys.end(), more.begin(), more.end());
    document.data = {{"aicost", AICOST_VERSION},
                     {"command", "catalog"},
                     {"list", std::string(entry.list)},
                     {"entries", std::move(entries)}};
    document.blocks.emplace_back(Heading{entry.id + ", of the list " + std::string(entry.list)});
    Table table = entry_table(list, row);
    add_rows(table, more);
    document.blocks.emplace_back(std::move(table));
    for (const auto& [key, value] : more) {
        Table part = part_table(value);
        if (part.rows.empty()) continue;
        document.blocks.emplace_back(Heading{part_title(key)});
        document.blocks.emplace_back(std::move(part));
    }
    Table history = price_history(catalogue(), entry.id);
    if (!history.rows.empty()) {
        document.data.emplace_back("history", rows_data(history));
        document.blocks.emplace_back(Heading{"What it cost before"});
        document.blocks.emplace_back(std::move(history));
    }
    return outcome;
}

}  // namespace

Outcome show_entry(const Arguments& arguments) {
    if (arguments.words.size() != 2)
        fail("`aicost catalog show` needs an id; for example `aicost catalog show rtx-4090`");
    const std::string& name = arguments.words[1];
    std::string advice;
    const auto entry = find_shown(name, advice);
    if (!entry) {
        for (const CatalogueList& list : catalogue_lists()) {
            const Table table = list.table(catalogue());
            for (std::size_t row = 0; row < table.rows.size(); ++row) {
                const auto* id = std::get_if<std::string>(&table.rows[row].front().content);
                if (id != nullptr && spelled(*id) == spelled(name))
                    return entry_outcome({list.name, *id, {}}, table, row);
            }
        }
        fail("'" + name + "' " + advice);
    }
    for (const CatalogueList& list : catalogue_lists()) {
        if (list.name != entry->list) continue;
        const Table table = list.table(catalogue());
        for (std::size_t row = 0; row < table.rows.size(); ++row) {
            if (std::get<std::string>(table.rows[row].front().content) == entry->id)
                return entry_outcome(*entry, table, row);
        }
    }
    fail("'" + name + "' is not in the catalogue");
}

}  // namespace aicost
