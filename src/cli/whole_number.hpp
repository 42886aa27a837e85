// Whole numbers on the command line.
#pragma once

#include <cstdint>
#include <string>

namespace aicost {

// 10000, 10k, 1e4, …; plain digits are exact up to 2^64 - 1. Throws Failure, naming the flag.
std::uint64_t whole_number(const std::string& flag, const std::string& text, std::uint64_t min,
                           std::uint64_t max);

// --threads, the same for all commands; 0 in Arguments means all cores.
unsigned thread_number(const std::string& text);
unsigned threads_or_cores(unsigned threads);

}  // namespace aicost
