// How many columns of a terminal a text takes, and cutting it to that measure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace aicost {

// The next character of valid or broken UTF-8; moves `at` behind it. A broken byte counts as one character.
char32_t next_character(std::string_view text, std::size_t& at);

// Does it command a terminal instead of being shown? The control characters, and the signs that turn the
// direction of what follows.
bool commands_terminal(char32_t character);

// 0 for combining marks, 2 for East Asian wide characters and emoji, else 1.
int character_width(char32_t character);
std::size_t text_width(std::string_view text);

// Signs that a terminal without Unicode cannot show, as text.
std::string as_ascii(std::string_view text);

std::string pad_right(std::string text, std::size_t width);
std::string pad_left(const std::string& text, std::size_t width);
// Cut to `width`, with an ellipsis where something was cut.
std::string fit(const std::string& text, std::size_t width, bool ascii);
// Without line breaks and whatever else commands a terminal: spaces stand in their place.
std::string on_one_line(std::string_view text);
// What stands in a document, as one line of the signs that may be shown.
std::string shown(std::string_view text, bool ascii);
// Broken at spaces into lines of at most `width`; a word wider than that is cut, behind a sign that parts it
// where there is one.
std::vector<std::string> wrap(std::string_view text, std::size_t width);
std::string repeat(std::string_view what, std::size_t times);

}  // namespace aicost
