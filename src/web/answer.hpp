// What a page asks for when an input is moved.
#pragma once

#include "cli/command.hpp"

namespace aicost {

// `report`, but of it only the parts that --part NAME names (report_study.hpp); of the others there are the headings.
// What one part needs of another is kept until another state is asked for.
extern const Command answer_command;

}  // namespace aicost
