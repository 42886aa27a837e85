// Responses that state how long reading the prompt took and how long writing the answer: all tokens by all
// their time. And what holds of every measurement: how fast a prompt can be read.
#pragma once

#include "usage/measure/rows.hpp"

namespace aicost::measuring {

struct Timed {
    std::string model;
    double read = 0.0, reading = 0.0;     // tokens, seconds
    double written = 0.0, writing = 0.0;  // likewise
};

Measurement pooled(std::string kind, const std::vector<Timed>& responses);

// Tokens a second of reading; none where no machine reads so fast, for its own speed of writing or at all.
std::optional<double> possible_reading(double tokens, double seconds, std::optional<double> writing);
// What is said of the `count` of `of` readings that are none. `fastest`: tokens a second; infinite where they took no time.
std::string say_cached(std::size_t count, std::size_t of, std::string_view one, double fastest);

}  // namespace aicost::measuring
