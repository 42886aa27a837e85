#include "report/view/import_view.hpp"

#include "report/formatted.hpp"
#include "report/number.hpp"

namespace aicost {

namespace {

Cell count_cell(std::size_t count) { return number_cell(static_cast<double>(count), Unit::count); }

std::size_t count_skipped(const ImportPlan& plan) {
    std::size_t count = 0;
    for (const auto& [reason, skipped] : plan.skipped) count += skipped.count;
    return count;
}

// A row for each outcome; the reasons for skipped entries are below their sum.
Table counts_table(const ImportPlan& plan) {
    Table table;
    table.columns = {{"Entries", "result"}, {"Count", "count", true}, {"For example", "example"}};
    const auto row = [&](std::string result, std::size_t count, const std::string& example) {
        table.rows.push_back({text_cell(std::move(result)), count_cell(count),
                              example.empty() ? empty_cell("-") : text_cell(example)});
    };
    row("added", plan.added.size(), plan.added.empty() ? "" : plan.added.front());
    row("changed", plan.changed, plan.changes.empty() ? "" : plan.changes.front().id);
    row("unchanged", plan.unchanged, "");
    for (const auto& [reason, skipped] : plan.skipped)
        row("skipped: " + reason, skipped.count, skipped.example);
    return table;
}

// A threshold is a number of tokens, a discount a share; all else is a price.
Unit unit_of(std::string_view key) {
    if (key.ends_with("_tokens")) return Unit::count;
    if (key == "batch_discount") return Unit::share;
    return key == "rent_per_hour" ? Unit::price_per_hour : Unit::price_per_mtok;
}

Table changes_table(const ImportPlan& plan) {
    Table table;
    table.columns = {{"Id", "id"}, {"Figure", "figure"}, {"Before", "before", true}, {"Now", "now", true}};
    for (const FigureChange& change : plan.changes) {
        table.rows.push_back({text_cell(change.id), text_cell(change.key),
                              number_cell(change.before, unit_of(change.key)),
                              number_cell(change.after, unit_of(change.key))});
    }
    return table;
}

std::string outcome_text(const ImportPlan& plan, bool dry_run, const std::string& file) {
    if (!plan.content) return "Nothing to write: the catalogue has all of it.";
    if (dry_run) return "Nothing is written: --dry-run. It would be " + file + ".";
    return "Written to " + file + "; `aicost catalog " + plan.list + "` lists it.";
}

DataObject data_of(const ImportPlan& plan, bool dry_run) {
    DataList added, changes, skipped, notes;
    for (const std::string& id : plan.added) added.emplace_back(id);
    for (const FigureChange& change : plan.changes) {
        changes.emplace_back(DataObject{
            {"id", change.id}, {"figure", change.key}, {"before", change.before}, {"now", change.after}});
    }
    for (const auto& [reason, one] : plan.skipped) {
        skipped.emplace_back(DataObject{
            {"reason", reason}, {"count", static_cast<double>(one.count)}, {"example", one.example}});
    }
    for (const std::string& note : plan.notes) notes.emplace_back(note);
    return {{"aicost", AICOST_VERSION},
            {"command", "catalog import"},
            {"feed", std::string(plan.feed)},
            {"as_of", plan.as_of},
            {"list", plan.list},
            {"file", plan.file},
            {"written", plan.content.has_value() && !dry_run},
            {"counts", DataObject{{"added", static_cast<double>(plan.added.size())},
                                  {"changed", static_cast<double>(plan.changed)},
                                  {"unchanged", static_cast<double>(plan.unchanged)},
                                  {"skipped", static_cast<double>(count_skipped(plan))}}},
            {"added", std::move(added)},
            {"changes", std::move(changes)},
            {"skipped", std::move(skipped)},
            {"notes", std::move(notes)}};
}

}  // namespace

Document import_view(const ImportPlan& plan, bool dry_run, const std::string& file, bool with_data) {
    Document document;
    document.blocks.emplace_back(
        Heading{formatted("{}, as of {}{}", plan.title, plan.as_of,
                          plan.dated_by_file ? " (when the file was written; --as-of says it better)" : "")});
    document.blocks.emplace_back(counts_table(plan));
    if (dry_run && !plan.changes.empty()) {
        std::get<Table>(document.blocks.back()).audience = Table::Audience::people;
        document.blocks.emplace_back(Heading{plan.list == "gpus"
                                                 ? "Changes, in US dollars per GPU and hour"
                                                 : "Changes, in US dollars per million tokens"});
        document.blocks.emplace_back(changes_table(plan));
    }
    document.blocks.emplace_back(Notes{"", plan.notes});
    document.blocks.emplace_back(Paragraph{outcome_text(plan, dry_run, file), true});
    if (with_data) document.data = data_of(plan, dry_run);
    return document;
}

}  // namespace aicost
