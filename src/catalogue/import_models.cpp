// Applies a feed's prices to the catalogue's models.
#include <algorithm>
#include <deque>
#include <unordered_map>

#include "catalogue/fields.hpp"
#include "catalogue/import.hpp"
#include "catalogue/merge.hpp"
#include "catalogue/model_index.hpp"
#include "catalogue/names.hpp"
#include "catalogue/own_entries.hpp"
#include "text/quick_hash.hpp"

namespace aicost {

namespace {

// The catalogue's entry for a model of the feed: by id, or by an alias that is the feed's full name or, for the same
// provider, its name there.
class Ids {
public:
    explicit Ids(const std::vector<CloudModel>& models) : models_(models) {
        by_id_.reserve(models.size());
        by_alias_.reserve(models.size());
        for (std::size_t i = 0; i < models.size(); ++i) by_id_.emplace(models[i].fact.id, i);
        for (std::size_t i = 0; i < models.size(); ++i) {
            for (const std::string& alias : models[i].aliases) by_alias_.emplace(alias, i);
        }
    }
    [[nodiscard]] const CloudModel* by_id(std::string_view id) const {
        const auto at = by_id_.find(id);
        return at == by_id_.end() ? nullptr : &models_[at->second];
    }
    [[nodiscard]] const CloudModel* by_alias(const FeedData::Model& model) const {
        const std::string& id = model.entry.fact.id;
        const std::string_view whole = id;
        for (const std::string_view name :
             {whole, std::string_view(model.their_name), whole.substr(whole.find('/') + 1)}) {
            const auto at = by_alias_.find(name);
            if (at != by_alias_.end() && belongs(model, models_[at->second])) return &models_[at->second];
        }
        return nullptr;
    }
    [[nodiscard]] bool is_alias(std::string_view name) const { return by_alias_.contains(name); }
    // The entry that has the name as its id or as another name.
    [[nodiscard]] const CloudModel* owner(std::string_view name) const {
        if (const CloudModel* entry = by_id(name)) return entry;
        const auto at = by_alias_.find(name);
        return at == by_alias_.end() ? nullptr : &models_[at->second];
    }
    // Not by the feed's full name.
    [[nodiscard]] bool only_by_name(const FeedData::Model& model) const {
        return !is_alias(model.entry.fact.id) && !is_alias(model.their_name);
    }

private:
    // A reseller has prices of its own. Amazon's models are Amazon's on Bedrock, too.
    [[nodiscard]] static bool belongs(const FeedData::Model& model, const CloudModel& entry) {
        return model.entry.provider == entry.provider ||
               (model.entry.provider == "bedrock" && entry.provider == "amazon");
    }

    const std::vector<CloudModel>& models_;
    std::unordered_map<std::string_view, std::size_t, QuickHash> by_id_, by_alias_;
};

bool costs_the_same(const CloudModel& a, const CloudModel& b) {
    return a.input_per_mtok == b.input_per_mtok && a.output_per_mtok == b.output_per_mtok;
}

// Does the feed's name contain the entry's, as in "claude-haiku-4-5-20251001"? Names that move from model to model
// ("x-latest", "deepseek-chat") do not.
bool holds_name(const FeedData::Model& model, const CloudModel& entry) {
    const std::string id = spelled(entry.fact.id);
    return spelled(model.their_name).find(id.substr(id.rfind('/') + 1)) != std::string::npos;
}

// How surely the feed's name means the entry: its id, its id except for the provider or spelling, an alias.
enum class Naming { exact, id, alias };

class ModelImport {
public:
    ModelImport(FeedData& data, const std::string& source, const Catalogue& catalogue, ImportPlan& plan)
        : data_(data), source_(source), catalogue_(catalogue), plan_(plan) {}

