// Members of a profile's JSON before it is decoded. Those that are null or of the wrong kind count as missing: the
// decoder reports them.
#pragma once

#include <optional>
#include <string>

#include "json/json_text.hpp"

namespace aicost {

bool states(const Json& object, const char* key);
std::string text_at(const Json& object, const char* key);

// The hardware item of an option that is its GPU: `gpu`, else the one item besides a host; empty if there is none, or
// nothing says which.
std::string gpu_item(const Json& option);
// A number, or a text that is a VALUE: "2M".
std::optional<double> number_of(const Json& value);
std::optional<double> number_at(const Json& object, const char* key);

}  // namespace aicost
