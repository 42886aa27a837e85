// The computer that cards are put into: `--host-price` and `--host-watts`. Its price is an item of its own; its watts
// are added to those of the cards, whether stated or filled in.
#pragma once

#include <vector>

#include "profile/decode.hpp"

namespace aicost {

inline constexpr const char* host_price_flag = "--host-price";
inline constexpr const char* host_watts_flag = "--host-watts";

// Adds an item `host` to the machines that the override may mean, if they already have other hardware.
void make_host(const Override& change, Json& root);

// Adds a fault if the watts are not an amount.
void check_host_watts(const Override& change, std::vector<PathFault>& faults);

// Adds the override's watts to its option's load_watts and idle_watts, after the catalogue has filled them in.
void add_host_watts(const Override& change, Json& root, std::vector<Filled>& filled,
                    std::vector<Override>& overrides);

}  // namespace aicost
