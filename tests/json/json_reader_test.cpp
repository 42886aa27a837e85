#include "json/json_reader.hpp"

#include <nlohmann/json.hpp>
#include <vector>

#include "catch.hpp"
#include "text/encoding.hpp"

using namespace aicost;

namespace {

// What is wrong with a text, or nothing.
std::string fault(std::string_view text) {
    try {
        JsonReader reader(text);
        reader.skip();
        reader.finish();
    } catch (const JsonFault& fault) {
        return std::to_string(fault.line) + ": " + fault.problem;
    }
    return {};
}

}  // namespace

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
        CHECK(fault(text) == expected);
    }
    CHECK(fault(std::string(65, '[')) == "1: is nested deeper than 64 levels");
    CHECK(fault(std::string(64, '[') + std::string(64, ']')).empty());
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
    CHECK(fault(whole).empty());
    for (std::size_t size = 0; size < whole.size(); ++size) {
        CAPTURE(size);
        CHECK_FALSE(fault(whole.substr(0, size)).empty());
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
