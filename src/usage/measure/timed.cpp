#include "usage/measure/timed.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace aicost::measuring {

namespace {

// Reading a prompt is bound by arithmetic, writing by memory: per sequence, accelerators read some ten to four hundred
// times as fast as they write. A larger ratio means that the prompt was cached.
constexpr double max_times_writing = 500.0;
constexpr double max_reading = 1e6;
// With fewer tokens, the time is mostly overhead.
constexpr double few_tokens = 100.0;

}  // namespace

std::optional<double> possible_reading(double tokens, double seconds, std::optional<double> writing) {
    if (!(seconds > 0.0)) return {};
    const double speed = tokens / seconds;
    if (speed > max_reading || (writing && speed > max_times_writing * *writing)) return {};
    return rate(tokens, seconds, "reading the prompt");
}

std::string say_cached(std::size_t count, std::size_t of, std::string_view one, double fastest) {
    const std::string speed =
        (std::isfinite(fastest) ? "at " + shown(std::round(fastest)) + " tokens a second"
                                : std::string("in no time")) +
        ", which no machine does: ";
    if (of == 1)
        return "the prompt would have been read " + speed +
               "it was in the cache; there is no rate of reading, which a profile needs";
    return "the prompts of " + std::to_string(count) + " of " + counted(of, one) + " would have been read " +
           speed + "they were in the cache" +
           (count == of ? "; there is no rate of reading, which a profile needs"
                        : ", and are left out of the rate of reading");
}

Measurement pooled(std::string kind, const std::vector<Timed>& responses) {
    Measurement found;
    found.kind = std::move(kind);
    Timed all;
    double fastest = 0.0;
    std::size_t cached = 0, prompts = 0;
    for (const Timed& one : responses) {
        SpeedTest test{"response " + std::to_string(found.tests.size() + 1), one.model, {}, {}};
        if (one.written > 0.0) {
            test.output_tokens_per_second = rate(one.written, one.writing, "writing the answer");
            all.written += one.written;
            all.writing += one.writing;
        }
        if (one.read > 0.0) {
            ++prompts;
            test.input_tokens_per_second =
                possible_reading(one.read, one.reading, test.output_tokens_per_second);
            if (test.input_tokens_per_second) {
                all.read += one.read;
                all.reading += one.reading;
            } else {
                ++cached;
                fastest = std::max(fastest, one.reading > 0.0 ? one.read / one.reading
                                                              : std::numeric_limits<double>::infinity());
            }
        }
        found.tests.push_back(std::move(test));
    }
    if (all.read > 0.0) found.input_tokens_per_second = all.read / all.reading;
    if (all.written > 0.0) found.output_tokens_per_second = all.written / all.writing;
    found.notes.emplace_back("all tokens by all their time; one request at a time");
    if (all.read > 0.0 && all.read < few_tokens)
        found.notes.push_back("the prompts have " + shown(all.read) +
                              " tokens in all, too few to tell how fast long ones are read");
    if (cached > 0) found.warnings.push_back(say_cached(cached, prompts, "response", fastest));
    return found;
}

}  // namespace aicost::measuring
