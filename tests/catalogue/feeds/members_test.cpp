// A long feed is read in parts: what comes of it, and what is said of its faults, is as if it were read from its beginning.
#include <string>

#include "catalogue/feeds/feed.hpp"
#include "catch.hpp"
#include "json/reader_fault.hpp"

namespace members_test {

using namespace aicost;

namespace {

constexpr int models = 4000;

// A map as LiteLLM writes it; `odd` goes in behind the members of model `at`.
std::string map_of_models(const std::string& odd = "", int at = -1) {
    std::string text = "{";
    for (int i = 0; i < models; ++i) {
        const std::string number = std::to_string(i);
        text += std::string(i == 0 ? "\n" : ",\n") + "    \"acme/model-" + number +
                "\": {\n        \"litellm_provider\": \"acme\",\n        \"mode\": \"" +
                (i % 7 == 0 ? "embedding" : "chat") + "\",\n        \"input_cost_per_token\": " + number +
                "e-08,\n        \"output_cost_per_token\": 2e-06" + (i == at ? odd : "") + "\n    }";
    }
    return text + "\n}\n";
}

FeedData read(const std::string& text) {
    FeedData data;
    read_litellm({text, "2027-01-01", ""}, data);
    return data;
}

std::string told(const FeedData& data) {
    std::string all;
    for (const FeedData::Model& model : data.models)
        all += model.their_name + " " + std::to_string(model.entry.input_per_mtok.dollars()) + "\n";
    for (const auto& [why, skipped] : data.skipped)
        all += why + " " + std::to_string(skipped.count) + " " + skipped.example + "\n";
    return all;
}

std::string without_lines(const std::string& text) {
    std::string line;
    for (const char c : text) {
        if (c != '\n') line += c;
    }
    return line;
}

std::string fault_in(const std::string& text) {
    try {
        read(text);
    } catch (const JsonFault& fault) {
        return std::to_string(fault.line) + ": " + fault.problem;
    }
    return {};
}

}  // namespace

TEST_CASE("a long feed has the models and the reasons that it has on one line") {
    const std::string text = map_of_models();
    const FeedData data = read(text);
    CHECK(data.models.size() == 3428);
    CHECK(told(data) == told(read(without_lines(text))));
}

TEST_CASE("lines that only look like the outer object's do not mislead") {
    std::string inner = R"(, "metadata": {"x": 1)";
    for (int i = 0; i < 20000; ++i) inner += ",\n    \"y\": {\"input_cost_per_token\": 3}";
    const std::string text = map_of_models(inner + "}", 1000);
    CHECK(told(read(text)) == told(read(without_lines(text))));
}

TEST_CASE("a fault has its line wherever it stands") {
    for (const int at : {0, 1, 1500, 2500, models - 1}) {
        for (const char* odd : {",", " 1", ",\n    \"x\": tru", "}", "]", ", \"x\": \"\x01\"",
                                ", \"x\": \"\n    \"y\": 1", ", \"x\": 01"}) {
            const std::string text = map_of_models(odd, at);
            if (fault_in(text) != reader_fault(text))
                FAIL_CHECK(at << odd << fault_in(text) << reader_fault(text));
            CHECK_FALSE(reader_fault(text).empty());
        }
    }
    const std::string whole = map_of_models();
    for (const std::size_t size : {whole.size() / 3, whole.size() / 2, whole.size() - 2})
        CHECK(fault_in(whole.substr(0, size)) == reader_fault(whole.substr(0, size)));
    CHECK(fault_in(whole + "{}") == reader_fault(whole + "{}"));
}

}  // namespace members_test
