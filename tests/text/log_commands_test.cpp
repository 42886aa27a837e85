#include "text/log_commands.hpp"

#include "catch.hpp"

namespace log_commands_test {

using namespace aicost;

TEST_CASE("A build server's runner is given no command", "[text]") {
    CHECK(without_log_commands("##[error]x") == "## [error]x");
    CHECK(without_log_commands("a ###[x ##[y") == "a ### [x ## [y");
    CHECK(without_log_commands("##vso[task]##teamcity[x]") == "## vso[task]## teamcity[x]");
    CHECK(without_log_commands("::error::x\n  ::warning::y\r\t::z") ==
          ": :error::x\n  : :warning::y\r\t: :z");
    CHECK(without_log_commands("\u00a0\u2003::x\u2028::y") == "\u00a0\u2003: :x\u2028: :y");
    CHECK(without_log_commands(":::x") == ": ::x");
    for (const char* text : {"", "a::b", "## heading", "std::string\n a ::b", "#[x", "│ ::x"})
        CHECK(without_log_commands(text) == text);
}

}  // namespace log_commands_test
