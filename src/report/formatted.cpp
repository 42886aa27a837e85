#define FMT_HEADER_ONLY  // Debian has only a shared library; a static program needs the headers

#include "report/formatted.hpp"

#include <fmt/format.h>

namespace aicost {

std::string formatted_of(fmt::string_view text, fmt::format_args arguments) {
    return fmt::vformat(text, arguments);
}

}  // namespace aicost
