#include "aicost/catalogue.hpp"

#include <algorithm>
#include <stdexcept>
#include <unordered_map>

#include "catalogue/embedded.hpp"
#include "catalogue/fields.hpp"
#include "catalogue/lookup.hpp"
#include "catalogue/model_index.hpp"
#include "catalogue/names.hpp"
#include "catalogue/user_catalogue.hpp"

namespace aicost {

namespace {

// Calls `entry()` before each object of the file's "entries".
template <class Each>
void each_entry(std::string_view text, Each entry) {
    JsonReader reader(text);
    reader.object([&](std::string_view key) {
        if (key == "entries") reader.array([&] { entry(reader); });
    });
    reader.finish();
}

bool states(std::string_view object, std::string_view key) {
    std::string quoted;
    put_json(quoted, key);
    return object.find(quoted) != object.npos;
}

template <class Entry>
void check(const Entry& entry, std::string_view own, const CatalogueFile<Entry>& list) {
    for (const auto& field : list.fields) {
        if (field.required && !states(own, field.key))
            throw JsonFault{
                0, "'" + entry.fact.id + "' is a new entry and lacks '" + std::string(field.key) + "'"};
    }
}

// Older figures than the built-in ones do not come before them: a newer program knows better.
template <class Entry>
bool is_older_entry(const Entry& own, const Entry& ours) {
    return is_older(own.fact.as_of, ours.fact.as_of) && !own.fact.as_of.empty();
}
bool is_older_entry(const Gpu& own, const Gpu& ours) {
    return is_older(own.rent_as_of, ours.rent_as_of) && !own.rent_as_of.empty();
}

// Prices belong together: an entry that states one states all. A discount is a share of any.
template <class Entry>
void make_room(Entry&, std::string_view) {}
void make_room(CloudModel& model, std::string_view own) {
    if (!states(own, "input_per_mtok")) return;
    model.cache_read_per_mtok = model.cache_write_per_mtok = model.cache_write_1h_per_mtok = std::nullopt;
    model.reasoning_per_mtok.reset();
    model.long_context.clear();
    model.prices_from.clear();
    model.price_windows.clear();
    model.tiers.clear();
    model.fact.note.clear();
}

// The user's entries: a new id is a new entry, of a known one each key that is stated takes the place of
// ours.
template <class Entry>
void overlay_file(std::vector<Entry>& all, std::string_view text, const CatalogueFile<Entry>& list) {
    std::unordered_map<std::string, std::size_t> by_id;
    for (std::size_t i = 0; i < all.size(); ++i) by_id.emplace(all[i].fact.id, i);
    each_entry(text, [&](JsonReader& reader) {
        JsonReader again = reader;
        const char* begin = reader.position();
        Entry entry;
        read_entry<Entry>(reader, list.fields, entry);
        if (entry.fact.id.empty()) throw JsonFault{0, "has an entry without an id"};
        const std::string_view own = reader.since(begin);
        const auto [at, is_new] = by_id.emplace(entry.fact.id, all.size());
        if (is_new) {
            check(entry, own, list);
            all.push_back(std::move(entry));
        } else if (!is_older_entry(entry, all[at->second])) {
            make_room(all[at->second], own);
            read_entry<Entry>(again, list.fields, all[at->second]);
        }
    });
}

template <class Entry>
std::vector<Entry> built_in(const CatalogueFile<Entry>& list) {
    std::vector<Entry> all;
    each_entry(embedded_catalogue(list.name),
               [&](JsonReader& reader) { read_entry<Entry>(reader, list.fields, all.emplace_back()); });
    return all;
}

template <class Entry>
std::vector<Entry> overlaid(std::vector<Entry> all, std::string_view own, const CatalogueFile<Entry>& list) {
    try {
        overlay_file(all, own, list);
    } catch (const JsonFault& fault) {
        const std::string line = fault.line > 0 ? ":" + std::to_string(fault.line) : "";
        throw CatalogueFault(user_catalogue_file(list.name) + line + ": " + fault.problem +
                                 "; correct it, or take the file away and import the feeds again",
                             false);
    }
    return all;
}

template <class Entry>
std::vector<Entry> read(const CatalogueFile<Entry>& list) {
    std::vector<Entry> all = built_in(list);
    const auto own = user_catalogue_text(list.name, WhereUnreadable::none);
    return own ? overlaid(std::move(all), *own, list) : all;
}

// The keys by which the user's entries that a name could mean are found: the name's own, and the ids of the
// built-in entries that it means, which his may take the place of.
std::vector<std::string> keys_for(const std::string& name, const std::vector<CloudModel>& models) {
    std::vector<std::string> keys = asked_keys(name);
    const auto shared = [&](const std::vector<std::string>& own) {
        return std::any_of(own.begin(), own.end(), [&](const std::string& key) {
            return std::find(keys.begin(), keys.end(), key) != keys.end();
        });
    };
    std::vector<std::string> ids;
    for (const CloudModel& model : models) {
        if (shared(exact_keys(model))) ids.push_back("=" + model.fact.id);
    }
    if (ids.empty()) {
        for (const CloudModel& model : models) {
            if (shared(spelling_keys(model))) ids.push_back("=" + model.fact.id);
        }
    }
    keys.insert(keys.end(), ids.begin(), ids.end());
    return keys;
}

}  // namespace

std::vector<CloudModel> cloud_models_for(const std::string& name) {
    std::vector<CloudModel> all = built_in(cloud_model_file);
    const auto index = ModelIndex::open(user_catalogue_file(cloud_model_file.name));
    if (index) {
        if (const auto texts = index->entries(keys_for(name, all))) {
            std::string some = "{\"entries\": [";
            for (const std::string& text : *texts) {
                if (&text != &texts->front()) some += ',';
                some += text;
            }
            return overlaid(std::move(all), some + "]}", cloud_model_file);
        }
    }
    const auto own = user_catalogue_text(cloud_model_file.name, WhereUnreadable::none);
    return own ? overlaid(std::move(all), *own, cloud_model_file) : all;
}

std::string newest_model_day() {
    std::string newest;
    const auto see = [&](const std::vector<CloudModel>& models) {
        for (const CloudModel& model : models) {
            if (model.fact.as_of.size() == 10) newest = std::max(newest, model.fact.as_of);
        }
    };
    if (const auto index = ModelIndex::open(user_catalogue_file(cloud_model_file.name))) {
        see(built_in(cloud_model_file));
        return std::max(newest, index->newest());
    }
    see(cloud_models());
    return newest;
}

std::vector<CloudModel> cloud_models() { return read(cloud_model_file); }
std::vector<Gpu> gpus() { return read(gpu_file); }
std::vector<OpenModel> open_models() { return read(open_model_file); }
std::vector<Quantization> quantizations() { return read(quantization_file); }
std::vector<MeasuredPoint> measured_points() { return read(throughput_file); }
std::vector<ElectricityRegion> electricity_regions() { return read(electricity_file); }
std::vector<FormatSupport> format_support() { return read(format_support_file); }
std::vector<Host> hosts() { return read(host_file); }

}  // namespace aicost
