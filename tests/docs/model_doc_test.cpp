// docs/model.md can not go stale: every line of its ```worked blocks is computed, and every command in them
// run.
//
//     1,200 + 24*30 = 1,920            the arithmetic must give the number shown, to its last digit
//     i = 0.06/12                      a name for the lines below, of the same block
//     $ aicost compare --get local.total     must print what the last line came to, to 1e-9 (`none`: nothing)
#include <cmath>
#include <fstream>
#include <sstream>

#include "catch.hpp"
#include "cli/args.hpp"
#include "docs/arithmetic.hpp"

namespace model_doc_test {

namespace {

std::vector<std::string> parts_of(const std::string& line) {
    std::vector<std::string> parts;
    std::size_t from = 0;
    for (auto at = line.find(" = "); at != std::string::npos; at = line.find(" = ", from)) {
        parts.push_back(line.substr(from, at - from));
        from = at + 3;
    }
    parts.push_back(line.substr(from));
    return parts;
}

bool is_name(const std::string& text) {
    return text.find_first_not_of(docs::name_characters) == std::string::npos &&
           std::isalpha(static_cast<unsigned char>(text.front())) != 0;
}
bool is_number(const std::string& text) {
    return text.find_first_not_of("0123456789.,-") == std::string::npos;
}

std::vector<std::string> words_of(const std::string& command) {
    std::istringstream stream(command.substr(command.find("aicost ") + 7));
    std::vector<std::string> words;
    for (std::string word; stream >> word;) words.push_back(word);
    return words;
}

std::string output_of(const std::string& command) {
    const aicost::Invocation invocation = aicost::parse_command_line(words_of(command));
    REQUIRE(invocation.command != nullptr);
    return invocation.command->run(invocation.arguments).text;
}

// A block of the page: its names, and what its last line came to.
class Worked {
public:
    void arithmetic(const std::string& line) {
        auto parts = parts_of(line);
        REQUIRE(parts.size() >= 2);
        const bool shows = is_number(parts.back());
        const bool names = is_name(parts.front());
        REQUIRE(parts.size() == 1U + (names ? 1U : 0U) + (shows ? 1U : 0U));
        value_ = docs::evaluate(parts[names ? 1 : 0], names_);
        if (names) names_[parts.front()] = value_;
        if (!shows) return;
        std::string shown = parts.back();
        std::erase(shown, ',');
        const auto point = shown.find('.');
        const auto decimals = point == std::string::npos ? 0 : static_cast<int>(shown.size() - point - 1);
        CHECK(std::abs(value_ - std::stod(shown)) <= 0.5 * std::pow(10.0, -decimals) * (1.0 + 1e-9));
    }
    void command(const std::string& line) const {
        const std::string output = output_of(line);
        INFO("printed " << output);
        REQUIRE(!output.empty());
        CHECK(std::stod(output) == Approx(value_).epsilon(1e-9).margin(1e-12));
    }

private:
    docs::Names names_;
    double value_ = 0.0;
};

}  // namespace

TEST_CASE("the arithmetic of a page is read as it stands", "[docs]") {
    CHECK(docs::evaluate("1,200 + 24*30", {}) == 1920.0);
    CHECK(docs::evaluate("2^-1 * -(3 - 5)", {}) == 1.0);
    CHECK(docs::evaluate("max(1, 2 + 3, 1,000) - min(4, a)", {{"a", 3.0}}) == 997.0);
    CHECK(docs::evaluate("ceil(1.2)/4", {}) == 0.5);
    CHECK(docs::evaluate("2*exp(-0)", {}) == 2.0);
    CHECK_THROWS(docs::evaluate("1 +", {}));
    CHECK_THROWS(docs::evaluate("1 2", {}));
    CHECK_THROWS(docs::evaluate("b", {}));
}

TEST_CASE("every worked number of docs/model.md is what the program computes", "[docs]") {
    std::ifstream page("docs/model.md");
    REQUIRE(page);
    int commands = 0;
    bool inside = false;
    Worked block;
    int number = 0;
    for (std::string line; std::getline(page, line);) {
        ++number;
        INFO("docs/model.md:" << number << ": " << line);
        if (line == "```worked") {
            inside = true;
            block = Worked();
        } else if (line == "```") {
            inside = false;
        } else if (inside && line.starts_with("$ ")) {
            block.command(line);
            ++commands;
        } else if (inside && !line.empty()) {
            block.arithmetic(line);
        }
    }
    CHECK_FALSE(inside);
    CHECK(commands >= 40);
}

}  // namespace model_doc_test
