// The options of `catalog`.
#pragma once

#include <string>
#include <vector>

namespace aicost {

struct CatalogArguments {
    std::string sort;
    std::string provider, unit;      // import: for a feed that does not state them
    std::vector<std::string> rates;  // import: CURRENCY=USD
    bool dry_run = false;            // import, remove
    bool own = false;                // list
    std::string source;              // remove: a feed
    std::string profile;             // export
};

}  // namespace aicost
