#include "json/json_text.hpp"

#include "catch.hpp"

namespace json_text_test {

using namespace aicost;

namespace {

Fault only_fault(const std::string& text) {
    std::vector<Fault> faults;
    CHECK_FALSE(parse_json({"f", text}, faults));
    REQUIRE(faults.size() == 1);
    return faults.front();
}

}  // namespace

TEST_CASE("A path is found again on its line", "[profile]") {
    const std::string text =
        "{\n"                                                // 1
        "  \"workload\": { \"tokens_per_day\": 1,\n"         // 2
        "    \"load_shape\": [1,\n"                          // 3
        "      2, { \"x\": [ [], [\n"                        // 4
        "        7 ] ] } ] },\n"                             // 5
        "  \"sources\": { \"cloud.price\": { \"source\":\n"  // 6
        "      \"}]\\\"{,:\" } },\n"                         // 7
        "  \"options\": {\n"                                 // 8
        "    \"n\\u0061me\": { \"a\\\"b\": 1,\n"             // 9
        "      \"kind\": \"api\" }\n"                        // 10
        "  }\n"
        "}\n";
    CHECK(line_of(text, "workload") == 2);
    CHECK(line_of(text, "workload.tokens_per_day") == 2);
    CHECK(line_of(text, "workload.load_shape") == 3);
    CHECK(line_of(text, "workload.load_shape.0") == 3);
    CHECK(line_of(text, "workload.load_shape.1") == 4);
    CHECK(line_of(text, "workload.load_shape.2.x.1.0") == 5);
    CHECK(line_of(text, "sources.cloud.price") == 6);
    CHECK(line_of(text, "sources.cloud.price.source") == 6);
    CHECK(line_of(text, "options") == 8);
    CHECK(line_of(text, "name") == 9);  // the leading options. may be left out, and escapes are read
    CHECK(line_of(text, "name.a\"b") == 9);
    CHECK(line_of(text, "name.kind") == 10);
    CHECK(line_of(text, "") == 1);
    for (const char* path : {"nothing", "workload.nothing", "workload.load_shape.9", "kind", "name.kind.x"}) {
        INFO(path);
        CHECK(line_of(text, path) == 0);
    }
    CHECK(line_of("\xEF\xBB\xBF{\n\"a\": 1}", "a") == 2);
    CHECK(line_of("{\r\n\"a\":\r\n1,\r\n\"b\": 2}", "b") == 4);
}

TEST_CASE("Of a key that stands twice, either line is found", "[profile]") {
    const std::string text = "{\n\"a\": 1,\n\"b\": { \"a\": 2 },\n\"a\": 3\n}";
    CHECK(line_of(text, "a", 1) == 2);
    CHECK(line_of(text, "a", 2) == 4);
    CHECK(line_of(text, "a", 3) == 0);
}

TEST_CASE("Two equal keys in one object are a fault, at the second", "[profile]") {
    const Fault fault = only_fault("{\"options\": {\"a\": {\n\"list\": [1, {\"k\": 1,\n\"\\u006b\": 2}]}}}");
    CHECK(fault.path == "a.list.2.k");
    CHECK(fault.line == 3);
    CHECK(fault.got == "it on line 2 already");

    std::vector<Fault> faults;
    CHECK(parse_json({"f", R"({"a": {"x": 1}, "b": {"x": 1}, "c": [{"x": 1}, {"x": 1}]})"}, faults));
    CHECK(faults.empty());
}

TEST_CASE("A number beyond a double is named with its path", "[profile]") {
    const Fault fault = only_fault("{\"a\": {\"b\": [1,\n-1e999]}}");
    CHECK(fault.path == "a.b.1");
    CHECK(fault.line == 2);
    CHECK(fault.got == "-1e999");
}

TEST_CASE("Nesting and keys have their bounds", "[profile]") {
    const auto nested = [](std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); };
    std::vector<Fault> faults;
    CHECK(parse_json({"f", nested(64)}, faults));
    CHECK(only_fault("\n" + nested(65)).line == 2);
    CHECK(only_fault(nested(65)).problem == "is nested too deeply");
    CHECK(only_fault(std::string(2000000, '[')).problem == "is nested too deeply");
    CHECK(parse_json({"f", "\"" + nested(200) + "\""}, faults));  // brackets inside a text are none

    const auto object_of = [](int keys) {
        std::string text = "{\n\"a\": {";
        for (int i = 0; i < keys; ++i) text += (i == 0 ? "\"k" : ",\"k") + std::to_string(i) + "\":0";
        return text + "}}";
    };
    CHECK(parse_json({"f", object_of(1000)}, faults));
    CHECK(only_fault(object_of(1001)).path == "a");
    CHECK(faults.empty());
}

TEST_CASE("An excerpt is short, and whole characters", "[profile]") {
    CHECK(excerpt(Json(1.5)) == "1.5");
    CHECK(excerpt(Json("a\nb")) == "\"a\\nb\"");
    CHECK(excerpt(Json::parse("[1,{\"b\":null}]")) == "[1,{\"b\":null}]");
    std::string wide;
    for (int i = 0; i < 40; ++i) wide += "é";
    const std::string cut = excerpt(Json(wide));
    CHECK(cut.size() <= 48 + 3);
    CHECK(cut.substr(cut.size() - 3) == "…");
    CHECK_NOTHROW(Json(cut).dump());  // throws where a character is cut in two
}

TEST_CASE("A NUL does not end a text: nothing behind it is overlooked", "[profile]") {
    const Fault fault = only_fault(std::string("{ \"a\": 1 }\n\0 garbage", 20));
    CHECK(fault.problem == "is not valid JSON");
    CHECK(fault.line == 2);
    only_fault(std::string("{ \"a\": 1 }\0", 11));
    only_fault(std::string("{ \"a\": \0 1 }", 12));
}

}  // namespace json_text_test
