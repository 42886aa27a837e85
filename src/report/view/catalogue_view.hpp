// The catalogue's lists as tables.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "aicost/catalogue.hpp"
#include "report/document.hpp"

namespace aicost {

// A list of the catalogue as a table of every entry, with the id in the first column, source and date in the last
// two.
struct CatalogueList {
    std::string_view name;  // "models", "gpus", …
    std::string_view about;
    Table (*table)(const Catalogue& catalogue);
};
std::span<const CatalogueList> catalogue_lists();

// The rows whose texts contain `filter` (ignoring case; empty: all), sorted by the column with key `sort` (empty:
// unsorted). The sort key must be one of the table's.
Table select(Table table, const std::string& filter, const std::string& sort);

// One row, as a list of keys and values.
Table entry_table(const Table& list, std::size_t row);

// An entry's other members: rows for its texts, numbers and lists of texts.
void add_rows(Table& entry, const DataObject& more);
// A list of objects as a table; without rows if it is not one.
Table part_table(const Data& value);
// "prices_from" -> "What it will cost".
std::string part_title(const std::string& key);

// A cloud model's past prices, newest first; no rows if they are not known.
Table price_history(const Catalogue& catalogue, const std::string& id);

// The rows as data: one object each, by the columns' keys.
DataList rows_data(const Table& table);

}  // namespace aicost
