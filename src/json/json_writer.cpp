#include "json/json_writer.hpp"

#include <nlohmann/json.hpp>

#include "json/json_out.hpp"

namespace aicost {

void put_json(std::string& out, std::string_view text) {
    JsonOut json;
    put_json(json, text);
    out += json.text();
}

void put_json(std::string& out, double number) {
    JsonOut json;
    put_json(json, number);
    out += json.text();
}

namespace {

template <class Tree>
std::string line_of_tree(const Tree& value, bool ascii) {
    return value.dump(-1, ' ', ascii, Tree::error_handler_t::replace);
}

}  // namespace

std::string json_file(const nlohmann::ordered_json& value, bool ascii) {
    return value.dump(2, ' ', ascii, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

std::string json_line(const nlohmann::ordered_json& value, bool ascii) { return line_of_tree(value, ascii); }
std::string json_line(const nlohmann::json& value, bool ascii) { return line_of_tree(value, ascii); }

}  // namespace aicost
