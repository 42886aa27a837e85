// YAML as JSON: LiteLLM's proxy is configured in it.
#pragma once

#include <string>
#include <string_view>

namespace aicost {

// Whether a text that is no JSON and no table begins as YAML does: "key:", "- item" or "---".
bool looks_like_yaml(std::string_view text);

// Plain scalars that are numbers, true, false or null become these. Throws Failure where it is no YAML, with its
// line, and where it has more than anybody writes (anchors that repeat each other without an end).
std::string json_of_yaml(const std::string& text, const std::string& name);

}  // namespace aicost
