// LiteLLM's counts, for all of its formats.
#pragma once

#include "usage/json_value.hpp"

namespace aicost::usage {

// `json`: prompt_tokens, completion_tokens and metadata, which database dumps have as a text. Where the cached
// tokens are depends on the provider.
inline void set_litellm_tokens(Row& row, const Json& json) {
    Json parsed;
    const Json* metadata = &member(json, "metadata");
    if (metadata->is_string()) {
        parsed = Json::parse(metadata->get_ref<const std::string&>(), nullptr, false);
        metadata = &parsed;
    }
    std::uint64_t read = 0, written = 0, hour = 0;
    const Json* places[] = {&member(*metadata, "additional_usage_values"), &member(*metadata, "usage_object"),
                            &member(json, {"response", "usage"}), &json};
    for (const Json* place : places) {
        const Json& details = member(*place, "prompt_tokens_details");
        const Json& life = has(details, "cache_creation_token_details")
                               ? member(details, "cache_creation_token_details")
                               : member(*place, "cache_creation");
        read = std::max(
            {read, count_or_0(*place, {"cache_read_input_tokens"}), count_or_0(details, {"cached_tokens"})});
        written = std::max({written, count_or_0(*place, {"cache_creation_input_tokens"}),
                            count_or_0(details, {"cache_creation_tokens", "cache_write_tokens"})});
        hour = std::max(hour, count_or_0(life, {"ephemeral_1h_input_tokens"}));
    }
    hour = std::min(hour, written);
    take_cached_out_if_part(row.tokens, count(json, "prompt_tokens"), read, written - hour, hour);
    row.tokens.output = count(json, "completion_tokens");
}

}  // namespace aicost::usage
