// Shell completion, generated from the tables of commands and options.
#pragma once

#include <string>

namespace aicost {

std::string bash_completion();
std::string zsh_completion();
std::string fish_completion();

}  // namespace aicost
