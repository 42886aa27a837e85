#include "cli/whole_number.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <thread>

#include "cli/failure.hpp"
#include "text/value.hpp"

namespace aicost {

namespace {

constexpr unsigned max_threads = 1024;
constexpr double exact_in_a_double = 9007199254740992.0;  // 2^53

}  // namespace

std::uint64_t whole_number(const std::string& flag, const std::string& text, std::uint64_t min,
                           std::uint64_t max) {
    std::uint64_t exact = 0;
    const auto [stop, error] = std::from_chars(text.data(), text.data() + text.size(), exact);
    if (error == std::errc() && stop == text.data() + text.size()) {
        if (exact >= min && exact <= max) return exact;
    } else if (const auto value = parse_value(text)) {
        if (std::floor(*value) == *value && *value >= static_cast<double>(min) &&
            *value <= std::min(static_cast<double>(max), exact_in_a_double))
            return static_cast<std::uint64_t>(*value);
    }
    fail(flag + ": '" + text + "' is not a whole number from " + std::to_string(min) + " to " +
         std::to_string(max));
}

unsigned thread_number(const std::string& text) {
    return static_cast<unsigned>(whole_number("--threads", text, 1, max_threads));
}

unsigned threads_or_cores(unsigned threads) {
    return threads != 0 ? threads : std::clamp(std::thread::hardware_concurrency(), 1U, max_threads);
}

}  // namespace aicost
