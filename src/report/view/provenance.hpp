// How to reproduce a report, and how old its prices are.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "aicost/profile.hpp"
#include "report/document.hpp"

namespace aicost {

struct Provenance {
    std::string command;               // the command line that reproduces it
    std::string as_of;                 // --as-of; empty: not given
    std::vector<std::string> options;  // the command's options, word by word
};

struct DatedPrice {
    std::string path;
    std::string source;
    std::string as_of;
};
// The dates of a profile's dated prices; none if there are none.
struct PriceDates {
    std::optional<DatedPrice> oldest, newest;
    int undated = 0;  // prices that the profile states without a date
};
PriceDates price_dates(const Profile& profile);

// What it is of, and that in words: {"profile", "my.json"}, {"command", …}, …
std::vector<std::pair<std::string, std::string>> provenance_words(const Profile& profile,
                                                                  const Provenance& provenance);
Table provenance_table(const Profile& profile, const Provenance& provenance);
DataObject provenance_data(const Profile& profile, const Provenance& provenance);

}  // namespace aicost
