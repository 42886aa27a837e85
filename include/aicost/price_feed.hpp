// Price feeds of other projects, read into the catalogue's entries: LiteLLM, models.dev, genai-prices,
// llm-prices, OpenRouter, Portkey, Charm, langfuse, OpenLIT, opencode, pi and tables (prices of tokens), gpuhunt and
// SkyPilot (rents of GPUs).
// docs/catalogue.md has their units and how their names become ids.
//
// Token prices come out in US dollars per million tokens, rents in US dollars per GPU and hour. Nothing is
// written: the plan holds the text that the user's catalogue is to have.
//
//     const Catalogue own("/home/me/prices");
//     const std::string text = R"({"updated_at": "2026-11-01", "prices": [{"id": "x-1", "vendor": "acme",
//                                  "name": "X 1", "input": 1, "output": 2, "input_cached": null}]})";
//     const ImportPlan plan = plan_import({"llm-prices.json", text, "", ""}, own);
//     plan.added.front();   // "acme/x-1"; plan.changes and plan.skipped: what became of other entries
//     plan.file;            // "/home/me/prices/cloud-models.json": where plan.content is to be written
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "aicost/catalogue.hpp"

namespace aicost {

struct ImportRequest {
    std::string file;  // its name: says the provider where the feed does not
    std::string_view text;
    std::string as_of;          // YYYY-MM-DD, the day of the prices; empty: as the feed says, else
    std::string provider;       // of feeds that do not name it; empty: by the file's name
    std::string file_day = {};  // YYYY-MM-DD, when the file was last written; empty: not known
    std::string unit = {};      // of a table that does not say it: "mtok", "1k" or "token"
    std::map<std::string, double> rates = {};  // US dollars for one unit of another currency: "CNY" -> 0.14
    // Called when the feed has been read and before the catalogue is: from then on nobody else may change it.
    std::function<void()> before_merge = {};
};

// One figure of one entry.
struct FigureChange {
    std::string id;
    std::string key;  // "input_per_mtok", "long_context.input_per_mtok", "rent_per_hour", …
    std::optional<double> before, after;
};

struct SkippedEntries {
    std::size_t count = 0;
    std::string example;  // the first of them, by the feed's name
};

struct ImportPlan {
    std::string_view feed;   // "LiteLLM"
    std::string_view title;  // "LiteLLM's model price map"
    std::string as_of;
    bool dated_by_file = false;      // neither the feed nor the request says of which day it is
    std::vector<std::string> added;  // ids
    std::size_t changed = 0;         // entries with a figure in `changes`
    std::vector<FigureChange> changes;
    std::size_t unchanged = 0;                                   // entries whose figures are confirmed
    std::map<std::string, SkippedEntries, std::less<>> skipped;  // by reason
    std::vector<std::string> notes;
    std::string list;                    // of `aicost catalog`: "models" or "gpus"
    std::string file;                    // the user's catalogue; empty: there is no place for one
    std::optional<std::string> content;  // the whole of it; none: it stays as it is
    std::string index;                   // of the content, by the names of its entries; the program's own
};

// What is wrong with a feed: at a line of it, or (0) as a whole.
struct ImportFault {
    int line = 0;
    std::string problem;
};

// What the feed does to a catalogue, whose directory `file` is in. Throws ImportFault; CatalogueFault where files that
// are there cannot be used.
ImportPlan plan_import(const ImportRequest& request, const Catalogue& catalogue);

}  // namespace aicost
