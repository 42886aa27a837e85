// The questions of `aicost start`. Each is also a flag; an answer is the flag's value.
#pragma once

#include <functional>
#include <map>
#include <string>

namespace aicost {

using Replies = std::map<std::string, std::string>;  // flag, its value

inline constexpr const char* volume_flags[] = {"--monthly-bill", "--tokens-per-month", "--tokens-per-day",
                                               "--users"};

// "$80" -> {"--monthly-bill", "80"}; "2M tokens a day" -> {"--tokens-per-day", "2M"}. Throws Failure.
std::pair<std::string, std::string> volume_reply(const std::string& answer);
// "yes", "no". Throws Failure.
std::string yes_or_no(const std::string& flag, const std::string& answer);

// Where questions are printed, and answers read.
struct Dialogue {
    std::function<bool(std::string& line)> read;  // false: no more
    std::function<void(const std::string& text)> say;
    // Throws Failure if the value is invalid for the flag.
    std::function<void(const std::string& flag, const std::string& value)> check;
};

// Asks for what the replies do not state yet, repeating questions whose answer is invalid. Throws Failure at the end of
// input.
void ask(const Dialogue& dialogue, Replies& replies);

// Throws Failure, naming every missing flag. Missing yes/no answers count as no.
void refuse_missing(const Replies& replies);

}  // namespace aicost
