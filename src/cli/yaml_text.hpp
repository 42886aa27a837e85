// Converts YAML to JSON: the configuration of LiteLLM's proxy is YAML.
#pragma once

#include <string>
#include <string_view>

namespace aicost {

// Does a text that is neither JSON nor a table begin like YAML: "key:", "- item" or "---"?
bool looks_like_yaml(std::string_view text);

// Plain scalars become numbers, true, false or null. Throws Failure, with the line, if it is not YAML, or if it expands
// to too much (anchors that repeat each other endlessly).
std::string json_of_yaml(const std::string& text, const std::string& name);

}  // namespace aicost
