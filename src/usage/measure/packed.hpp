// Measurements compressed with gzip or zstd.
#pragma once

#include <string>
#include <string_view>

namespace aicost::measuring {

bool is_packed(std::string_view bytes);
// The decompressed bytes; throws Wrong if they are damaged or too many.
std::string unpacked(std::string_view bytes);

}  // namespace aicost::measuring
