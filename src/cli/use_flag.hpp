// `--use`: what is usual for a use replaces the profile's mix and hours; values stated on the command line win.
#pragma once

#include <string>
#include <vector>

#include "aicost/use.hpp"
#include "cli/command.hpp"

namespace aicost {

// Throws Failure if no use has the name.
Use named_use(const std::string& name);

void take_use(Arguments& arguments, const std::string& name);
// Does it come from a use?
bool is_of_use(const Override& change);

// A stated share of output contradicts a use's sizes.
void let_stated_mix_win(std::vector<Override>& overrides);

// Adds what a use filled in, with its source, to what the catalogue did.
void say_use(Profile& profile);

}  // namespace aicost
