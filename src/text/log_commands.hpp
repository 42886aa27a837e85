// CI runners interpret commands in a job's output: these must not come from a user's data.
#pragma once

#include <string>
#include <string_view>

namespace aicost {

// The text with a space inserted into each command prefix: "##[", "##vso[" and "##teamcity[" anywhere, "::" at the
// beginning of a line, also after spaces.
std::string without_log_commands(std::string_view text);

}  // namespace aicost
