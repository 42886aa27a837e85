// Price feeds of other projects, converted to catalogue entries: LiteLLM, models.dev, genai-prices,
// llm-prices, OpenRouter, Portkey, Charm, langfuse, OpenLIT, opencode, pi and tables (prices of tokens), gpuhunt and
// SkyPilot (rents of GPUs).
// docs/catalogue.md has their units and how their names become ids.
//
// Token prices come out in US dollars per million tokens, rents in US dollars per GPU and hour. Nothing is
// written: the plan holds the new text of the user's catalogue.
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
    std::string file;  // its name: tells the provider if the feed does not
    std::string_view text;
    std::string as_of;          // YYYY-MM-DD, the day of the prices; empty: the feed's own, else
    std::string provider;       // for feeds that do not name it; empty: from the file's name
    std::string file_day = {};  // YYYY-MM-DD, when the file was last modified; empty: not known
    std::string unit = {};      // for a table that does not state it: "mtok", "1k" or "token"
    std::map<std::string, double> rates = {};  // US dollars for one unit of another currency: "CNY" -> 0.14
    // Called after the feed and before the catalogue is read: takes the lock that keeps others from changing it. The
    // text is not needed any more.
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
    bool dated_by_file = false;      // neither the feed nor the request states its day
    std::vector<std::string> added;  // ids
    std::size_t changed = 0;         // entries with a figure in `changes`
    std::vector<FigureChange> changes;
    std::size_t unchanged = 0;                                   // entries whose figures are confirmed
    std::map<std::string, SkippedEntries, std::less<>> skipped;  // by reason
    std::vector<std::string> notes;
    std::string list;                    // of `aicost catalog`: "models" or "gpus"
    std::string file;                    // the user's catalogue; empty: there is no directory for one
    std::optional<std::string> content;  // its new text; none: unchanged
    std::string index;                   // the text of the index of `content` (src/catalogue/model_index.hpp)
};

// What is wrong with a feed: at a line, or as a whole (0).
struct ImportFault {
    int line = 0;
    std::string problem;
};

// What the feed changes in a catalogue, in whose directory `file` is. Throws ImportFault, and CatalogueFault if existing
// files cannot be used.
ImportPlan plan_import(const ImportRequest& request, const Catalogue& catalogue);

}  // namespace aicost
