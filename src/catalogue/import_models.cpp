// Applies a feed's prices to the catalogue's models.
#include <algorithm>
#include <cstdint>
#include <deque>
#include <iterator>
#include <memory>
#include <unordered_map>

#include "catalogue/fields.hpp"
#include "catalogue/import.hpp"
#include "catalogue/merge.hpp"
#include "catalogue/model_index.hpp"
#include "catalogue/names.hpp"
#include "catalogue/own_entries.hpp"
#include "system/one_piece.hpp"
#include "system/workers.hpp"
#include "text/quick_hash.hpp"

namespace aicost {

namespace {

// The entries that have a name as their id, and as another name.
struct Named {
    const CloudModel* by_id = nullptr;
    const CloudModel* by_alias = nullptr;
    [[nodiscard]] const CloudModel* owner() const { return by_id != nullptr ? by_id : by_alias; }
};

class Names {
public:
    explicit Names(const std::vector<CloudModel>& models) {
        names_.reserve(3 * models.size());
        for (const CloudModel& model : models) {
            if (auto& at = names_[model.fact.id].by_id; at == nullptr) at = &model;
            for (const std::string& alias : model.aliases) {
                if (auto& at = names_[alias].by_alias; at == nullptr) at = &model;
            }
        }
    }
    [[nodiscard]] Named of(std::string_view name) const {
        const auto at = names_.find(name);
        return at == names_.end() ? Named() : at->second;
    }

private:
    std::unordered_map<std::string_view, Named, QuickHash> names_;
};

// A reseller has prices of its own. Amazon's models are Amazon's on Bedrock, too.
bool belongs(const FeedData::Model& model, const CloudModel& entry) {
    return model.entry.provider == entry.provider ||
           (model.entry.provider == "bedrock" && entry.provider == "amazon");
}

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

constexpr unsigned max_threads = 2;  // more would not be worth their start
constexpr std::size_t entries_a_part = 256;

class ModelImport {
public:
    ModelImport(FeedData& data, const std::string& source, const Catalogue& catalogue, ImportPlan& plan)
        : data_(data), source_(source), catalogue_(catalogue), plan_(plan) {}

