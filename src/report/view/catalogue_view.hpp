// The catalogue's lists as tables.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "aicost/catalogue.hpp"
#include "report/document.hpp"

namespace aicost {

// A list of the catalogue: its table holds every entry, the id in the first column, source and date in the
// last two.
struct CatalogueList {
    std::string_view name;  // "models", "gpus", …
    std::string_view about;
    Table (*table)(const Catalogue& catalogue);
};
std::span<const CatalogueList> catalogue_lists();

// The rows whose texts hold `filter` (letters of either case; empty: all), by the column of key `sort`
// (empty: as they are). The sort key must be one of the table's.
Table select(Table table, const std::string& filter, const std::string& sort);

// One row, as a column of keys and values.
Table entry_table(const Table& list, std::size_t row);

// What else an entry says: rows for its texts and numbers, and for lists of texts.
void add_rows(Table& entry, const DataObject& more);
// A list of objects as a table; without rows where it is none.
Table part_table(const Data& value);
// "prices_from" -> "What it will cost".
std::string part_title(const std::string& key);

// What a cloud model cost before, the newest price first; no rows where that is not known.
Table price_history(const Catalogue& catalogue, const std::string& id);

// The rows as data: one object each, by the columns' keys.
DataList rows_data(const Table& table);

}  // namespace aicost
