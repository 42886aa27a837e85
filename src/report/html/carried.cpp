#include "report/html/carried.hpp"

#include "report/format/formats.hpp"
#include "report/html/markup.hpp"

namespace aicost::html {

namespace {

// Escapes every byte that would end a data: address, be dropped or be read otherwise, as RFC 3986 does.
std::string percent_encoded(std::string_view text) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    constexpr std::string_view plain = "-._~,:;/@!$()*+=?";
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

// A script element must not contain its own end tag, or the start of a comment; in JSON these can only be in strings.
std::string inert(std::string_view json) {
    std::string out;
    for (const char c : json) {
        if (c == '<')
            out += "\\u003c";
        else
            out += c;
    }
    return out;
}

}  // namespace

std::string carried_data(const std::string& id, DataObject data) {
    Document document;
    document.data = std::move(data);
    Style ascii;  // --ascii must not change embedded data
    ascii.ascii = true;
    return "<script id=\"" + id + "\" type=\"application/json\">" + inert(render_json(document, ascii)) +
           "</script>\n";
}

std::string carried(const CarriedProfile& profile) {
    return carried_data("profile", {{"file", profile.file},
                                    {"text", profile.text},
                                    {"options", DataList(profile.options.begin(), profile.options.end())}});
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
