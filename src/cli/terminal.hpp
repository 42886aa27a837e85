// The output device: whether it is a terminal, its width and characters; and writing to it.
#pragma once

#include <string>
#include <string_view>

#include "cli/command.hpp"
#include "report/document.hpp"

namespace aicost {

// By the arguments, COLUMNS, NO_COLOR, TERM, the locale and the terminal itself.
Style style_for(const Arguments& arguments);

// Of the terminal that the output goes to; 0 if it is not a terminal, or not known.
int terminal_rows(const Arguments& arguments);

// The width of a progress line on stderr; 0 without a terminal, or on one whose cursor cannot move back.
int progress_columns();

// Reads a whole file, or stdin if the name is "-". Throws Failure: bad_file if that fails, bad_input if it has more
// than `max_bytes`, too much for `what`.
std::string read_input(const std::string& file, std::size_t max_bytes, const std::string& what = "profile");

// From now on, stdout and stderr contain no commands for a build server's runner; the default if the environment has
// one.
void keep_log_inert();

// From now on, messages are ASCII alone, as the output is.
void keep_messages_ascii();

// To stdout, or to a file, which is replaced only by a complete one. A closed pipe is not an error.
void write_output(const std::string& file, std::string_view text);
// Likewise, for a text that consists of such commands.
void write_commands(const std::string& file, std::string_view text);
void write_error(std::string_view text);

// A message that may quote user input or a file, as one line: control characters as \xNN or \uNNNN, and shortened if
// very long.
std::string printable(std::string_view line);

}  // namespace aicost
