#define FMT_HEADER_ONLY  // Debian's library is a shared one alone; a static program takes the headers

#include "report/formatted.hpp"

#include <fmt/format.h>

namespace aicost {

std::string formatted_of(fmt::string_view text, fmt::format_args arguments) {
    return fmt::vformat(text, arguments);
}

}  // namespace aicost
