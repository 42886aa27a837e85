// JSON files: read strictly, with the lines of paths for messages.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "aicost/profile.hpp"

namespace aicost {

using Json = nlohmann::ordered_json;

// Per object, since keys are searched linearly; and per list of a profile.
inline constexpr std::size_t max_entries = 1000;

// What kind of file a text should be.
struct JsonKind {
    std::string_view name;    // "a profile"
    std::string_view remedy;  // for an empty one
    std::string_view form;    // for one that is no JSON
    std::string_view depth;   // for one that is nested too deeply
    std::size_t largest;      // bytes
};
inline constexpr JsonKind a_profile{"a profile",
                                    "a profile is a JSON object; see `aicost profile show article`",
                                    "a profile is a JSON object: { \"workload\": …, \"options\": … }",
                                    "a profile needs six", largest_profile};

// The value, or none with a fault added: an empty text, one too large, bad syntax, a duplicate key, too many
// keys, too deep nesting, a number too large for a double. A byte order mark is skipped.
std::optional<Json> parse_json(const ProfileText& text, std::vector<Fault>& faults,
                               const JsonKind& kind = a_profile);

// The 1-based line on which the value at `path` (dotted keys, list indices from 0) begins; 0 if there is none.
// `occurrence`: which one, of a duplicate key. For an option of a profile the path may also be as in `--set`: without
// the leading "options.", and with 1 for the first object of a list.
int line_of(std::string_view text, std::string_view path, int occurrence = 1);

// The 1-based line of the character at `position`.
int line_at(std::string_view text, std::size_t position);

// A value as found in a file, shortened for a message.
std::string excerpt(const Json& value);

}  // namespace aicost
