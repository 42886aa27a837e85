#include "text/log_commands.hpp"

#include "text/text_width.hpp"

namespace aicost {

namespace {

bool ends_line(char32_t character) {
    return character == '\n' || character == '\r' || character == 0x85 || character == 0x2028 ||
           character == 0x2029;
}

// Blanks that a runner skips at the beginning of a line.
bool is_space(char32_t character) {
    return character == ' ' || (character >= 0x09 && character <= 0x0D) || character == 0xA0 ||
           character == 0x1680 || (character >= 0x2000 && character <= 0x200B) || character == 0x202F ||
           character == 0x205F || character == 0x3000 || character == 0xFEFF;
}

bool is_command(std::string_view text) {
    return text.starts_with("##[") || text.starts_with("##vso[") || text.starts_with("##teamcity[");
}

}  // namespace

std::string without_log_commands(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    bool begins = true;  // only spaces since the line began
    for (std::size_t at = 0; at < text.size();) {
        const std::string_view rest = text.substr(at);
        if (is_command(rest)) {
            out += "## ";
            at += 2;
            begins = false;
        } else if (begins && rest.starts_with("::")) {
            out += ": ";
            ++at;
            begins = false;
        } else {
            const std::size_t from = at;
            const char32_t character = next_character(text, at);
            out += text.substr(from, at - from);
            begins = ends_line(character) || (begins && is_space(character));
        }
    }
    return out;
}

}  // namespace aicost
