// The summary of a sweep from those of its parts.
#pragma once

#include "cli/command.hpp"

namespace aicost {

// --merge FILE…: what --summary of the whole would show. Throws Failure: a file that is no part's summary, parts of
// different sweeps, a part that is missing or there twice.
Document merged_summaries(const Arguments& arguments);

}  // namespace aicost
