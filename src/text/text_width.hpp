// The width of a text in terminal columns, and cutting or wrapping it to a width.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace aicost {

// The next character of valid or broken UTF-8; moves `at` past it. A broken byte counts as one character.
char32_t next_character(std::string_view text, std::size_t& at);

// Does it control a terminal instead of being shown? Control characters, and those that change the text
// direction.
bool controls_terminal(char32_t character);

// 0 for combining marks, 2 for East Asian wide characters and emoji, else 1.
int character_width(char32_t character);
std::size_t text_width(std::string_view text);

// Symbols that a terminal without Unicode cannot show, as ASCII.
std::string as_ascii(std::string_view text);

std::string pad_right(std::string text, std::size_t width);
std::string pad_left(const std::string& text, std::size_t width);
// Cut to `width`, with an ellipsis if anything was cut.
std::string fit(const std::string& text, std::size_t width, bool ascii);
// With spaces in place of line breaks and whatever else controls a terminal.
std::string on_one_line(std::string_view text);
// A document's text as one line of displayable characters.
std::string shown(std::string_view text, bool ascii);
// Wrapped at spaces into lines of at most `width`; a wider word is broken, after a separator if it has one.
std::vector<std::string> wrap(std::string_view text, std::size_t width);
std::string repeat(std::string_view what, std::size_t times);

}  // namespace aicost
