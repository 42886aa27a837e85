#include "aicost/catalogue.hpp"

#include <algorithm>
#include <cstdlib>
#include <mutex>
#include <stdexcept>
#include <unordered_map>

#include "catalogue/embedded.hpp"
#include "catalogue/fields.hpp"
#include "catalogue/model_index.hpp"
#include "catalogue/names.hpp"
#include "catalogue/user_catalogue.hpp"
#include "json/json_writer.hpp"

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

// Figures older than the built-in ones do not override them: a newer program knows better.
template <class Entry>
bool is_older_entry(const Entry& own, const Entry& ours) {
    return is_older(own.fact.as_of, ours.fact.as_of) && !own.fact.as_of.empty();
}
bool is_older_entry(const Gpu& own, const Gpu& ours) {
    return is_older(own.rent_as_of, ours.rent_as_of) && !own.rent_as_of.empty();
}

// Prices belong together: an entry that states one states all. A discount applies to any.
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

// The user's entries: a new id adds an entry; for a known id, each stated key replaces the built-in one.
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
std::vector<Entry> overlaid(std::vector<Entry> all, std::string_view own, const CatalogueFile<Entry>& list,
                            const std::string& directory) {
    try {
        overlay_file(all, own, list);
    } catch (const JsonFault& fault) {
        const std::string line = fault.line > 0 ? ":" + std::to_string(fault.line) : "";
        throw CatalogueFault(user_catalogue_file(directory, list.name) + line + ": " + fault.problem +
                                 "; correct it, or take the file away and import the feeds again",
                             false);
    }
    return all;
}

// The keys for finding the user's entries that a name could mean: the name's own, and those of built-in entries that
// it could mean, which the user's may replace.
std::vector<std::uint64_t> keys_for(const std::string& name, const std::vector<CloudModel>& models) {
    RoughNames names;
    std::vector<std::uint64_t> asked, own;
    names.add_keys(name, asked);
    std::vector<std::uint64_t> keys = asked;
    for (const CloudModel& model : models) {
        own.clear();
        names.add_keys(model, own);
        const auto is_asked = [&](std::uint64_t key) {
            return std::find(asked.begin(), asked.end(), key) != asked.end();
        };
        if (std::any_of(own.begin(), own.end(), is_asked)) names.add_keys(model.fact.id, keys);
    }
    return keys;
}

std::string newest_day(const std::vector<CloudModel>& models) {
    std::string newest;
    for (const CloudModel& model : models) {
        if (model.fact.as_of.size() == 10) newest = std::max(newest, model.fact.as_of);
    }
    return newest;
}

// Stated explicitly, rather than derived from the home directory.
bool is_stated() {
    const char* data = std::getenv("XDG_DATA_HOME");
    return data != nullptr && *data == '/';
}

}  // namespace

struct Catalogue::Lists {
    // The content of the user's file for a list; none: there is none.
    std::optional<std::string> own_text(std::string_view list) {
        std::string why;
        const bool pass_over = if_unreadable == IfUnreadable::pass_over;
        auto text = user_catalogue_text(directory, list, pass_over ? &why : nullptr);
        if (!why.empty() && !warning)
            warning = directory + ": cannot be read: " + why + "; only the built-in catalogue is used";
        return text;
    }
    template <class Entry>
    std::vector<Entry> all(const CatalogueFile<Entry>& file) {
        std::vector<Entry> entries = ::aicost::built_in(file);
        const auto own = own_text(file.name);
        return own ? overlaid(std::move(entries), *own, file, directory) : entries;
    }
    template <class Entry>
    const std::vector<Entry>& of(std::optional<std::vector<Entry>>& held, const CatalogueFile<Entry>& file) {
        const std::scoped_lock lock(reading);
        if (!held) held = all(file);
        return *held;
    }
    // Those of Catalogue::built_in(), if it has read them (for an import, another thread has), with the user's over them.
    const std::vector<CloudModel>& models() {
        Lists& others = *Catalogue::built_in().lists_;
        if (&others == this) return of(cloud_models, cloud_model_file);
        {
            const std::scoped_lock lock(reading, others.reading);
            if (read_already == nullptr && !cloud_models && others.cloud_models) {
                const auto own = own_text(cloud_model_file.name);
                if (own) cloud_models = overlaid(*others.cloud_models, *own, cloud_model_file, directory);
                if (!own) read_already = &*others.cloud_models;
            }
        }
        return read_already != nullptr ? *read_already : of(cloud_models, cloud_model_file);
    }
    // Read anew each time: who asks for a name puts the user's own over them.
    std::vector<CloudModel> built_in_models() {
        std::vector<CloudModel> models = ::aicost::built_in(cloud_model_file);
        const std::scoped_lock lock(reading);
        if (newest_built_in.empty()) newest_built_in = newest_day(models);
        return models;
    }
    std::string newest_built_in_day() {
        {
            const std::scoped_lock lock(reading);
            if (!newest_built_in.empty()) return newest_built_in;
        }
        return newest_day(built_in_models());
    }

