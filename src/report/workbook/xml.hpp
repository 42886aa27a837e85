// Text within XML.
#pragma once

#include <string>
#include <string_view>

namespace aicost {

// For elements and attributes of Office Open XML: drops characters that XML 1.0 does not allow, and escapes the first
// character of texts like "_x0041_", which would be read as "A". Broken UTF-8 becomes valid.
std::string xml_text(std::string_view text);

}  // namespace aicost
