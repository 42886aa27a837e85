// What makes a report anew, and how old the prices are that it is made of.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "aicost/profile.hpp"
#include "report/document.hpp"

namespace aicost {

struct Provenance {
    std::string command;               // the words that make it again
    std::string as_of;                 // the day that prices were counted from; empty: none was given
    std::vector<std::string> options;  // of the command, word by word
};

struct DatedPrice {
    std::string path;
    std::string source;
    std::string as_of;
};
// Of the prices of a profile that say of which day they are; none where no price does.
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
