// What the output goes to: a terminal or not, how wide, with which signs; and writing to it.
#pragma once

#include <string>
#include <string_view>

#include "cli/command.hpp"
#include "report/document.hpp"

namespace aicost {

// From the arguments, COLUMNS, NO_COLOR, TERM, the locale and the terminal itself.
Style style_for(const Arguments& arguments);

// Of the terminal that the output goes to; 0 where it goes elsewhere, or does not say.
int terminal_rows(const Arguments& arguments);

// How wide a line of progress may be on stderr; 0 where there is no terminal, or one whose cursor stays where
// it is.
int progress_columns();

// Reads a whole file, or stdin where the name is "-". Throws Failure (bad_file) where that cannot be done,
// and (bad_input) where there is more than `most` bytes, too much for `what`.
std::string read_input(const std::string& file, std::size_t max_bytes, const std::string& what = "profile");

// What goes to stdout and stderr from now on holds no command for a build server's runner; so it is where the
// environment names one.
void keep_log_inert();

// To stdout, or whole to a file: nobody finds half a file, and an old one is lost only to a whole new one. A
// reader that has gone away is no error.
void write_output(const std::string& file, std::string_view text);
// The same of a text that is made of such commands.
void write_commands(const std::string& file, std::string_view text);
void write_error(std::string_view text);

// A message that may quote what somebody typed or a file holds, as one line: what would command the terminal
// as \xNN or \uNNNN, and cut where it is endless.
std::string printable(std::string_view line);

}  // namespace aicost
