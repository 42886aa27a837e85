// Metrics of servers of models, as Prometheus has them: which series is which count.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "usage/sink.hpp"

namespace aicost::usage {

// What a server counts since it started. All of it is part of `prompt` that is `cached`.
struct Counters {
    std::uint64_t prompt = 0, cached = 0, output = 0, requests = 0;

    [[nodiscard]] bool below(const Counters& other) const {
        return prompt < other.prompt || output < other.output;
    }
    friend bool operator==(const Counters&, const Counters&) = default;
};

enum class Meaning { prompt, cached, output, requests };

// None where the series is no count of tokens or requests.
std::optional<Meaning> meaning_of(std::string_view name);

void add_to(Counters& counters, Meaning meaning, std::uint64_t value);

// Labels as they are written, "a=\"b\",c=\"d\"", sorted and without those that only split a count.
std::map<std::string, std::string> labels_of(std::string_view text);

// What labels call the model; empty: they do not.
std::string model_of(const std::map<std::string, std::string>& labels);
std::uint64_t identity_of_labels(const std::map<std::string, std::string>& labels, std::uint64_t seed);

// The tokens of counts. Cached ones stand beside the prompt where they cannot be part of it (a server counts
// them in other units, or for longer).
TokenCounts tokens_of(const Counters& counters, Sink& sink);

}  // namespace aicost::usage