    std::string directory;
    IfUnreadable if_unreadable = IfUnreadable::fault;
    std::mutex reading;
    std::optional<std::string> warning;
    std::string newest_built_in;  // day of a model's price; empty: they have not been read
    std::optional<std::vector<CloudModel>> cloud_models;
    const std::vector<CloudModel>* read_already = nullptr;  // instead of these
    std::optional<std::vector<Gpu>> gpus;
    std::optional<std::vector<OpenModel>> open_models;
    std::optional<std::vector<Quantization>> quantizations;
    std::optional<std::vector<MeasuredPoint>> measured_points;
    std::optional<std::vector<ElectricityRegion>> electricity_regions;
    std::optional<std::vector<FormatSupport>> format_support;
    std::optional<std::vector<Host>> hosts;
};

const Catalogue& Catalogue::built_in() {
    static const Catalogue catalogue{std::string()};
    return catalogue;
}

Catalogue Catalogue::of_user() {
    return Catalogue(user_catalogue_directory(), is_stated() ? IfUnreadable::fault : IfUnreadable::pass_over);
}

Catalogue::Catalogue(std::string directory, IfUnreadable if_unreadable) : lists_(std::make_shared<Lists>()) {
    lists_->directory = std::move(directory);
    lists_->if_unreadable = if_unreadable;
}

const std::string& Catalogue::directory() const { return lists_->directory; }

std::optional<std::string> Catalogue::warning() const {
    const std::scoped_lock lock(lists_->reading);
    return lists_->warning;
}

const std::vector<CloudModel>& Catalogue::cloud_models() const { return lists_->models(); }
const std::vector<Gpu>& Catalogue::gpus() const { return lists_->of(lists_->gpus, gpu_file); }
const std::vector<OpenModel>& Catalogue::open_models() const {
    return lists_->of(lists_->open_models, open_model_file);
}
const std::vector<Quantization>& Catalogue::quantizations() const {
    return lists_->of(lists_->quantizations, quantization_file);
}
const std::vector<MeasuredPoint>& Catalogue::measured_points() const {
    return lists_->of(lists_->measured_points, throughput_file);
}
const std::vector<ElectricityRegion>& Catalogue::electricity_regions() const {
    return lists_->of(lists_->electricity_regions, electricity_file);
}
const std::vector<FormatSupport>& Catalogue::format_support() const {
    return lists_->of(lists_->format_support, format_support_file);
}
const std::vector<Host>& Catalogue::hosts() const { return lists_->of(lists_->hosts, host_file); }

std::vector<CloudModel> Catalogue::cloud_models_for(const std::string& name) const {
    const std::string& own = directory();
    const auto index = ModelIndex::open(user_catalogue_file(own, cloud_model_file.name));
    if (!index) return cloud_models();
    std::vector<CloudModel> all = lists_->built_in_models();
    const auto texts = index->entries(keys_for(name, all));
    if (!texts) return cloud_models();
    std::string some = "{\"entries\": [";
    for (const std::string& text : *texts) {
        if (&text != &texts->front()) some += ',';
        some += text;
    }
    return overlaid(std::move(all), some + "]}", cloud_model_file, own);
}

std::string Catalogue::newest_model_day() const {
    if (const auto index = ModelIndex::open(user_catalogue_file(directory(), cloud_model_file.name)))
        return std::max(lists_->newest_built_in_day(), index->newest());
    return newest_day(cloud_models());
}

std::string user_catalogue_directory() {
    // the specification says to ignore a relative path
    if (is_stated()) return std::string(std::getenv("XDG_DATA_HOME")) + "/aicost/catalogue";
    const char* home = std::getenv("HOME");
    if (home != nullptr && *home == '/') return std::string(home) + "/.local/share/aicost/catalogue";
    return {};
}

}  // namespace aicost
