#include "aicost/fault.hpp"

#include "text/shortened.hpp"

namespace aicost {

std::string to_text(const Fault& fault) {
    std::string text = fault.file;
    if (fault.line > 0) text += ":" + std::to_string(fault.line);
    if (!text.empty()) text += ": ";
    constexpr std::size_t longest_path = 200;  // real ones have under a hundred characters
    if (!fault.path.empty()) text += shortened(fault.path, longest_path) + ": ";
    text += fault.problem;
    if (!fault.got.empty()) text += " (got " + fault.got + ")";
    if (!fault.remedy.empty()) text += "; " + fault.remedy;
    return text;
}

}  // namespace aicost
