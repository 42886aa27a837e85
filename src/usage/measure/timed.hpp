// Responses that state the times for reading the prompt and writing the answer: the rates are total tokens / total
// time. And for all measurements: how fast a prompt can plausibly be read.
#pragma once

#include "usage/measure/rows.hpp"

namespace aicost::measuring {

struct Timed {
    std::string model;
    double read = 0.0, reading = 0.0;     // tokens, seconds
    double written = 0.0, writing = 0.0;  // likewise
};

Measurement pooled(std::string kind, const std::vector<Timed>& responses);

// Tokens a second of reading; none if implausibly fast, absolutely or relative to writing.
std::optional<double> possible_reading(double tokens, double seconds, std::optional<double> writing);
// The warning for `count` of `of` implausible readings. `fastest`: tokens a second; infinite if they took no time.
std::string say_cached(std::size_t count, std::size_t of, std::string_view one, double fastest);

}  // namespace aicost::measuring
