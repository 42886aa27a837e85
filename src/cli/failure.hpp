// How a command ends early: one or more lines for stderr, and an exit code.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "aicost/profile.hpp"

namespace aicost {

enum class Exit : int {
    done = 0,
    check_failed = 1,
    bad_input = 2,  // wrong usage, or an invalid profile
    bad_file = 3,   // a file could not be read or written, or the memory is not enough
};

struct Failure {
    Exit code = Exit::bad_input;
    std::vector<std::string> lines;  // without "error: "
};

[[noreturn]] inline void fail(std::string line, Exit code = Exit::bad_input) {
    throw Failure{code, {std::move(line)}};
}

[[noreturn]] inline void fail(const std::vector<Fault>& faults) {
    Failure failure;
    for (const Fault& fault : faults) failure.lines.push_back(to_text(fault));
    throw failure;
}

}  // namespace aicost
