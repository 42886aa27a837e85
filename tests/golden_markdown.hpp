// The documentation's own commands as golden cases, so that what it shows is what the program prints:
//
//     ```console
//     $ aicost compare --get winner
//     cloud
//     ```
//
// A block may hold several commands; the commands of a page run in one directory, one after the other.
// "```console needs=duckdb,jq" is skipped, and says so, where one of these programs is missing. "```json
// file=budget.json" stands in that directory from there on. What a command prints stands as a terminal would
// show it: standard output, then standard error, then "(exit code N)" where that is not 0. Empty lines at its
// end do not count.
#pragma once

#include "golden_case.hpp"

namespace markdown {

TestFile parse(const fs::path& file);
std::string to_text(const TestFile& test);
Lines render(const Outcome& outcome);

}  // namespace markdown
