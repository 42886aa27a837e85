// `--use`: what is usual for a use takes the place of the profile's mix and hours; what is stated beside it wins.
#pragma once

#include <string>
#include <vector>

#include "aicost/use.hpp"
#include "cli/command.hpp"

namespace aicost {

// Throws Failure where no use has the name.
Use named_use(const std::string& name);

void take_use(Arguments& arguments, const std::string& name);
// Whether it is of a use.
bool is_of_use(const Override& change);

// A share of output that is stated does not go with the sizes of a use.
void let_stated_mix_win(std::vector<Override>& overrides);

// What a use filled in, beside what the catalogue did, with its source.
void say_use(Profile& profile);

}  // namespace aicost
