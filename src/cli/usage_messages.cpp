#include "cli/usage_messages.hpp"

#include <algorithm>

#include "cli/failure.hpp"

namespace aicost {

namespace {

constexpr std::size_t max_named = 10;  // faults that warnings name; JSON has them all

}  // namespace

// Files that could not be read, but were not named or were read in part: the rest is counted.
std::vector<std::string> errors_of(const UsageLog& log) {
    std::vector<std::string> errors;
    std::size_t all = 0;
    const auto add = [&](const std::string& error) {
        if (++all <= max_named) errors.push_back(error);
    };
    for (const UsageFault& file : log.partly_read)
        add(file.file + ": " + file.what + "; only what stands before that is counted");
    for (const UsageFile& file : log.others) {
        if (file.unreadable || (file.recognised && file.asked_for))
            add(file.name + ": " + file.problem + "; not counted");
    }
    if (all > max_named)
        errors.push_back(std::to_string(all - max_named) +
                         " more files that could not be read; --format json names them all");
    return errors;
}

// Files that were named but cannot be read, or are not usage logs, end the command.
void check_files(const UsageLog& log) {
    Failure failure{Exit::bad_input, {}};
    for (const UsageFile& file : log.others) {
        if (!file.asked_for || file.recognised) continue;
        if (file.unreadable) failure.code = Exit::bad_file;
        failure.lines.push_back(
            file.name + ": " + file.problem +
            (file.unreadable || !file.format.empty() || file.problem.find(';') != file.problem.npos
                 ? ""
                 : "; `aicost usage --help` names those that it reads"));
    }
    if (!failure.lines.empty()) throw failure;
    if (!log.formats.empty()) return;
    const auto errors = errors_of(log);
    if (!errors.empty()) throw Failure{Exit::bad_file, errors};
    fail("there is no usage log in what was named; `aicost usage --help` says what is read");
}

std::vector<std::string> warnings_of(const UsageLog& log) {
    std::vector<std::string> warnings;
    const auto more = [&](std::uint64_t all, const std::string& what) {
        if (all > max_named) warnings.push_back(std::to_string(all - max_named) + " more " + what);
    };
    // unreadable files are reported as errors, not also as warnings
    std::size_t named = 0;
    std::uint64_t faults = log.fault_count;
    for (const UsageFault& fault : log.faults) {
        const bool is_error =
            fault.line == 0 &&
            std::any_of(log.partly_read.begin(), log.partly_read.end(), [&](const UsageFault& one) {
                return one.file == fault.file && one.what == fault.what;
            });
        if (is_error) {
            --faults;
        } else if (named++ < max_named) {
            warnings.push_back(fault.file + (fault.line == 0 ? "" : ":" + std::to_string(fault.line)) + ": " +
                               fault.what + "; not counted");
        }
    }
    more(faults, "that are not counted; --format json names up to 1,000 of them");
    // thousands of files of a tree may share a fault: a line for all of them
    std::vector<std::pair<std::string, std::vector<std::string>>> problems;
    for (const UsageFile& file : log.others) {
        if (file.unreadable || (file.recognised && file.asked_for)) continue;
        const auto same = std::find_if(problems.begin(), problems.end(),
                                       [&](const auto& one) { return one.first == file.problem; });
        if (same == problems.end()) {
            problems.push_back({file.problem, {file.name}});
        } else {
            same->second.push_back(file.name);
        }
    }
    for (std::size_t i = 0; i < problems.size() && i < max_named; ++i) {
        const auto& [problem, files] = problems[i];
        std::string named_files = files.front();
        if (files.size() > 1)
            named_files += " and " + std::to_string(files.size() - 1) +
                           (files.size() == 2 ? " more file" : " more files");
        warnings.push_back(named_files + ": " + problem + "; not counted");
    }
    more(problems.size(), "faults of files that are not counted; --format json names them all");
    return warnings;
}

}  // namespace aicost
