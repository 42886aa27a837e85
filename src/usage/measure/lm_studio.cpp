// LM Studio: the `stats` of its REST API's responses (/api/v0 and /api/v1/chat). Tokens a second are those of writing;
// the time to the first token is for reading the prompt and everything before.
#include "usage/measure/formats.hpp"
#include "usage/measure/timed.hpp"

namespace aicost::measuring {

namespace {

// The time to the first token includes overhead: for short prompts it says nothing about reading.
constexpr double min_prompt = 256.0;

struct StatNames {
    const char *model, *counts, *prompt, *answer, *first;
};
constexpr StatNames v0 = {"model", "usage", "prompt_tokens", "completion_tokens", "time_to_first_token"};
constexpr StatNames v1 = {"model_instance_id", "stats", "input_tokens", "total_output_tokens",
                          "time_to_first_token_seconds"};

Measurement read(const Rows& rows, const StatNames& names) {
    std::vector<Timed> responses;
    bool left_out = false;
    for (const Json& row : rows) {
        const Json& stats = *object(row, "stats");
        const Json* counts = object(row, names.counts);
        Timed one;
        one.model = text(row, names.model);
        const double speed = number(stats, "tokens_per_second");
        one.written = counts == nullptr ? 1.0 : number_or_0(*counts, names.answer);
        if (one.written > 0.0) one.writing = one.written / rate(speed, 1.0, "writing the answer");
        const double prompt = counts == nullptr ? 0.0 : number_or_0(*counts, names.prompt);
        if (prompt >= min_prompt && stats.contains(names.first)) {
            one.read = prompt;
            one.reading = number(stats, names.first);
        } else {
            left_out = true;
        }
        responses.push_back(std::move(one));
    }
    Measurement found = pooled("LM Studio", responses);
    if (left_out)
        found.notes.push_back("the time to the first token of prompts below " + shown(min_prompt) +
                              " tokens says nothing of reading and is not used; ask with a long one");
    if (found.input_tokens_per_second)
        found.notes.emplace_back("all the time to the first token counts as reading");
    return found;
}

bool has_stats(const Json& row, const char* first) {
    const Json* stats = object(row, "stats");
    return stats != nullptr && stats->contains("tokens_per_second") && stats->contains(first);
}

}  // namespace

const Format lm_studio = {"LM Studio", [](const Json& row) { return has_stats(row, v0.first); },
                          [](const Rows& rows) { return read(rows, v0); }};
const Format lm_studio_v1 = {"LM Studio v1", [](const Json& row) { return has_stats(row, v1.first); },
                             [](const Rows& rows) { return read(rows, v1); }};

}  // namespace aicost::measuring
