#include "json/json_reader.hpp"

#include <array>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <vector>

#include "catch.hpp"
#include "json/json_out.hpp"
#include "json/json_writer.hpp"
#include "json/reader_fault.hpp"
#include "text/encoding.hpp"
#include "text/portable.hpp"

namespace json_reader_test {

using namespace aicost;

TEST_CASE("values are taken, and what is not taken is skipped") {
    const std::string text =
        R"({"a": 1.5e-3, "skip": {"deep": [1, {"x": "]}"}, null, true]}, "b": "t\"\u00e9\ud83d\ude00",
                                 "list": [1, "no", 3], "n": null})";
    JsonReader reader(text);
    std::optional<double> a;
    std::optional<std::string> b, n;
    std::vector<double> list;
    std::vector<std::string> keys;
    reader.object([&](std::string_view key) {
        keys.emplace_back(key);
        if (key == "a") a = reader.number();
        if (key == "b") b = reader.string();
        if (key == "n") n = reader.string();
        if (key == "list") {
            reader.array([&] {
                if (const auto number = reader.number()) list.push_back(*number);
            });
        }
    });
    reader.finish();
    CHECK(a == 0.0015);
    CHECK(b == "t\"\xc3\xa9\xf0\x9f\x98\x80");
    CHECK_FALSE(n);
    CHECK(list == std::vector<double>{1, 3});
    CHECK(keys == std::vector<std::string>{"a", "skip", "b", "list", "n"});
}

TEST_CASE("members are told apart whatever stands between them") {
    std::string text = "{";
    const char* gaps[] = {
        ",", ", ", ",\n  ", ",\r\n\t", ",\n  ", ",\n  ", " ,\n  ", ",\n                          ", ",\n  "};
    int count = 0;
    for (int round = 0; round < 5; ++round) {
        for (const char* gap : gaps) {
            const std::string number = std::to_string(count);
            text +=
                std::string(count++ == 0 ? "\n " : gap) + "\"k" + number + "\": {\"a\": [1],\n  \"b\": {}}";
        }
    }
    text += "}";
    JsonReader reader(text);
    int seen = 0;
    reader.object([&](std::string_view key) { CHECK(key == "k" + std::to_string(seen++)); });
    reader.finish();
    CHECK(seen == count);
    const std::string two = "{\"a\": 1,\n  \"b\": 2,\n  \"c\": 3";
    CHECK(reader_fault(two + ",\n  x                  ") == "4: has a key that is not in quotes");
    CHECK(reader_fault(two + ",\n \x01\"d\": 4                 }") == "4: has a key that is not in quotes");
    CHECK(reader_fault(two + ",\n  \"") == "4: ends inside a string");
    CHECK(reader_fault(two + "\n  \"d\": 4                 }") == "4: lacks a ',' or '}'");
}

TEST_CASE("each fault has its line and its words") {
    const std::pair<const char*, const char*> cases[] = {
        {"", "1: ends where a value is expected"},
        {"{", "1: ends inside an object"},
        {"[1,\n2", "2: ends inside an array"},
        {"{\"a\"", "1: ends inside an object"},
        {"{\"a\":", "1: ends where a value is expected"},
        {"\"abc", "1: ends inside a string"},
        {"\"abc\\", "1: ends inside a string"},
        {"[tru", "1: ends inside a word"},
        {"[nope]", "1: has something that is no JSON value"},
        {"[1 2]", "1: lacks a ',' or ']'"},
        {"{\"a\": 1 \"b\": 2}", "1: lacks a ',' or '}'"},
        {"{\"a\" 1}", "1: lacks a ':' behind a key"},
        {"{a: 1}", "1: has a key that is not in quotes"},
        {"[1,]", "1: has a ',' before the end"},
        {"{\"a\": 1,}", "1: has a ',' before the end"},
        {"[01]", "1: has a number that begins with 0"},
        {"[1.]", "1: has a number without digits behind its dot"},
        {"[-25.e+3]", "1: has a number without digits behind its dot"},
        {"[-]", "1: has a number without digits"},
        {"[1e999]", "1: has a number out of range"},
        {"\"a\tb\"", "1: has a control character inside a string"},
        {"1 2", "1: goes on behind its end"},
    };
    for (const auto& [text, expected] : cases) {
        CAPTURE(text);
        CHECK(reader_fault(text) == expected);
    }
    CHECK(reader_fault(std::string(65, '[')) == "1: is nested deeper than 64 levels");
    CHECK(reader_fault(std::string(64, '[') + std::string(64, ']')).empty());
}

