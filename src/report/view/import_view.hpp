// The result of an import, as a document.
#pragma once

#include "aicost/price_feed.hpp"
#include "report/document.hpp"

namespace aicost {

// With `dry_run`, every change; else only the counts. `file`: the user catalogue's file, as shown to people. `with_data`:
// with all of it for JSON.
Document import_view(const ImportPlan& plan, bool dry_run, const std::string& file, bool with_data);

}  // namespace aicost
