// The JSON reader of feeds against nlohmann's parser: they accept the same texts, and read the same.
#include <nlohmann/json.hpp>

#include "harness.hpp"
#include "json/json_reader.hpp"
#include "text/encoding.hpp"

using namespace aicost;
using fuzz::expect;

namespace {

using Json = nlohmann::ordered_json;

// The tree that the reader sees.
Json tree_of(JsonReader& reader) {
    switch (reader.kind()) {
        case JsonReader::Kind::object: {
            Json object = Json::object();
            reader.object([&](std::string_view key) {
                const std::string name(key);
                object[name] = tree_of(reader);
            });
            return object;
        }
        case JsonReader::Kind::array: {
            Json array = Json::array();
            reader.array([&] { array.push_back(tree_of(reader)); });
            return array;
        }
        case JsonReader::Kind::string: return reader.string().value();
        case JsonReader::Kind::number: return reader.number().value();
        case JsonReader::Kind::flag: {
            const char* begin = reader.position();
            reader.skip();
            return reader.since(begin) == "true";
        }
        case JsonReader::Kind::null: reader.skip(); return nullptr;
    }
    return nullptr;
}

bool is_deeper(const Json& json, int levels) {
    if (!json.is_structured()) return false;
    if (levels == 0) return true;
    return std::any_of(json.begin(), json.end(), [&](const Json& one) { return is_deeper(one, levels - 1); });
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    constexpr std::size_t enough = 4096;  // nlohmann's parser is the slower one
    const std::string_view text = fuzz::text_of(data, std::min(size, enough));
    if (invalid_utf8(text) || text.starts_with(byte_order_mark)) return 0;  // refused before it is read
    // that parser takes a NUL for the end of the text
    const bool nul = text.find('\0') != text.npos;
    const Json expected = nul ? Json(Json::value_t::discarded) : Json::parse(text, nullptr, false);
    std::string problem;
    Json found;
    try {
        JsonReader reader(text);
        reader.skip();
        reader.finish();
        JsonReader again(text);
        found = tree_of(again);
        again.finish();
    } catch (const JsonFault& fault) {
        expect(!fault.problem.empty() && fault.line > 0, "a fault says what and where");
        problem = fault.problem;
    }
    if (expected.is_discarded()) {
        expect(!problem.empty(), "what is no JSON is refused");
    } else if (problem.empty()) {
        expect(found == expected, "what is read is what stands there");
    } else {
        expect(is_deeper(expected, 63), "JSON is accepted, if it is not too deep: " + problem);
    }
    return 0;
}
