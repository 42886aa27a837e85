#include "cli/catalog_change.hpp"

#include "cli/catalog_arguments.hpp"

#include <algorithm>

#include "catalogue/names.hpp"
#include "catalogue/own_change.hpp"
#include "catalogue/own_store.hpp"
#include "catalogue/user_catalogue.hpp"
#include "cli/catalog_import.hpp"
#include "cli/program.hpp"
#include "report/view/catalogue_view.hpp"
#include "text/nearest.hpp"

namespace aicost {

namespace {

Document begin(const std::string& verb) {
    Document document;
    document.data = {{"aicost", AICOST_VERSION}, {"command", "catalog " + verb}};
    return document;
}

// By its id, or by another name.
std::optional<OwnChange> change_for(const std::string& name) {
    if (auto change = without_entry(catalogue().directory(), name)) return change;
    const auto models = catalogue().cloud_models_for(name);
    const NameAnswer answer = ModelNames(models).find(name);
    return answer.entry == nullptr ? std::nullopt
                                   : without_entry(catalogue().directory(), answer.entry->fact.id);
}

[[noreturn]] void not_own(const std::string& name) {
    std::vector<std::string> ids;
    for (const OwnEntry& entry : own_entries(catalogue().directory())) ids.push_back(entry.id);
    const auto close = nearest(name, ids, 3);
    fail("'" + name + "' is not an entry of your own; " +
         (close.empty() ? std::string("`aicost catalog list --own` lists those")
                        : "did you mean " + alternatives(close) + "?"));
}

}  // namespace

Outcome list_own(const Arguments& arguments) {
    if (!arguments.own.of<CatalogArguments>().own || arguments.words.size() > 2)
        fail(
            "`aicost catalog list` needs --own: the entries of your own catalogue; `aicost catalog models` "
            "and the "
            "other lists show all");
    Table table;
    table.columns = {{"Id", "id"}, {"List", "list"}, {"As of", "as_of"}, {"Source", "source", false, 0, 1}};
    for (const OwnEntry& entry : own_entries(catalogue().directory())) {
        table.rows.push_back(
            {text_cell(entry.id), text_cell(entry.list), text_cell(entry.as_of), text_cell(entry.source)});
    }
    const std::string filter = arguments.words.size() > 1 ? arguments.words[1] : "";
    table = select(std::move(table), filter, "");
    Outcome outcome;
    Document& document = outcome.document.emplace(begin("list"));
    document.data.emplace_back("directory", catalogue().directory());
    document.data.emplace_back("entries", rows_data(table));
    if (table.rows.empty()) {
        document.blocks.emplace_back(
            Paragraph{filter.empty() ? "Your catalogue is empty: `aicost catalog import FILE` fills it."
                                     : "No entry of your own holds '" + filter + "'.",
                      false});
        return outcome;
    }
    document.blocks.emplace_back(Heading{"Your own catalogue, " + shown_file(catalogue().directory())});
    document.blocks.emplace_back(std::move(table));
    return outcome;
}

Outcome remove_own(const Arguments& arguments) {
    const auto& own = arguments.own.of<CatalogArguments>();
    const bool by_source = !own.source.empty();
    if (arguments.words.size() != (by_source ? 1U : 2U))
        fail(
            "`aicost catalog remove` needs the id of an entry of your own, or --source FEED; for example "
            "`aicost "
            "catalog remove acme/orator-1`");
    std::optional<CatalogueLock> lock;
    if (!own.dry_run) lock.emplace(catalogue().directory());
    std::vector<OwnChange> changes;
    if (by_source) {
        changes = without_source(catalogue().directory(), own.source);
        if (changes.empty())
            fail("--source: nothing of your own came from '" + own.source +
                 "'; `aicost catalog list --own` says what did");
    } else if (auto change = change_for(arguments.words[1])) {
        changes.push_back(std::move(*change));
    } else {
        not_own(arguments.words[1]);
    }
    Outcome outcome;
    Document& document = outcome.document.emplace(begin("remove"));
    DataList gone;
    Table table;
    table.columns = {{"Id", "id"}, {"List", "list"}};
    for (const OwnChange& change : changes) {
        for (const std::string& id : change.ids) {
            gone.emplace_back(id);
            table.rows.push_back({text_cell(id), text_cell(change.list)});
        }
        if (!lock) continue;
        const std::string warning = replace_own(change.file, change.content, *lock);
        if (!warning.empty()) outcome.warnings.push_back(warning);
    }
    document.data.emplace_back("removed", std::move(gone));
    document.data.emplace_back("written", lock.has_value());
    document.blocks.emplace_back(Heading{lock ? "Removed" : "Nothing is written: --dry-run. These would go"});
    document.blocks.emplace_back(std::move(table));
    if (lock) document.blocks.emplace_back(Paragraph{"`aicost catalog undo` brings it back.", false});
    return outcome;
}

Outcome undo_change(const Arguments& arguments) {
    if (arguments.words.size() != 1)
        fail("`aicost catalog undo` takes the last change back, and needs nothing more");
    const CatalogueLock lock(catalogue().directory());
    const auto file = undo_own(lock);
    if (!file)
        fail("there is nothing to take back: no import or removal led to your catalogue as it is now, in " +
             shown_file(catalogue().directory()));
    Outcome outcome;
    Document& document = outcome.document.emplace(begin("undo"));
    document.data.emplace_back("file", *file);
    document.blocks.emplace_back(
        Paragraph{shown_file(*file) + " is as it was before its last change.", false});
    return outcome;
}

}  // namespace aicost
