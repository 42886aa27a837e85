// Text within XML.
#pragma once

#include <string>
#include <string_view>

namespace aicost {

// For elements and attributes of Office Open XML: without what XML 1.0 has no place for; "_x0041_", which would be read as
// "A", with its first sign written so itself. Broken UTF-8 becomes valid.
std::string xml_text(std::string_view text);

}  // namespace aicost
