// `aicost start` by flags, without a terminal or files; also used by a page.
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

// Throws Failure if two flags contradict each other, or a value is invalid.
void check_replies(const Replies& replies);

// What `aicost start` would write with these flags without a terminal, as JSON: {"file", "profile": its text,
// "notes": what was chosen, and why}.
extern const Command started_command;

}  // namespace aicost
