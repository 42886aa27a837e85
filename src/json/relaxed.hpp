// JSON as people write it (JSON5): with comments (//, /* */), trailing commas, keys without quotes and strings in single
// quotes.
#pragma once

#include <string>
#include <string_view>

namespace aicost {

// The same text as strict JSON, each line where it was. Strings mean what they meant.
std::string as_strict_json(std::string_view text);

}  // namespace aicost
