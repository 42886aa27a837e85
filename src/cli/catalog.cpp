#include <algorithm>

#include "cli/catalog_import.hpp"
#include "cli/command.hpp"
#include "cli/price_age.hpp"
#include "report/view/catalogue_view.hpp"
#include "text/nearest.hpp"

namespace aicost {

namespace {

Outcome list(const CatalogueList& list, const Arguments& arguments) {
    Table all = list.table();
    if (!arguments.sort.empty()) {
        std::vector<std::string> keys;
        for (const Column& column : all.columns) keys.push_back(column.key);
        if (std::find(keys.begin(), keys.end(), arguments.sort) == keys.end()) {
            const auto close = nearest(arguments.sort, keys, 1);
            fail("--sort: '" + arguments.sort + "' is not a key of this list; " +
                 (close.empty() ? "one of " + alternatives(keys)
                                : "did you mean " + alternatives(close) + "?"));
        }
    }
    const std::string filter = arguments.words.size() > 1 ? arguments.words[1] : "";
    Table chosen = select(std::move(all), filter, arguments.sort);
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

Outcome show(const Arguments& arguments) {
    if (arguments.words.size() != 2)
        fail("`aicost catalog show` needs an id; for example `aicost catalog show rtx-4090`");
    const std::string& id = arguments.words[1];
    std::vector<std::string> ids;
    for (const CatalogueList& list : catalogue_lists()) {
        const Table table = list.table();
        for (std::size_t row = 0; row < table.rows.size(); ++row) {
            ids.push_back(std::get<std::string>(table.rows[row].front().content));
            if (ids.back() != id) continue;
            Outcome outcome;
            outcome.document.emplace();
            Table one = table;
            one.rows = {table.rows[row]};
            outcome.document->data = {{"aicost", AICOST_VERSION},
                                      {"command", "catalog"},
                                      {"list", std::string(list.name)},
                                      {"entries", rows_data(one)}};
            outcome.document->blocks.emplace_back(Heading{id + ", of the list " + std::string(list.name)});
            outcome.document->blocks.emplace_back(entry_table(table, row));
            Table history = price_history(id);
            if (!history.rows.empty()) {
                outcome.document->data.emplace_back("history", rows_data(history));
                outcome.document->blocks.emplace_back(Heading{"What it cost before"});
                outcome.document->blocks.emplace_back(std::move(history));
            }
            return outcome;
        }
    }
    const auto close = nearest(id, ids, 3);
    fail("'" + id + "' is not in the catalogue; " +
         (close.empty() ? std::string("`aicost catalog gpus` and the other lists show what is")
                        : "did you mean " + alternatives(close) + "?"));
}

Outcome run_catalog(const Arguments& arguments) {
    const std::string& verb = arguments.words.front();
    if (verb == "show") return show(arguments);
    if (verb == "import") return import_feed(arguments);
    std::vector<std::string> names{"show", "import"};
    for (const CatalogueList& one : catalogue_lists()) {
        if (one.name == verb) return list(one, arguments);
        names.emplace_back(one.name);
    }
    const auto close = nearest(verb, names, 1);
    fail("'" + verb + "' is not a list of the catalogue; " +
         (close.empty() ? "one of " + alternatives(names) : "did you mean " + alternatives(close) + "?"));
}

constexpr OptionRow catalog_rows[] = {
    {"--sort", "KEY", "by this key of the entries, those without it last",
     [](Arguments& a, std::string value) { a.sort = std::move(value); }},
    {"--as-of", "DATE",
     "import: the day of the feed's prices, where it does not say [when its file was written]",
     [](Arguments& a, std::string value) { a.as_of = parse_day(value, "--as-of"); }},
    {"--provider", "NAME", "import: whose prices they are, where the feed does not say [by the file's name]",
     [](Arguments& a, std::string value) { a.provider = std::move(value); }},
    {"--dry-run", "", "import: show what would change, and write nothing",
     [](Arguments& a, std::string) { a.dry_run = true; }},
};
constexpr std::span<const OptionRow> catalog_own_options = catalog_rows;
const std::span<const OptionRow> catalog_options[] = {catalog_own_options, output_options};
constexpr Example catalog_examples[] = {
    {"aicost catalog gpus rtx --sort price", "graphics cards, the cheapest first"},
    {"aicost catalog show openai/gpt-5-mini", "one entry with its source and date"},
    {"aicost catalog import prices.json --as-of 2026-11-01 --dry-run",
     "what a price feed would change: LiteLLM, models.dev, genai-prices, …"},
};

}  // namespace

const Command catalog_command = {
    "catalog",
    "models|gpus|open-models|quantizations|throughput|electricity [FILTER] | show ID | import FILE|-",
    "prices, GPUs, models, measured speeds: with source and date",
    "Lists the facts that come with the program. Their ids stand in profiles and behind --gpu, --model, "
    "--quantization, --cloud and --region. `import` reads prices of LiteLLM, models.dev, genai-prices, "
    "llm-prices, "
    "OpenRouter and Portkey, and rents of gpuhunt and SkyPilot, into a catalogue of your own, "
    "~/.local/share/aicost/catalogue, which comes before the one built in.",
    catalog_options,
    catalog_examples,
    1,
    2,
    run_catalog};

}  // namespace aicost
