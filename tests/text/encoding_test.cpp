#include "text/encoding.hpp"

#include <string>

#include "catch.hpp"
#include "text/shortened.hpp"

namespace encoding_test {

using namespace aicost;
using namespace std::string_literals;

TEST_CASE("UTF-16 and UTF-32 are known by their marks, and by their zeros", "[catalogue]") {
    CHECK(other_encoding("\xFF\xFE{\0"s) == "UTF-16");
    CHECK(other_encoding("\xFE\xFF\0{"s) == "UTF-16");
    CHECK(other_encoding("\xFF\xFE\0\0{\0\0\0"s) == "UTF-32");
    CHECK(other_encoding("\0\0\xFE\xFF\0\0\0{"s) == "UTF-32");
    CHECK(other_encoding("{\0\"\0a\0"s) == "UTF-16");
    CHECK(other_encoding("\0{\0\"\0a"s) == "UTF-16");
    for (const std::string& text :
         {""s, "{"s, "{}"s, "\xEF\xBB\xBF{}"s, "\0\0\0\0"s, "ab\0\0"s, "日本"s, "\xFF"s})
        CHECK(other_encoding(text).empty());
}

TEST_CASE("What a message quotes is short, and no character of it is cut", "[catalogue]") {
    CHECK(shortened("abc", 3) == "abc");
    CHECK(shortened("abcd", 3) == "abc…");
    CHECK(shortened("aéb", 2) == "a…");
    CHECK(shortened("日本", 4) == "日…");
}

}  // namespace encoding_test
