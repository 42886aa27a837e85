// A build server reads commands in what a job prints: it is given none.
#pragma once

#include <string>
#include <string_view>

namespace aicost {

// The text with a space in each sign that a runner would obey: "##[", "##vso[" and "##teamcity[" anywhere, "::"
// where a line begins, behind spaces too.
std::string without_log_commands(std::string_view text);

}  // namespace aicost
