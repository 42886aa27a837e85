// Members of a profile's JSON before it is decoded. Those that are null or of the wrong kind count as missing: the
// decoder reports them.
#pragma once

#include <optional>
#include <string>

#include "json/json_text.hpp"

namespace aicost {

bool states(const Json& object, const char* key);
std::string text_at(const Json& object, const char* key);
// A number, or a text that is a VALUE: "2M".
std::optional<double> number_of(const Json& value);
std::optional<double> number_at(const Json& object, const char* key);

}  // namespace aicost
