#include "json/json_writer.hpp"

#include <cfloat>
#include <cmath>
#include <cstdint>
#include <nlohmann/json.hpp>

#include "json/plain.hpp"
#include "text/portable.hpp"

namespace aicost {

void put_json(std::string& out, std::string_view text) {
    out += '"';
    const char* at = text.data();
    const char* const end = at + text.size();
    while (at != end) {
        const char* plain = past_plain(at, end);
        out.append(at, plain);
        if (plain == end) break;
        const char c = *plain;
        if (c == '"' || c == '\\') {
            out += {'\\', c};
        } else {
            constexpr const char* digits = "0123456789abcdef";
            out += "\\u00";
            out += {digits[static_cast<unsigned char>(c) >> 4U], digits[static_cast<unsigned char>(c) & 15U]};
        }
        at = plain + 1;
    }
    out += '"';
}

namespace {

// A number between 0.001 and 10,000 of at most ten decimals, as prices are: no other of 15 digits means it, so these
// are the shortest, and they are shorter than with an exponent. False: it is another number.
bool put_price(std::string& out, double number) {
    constexpr double least = 0.001, most = 1e4, decimals = 1e10;
    if (!(FLT_EVAL_METHOD == 0 && number >= least && number < most)) return false;
    auto left = static_cast<std::uint64_t>(std::nearbyint(number * decimals));
    if (static_cast<double>(left) / decimals != number) return false;
    char buffer[16];
    char* const end = buffer + sizeof buffer;
    char* at = end;
    char* last = nullptr;  // behind the last digit that is not 0
    for (int place = 0; place < 10 || left > 0; ++place, left /= 10) {
        if (place == 10) *--at = '.';
        *--at = static_cast<char>('0' + left % 10);
        if (last == nullptr && (*at != '0' || place == 10)) last = at + 1;
    }
    if (number < 1.0) *--at = '.', *--at = '0';
    out.append(at, last == nullptr ? end : last);
    return true;
}

}  // namespace

void put_json(std::string& out, double number) {
    char buffer[32];
    constexpr double exact = 9007199254740992.0;  // 2^53
    const bool whole = number > -exact && number < exact && std::trunc(number) == number;
    if (!whole && put_price(out, number)) return;
    const auto written =
        whole ? portable::to_chars(buffer, buffer + sizeof buffer, static_cast<std::int64_t>(number))
              : portable::to_chars(buffer, buffer + sizeof buffer, number);
    out.append(buffer, written.ptr);
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
