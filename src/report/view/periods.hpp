// Payments by month and by year.
#pragma once

#include <vector>

#include "report/view/views.hpp"

namespace aicost {

// Payments at t = 0 … T, by month; what is due at the horizon's end is in the last. A replacement counts in the month
// at whose end it is.
std::vector<double> by_month(const CashFlow& flow, int horizon);

// A row for each option: years, resale, total, present value. `items`: also a row for each item. The first year
// includes what is paid at the start. `order` as in items_table: for people, rounded such that the columns add up to
// the total as printed; none: for machines, in full precision.
Table yearly_table(const Profile& profile, const Comparison& comparison,
                   const std::vector<std::size_t>* order, bool items);
// Notes on the table; empty if there are none.
Notes yearly_notes(const Comparison& comparison);
// The same as a tree: the years by item, resale, total and net present value.
DataObject yearly_data(const OptionResult& option, int horizon);

// A row for each month, a column for each option; the start first, resale and the total last.
Table months_table(const Profile& profile, const Comparison& comparison,
                   const std::vector<std::size_t>& order);

}  // namespace aicost
