// The computer around bare cards: `--host-price` and `--host-watts`. Its price is an item of its own, its watts add
// to those of the cards, whether these are stated or filled in.
#pragma once

#include <vector>

#include "profile/decode.hpp"

namespace aicost {

inline constexpr const char* host_price_flag = "--host-price";
inline constexpr const char* host_watts_flag = "--host-watts";

// Gives the machines that the override may mean an item `host`, where they buy something else already.
void make_host(const Override& change, Json& root);

// Adds a fault where the watts are no amount.
void check_host_watts(const Override& change, std::vector<PathFault>& faults);

// Adds the override's watts to load_watts and idle_watts of its option, after the catalogue has filled them in.
void add_host_watts(const Override& change, Json& root, std::vector<Filled>& filled,
                    std::vector<Override>& overrides);

}  // namespace aicost
