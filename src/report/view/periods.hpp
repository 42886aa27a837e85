// What is paid when: by month and by year.
#pragma once

#include <vector>

#include "report/view/views.hpp"

namespace aicost {

// What is paid at t = 0 … T, in month order; what the horizon's end brings is in the last.
// Replacements fall into the month that they end.
std::vector<double> by_month(const CashFlow& flow, int horizon);

// A row for each option: years, resale, total, in today's money. `items`: a row for each item, too. The first year
// has what is paid at the start. `order` as in items_table: for people, rounded so that the columns add up to the
// total as it is printed; none: for machines, in full.
Table yearly_table(const Profile& profile, const Comparison& comparison,
                   const std::vector<std::size_t>* order, bool items);
// What the table does not say by itself; empty where there is nothing.
Notes yearly_notes(const Comparison& comparison);
// The same in a tree: the years by item, resale, total and net present value.
DataObject yearly_data(const OptionResult& option, int horizon);

// A row for each month, a column for each option; the start first, resale and the total last.
Table months_table(const Profile& profile, const Comparison& comparison,
                   const std::vector<std::size_t>& order);

}  // namespace aicost
