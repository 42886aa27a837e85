// Every number that a result depends on, and where it comes from.
#pragma once

#include "report/view/views.hpp"

namespace aicost {

struct InputRow {
    std::string path;
    double value = 0.0;
    Unit unit = Unit::none;
    std::string help;
    Origin origin;
    std::string word;  // of what is no number
};
// In the profile's order: the stated ones, or the others.
std::vector<InputRow> input_rows(const Profile& profile, bool stated);
// What is stated in words, yes or no, or by the hour: a billing, a load shape, what is paid on active days alone.
std::vector<InputRow> stated_words(const Profile& profile);
// "budget.json, line 7", "catalogue", …
std::string place_of(const Origin& origin);

// Stated by the profile, the catalogue or the command line …
Table stated_inputs_table(const Profile& profile);
// … and left at their defaults.
Table default_inputs_table(const Profile& profile);
DataList inputs_data(const Profile& profile);
DataList words_data(const Profile& profile);

}  // namespace aicost
