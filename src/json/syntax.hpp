// Explains a syntax error to somebody who wrote the JSON by hand.
#pragma once

#include <string>
#include <string_view>

namespace aicost {

struct SyntaxProblem {
    std::string problem;
    std::string got;
    std::string remedy;
};

// `at`: the position where the parser stopped; text.size() at the end. `complaint`: the parser's message. `whole`: what
// the file should be, for one that is no JSON from its first word on.
SyntaxProblem syntax_problem(std::string_view text, std::size_t at, std::string_view complaint,
                             std::string_view whole);

}  // namespace aicost
