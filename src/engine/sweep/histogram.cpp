#include "engine/sweep/histogram.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <new>

namespace aicost {

namespace {

constexpr std::uint64_t most_recent = std::numeric_limits<std::uint32_t>::max();

double lesser(double a, double b) { return a < b ? a : b; }  // b if a is NaN
double greater(double a, double b) { return a > b ? a : b; }

}  // namespace

Histogram::Histogram()
    : recent_(static_cast<std::uint32_t*>(
          std::calloc(std::size_t{1} << (64 - rest_bits), sizeof(std::uint32_t)))) {
    if (recent_ == nullptr) throw std::bad_alloc();
}

void Histogram::add(std::span<const double> values) {
    if (in_recent_ > most_recent - values.size()) settle();
    in_recent_ += values.size();
    double min[4] = {min_, min_, min_, min_};
    double max[4] = {max_, max_, max_, max_};
    std::uint32_t* counts = recent_.get();
    std::size_t i = 0;
    for (; i + 4 <= values.size(); i += 4) {  // four independent ones at a time, to hide latency
        for (std::size_t k = 0; k < 4; ++k) {
            const double value = values[i + k];
            min[k] = lesser(value, min[k]);
            max[k] = greater(value, max[k]);
            ++counts[class_of(value)];
        }
    }
    for (; i < values.size(); ++i) {
        min[0] = lesser(values[i], min[0]);
        max[0] = greater(values[i], max[0]);
        ++counts[class_of(values[i])];
    }
    min_ = lesser(lesser(min[0], min[1]), lesser(min[2], min[3]));
    max_ = greater(greater(max[0], max[1]), greater(max[2], max[3]));
}

void Histogram::add(double value, std::uint64_t times) {
    if (std::isnan(value)) return;
    min_ = lesser(value, min_);
    max_ = greater(value, max_);
    if (in_recent_ > most_recent - std::min(times, most_recent)) settle();
    if (times > most_recent) {
        merge({{class_of(value), times}});
    } else {
        in_recent_ += times;
        recent_[class_of(value)] += static_cast<std::uint32_t>(times);
    }
}

void Histogram::merge(const std::vector<Class>& classes) {
    std::vector<Class> sum;
    sum.reserve(settled_.size() + classes.size());
    std::merge(settled_.begin(), settled_.end(), classes.begin(), classes.end(), std::back_inserter(sum));
    settled_.clear();
    for (const Class& one : sum) {
        if (!settled_.empty() && settled_.back().first == one.first)
            settled_.back().second += one.second;
        else
            settled_.push_back(one);
    }
}

// NaNs have classes beyond those of all values, and are dropped.
void Histogram::settle() {
    if (in_recent_ == 0) return;
    in_recent_ = 0;
    if (!(min_ <= max_)) return;
    std::vector<Class> classes;
    const std::uint32_t last = class_of(max_);
    for (std::uint32_t i = class_of(min_); i <= last; ++i) {
        if (recent_[i] == 0) continue;
        classes.emplace_back(i, recent_[i]);
        recent_[i] = 0;
    }
    merge(classes);
}

void Histogram::add(Histogram& other) {
    other.settle();
    merge(other.settled_);
    min_ = std::min(min_, other.min_);
    max_ = std::max(max_, other.max_);
}

std::uint64_t Histogram::count() {
    settle();
    std::uint64_t sum = 0;
    for (const auto& [place, count] : settled_) sum += count;
    return sum;
}

double Histogram::middle_of(std::uint32_t place) {
    const auto value_of = [](std::uint64_t order) {
        constexpr std::uint64_t sign = std::uint64_t{1} << 63U;
        return portable::bit_cast<double>((order & sign) != 0 ? order & ~sign : ~order);
    };
    const std::uint64_t first = std::uint64_t{place} << rest_bits;
    return 0.5 * (value_of(first) + value_of(first + (std::uint64_t{1} << rest_bits) - 1));
}

double Histogram::at_rank(std::uint64_t rank) {
    settle();
    for (const auto& [place, count] : settled_) {
        if (rank < count) return middle_of(place);
        rank -= count;
    }
    return max_;
}

std::vector<std::pair<double, std::uint64_t>> Histogram::counted() {
    settle();
    std::vector<std::pair<double, std::uint64_t>> all;
    all.reserve(settled_.size());
    for (const auto& [place, count] : settled_) all.emplace_back(middle_of(place), count);
    return all;
}

}  // namespace aicost
