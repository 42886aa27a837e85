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
    bad_file = 3,   // a file could not be read or written, or out of memory
};

struct Failure {
    Exit code = Exit::bad_input;
    std::vector<std::string> lines;  // without "error: "
};

[[noreturn]] inline void fail(std::string line, Exit code = Exit::bad_input) {
    throw Failure{code, {std::move(line)}};
}

// Nobody corrects more at once: 50 of a file, and the number of the rest (src/profile/profile.cpp); no more in total.
inline constexpr std::size_t max_faults_said = 51;

// "and 299,949 more faults; …"
std::string faults_unsaid(std::size_t count);

[[noreturn]] inline void fail(const std::vector<Fault>& faults) {
    Failure failure;
    for (std::size_t i = 0; i < faults.size() && i < max_faults_said; ++i)
        failure.lines.push_back(to_text(faults[i]));
    if (faults.size() > max_faults_said) failure.lines.push_back(faults_unsaid(faults.size()));
    for (const Fault& fault : faults) {
        if (fault.unreadable) failure.code = Exit::bad_file;
    }
    throw failure;
}

}  // namespace aicost
