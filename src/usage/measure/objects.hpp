// The JSON objects of a file: a single one, an array, one per line, concatenated, or events of a stream, with log lines
// of a program before, between and after them.
#pragma once

#include "usage/measure/rows.hpp"

namespace aicost::measuring {

struct Objects {
    Rows rows;
    std::size_t other_lines = 0;  // that are not JSON
    std::optional<Wrong> damage;  // not JSON after all; nothing after it is read
};

Objects objects_of(std::string_view text);

}  // namespace aicost::measuring
