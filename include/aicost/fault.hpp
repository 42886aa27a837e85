// What is wrong with an input, in words that say where it is and what would be right.
//
//     const Fault fault{"mine.json", 7, "local.units", "is out of range", "0", "a whole number from 1 up"};
//     to_text(fault);  // "mine.json:7: local.units: is out of range (got 0); a whole number from 1 up"
#pragma once

#include <string>

namespace aicost {

struct Fault {
    std::string file;  // or the flag that it came by; empty: none, as of a scenario made by a program
    int line = 0;      // 0: no line
    std::string path;  // as `--set` names it; empty: the input as a whole
    std::string problem;
    std::string got;  // as found; empty: nothing was
    std::string remedy;
    bool unreadable = false;  // a file that cannot be read, as opposed to one with the wrong content
};
std::string to_text(const Fault& fault);

}  // namespace aicost
