// What is wrong with a text that is not JSON, in the words of somebody who wrote it by hand.
#pragma once

#include <string>
#include <string_view>

namespace aicost {

struct SyntaxProblem {
    std::string problem;
    std::string got;
    std::string remedy;
};

// `at`: the place in `text` where the parser stopped, the text's size at its end. `complaint`: what the
// parser said.
SyntaxProblem syntax_problem(std::string_view text, std::size_t at, std::string_view complaint);

}  // namespace aicost
