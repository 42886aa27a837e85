// Prometheus metrics of model servers: which series is which count.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "usage/sink.hpp"

namespace aicost::usage {

// A server's counts since it started. `cached` is part of `prompt`.
struct Counters {
    std::uint64_t prompt = 0, cached = 0, output = 0, requests = 0;

    [[nodiscard]] bool below(const Counters& other) const {
        return prompt < other.prompt || output < other.output;
    }
    friend bool operator==(const Counters&, const Counters&) = default;
};

enum class Meaning { prompt, cached, output, requests };

// None if the series does not count tokens or requests.
std::optional<Meaning> meaning_of(std::string_view name);

void add_to(Counters& counters, Meaning meaning, std::uint64_t value);

// Labels as text, "a=\"b\",c=\"d\"", sorted and without those that only split a count.
std::map<std::string, std::string> labels_of(std::string_view text);

// The model by its label; empty: there is none.
std::string model_of(const std::map<std::string, std::string>& labels);
std::uint64_t identity_of_labels(const std::map<std::string, std::string>& labels, std::uint64_t seed);

// The tokens of counts. Cached ones are added to the prompt if they cannot be part of it (a server counts them in
// other units, or for longer).
TokenCounts tokens_of(const Counters& counters, Sink& sink);

}  // namespace aicost::usage
