#include "text/text_width.hpp"

#include <wchar.h>

#include <clocale>
#include <iostream>

#include "catch.hpp"

namespace text_width_test {

using namespace aicost;
using Lines = std::vector<std::string>;

TEST_CASE("A text's width is what a terminal gives it", "[report]") {
    CHECK(text_width("") == 0);
    CHECK(text_width("abc") == 3);
    CHECK(text_width("│ €") == 3);
    CHECK(text_width("日本語") == 6);
    CHECK(text_width("e\u0301te\u0301") == 3);
    CHECK(text_width("😀") == 2);
    CHECK(text_width("ｆｕｌｌ") == 8);
    CHECK(text_width("한국") == 4);
    CHECK(text_width("⣿⠁") == 2);
}

TEST_CASE("Broken UTF-8 is measured, not run over", "[report]") {
    for (const std::string text : {"\xFF", "\xC3", "\xE6\x97", "\xF0\x9F\x98", "a\x80z", "\xED\xA0\x80"}) {
        CHECK(text_width(text) >= 1);
        CHECK(text_width(text) <= text.size());
    }
}

TEST_CASE("Texts are padded and cut by columns, not bytes", "[report]") {
    CHECK(pad_right("日本", 6) == "日本  ");
    CHECK(pad_left("€5", 4) == "  €5");
    CHECK(pad_left("too long", 3) == "too long");
    CHECK(fit("abcdef", 6, false) == "abcdef");
    CHECK(fit("abcdef", 5, false) == "abcd…");
    CHECK(fit("abcdef", 5, true) == "abc..");
    CHECK(fit("日本語", 4, false) == "日…");  // half a character is not shown
    CHECK(text_width(fit("日本語日本語", 7, false)) <= 7);
}

TEST_CASE("Paragraphs are broken at spaces", "[report]") {
    CHECK(wrap("aa bb cc", 5) == Lines{"aa bb", "cc"});
    CHECK(wrap("", 5) == Lines{""});
    CHECK(wrap("two\nlines", 20) == Lines{"two lines"});
    CHECK(wrap("日本 語", 4) == Lines{"日本", "語"});
}

TEST_CASE("A word wider than a line is cut", "[report]") {
    CHECK(wrap("a abcdefgh b", 3) == Lines{"a", "abc", "def", "gh", "b"});
    CHECK(wrap("日本語日本語", 5) == Lines{"日本", "語日", "本語"});
    for (const std::string& line : wrap(std::string(500, 'x') + " 日日日日日日日日日日日日日", 7))
        CHECK(text_width(line) <= 7);
    CHECK(wrap("日", 1) == Lines{"日"});  // wider than the line by itself: shown whole
}

TEST_CASE("ASCII stands for the signs that it lacks", "[report]") {
    CHECK(as_ascii("│─┼ → ≤ … € “x”") == "|-+ > <= ... EUR  \"x\"");
    CHECK(as_ascii("日e\u0301") == "?e?");
    CHECK(as_ascii("plain\n") == "plain\n");
}

TEST_CASE("Widths are those of the C library's tables", "[report]") {
    // newer tables know more signs; of those that both know hardly one differs
    if (std::setlocale(LC_CTYPE, "C.UTF-8") == nullptr) {
        std::cout << "SKIPPED: there is no locale C.UTF-8\n";
        return;
    }
    std::size_t known = 0, differ = 0;
    for (char32_t sign = 0x300; sign < 0x20000; ++sign) {
        if ((sign >= 0xD800 && sign < 0xE000) || controls_terminal(sign)) continue;
        const int theirs = ::wcwidth(static_cast<wchar_t>(sign));
        if (theirs < 0) continue;
        ++known;
        differ += theirs == character_width(sign) ? 0U : 1U;
    }
    std::setlocale(LC_CTYPE, "C");
    CHECK(known > 60000);
    CHECK(differ * 500 < known);  // 0.2 %: format signs of some scripts, which the C library gives a column
    CHECK(character_width(U'⌚') == 2);
    CHECK(character_width(U'✅') == 2);
    CHECK(character_width(U'⭐') == 2);
    CHECK(character_width(U'│') == 1);
    CHECK(character_width(0x200D) == 0);
}

TEST_CASE("What commands a terminal does not stand on a line", "[report]") {
    CHECK(on_one_line("a\x1b[31mb\nc\x7f") == "a [31mb c ");
    CHECK(on_one_line("a\u009b31mb") == "a 31mb");  // the C1 control sequence introducer
    CHECK(on_one_line("a\x9b"
                      "31m") == "a 31m");                // as a byte alone
    CHECK(on_one_line("\u202eleft\u2066") == " left ");  // the direction of writing
    CHECK(on_one_line("日本 é 😀") == "日本 é 😀");
    CHECK(shown("é\n", true) == "? ");
}

TEST_CASE("A path that is wider than a line is cut behind a sign", "[report]") {
    CHECK(wrap("local.serving.input_tokens_per_second", 32) ==
          Lines{"local.serving.input_tokens_per_", "second"});
    CHECK(wrap("https://example.com/a/very/long/address", 20) ==
          Lines{"https://example.com/", "a/very/long/address"});
    CHECK(wrap("a.bcdefghijklmnop", 8) == Lines{"a.bcdefg", "hijklmno", "p"});
}

}  // namespace text_width_test
