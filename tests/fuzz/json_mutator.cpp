// Mutations of JSON that stay JSON: bytes alone seldom get past a parser. Three of four are made here, of the
// values that a text has; the rest are libFuzzer's own.
#include <algorithm>
#include <array>
#include <cstring>
#include <nlohmann/json.hpp>
#include <random>
#include <string>

#include "harness.hpp"

extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t capacity);

namespace {

using Json = nlohmann::ordered_json;
using Random = std::minstd_rand;

std::size_t below(std::size_t count, Random& random) { return count == 0 ? 0 : random() % count; }

// A value and what holds it.
struct Place {
    Json* value;
    Json* parent;
    std::size_t index;
};

void collect(Json& value, Json* parent, std::size_t index, std::vector<Place>& places) {
    places.push_back({&value, parent, index});
    std::size_t at = 0;
    if (value.is_structured())
        for (Json& part : value) collect(part, &value, at++, places);
}

std::vector<Place> places_of(Json& value) {
    std::vector<Place> places;
    collect(value, nullptr, 0, places);
    return places;
}

// Ends of ranges, and numbers at which sums overflow, vanish or lose their digits.
double another_number(double number, Random& random) {
    constexpr std::array ends{0.0,
                              1.0,
                              0.5,
                              1e-9,
                              1e-30,
                              9.9e-31,
                              1e-300,
                              2.3e-308,
                              2.2e-308,
                              1e-310,
                              5e-324,
                              -0.0,
                              -1e-310,
                              -5e-324,
                              1e6,
                              1e9,
                              1e12,
                              1e15,
                              1.1e15,
                              1e18,
                              1e30,
                              1e100,
                              1e300,
                              1.7e308,
                              -1.7e308,
                              0.9999999999999999,
                              1.0000000000000002};
    constexpr std::array factors{-1.0, 0.1, 0.5, 0.999, 1.001, 2.0, 10.0, 1e3, 1e6, 1e-12, 1e-30};
    switch (random() % 5) {
        case 4: return std::nextafter(number, random() % 2 == 0 ? 1e308 : -1e308);
        case 0: return ends[below(ends.size(), random)];
        case 1: return std::floor(number) + 1;
        case 2: return static_cast<double>(random() % 1000);
        default: return number * factors[below(factors.size(), random)];
    }
}

void erase(const Place& place) {
    if (place.parent != nullptr)
        place.parent->erase(std::next(place.parent->begin(), static_cast<int>(place.index)));
}

// Puts a value of `giver` where one of its name belongs, or in the place of another.
void give(Json& taker, Json& giver, Random& random) {
    const auto from = places_of(giver), to = places_of(taker);
    const Place& source = from[below(from.size(), random)];
    const Place& target = to[below(to.size(), random)];
    const Json value = *source.value;
    if (target.value->is_array()) {
        target.value->push_back(value);
    } else if (source.parent != nullptr && source.parent->is_object() && target.value->is_object()) {
        const std::string key = std::next(source.parent->begin(), static_cast<int>(source.index)).key();
        (*target.value)[key] = value;
    } else {
        *target.value = value;
    }
}

void mutate(Json& json, Random& random) {
    auto places = places_of(json);
    const std::size_t first = below(places.size(), random);
    if (random() % 8 == 0) return erase(places[first]);
    if (random() % 6 == 0) {
        Json copy = json;
        return give(json, copy, random);
    }
    for (std::size_t i = 0; i < places.size(); ++i) {  // the next number or truth value
        Json& value = *places[(first + i) % places.size()].value;
        if (value.is_number()) {
            value = another_number(value.get<double>(), random);
        } else if (value.is_boolean()) {
            value = !value.get<bool>();
        } else {
            continue;
        }
        return;
    }
}

std::size_t write(const Json& json, std::uint8_t* data, std::size_t capacity) {
    const std::string text = json.dump(-1, ' ', false, Json::error_handler_t::replace);
    if (text.size() > capacity) return 0;
    std::memcpy(data, text.data(), text.size());
    return text.size();
}

Json parse(const std::uint8_t* data, std::size_t size) {
    return Json::parse(data, data + size, nullptr, false);
}

}  // namespace

extern "C" std::size_t LLVMFuzzerCustomMutator(std::uint8_t* data, std::size_t size, std::size_t capacity,
                                               unsigned seed) {
    Random random(seed);
    if (random() % 4 == 0) return LLVMFuzzerMutate(data, size, capacity);
    Json json = parse(data, size);
    if (!json.is_structured()) return LLVMFuzzerMutate(data, size, capacity);
    for (std::size_t i = 0; i < 1 + below(3, random); ++i) mutate(json, random);
    const std::size_t written = write(json, data, capacity);
    return written != 0 ? written : LLVMFuzzerMutate(data, size, capacity);
}

extern "C" std::size_t LLVMFuzzerCustomCrossOver(const std::uint8_t* one, std::size_t one_size,
                                                 const std::uint8_t* other, std::size_t other_size,
                                                 std::uint8_t* result, std::size_t capacity, unsigned seed) {
    Random random(seed);
    Json taker = parse(one, one_size), giver = parse(other, other_size);
    if (!taker.is_structured() || !giver.is_structured()) return 0;
    give(taker, giver, random);
    return write(taker, result, capacity);
}