    void run() {
        struct Named {
            FeedData::Model* model;
            const CloudModel* before;
            Naming naming;
        };
        std::vector<Named> all;
        all.reserve(data_.models.size());
        taken_.reserve(data_.models.size());
        plan_.added.reserve(data_.models.size());
        written_.reserve(data_.models.size());
        for (FeedData::Model& model : data_.models) {
            const std::string& id = model.entry.fact.id;
            const CloudModel* before = id == model.their_name ? nullptr : own_name(model);
            if (before == nullptr) before = ids_.by_id(id);
            const bool alias = before == nullptr;
            if (alias) before = ids_.by_alias(model);
            // one of several names is weaker evidence: with another price it is an entry of its own
            if (alias && before != nullptr && (ids_.only_by_name(model) || !holds_name(model, *before)) &&
                !costs_the_same(*before, model.entry))
                before = nullptr;
            const bool whole = model.their_name.size() >= id.size() || model.their_name.find('/') != id.npos;
            all.push_back({&model, before,
                           alias && before != nullptr ? Naming::alias
                           : whole                    ? Naming::exact
                                                      : Naming::id});
        }
        // surer names first; equally sure ones in the feed's order
        for (const Naming naming : {Naming::exact, Naming::id, Naming::alias}) {
            for (const Named& one : all) {
                if (one.naming == naming) take(*one.model, one.before);
            }
        }
        finish();
    }

private:
    // An entry that has the feed's full name as its id, although that states no provider.
    [[nodiscard]] const CloudModel* own_name(const FeedData::Model& model) const {
        const CloudModel* entry = ids_.by_id(model.their_name);
        return entry != nullptr && entry->provider == model.entry.provider ? entry : nullptr;
    }
    void take(FeedData::Model& model, const CloudModel* before) {
        CloudModel& entry = model.entry;
        entry.fact.source = source_;
        entry.fact.as_of = plan_.as_of;
        entry.feed = plan_.feed;
        // names of other entries stay theirs
        std::erase_if(entry.aliases, [&](const std::string& name) { return is_of_another(name, before); });
        const std::string_view id = before != nullptr ? before->fact.id : entry.fact.id;
        const auto [first, is_new] = taken_.emplace(id, &entry);
        if (!is_new) return take_again(model, *first->second);
        if (before == nullptr) {
            for (PastPrice& past : entry.history) past.source = source_, past.as_of = plan_.as_of;
            plan_.added.push_back(entry.fact.id);
            put(entry);
        } else if (is_older(plan_.as_of, before->fact.as_of)) {
            take_past(model, *before);
        } else {
            renew(*before, merged(*before, entry));
        }
    }
    [[nodiscard]] bool is_of_another(std::string_view name, const CloudModel* entry) const {
        const CloudModel* owner = ids_.owner(name);
        return owner != nullptr && owner != entry;
    }
    // Another name of a model already taken: an alias if it costs the same, else an entry of its own.
    void take_again(FeedData::Model& model, const CloudModel& first) {
        if (same_prices(model.entry, first)) {
            data_.skip("another name of a model already read, at the same price", model.their_name);
            alias_later_[first.fact.id].push_back(model.their_name);
            return;
        }
        if (model.their_name == model.entry.fact.id || taken_.contains(model.their_name) ||
            ids_.by_id(model.their_name) != nullptr || ids_.is_alias(model.their_name)) {
            data_.skip("another name of a model already read, at another price", model.their_name);
            return;
        }
        model.entry.fact.id = model.their_name;
        model.entry.aliases.clear();
        take(model, nullptr);
    }
    // Older than the catalogue's prices: from the same feed, these are past prices.
    void take_past(const FeedData::Model& model, const CloudModel& before) {
        if (before.feed == plan_.feed) {
            if (const auto after = with_past(before, model.entry)) {
                data_.skip("older than the catalogue's figures: taken into the model's history",
                           model.their_name);
                put(merged_.emplace_back(*after));
                return;
            }
        }
        data_.skip("older than the catalogue's figures", model.their_name);
    }
    void renew(const CloudModel& before, CloudModel&& after) {
        const std::size_t count = plan_.changes.size();
        compare(before, after, plan_.changes);
        const bool same = plan_.changes.size() == count;
        ++(same ? plan_.unchanged : plan_.changed);
        const bool confirmed = same && after.fact.source == before.fact.source &&
                               after.fact.as_of == before.fact.as_of && after.feed == before.feed &&
                               after.context_tokens == before.context_tokens &&
                               after.aliases == before.aliases && after.kept == before.kept &&
                               after.history.size() == before.history.size();
        if (!confirmed) put(merged_.emplace_back(std::move(after)));
    }
    void put(CloudModel& entry) { written_.push_back(&entry); }
    void finish() {
        if (written_.empty()) return;
        ModelIndexRows index;
        for (CloudModel* entry : written_) {
            if (const auto names = alias_later_.find(entry->fact.id); names != alias_later_.end()) {
                for (const std::string& name : names->second) add_alias(*entry, name);
            }
            own_.put(entry->fact.id, [&index, entry](JsonOut& out, std::size_t at) {
                write_entry(out, cloud_model_file.fields, *entry);
                index.add(*entry, at, out.size());
            });
        }
        plan_.content = own_.text([&](const std::string& id, std::size_t at, std::size_t size) {
            if (const CloudModel* entry = ids_.by_id(id)) index.add(*entry, at, size);
        });
        plan_.index = index.bytes();
    }
    // Ids and aliases of other entries are not taken over.
    void add_alias(CloudModel& entry, const std::string& name) {
        const bool free = name != entry.fact.id && ids_.by_id(name) == nullptr && !ids_.is_alias(name) &&
                          !taken_.contains(name);
        if (free && std::find(entry.aliases.begin(), entry.aliases.end(), name) == entry.aliases.end())
            entry.aliases.push_back(name);
    }

    FeedData& data_;
    const std::string& source_;
    const Catalogue& catalogue_;
    ImportPlan& plan_;
    const std::vector<CloudModel>& models_ = catalogue_.cloud_models();
    const Ids ids_{models_};
    OwnEntries own_{catalogue_.directory(), cloud_model_file.name};
    std::unordered_map<std::string_view, const CloudModel*, QuickHash> taken_;  // by id, the feed's model
    std::unordered_map<std::string, std::vector<std::string>, QuickHash> alias_later_;
    std::deque<CloudModel> merged_;
    std::vector<CloudModel*> written_;  // in merged_, or the feed's own
};

}  // namespace

void plan_models(FeedData& data, const std::string& source, const Catalogue& catalogue, ImportPlan& plan) {
    ModelImport(data, source, catalogue, plan).run();
}

}  // namespace aicost
