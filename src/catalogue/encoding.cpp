#include "catalogue/encoding.hpp"

namespace aicost {

std::string_view other_encoding(std::string_view text) {
    using namespace std::string_view_literals;
    if (text.starts_with("\xFF\xFE\0\0"sv) || text.starts_with("\0\0\xFE\xFF"sv)) return "UTF-32";
    if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF")) return "UTF-16";
    // every other byte of the first two signs is 0: no text in UTF-8 is
    if (text.size() < 4) return {};
    const auto zero = [&](std::size_t at) { return text[at] == '\0'; };
    if (zero(0) != zero(1) && zero(0) == zero(2) && zero(1) == zero(3)) return "UTF-16";
    return {};
}

}  // namespace aicost
