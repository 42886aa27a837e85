#include "report/html/carried.hpp"

#include "report/format/formats.hpp"
#include "report/html/markup.hpp"
#include "text/text_width.hpp"

namespace aicost::html {

namespace {

// RFC 3986: every byte that is not one of its unreserved characters.
std::string percent_encoded(std::string_view text) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    constexpr std::string_view plain = "-._~";
    std::string out;
    for (const char c : text) {
        const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (letter || plain.find(c) != std::string_view::npos) {
            out += c;
            continue;
        }
        const auto byte = static_cast<unsigned char>(c);
        out += '%';
        out += digits[byte >> 4U];
        out += digits[byte & 15U];
    }
    return out;
}

// \uXXXX, twice where the character is beyond 16 bits.
void add_escape(char32_t character, std::string& out) {
    constexpr char32_t wide = 0x10000, high = 0xD800, low = 0xDC00;
    if (character >= wide) {
        add_escape(high + ((character - wide) >> 10U), out);
        return add_escape(low + ((character - wide) & 0x3FFU), out);
    }
    constexpr std::string_view digits = "0123456789abcdef";
    out += "\\u";
    for (const unsigned shift : {12U, 8U, 4U, 0U}) out += digits[(character >> shift) & 15U];
}

// Within a script element nothing may look like the end of it, or like a comment: in JSON a text alone can. Nor may
// --ascii change a character of what is carried.
std::string inert(std::string_view json) {
    constexpr char32_t ascii = 0x80;
    std::string out;
    for (std::size_t at = 0; at < json.size();) {
        const char32_t character = next_character(json, at);
        if (character >= ascii || character == U'<')
            add_escape(character, out);
        else
            out += static_cast<char>(character);
    }
    return out;
}

}  // namespace

std::string carried(const CarriedProfile& profile) {
    Document document;
    document.data = {{"file", profile.file},
                     {"text", profile.text},
                     {"options", DataList(profile.options.begin(), profile.options.end())}};
    return "<script id=\"profile\" type=\"application/json\">" + inert(render_json(document, {})) +
           "</script>\n";
}

std::string download_name(const std::string& file) {
    std::string name = file.substr(file.find_last_of("/\\") + 1);
    if (name.empty() || name.front() == '<') name = "profile";
    return name.ends_with(".json") ? name : name + ".json";
}

std::string save_link(const CarriedProfile& profile) {
    return "<p class=\"save\"><a id=\"save\" download=\"" + escaped(download_name(profile.file)) +
           "\" href=\"data:application/json;charset=utf-8," + percent_encoded(profile.text) +
           "\">Save the profile</a>, which `aicost` runs to the same figures.</p>";
}

}  // namespace aicost::html
