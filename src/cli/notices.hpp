// LICENSE and NOTICES.txt, embedded by the build (cmake/Embed.cmake).
#pragma once

#include <string_view>

namespace aicost::embedded {

std::string_view license();
std::string_view notices();

}  // namespace aicost::embedded
