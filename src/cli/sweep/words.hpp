// A sweep over words: catalogue ids, and whatever else a profile says in words.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/command.hpp"
#include "cli/sweep/selection.hpp"
#include "report/view/views.hpp"

namespace aicost {

// PATH=a,b,c of a path that leads to a word.
struct WordAxis {
    std::string path;
    std::vector<std::string> values;
};

// Takes them out of `--vary`; they stand before the numbers, as they move slowest. Throws Failure.
std::vector<WordAxis> take_word_axes(Arguments& arguments, const ProfileText& text);

struct WordSweep {
    Profile profile;   // with the first of the words
    SweepTable table;  // its last column, behind what is asked for: the winner
    std::optional<RowOrder> order;
    SweepWords words;
};
// Every combination of them and of what else is varied, up to `most` rows. Throws Failure.
WordSweep sweep_words(const Arguments& arguments, const ProfileText& text, const std::vector<WordAxis>& axes,
                      std::uint64_t max_rows);

}  // namespace aicost
