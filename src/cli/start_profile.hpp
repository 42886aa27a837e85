// The replies to `aicost start` as a profile.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "aicost/use.hpp"
#include "cli/program.hpp"
#include "cli/start_questions.hpp"

namespace aicost {

struct StartProfile {
    Profile profile;                 // loaded
    std::vector<std::string> notes;  // what was chosen, and why
};

// Throws Failure if a value is invalid for its flag.
void check_reply(const std::string& flag, const std::string& value);

// `file`: its file name. Throws Failure.
StartProfile start_profile(const std::string& file, const Replies& replies);

}  // namespace aicost
