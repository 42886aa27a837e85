// What `aicost start` is told by flags, without a terminal and without files: a page asks so, too.
#pragma once

#include <span>
#include <string>

#include "cli/command.hpp"
#include "cli/start_questions.hpp"

namespace aicost {

struct StartArguments {
    Replies replies;
};

extern const std::span<const OptionRow> start_reply_options;

// The profile that `aicost start` writes.
std::string start_file(const Arguments& arguments);

// Throws Failure where two of them say the same, or a value is none of its flag's.
void check_replies(const Replies& replies);

// What `aicost start` would write with these flags where there is no terminal, as JSON: {"file", "profile": its text,
// "notes": what was chosen, and why}.
extern const Command started_command;

}  // namespace aicost
