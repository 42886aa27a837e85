#include <algorithm>

#include "cli/catalog_arguments.hpp"
#include "cli/catalog_change.hpp"
#include "cli/catalog_export.hpp"
#include "cli/catalog_import.hpp"
#include "cli/catalog_show.hpp"
#include "cli/command.hpp"
#include "cli/price_age.hpp"
#include "cli/program.hpp"
#include "report/view/catalogue_view.hpp"
#include "text/nearest.hpp"

namespace aicost {

namespace {

Outcome list(const CatalogueList& list, const Arguments& arguments) {
    Table all = list.table(catalogue());
    const std::string& sort = arguments.own.of<CatalogArguments>().sort;
    if (!sort.empty()) {
        std::vector<std::string> keys;
        for (const Column& column : all.columns) keys.push_back(column.key);
        if (std::find(keys.begin(), keys.end(), sort) == keys.end()) {
            const auto close = nearest(sort, keys, 1);
            fail("--sort: '" + sort + "' is not a key of this list; " +
                 (close.empty() ? "one of " + alternatives(keys)
                                : "did you mean " + alternatives(close) + "?"));
        }
    }
    if (arguments.words.size() > 2)
        fail("`aicost catalog " + std::string(list.name) + "` takes one filter (got '" + arguments.words[2] +
             "', too)");
    const std::string filter = arguments.words.size() > 1 ? arguments.words[1] : "";
    Table chosen = select(std::move(all), filter, sort);
    Outcome outcome;
    outcome.document.emplace();
    Document& document = *outcome.document;
    document.data = {{"aicost", AICOST_VERSION},
                     {"command", "catalog"},
                     {"list", std::string(list.name)},
                     {"entries", rows_data(chosen)}};
    document.blocks.emplace_back(Heading{std::string(list.about)});
    if (chosen.rows.empty()) {
        document.blocks.emplace_back(Paragraph{"No entry holds '" + filter + "'.", false});
    } else {
        document.blocks.emplace_back(std::move(chosen));
    }
    return outcome;
}

// The verbs that each option belongs to; with another one it would have no effect.
struct OfVerbs {
    std::string_view option;
    std::vector<std::string_view> verbs;
};

void check_verb_options(const std::string& verb, const Arguments& arguments) {
    const OfVerbs all[] = {{"--as-of", {"import"}},
                           {"--provider", {"import"}},
                           {"--unit", {"import"}},
                           {"--rate", {"import"}},
                           {"--dry-run", {"import", "remove"}},
                           {"--own", {"list"}},
                           {"--source", {"remove"}},
                           {"--profile", {"export"}}};
    for (const auto& [name, value] : arguments.typed) {
        for (const OfVerbs& one : all) {
            if (one.option != name || std::find(one.verbs.begin(), one.verbs.end(), verb) != one.verbs.end())
                continue;
            const bool lists = verb == "models" && name == "--provider";
            fail(name + ": is for `aicost catalog " + std::string(one.verbs.front()) + "`" +
                 (lists ? "; `aicost catalog models " + value + "` lists what one provider sells" : ""));
        }
    }
    const bool sorts = std::any_of(arguments.typed.begin(), arguments.typed.end(),
                                   [](const auto& one) { return one.first == "--sort"; });
    const auto lists = catalogue_lists();
    if (sorts && std::none_of(lists.begin(), lists.end(), [&](const auto& one) { return one.name == verb; }))
        fail("--sort: is for the lists: `aicost catalog models`, `aicost catalog gpus`, …");
}

Outcome run_catalog(const Arguments& arguments) {
    const std::string& verb = arguments.words.front();
    check_verb_options(verb, arguments);
    constexpr std::pair<std::string_view, Outcome (*)(const Arguments&)> verbs[] = {
        {"show", show_entry},   {"import", import_feed}, {"list", list_own},
        {"remove", remove_own}, {"undo", undo_change},   {"export", export_prices},
    };
    std::vector<std::string> names;
    for (const auto& [name, run] : verbs) {
        if (name == verb) return run(arguments);
        names.emplace_back(name);
    }
    for (const CatalogueList& one : catalogue_lists()) {
        if (one.name == verb) return list(one, arguments);
        names.emplace_back(one.name);
    }
    if (verb == "search" || verb == "find")
        fail("'" + verb + "' is not a list of the catalogue; `aicost catalog models FILTER` searches one");
    constexpr std::pair<std::string_view, std::string_view> other_lists[] = {
        {"regions", "electricity"}, {"countries", "electricity"}, {"power", "electricity"},
        {"cloud", "models"},        {"clouds", "models"},         {"apis", "models"},
        {"prices", "models"},       {"providers", "models"},      {"machines", "gpus"},
        {"cards", "gpus"},          {"hardware", "gpus"},         {"computers", "gpus"},
        {"weights", "open-models"}, {"open", "open-models"},      {"engines", "formats"},
        {"speeds", "throughput"},   {"workloads", "uses"}};
    for (const auto& [other, list] : other_lists) {
        if (other == verb)
            fail("'" + verb + "' is not a list of the catalogue; did you mean '" + std::string(list) + "'?");
    }
    const auto close = nearest(verb, names, 1);
    fail("'" + verb + "' is not a list of the catalogue; " +
         (close.empty() ? "one of " + alternatives(names) : "did you mean " + alternatives(close) + "?"));
}

constexpr OptionRow catalog_rows[] = {
    {"--sort", "KEY", "by this key of the entries, those without it last", into<&CatalogArguments::sort>},
    {"--as-of", "DATE",
     "import: the day of the feed's prices, where it does not say [when its file was written]",
     [](Arguments& a, const std::string& value) { a.as_of = parse_day(value, "--as-of"); }},
    {"--provider", "NAME", "import: whose prices they are, where the feed does not say [by the file's name]",
     into<&CatalogArguments::provider>},
    {"--unit", "mtok|1k|token", "import: dollars for what, of a table that does not say it",
     into<&CatalogArguments::unit>},
    {"--rate", "CURRENCY=USD", "import: what one of another currency is in dollars: CNY=0.14",
     into<&CatalogArguments::rates>, true},
    {"--dry-run", "", "import, remove: show what would change, and write nothing",
     into<&CatalogArguments::dry_run>},
    {"--own", "", "list: the entries of your own catalogue", into<&CatalogArguments::own>},
    {"--source", "FEED", "remove: all that came from it: LiteLLM, gpuhunt, …",
     into<&CatalogArguments::source>},
    {"-p,--profile", "NAME|FILE|-", "export: the machines of a profile instead of the catalogue's models",
     into<&CatalogArguments::profile>},
};
constexpr std::span<const OptionRow> catalog_own_options = catalog_rows;
const std::span<const OptionRow> catalog_options[] = {catalog_own_options, output_options};
constexpr Example catalog_examples[] = {
    {"aicost catalog gpus rtx --sort price", "graphics cards, the cheapest first"},
    {"aicost catalog show openai/gpt-5-mini", "one entry with its source and date"},
    {"aicost catalog import prices.json --as-of 2026-11-01 --dry-run",
     "what a price feed would change: LiteLLM, models.dev, genai-prices, …"},
    {"aicost catalog undo", "take the last import or removal back"},
    {"aicost catalog export litellm -p mine.json", "your machine's price per token, for a LiteLLM gateway"},
};

}  // namespace

const Command catalog_command = {
    "catalog",
    "models|gpus|open-models|quantizations|formats|hosts| throughput|electricity|uses [FILTER] | show ID | "
    "import "
    "FILE|- | "
    "list "
    "--own | "
    "remove ID | undo | export litellm [FILTER]",
    "prices, GPUs, models, measured speeds: with source and date",
    "Lists the facts that come with the program. Their ids stand in profiles and behind --gpu, --model, "
    "--quantization, --cloud and --region. `import` reads prices of LiteLLM, models.dev, genai-prices, "
    "llm-prices, OpenRouter, Portkey, Charm, langfuse, OpenLIT, opencode, pi and tables, and rents of "
    "gpuhunt and "
    "SkyPilot, plain or packed by gzip or zstd, into a catalogue of your own, "
    "~/.local/share/aicost/catalogue, which comes before the one built in. `list --own`, `remove` and `undo` "
    "are for "
    "that one.",
    catalog_options,
    catalog_examples,
    1,
    3,
    run_catalog};

}  // namespace aicost
