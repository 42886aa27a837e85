// What an import came to, as a document.
#pragma once

#include "aicost/price_feed.hpp"
#include "report/document.hpp"

namespace aicost {

// With `dry_run`, every change; else the counts alone. `file` is the user catalogue's as people are shown it.
Document import_view(const ImportPlan& plan, bool dry_run, const std::string& file);

}  // namespace aicost
