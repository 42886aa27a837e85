// The JSON objects of a file: one, an array of them, one a line, one behind the other, events of a stream;
// with lines of a program's log before, between and behind them.
#pragma once

#include "usage/measure/rows.hpp"

namespace aicost::measuring {

struct Objects {
    Rows rows;
    std::size_t other_lines = 0;  // that are no JSON
    std::optional<Wrong> damage;  // an object or array that is begun and not JSON; nothing behind it is read
};

Objects objects_of(std::string_view text);

}  // namespace aicost::measuring
