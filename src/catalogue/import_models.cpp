// What prices of a feed do to the catalogue's models.
#include <unordered_map>

#include "catalogue/fields.hpp"
#include "catalogue/import.hpp"
#include "catalogue/own_entries.hpp"

namespace aicost {

namespace {

constexpr std::string_view left_out = "; what it leaves out: ";

using PriceMember = std::optional<Usd<TokenPrice>> CloudModel::*;
struct NamedPrice {
    std::string_view key;
    PriceMember price;
};
constexpr NamedPrice cache_prices[] = {
    {"cache_read_per_mtok", &CloudModel::cache_read_per_mtok},
    {"cache_write_per_mtok", &CloudModel::cache_write_per_mtok},
    {"cache_write_1h_per_mtok", &CloudModel::cache_write_1h_per_mtok},
};
using StepMember = std::optional<Usd<TokenPrice>> LongPromptPrices::*;
struct NamedStep {
    std::string_view key;
    StepMember price;
};
constexpr NamedStep step_prices[] = {
    {"long_context.input_per_mtok", &LongPromptPrices::input_per_mtok},
    {"long_context.output_per_mtok", &LongPromptPrices::output_per_mtok},
    {"long_context.cache_read_per_mtok", &LongPromptPrices::cache_read_per_mtok},
    {"long_context.cache_write_per_mtok", &LongPromptPrices::cache_write_per_mtok},
    {"long_context.cache_write_1h_per_mtok", &LongPromptPrices::cache_write_1h_per_mtok},
};

std::optional<double> number(const std::optional<Usd<TokenPrice>>& price) {
    return price ? std::optional(price->dollars()) : std::nullopt;
}

void compare(const CloudModel& before, const CloudModel& after, std::vector<FigureChange>& changes) {
    const auto note = [&](std::string_view key, std::optional<double> old, std::optional<double> now) {
        if (old != now) changes.push_back({after.fact.id, key, old, now});
    };
    note("input_per_mtok", before.input_per_mtok.dollars(), after.input_per_mtok.dollars());
    note("output_per_mtok", before.output_per_mtok.dollars(), after.output_per_mtok.dollars());
    for (const auto& [key, price] : cache_prices) note(key, number(before.*price), number(after.*price));
    note("batch_discount", before.batch_discount, after.batch_discount);
    const auto threshold = [](const CloudModel& model) {
        return model.long_context ? std::optional(model.long_context->above_input_tokens.value())
                                  : std::nullopt;
    };
    note("long_context.above_input_tokens", threshold(before), threshold(after));
    const LongPromptPrices none;
    for (const auto& [key, price] : step_prices) {
        note(key, number(before.long_context.value_or(none).*price),
             number(after.long_context.value_or(none).*price));
    }
}

bool same_step(const std::optional<LongPromptPrices>& a, const std::optional<LongPromptPrices>& b) {
    return a && b && a->above_input_tokens == b->above_input_tokens &&
           a->input_per_mtok == b->input_per_mtok && a->output_per_mtok == b->output_per_mtok;
}

// What the feed says of a model that the catalogue has. Where it confirms the prices of input and output,
// what it leaves out stays; where they have changed, prices of caches and long prompts that it does not state
// belonged to the old ones, and go.
CloudModel merged(const CloudModel& before, CloudModel now) {
    bool kept = false;
    const auto keep = [&](auto& figure, const auto& old) {
        if (figure || !old) return;
        figure = old;
        kept = true;
    };
    if (now.input_per_mtok == before.input_per_mtok && now.output_per_mtok == before.output_per_mtok) {
        for (const auto& [key, price] : cache_prices) keep(now.*price, before.*price);
        keep(now.long_context, before.long_context);
        if (same_step(now.long_context, before.long_context)) {
            for (const auto& [key, price] : step_prices)
                keep((*now.long_context).*price, (*before.long_context).*price);
        }
    }
    keep(now.batch_discount, before.batch_discount);
    if (kept) {
        const std::string& source = before.fact.source;
        const auto at = source.rfind(left_out);
        now.fact.source += left_out;
        now.fact.source +=
            at != source.npos ? source.substr(at + left_out.size()) : source + " (" + before.fact.as_of + ")";
    }
    now.fact.id = before.fact.id;
    now.provider = before.provider;
    now.aliases = before.aliases;
    now.fact.note = before.fact.note;
    if (!before.fact.name.empty()) now.fact.name = before.fact.name;
    if (!before.status.empty()) now.status = before.status;
    if (!now.context_tokens) now.context_tokens = before.context_tokens;
    return now;
}

// Which entry of the catalogue a model of the feed is: by id, or by an alias that is the feed's whole name of
// it or, at the same provider, its name there.
class Ids {
public:
    explicit Ids(const std::vector<CloudModel>& models) : models_(models) {
        for (std::size_t i = 0; i < models.size(); ++i) by_id_.emplace(models[i].fact.id, i);
        for (std::size_t i = 0; i < models.size(); ++i) {
            for (const std::string& alias : models[i].aliases) by_alias_.emplace(alias, i);
        }
    }
    [[nodiscard]] const CloudModel* by_id(const FeedData::Model& model) const {
        const auto at = by_id_.find(model.entry.fact.id);
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

private:
    // A shop that sells on another's models has prices of its own. Amazon's models are Amazon's on Bedrock
    // too.
    [[nodiscard]] static bool belongs(const FeedData::Model& model, const CloudModel& entry) {
        return model.entry.provider == entry.provider ||
               (model.entry.provider == "bedrock" && entry.provider == "amazon");
    }

    const std::vector<CloudModel>& models_;
    std::unordered_map<std::string_view, std::size_t> by_id_, by_alias_;
};

class ModelImport {
public:
    ModelImport(FeedData& data, const std::string& source, ImportPlan& plan)
        : data_(data), source_(source), plan_(plan) {}