    void run() {
        std::vector<Candidate>& all = candidates_;
        all.reserve(data_.models.size());
        for (FeedData::Model& model : data_.models) all.push_back({&model});
        in_parts(all.size(), [&](std::size_t, std::size_t i, std::size_t end) {
            for (; i < end; ++i) prepare(all[i]);
        });
        taken_.reserve(all.size());
        plan_.added.reserve(all.size());
        written_.reserve(all.size());
        // surer names first; equally sure ones in the feed's order
        for (const Naming naming : {Naming::exact, Naming::id, Naming::alias}) {
            for (const Candidate& one : all) {
                if (one.naming == naming) take(*one.model, one.before, one.renewed.get());
            }
        }
        finish();
    }

private:
    struct Renewed {
        CloudModel entry;
        std::vector<FigureChange> changes = {};
    };
    struct Candidate {
        FeedData::Model* model;
        const CloudModel* before = nullptr;  // the catalogue's entry; null: none
        Naming naming = Naming::exact;
        std::unique_ptr<Renewed> renewed =
            {};  // that entry with the feed's prices; null: it is newer than these
    };
    // The catalogue's entry for a model of the feed: by id, or by an alias that is the feed's full name or, for the same
    // provider, its name there. What needs no other model is done here.
    void prepare(Candidate& one) const {
        FeedData::Model& model = *one.model;
        const std::string& id = model.entry.fact.id;
        const std::string& theirs = model.their_name;
        const Named by_ours = names_.of(id), by_theirs = id == theirs ? by_ours : names_.of(theirs);
        // an entry may have the feed's full name as its id, although that states no provider
        const CloudModel* own = by_theirs.by_id;
        const bool is_own = id != theirs && own != nullptr && own->provider == model.entry.provider;
        const CloudModel* before = is_own ? own : by_ours.by_id;
        const bool alias = before == nullptr;
        if (alias) {
            const Named bare = names_.of(std::string_view(id).substr(id.find('/') + 1));
            for (const Named& named : {by_ours, by_theirs, bare}) {
                if (before == nullptr && named.by_alias != nullptr && belongs(model, *named.by_alias))
                    before = named.by_alias;
            }
        }
        // one of several names is weaker evidence: with another price it is an entry of its own
        const bool only_by_name = by_ours.by_alias == nullptr && by_theirs.by_alias == nullptr;
        if (alias && before != nullptr && (only_by_name || !holds_name(model, *before)) &&
            !costs_the_same(*before, model.entry))
            before = nullptr;
        const bool whole = theirs.size() >= id.size() || theirs.find('/') != theirs.npos;
        one.before = before;
        one.naming = alias && before != nullptr ? Naming::alias : whole ? Naming::exact : Naming::id;
        sign(model.entry);
        // names of other entries stay theirs
        std::erase_if(model.entry.aliases, [&](const std::string& name) {
            const CloudModel* owner = names_.of(name).owner();
            return owner != nullptr && owner != before;
        });
        if (before == nullptr || is_older(plan_.as_of, before->fact.as_of)) return;
        one.renewed.reset(new Renewed{merged(*before, model.entry)});
        compare(*before, one.renewed->entry, one.renewed->changes);
    }
    // Says where it is from.
    void sign(CloudModel& entry) const {
        entry.fact.source = source_;
        entry.fact.as_of = plan_.as_of;
        entry.feed = plan_.feed;
        for (PastPrice& past : entry.history) past.source = source_, past.as_of = plan_.as_of;
    }
    void take(FeedData::Model& model, const CloudModel* before, Renewed* renewed) {
        CloudModel& entry = model.entry;
        const std::string_view id = before != nullptr ? before->fact.id : entry.fact.id;
        const auto [first, is_new] = taken_.emplace(id, &entry);
        if (!is_new) return take_again(model, *first->second);
        if (before == nullptr) {
            plan_.added.push_back(entry.fact.id);
            put(entry);
        } else if (renewed == nullptr) {
            take_past(model, *before);
        } else {
            renew(*before, *renewed);
        }
    }
    // Another name of a model already taken: an alias if it costs the same, else an entry of its own.
    void take_again(FeedData::Model& model, const CloudModel& first) {
        if (same_prices(model.entry, first)) {
            data_.skip("another name of a model already read, at the same price", model.their_name);
            alias_later_[first.fact.id].push_back(model.their_name);
            return;
        }
        if (model.their_name == model.entry.fact.id || taken_.contains(model.their_name) ||
            names_.of(model.their_name).owner() != nullptr) {
            data_.skip("another name of a model already read, at another price", model.their_name);
            return;
        }
        model.entry.fact.id = model.their_name;
        model.entry.aliases.clear();
        take(model, nullptr, nullptr);
    }
    // Older than the catalogue's prices: from the same feed, these are past prices.
    void take_past(const FeedData::Model& model, const CloudModel& before) {
        if (before.feed == plan_.feed) {
            if (const auto after = with_past(before, model.entry)) {
                data_.skip("older than the catalogue's figures: taken into the model's history",
                           model.their_name);
                put(with_past_.emplace_back(*after));
                return;
            }
        }
        data_.skip("older than the catalogue's figures", model.their_name);
    }
    void renew(const CloudModel& before, Renewed& renewed) {
        CloudModel& after = renewed.entry;
        const bool same = renewed.changes.empty();
        std::move(renewed.changes.begin(), renewed.changes.end(), std::back_inserter(plan_.changes));
        ++(same ? plan_.unchanged : plan_.changed);
        const bool confirmed = same && after.fact.source == before.fact.source &&
                               after.fact.as_of == before.fact.as_of && after.feed == before.feed &&
                               after.context_tokens == before.context_tokens &&
                               after.aliases == before.aliases && after.kept == before.kept &&
                               after.history.size() == before.history.size();
        if (!confirmed) put(after);
    }
    void put(CloudModel& entry) { written_.push_back(&entry); }
    void finish() {
        if (written_.empty()) return;
        for (const CloudModel* entry : written_) own_.put(entry->fact.id);
        const std::vector<OwnEntries::Item> items = own_.items();
        constexpr std::size_t usual_size = 320;
        std::string& content = plan_.content.emplace(OwnEntries::head);
        content.reserve(items.size() * usual_size);  // first, where there is memory that was used before
        std::vector<Part> parts((items.size() + entries_a_part - 1) / entries_a_part);
        in_parts(items.size(), [&](std::size_t number, std::size_t i, std::size_t end) {
            Part& part = parts[number];
            static_cast<void>(part.text.room((end - i) * usual_size / 2));  // of which it makes twice as much
            for (; i < end; ++i) {
                if (i > 0) part.text += OwnEntries::between;
                write(items[i], part);
            }
            part.index.sort();
        });
        join(parts);
    }
    // A part of the new text, and its index.
    struct Part {
        JsonOut text;
        ModelIndexRows index;
    };
    void write(const OwnEntries::Item& item, Part& part) {
        const std::size_t at = part.text.size();
        if (!item.text.empty()) {
            part.text += item.text;
            if (const CloudModel* entry = names_.of(*item.id).by_id)
                part.index.add(*entry, at, part.text.size() - at);
            return;
        }
        CloudModel& entry = *written_[item.number];
        if (const auto names = alias_later_.find(entry.fact.id); names != alias_later_.end()) {
            for (const std::string& name : names->second) add_alias(entry, name);
        }
        write_entry(part.text, cloud_model_file.fields, entry);
        part.index.add(entry, at, part.text.size() - at);
    }
    void join(const std::vector<Part>& parts) {
        std::string& content = *plan_.content;
        std::size_t size = content.size() + OwnEntries::tail.size();
        for (const Part& part : parts) size += part.text.size();
        content.reserve(size);
        ModelIndexRows index;
        for (const Part& part : parts) {
            index.add(part.index, content.size());
            content += part.text.text();
        }
        content += OwnEntries::tail;
        plan_.index = index.bytes();
    }
    // Calls body(part, first, end) for some of the numbers below `count`, several parts at once.
    template <class Body>
    static void in_parts(std::size_t count, Body body) {
        const std::size_t parts = (count + entries_a_part - 1) / entries_a_part;
        Workers::of_machine(max_threads).run(parts, [&](unsigned) {
            return [&, memory = one_piece::Joined()](std::uint64_t part) {
                body(part, part * entries_a_part, std::min(count, (part + 1) * entries_a_part));
            };
        });
    }
    // Ids and aliases of other entries are not taken over.
    void add_alias(CloudModel& entry, const std::string& name) {
        const bool free =
            name != entry.fact.id && names_.of(name).owner() == nullptr && !taken_.contains(name);
        if (free && std::find(entry.aliases.begin(), entry.aliases.end(), name) == entry.aliases.end())
            entry.aliases.push_back(name);
    }

    FeedData& data_;
    const std::string& source_;
    const Catalogue& catalogue_;
    ImportPlan& plan_;
    const std::vector<CloudModel>& models_ = catalogue_.cloud_models();
    const Names names_{models_};
    OwnEntries own_{catalogue_.directory(), cloud_model_file.name};
    std::unordered_map<std::string_view, const CloudModel*, QuickHash> taken_;  // by id, the feed's model
    std::unordered_map<std::string, std::vector<std::string>, QuickHash> alias_later_;
    std::vector<Candidate> candidates_;
    std::deque<CloudModel> with_past_;
    std::vector<CloudModel*> written_;  // the feed's own, renewed, or with_past_
};

}  // namespace

void plan_models(FeedData& data, const std::string& source, const Catalogue& catalogue, ImportPlan& plan) {
    one_piece::Kept<ModelImport>(data, source, catalogue, plan)->run();
}

}  // namespace aicost
