// JSON written: all that the program writes of it. Bytes that are no UTF-8 become U+FFFD in what is a tree.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>

namespace aicost {

// "text" as JSON has it, quotes and all, put behind `out`: for what is written from the front, without a tree.
void put_json(std::string& out, std::string_view text);
// The shortest digits that mean the number, whole numbers without an exponent.
void put_json(std::string& out, double number);

// A file of its own: indented by two, with a line end. `ascii`: other characters as \u escapes.
std::string json_file(const nlohmann::ordered_json& value, bool ascii = false);
// On one line, without blanks.
std::string json_line(const nlohmann::ordered_json& value, bool ascii = false);
std::string json_line(const nlohmann::json& value, bool ascii = false);

}  // namespace aicost