    void run() {
        std::vector<FeedData::Model*> others;
        for (FeedData::Model& model : data_.models) {
            if (const CloudModel* before = ids_.by_id(model)) {
                take(model, before);
            } else {
                others.push_back(&model);
            }
        }
        for (FeedData::Model* model : others) take(*model, ids_.by_alias(*model));
        if (anything_) plan_.content = own_.text();
    }

private:
    void take(FeedData::Model& model, const CloudModel* before) {
        CloudModel& entry = model.entry;
        entry.fact.source = source_;
        entry.fact.as_of = plan_.as_of;
        const std::string_view id = before != nullptr ? before->fact.id : entry.fact.id;
        const auto [first, is_new] = taken_.emplace(id, &entry);
        if (!is_new) {
            const bool same = first->second->input_per_mtok == entry.input_per_mtok &&
                              first->second->output_per_mtok == entry.output_per_mtok;
            data_.skip(same ? "another name of a model already read, at the same price"
                            : "another name of a model already read, at another price",
                       model.their_name);
        } else if (before == nullptr) {
            plan_.added.push_back(entry.fact.id);
            write(entry);
        } else if (is_older(plan_.as_of, before->fact.as_of)) {
            data_.skip("older than the catalogue's figures", model.their_name);
        } else {
            renew(*before, merged(*before, entry));
        }
    }
    void renew(const CloudModel& before, const CloudModel& after) {
        const std::size_t count = plan_.changes.size();
        compare(before, after, plan_.changes);
        const bool same = plan_.changes.size() == count;
        ++(same ? plan_.unchanged : plan_.changed);
        const bool confirmed = same && after.fact.source == before.fact.source &&
                               after.fact.as_of == before.fact.as_of &&
                               after.context_tokens == before.context_tokens;
        if (!confirmed) write(after);
    }
    void write(const CloudModel& entry) {
        own_.put(entry.fact.id, [&](std::string& out) { write_entry(out, cloud_model_file.fields, entry); });
        anything_ = true;
    }

    FeedData& data_;
    const std::string& source_;
    ImportPlan& plan_;
    const std::vector<CloudModel> models_ = cloud_models();
    const Ids ids_{models_};
    OwnEntries own_{cloud_model_file.name};
    std::unordered_map<std::string_view, const CloudModel*> taken_;  // by id, the feed's model
    bool anything_ = false;
};

}  // namespace

void plan_models(FeedData& data, const std::string& source, ImportPlan& plan) {
    ModelImport(data, source, plan).run();
}

}  // namespace aicost
