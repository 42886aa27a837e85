// The questions of `aicost start`: each is a flag, too. An answer is what its flag would be given.
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

// Where answers come from and questions go to.
struct Dialogue {
    std::function<bool(std::string& line)> read;  // false: no more
    std::function<void(const std::string& text)> say;
    // Throws Failure where the value is none of the flag's.
    std::function<void(const std::string& flag, const std::string& value)> check;
};

// Asks what the replies do not say yet; what is not understood again. Throws Failure at the end of the answers.
void ask(const Dialogue& dialogue, Replies& replies);

// Throws Failure: names every flag whose answer is missing. What is yes or no is then no.
void refuse_missing(const Replies& replies);

}  // namespace aicost
