// What the options of `catalog` say.
#pragma once

#include <string>
#include <vector>

namespace aicost {

struct CatalogArguments {
    std::string sort;
    std::string provider, unit;      // import: of a feed that does not name it
    std::vector<std::string> rates;  // import: CURRENCY=USD
    bool dry_run = false;            // import, remove
    bool own = false;                // list
    std::string source;              // remove: a feed
    std::string profile;             // export
};

}  // namespace aicost
