#include "report/workbook/xml.hpp"

#include <cctype>

#include "text/encoding.hpp"

namespace aicost {

namespace {

bool is_escape(std::string_view text, std::size_t at) {
    if (text.size() < at + 7 || text[at + 1] != 'x' || text[at + 6] != '_') return false;
    for (std::size_t i = at + 2; i < at + 6; ++i) {
        if (std::isxdigit(static_cast<unsigned char>(text[i])) == 0) return false;
    }
    return true;
}

// U+FFFE and U+FFFF are not characters.
bool is_no_character(std::string_view text, std::size_t at) {
    const std::string_view three = text.substr(at, 3);
    return three == "\xef\xbf\xbe" || three == "\xef\xbf\xbf";
}

}  // namespace

std::string xml_text(std::string_view text) {
    const std::string valid = invalid_utf8(text) ? as_utf8(text) : std::string(text);
    std::string out;
    for (std::size_t i = 0; i < valid.size(); ++i) {
        const char c = valid[i];
        if (c == '&') {
            out += "&amp;";
        } else if (c == '<') {
            out += "&lt;";
        } else if (c == '>') {
            out += "&gt;";
        } else if (c == '"') {
            out += "&quot;";
        } else if (c == '_' && is_escape(valid, i)) {
            out += "_x005F_";
        } else if (static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n') {
            out += ' ';
        } else if (is_no_character(valid, i)) {
            out += ' ';
            i += 2;
        } else {
            out += c;
        }
    }
    return out;
}

}  // namespace aicost
