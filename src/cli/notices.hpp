// LICENSE and NOTICES.txt, as the build found them (cmake/Embed.cmake).
#pragma once

#include <string_view>

namespace aicost::embedded {

std::string_view license();
std::string_view notices();

}  // namespace aicost::embedded
