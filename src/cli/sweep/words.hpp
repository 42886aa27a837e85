// A sweep over words: catalogue ids, and other inputs that are words.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/command.hpp"
#include "cli/sweep/selection.hpp"
#include "report/view/views.hpp"

namespace aicost {

// PATH=a,b,c for a path that is a word.
struct WordAxis {
    std::string path;
    std::vector<std::string> values;
};

// Removes them from `--vary`. They precede the numbers, and move slowest. Throws Failure.
std::vector<WordAxis> take_word_axes(Arguments& arguments, const ProfileText& text);

struct WordSweep {
    Profile profile;   // with the first of the words
    SweepTable table;  // its last column, after those asked for, is the winner
    std::optional<RowOrder> order;
    SweepWords words;
};
// Every combination of them and of the other varied inputs, up to `max_rows`. Throws Failure.
WordSweep sweep_words(const Arguments& arguments, const ProfileText& text, const std::vector<WordAxis>& axes,
                      std::uint64_t max_rows);

}  // namespace aicost
