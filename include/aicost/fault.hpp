// What is wrong with an input: where, what was found, and what would be right.
//
//     const Fault fault{"mine.json", 7, "local.units", "is out of range", "0", "a whole number from 1 up"};
//     to_text(fault);  // "mine.json:7: local.units: is out of range (got 0); a whole number from 1 up"
#pragma once

#include <string>

namespace aicost {

struct Fault {
    std::string file;  // or the flag it came from; empty: none, as for a scenario built in code
    int line = 0;      // 0: no line
    std::string path;  // as `--set` names it; empty: the input as a whole
    std::string problem;
    std::string got;  // as found; empty: nothing was there
    std::string remedy;
    bool unreadable = false;  // a file that cannot be read, as opposed to one with the wrong content
};
std::string to_text(const Fault& fault);

}  // namespace aicost
