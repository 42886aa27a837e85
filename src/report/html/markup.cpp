#include "report/html/markup.hpp"

#include <cmath>

#include "report/draw/chart.hpp"
#include "report/formatted.hpp"
#include "report/number.hpp"
#include "text/text_width.hpp"

namespace aicost::html {

namespace {

constexpr std::string_view ends_address = " \t\n<>\"'`{}|\\^";

std::string trimmed(double value, int decimals) {
    std::string text = formatted("{:.{}f}", value, decimals);
    if (text.find('.') != std::string::npos) {
        text.erase(text.find_last_not_of('0') + 1);
        if (text.back() == '.') text.pop_back();
    }
    return text == "-0" ? "0" : text;
}

std::string data(double value, const std::string& text) {
    return "<data value=\"" + shortest_text(value) + "\">" + escaped(text) + "</data>";
}

}  // namespace

std::string escaped(std::string_view text) {
    std::string out;
    for (const char c : on_one_line(text)) {
        switch (c) {
            case '&': out += "&amp;"; break;
            case '<': out += "&lt;"; break;
            case '>': out += "&gt;"; break;
            case '"': out += "&quot;"; break;
            case '\'': out += "&#39;"; break;
            default: out += c;
        }
    }
    return out;
}

namespace {

constexpr std::size_t long_name = 14;

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

}  // namespace

std::string breakable(std::string_view text) {
    const std::string safe = escaped(text);
    std::string out;
    for (std::size_t from = 0; from < safe.size();) {
        const std::size_t to = std::min(safe.find(' ', from), safe.size() - 1) + 1;
        for (std::size_t i = from; i < to; ++i) {
            out += safe[i];
            const bool joint = safe[i] == '.' || safe[i] == '_' || safe[i] == '/';
            if (joint && to - from >= long_name && i + 1 < to && is_letter(safe[i + 1])) out += "<wbr>";
        }
        from = to;
    }
    return out;
}

namespace {

std::string with_links(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        const auto at = std::min(text.find("https://"), text.find("http://"));
        if (at == std::string_view::npos) break;
        out += breakable(text.substr(0, at));
        text.remove_prefix(at);
        std::string_view address = text.substr(0, std::min(text.find_first_of(ends_address), text.size()));
        // punctuation at the end of a sentence is not part of a URL
        while (!address.empty() && std::string_view(".,;:!?)").find(address.back()) != std::string_view::npos)
            address.remove_suffix(1);
        const std::string safe = escaped(address);
        out += "<a href=\"" + safe + "\" rel=\"noreferrer\">" + safe + "</a>";
        text.remove_prefix(address.size());
    }
    return out + breakable(text);
}

}  // namespace

std::string linked(std::string_view text) {
    std::string out;
    while (true) {
        const auto open = text.find('`');
        const auto close = open == std::string_view::npos ? open : text.find('`', open + 1);
        if (close == std::string_view::npos) return out + with_links(text);
        out += with_links(text.substr(0, open)) + "<code>" +
               breakable(text.substr(open + 1, close - open - 1)) + "</code>";
        text.remove_prefix(close + 1);
    }
}

std::string number(double value, Unit unit, const std::string& currency) {
    return data(value, number_text(value, unit, currency));
}

std::string cell(const Cell& cell, const std::string& currency, int decimals) {
    const std::string text = cell_text(cell, currency, decimals);
    if (const auto* value = std::get_if<double>(&cell.content)) return data(*value, text);
    return linked(text);
}

std::string short_cell(const Cell& one, const std::string& currency, int decimals) {
    constexpr double large = 1e6;
    const auto* value = std::get_if<double>(&one.content);
    if (value == nullptr || std::abs(*value) < large) return cell(one, currency, decimals);
    return data(*value, tick_text(*value, one.unit, currency, false));
}

std::string share(double part) { return trimmed(100.0 * part, 3) + "%"; }
std::string pixels(double length) { return trimmed(length, 2); }

}  // namespace aicost::html