TEST_CASE("escapes that do not exist are found where a text is taken") {
    for (const char* text : {R"("\x")", R"("\u12g4")", R"("\ud800")", R"("\ud800\u0041")", R"("\udc00")"}) {
        CAPTURE(text);
        JsonReader reader(text);
        CHECK_THROWS_AS(reader.string(), JsonFault);
    }
}

TEST_CASE("whatever is cut off is found") {
    const std::string whole = R"({"a": [1, -2.5e3, "x\n", true, null], "b": {"c": "0123456789abcdef"}})";
    CHECK(reader_fault(whole).empty());
    for (std::size_t size = 0; size < whole.size(); ++size) {
        CAPTURE(size);
        CHECK_FALSE(reader_fault(whole.substr(0, size)).empty());
    }
}

TEST_CASE("UTF-8 is told from what is not") {
    CHECK_FALSE(invalid_utf8("plain text, longer than eight bytes, é, €, 😀"));
    CHECK(invalid_utf8("0123456789\xff") == 10);
    CHECK(invalid_utf8("\xc0\xaf") == 0);          // an overlong /
    CHECK(invalid_utf8("ab\xed\xa0\x80") == 2);    // half of a surrogate pair
    CHECK(invalid_utf8("\xe2\x82") == 0);          // cut off
    CHECK(invalid_utf8("\xf4\x90\x80\x80") == 0);  // beyond Unicode
}

TEST_CASE("what is written reads the same in another library") {
    std::string out;
    put_json(out, std::string_view("a\"b\\c\n\x01é"));
    CHECK(nlohmann::json::parse(out).get<std::string>() == "a\"b\\c\n\x01é");
    out.clear();
    put_json(out, 0.1 + 0.2);
    CHECK(nlohmann::json::parse(out).get<double>() == 0.1 + 0.2);
}

TEST_CASE("a text of any length is written with its marks escaped, wherever they stand") {
    for (std::size_t size = 0; size < 80; ++size) {
        std::string plain;
        for (std::size_t i = 0; i < size; ++i) plain += static_cast<char>('a' + i % 26);
        std::string out = "before";
        put_json(out, plain);
        CHECK(out == "before\"" + plain + "\"");
        for (std::size_t at = 0; at < size; ++at) {
            for (const char mark : {'"', '\\', '\0', '\x1f', '\n', '\x20', '\x7f', '\xc3'}) {
                std::string text = plain;
                text[at] = mark;
                if (mark == '\xc3') text.insert(at + 1, "\xa9");
                std::string written;
                put_json(written, text);
                if (nlohmann::json::parse(written).get<std::string>() != text) FAIL(written);
            }
        }
    }
}

TEST_CASE("what is taken back was never written") {
    JsonOut out;
    out += std::string_view("{\"a\":1");
    const std::size_t size = out.size();
    put_json(out, std::string(1000, 'x'));
    out.shorten(size);
    out += '}';
    CHECK(out.text() == "{\"a\":1}");
}

TEST_CASE("a text is seen where it stands, or without its escapes") {
    const std::string json = R"(["plain", "an \u0065scape", 7, null])";
    JsonReader reader(json);
    std::vector<std::optional<std::string>> seen;
    reader.array([&] {
        const auto text = reader.text();
        seen.push_back(text ? std::optional<std::string>(*text) : std::nullopt);
    });
    reader.finish();
    CHECK(seen == std::vector<std::optional<std::string>>{"plain", "an escape", {}, {}});
}

