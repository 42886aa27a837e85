// Members of a profile's JSON before it is decoded: what is null or of another kind is as if it were not there, since
// the decoder says what is wrong with it.
#pragma once

#include <optional>
#include <string>

#include "json/json_text.hpp"

namespace aicost {

bool states(const Json& object, const char* key);
std::string text_at(const Json& object, const char* key);
// A number, or a text that is one as VALUE: "2M".
std::optional<double> number_of(const Json& value);
std::optional<double> number_at(const Json& object, const char* key);

}  // namespace aicost
