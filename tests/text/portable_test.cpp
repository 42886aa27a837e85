// The replacements for what older standard libraries lack, held against the standard's own where that is there.
#include <charconv>
#include <cmath>

#if defined(__GLIBCXX__)
#define AICOST_STANDARD_CHARCONV 0
#include "text/portable.hpp"
// one translation unit of its own: the library's has none of this
#include "../../src/text/portable.cpp"

#include <cstdint>
#include <cstring>
#include <limits>
#include <random>
#include <string>

#include "catch.hpp"

namespace portable_test {

namespace {

template <class... Format>
std::string standard(double value, Format... format) {
    char text[400];
    return {text, std::to_chars(text, text + sizeof text, value, format...).ptr};
}
template <class... Format>
std::string replaced(double value, Format... format) {
    char text[400];
    return {text, aicost::portable::to_chars(text, text + sizeof text, value, format...).ptr};
}

void check_text(double value) {
    CAPTURE(value);
    CHECK(replaced(value) == standard(value));
    if (std::abs(value) < 9e18 && value == std::trunc(value))
        CHECK(replaced(value, std::chars_format::fixed) == standard(value, std::chars_format::fixed));
    for (const int digits : {1, 6, 12, 15, 17})
        CHECK(replaced(value, std::chars_format::general, digits) ==
              standard(value, std::chars_format::general, digits));
    for (const int decimals : {0, 2, 12})
        CHECK(replaced(value, std::chars_format::fixed, decimals) ==
              standard(value, std::chars_format::fixed, decimals));
}

void check_number(const std::string& text) {
    CAPTURE(text);
    double one = 7.0, other = 7.0;
    const auto a = std::from_chars(text.data(), text.data() + text.size(), one);
    const auto b = aicost::portable::from_chars(text.data(), text.data() + text.size(), other);
    CHECK(a.ec == b.ec);
    CHECK(a.ptr - text.data() == b.ptr - text.data());
    CHECK(std::memcmp(&one, &other, sizeof one) == 0);
}

}  // namespace

TEST_CASE("numbers as text, as the standard has them") {
    for (const double value : {0.0,
                               -0.0,
                               1.0,
                               -1.0,
                               0.1,
                               0.3,
                               1.0 / 3.0,
                               1e5,
                               1e-5,
                               123456.0,
                               1e15,
                               1e16,
                               1e17,
                               1e21,
                               1e22,
                               1e23,
                               9007199254740993.0,
                               0.0001,
                               0.00012,
                               1.5e-7,
                               5e-324,
                               1.7976931348623157e308})
        check_text(value);
    std::mt19937_64 random(1);
    for (int i = 0; i < 20'000; ++i) {
        const std::uint64_t bits = random();
        double any = 0.0;
        std::memcpy(&any, &bits, sizeof any);
        if (any == any && any - any == 0.0) check_text(any);
        check_text(std::uniform_real_distribution<double>(-1e7, 1e7)(random));
        check_text(static_cast<double>(random() % 1'000'000) / 100.0);
    }
}

TEST_CASE("text as numbers, as the standard has it") {
    for (const char* text : {"",         "-",
                             "+1",       "1",
                             "-1.5",     ".5",
                             "5.",       ".",
                             "-.",       "1e5",
                             "1e",       "1e+",
                             "1E-3x",    "0x10",
                             "1e400",    "-1e400",
                             "1e-400",   "0e-400",
                             "4.9e-324", "1.2.3",
                             "00012",    "123456789012345678901234567890",
                             "1,5",      " 1"})
        check_number(text);
    std::mt19937_64 random(2);
    const std::string letters = "0123456789.e-+";
    for (int i = 0; i < 50'000; ++i) {
        std::string text;
        for (std::size_t k = random() % 12; k > 0; --k) text += letters[random() % letters.size()];
        check_number(text);
    }
}

#endif

}  // namespace portable_test