TEST_CASE("a number is written in the fewest digits that mean it") {
    // prices of up to ten decimals, their neighbours, and what is no price
    std::vector<double> numbers = {
        0.001, 0.0009999, 0.00099,         9999.9999999999, 10000.5, 0.15,  2.5,  0.0000001, 1.0 / 3.0,
        4.35,  0.1 + 0.2, 1234.5678901234, 0.0012345678,    -2.5,    99.99, 1e-5, 1e300,     0.30000000004};
    std::uint64_t state = 1;
    for (int i = 0; i < 20'000; ++i) {
        state = state * 6364136223846793005U + 1442695040888963407U;
        const auto digits = static_cast<double>(state >> 33U) + 1.0;
        for (const double scale : {1e10, 1e7, 1e4, 1e2, 1e13}) numbers.push_back(digits / scale);
    }
    for (const double number : numbers) {
        for (const double one : {number, std::nextafter(number, 1e9), std::nextafter(number, -1e9)}) {
            if (std::trunc(one) == one) continue;
            std::array<char, 32> buffer{};
            const auto end = portable::to_chars(buffer.data(), buffer.data() + buffer.size(), one).ptr;
            std::string out;
            put_json(out, one);
            const bool same =
                out == std::string_view(buffer.data(), static_cast<std::size_t>(end - buffer.data()));
            if (!same) CHECK(out == std::string(buffer.data(), end));
        }
    }
}

TEST_CASE("a number is the nearest there is, however it is written") {
    for (const char* text : {"0",
                             "-0",
                             "7",
                             "2.5e-06",
                             "1.25E-7",
                             "0.1",
                             "0.30",
                             "123456789012345",
                             "1234567890123456",
                             "9007199254740993",
                             "0.000001",
                             "3e22",
                             "3e23",
                             "1e-22",
                             "1.5e-23",
                             "0.1e1",
                             "0.5e-3",
                             "12345678901234567890.12345678901234567890",
                             "1e+3",
                             "4.35",
                             "0.000123456789012345",
                             "8.41e21",
                             "179769313486231570000e288",
                             "5e-324"}) {
        INFO(text);
        JsonReader reader(text);
        const auto number = reader.number();
        REQUIRE(number);
        CHECK(*number == std::strtod(text, nullptr));
        CHECK(std::signbit(*number) == (*text == '-'));
        reader.finish();
    }
    for (const char* wrong : {"1e", "1e+", "-", ".5", "01", "1.", "1.e3", "-.5", "1..2"}) {
        INFO(wrong);
        CHECK_FALSE(reader_fault(wrong).empty());
    }
    // blanks of any number, where they may stand
    const std::string many(50, ' ');
    for (const std::string& blank :
         {std::string(), std::string(" "), std::string("\r\n\t "), many, many + "\n" + many}) {
        const std::string text = blank + "{" + blank + "\"a\"" + blank + ":" + blank + "[" + blank + "1" +
                                 blank + "," + blank + "true" + blank + "]" + blank + "}" + blank;
        CHECK(reader_fault(text).empty());
        CHECK(reader_fault("\v" + text) == "1: has something that is no JSON value");
    }
}

TEST_CASE("a number too small for a double is 0, one too large is refused") {
    for (const char* tiny : {"1e-599", "-2.5E-400", "0.5e-9999999999999999999", "0e999", "0.0e-999"}) {
        INFO(tiny);
        JsonReader reader(tiny);
        CHECK(reader.number() == 0.0);
        reader.finish();
    }
    const std::string long_and_small = "0." + std::string(400, '0') + "1";
    JsonReader reader(long_and_small);
    CHECK(reader.number() == 0.0);
    for (const std::string& large : {std::string("1e599"), std::string("0.001e999"),
                                     "1" + std::string(400, '0'), "1" + std::string(400, '0') + "e-5"}) {
        INFO(large);
        JsonReader refused(large);
        CHECK_THROWS_AS(refused.number(), JsonFault);
    }
}

}  // namespace json_reader_test
