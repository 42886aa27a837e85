// JSON as it stands in a file: read strictly, and lines of paths found again for messages.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "aicost/profile.hpp"

namespace aicost {

using Json = nlohmann::ordered_json;

// Of one object: its keys are searched one after the other. Of a profile's lists, too.
inline constexpr std::size_t most_entries = 1000;

// What a text is meant to be.
struct JsonKind {
    std::string_view name;    // "a profile"
    std::string_view remedy;  // of an empty one
    std::string_view depth;   // of one that is nested too deeply
    std::size_t largest;      // bytes
};
inline constexpr JsonKind a_profile{"a profile",
                                    "a profile is a JSON object; see `aicost profile show article`",
                                    "a profile needs six", largest_profile};

// The value, or none with a fault added: nothing at all, too much, bad syntax, two equal keys in one object,
// more keys or deeper nesting than anything that we read, a number too large for a double. A byte order mark
// is passed over.
std::optional<Json> parse_json(const ProfileText& text, std::vector<Fault>& faults,
                               const JsonKind& kind = a_profile);

// The line on which the value at `path` (dotted keys, list places as numbers from 0) begins, 1-based; 0 where there
// is none. `occurrence`: of a key that stands more than once in its object, which. Of an option of a profile the path
// may be as `--set` has it: without the leading "options.", and the first object of a list is 1.
int line_of(std::string_view text, std::string_view path, int occurrence = 1);

// The line of the character at `position`, 1-based.
int line_at(std::string_view text, std::size_t position);

// As found in a file, short enough for a message.
std::string excerpt(const Json& value);

}  // namespace aicost
