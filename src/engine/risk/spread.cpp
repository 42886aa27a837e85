#include "spread.hpp"

#include <cmath>
#include <limits>
#include <mutex>

namespace aicost::risk {

namespace {

constexpr std::size_t piece_size = 65'536;
constexpr std::size_t fine_bins = 8'192;
constexpr double outer = 0.005;  // of the draws, left out of the histogram at each end

struct Moments {
    std::uint64_t count = 0;
    double mean = 0.0, squares = 0.0;  // squares: of the differences from the mean
    double min = std::numeric_limits<double>::infinity(), max = -std::numeric_limits<double>::infinity();

    void add(const Moments& other) {
        if (other.count == 0) return;
        const auto a = static_cast<double>(count), b = static_cast<double>(other.count);
        const double step = other.mean - mean;
        mean += step * b / (a + b);
        squares += other.squares + step * step * a * b / (a + b);
        count += other.count;
        min = std::min(min, other.min);
        max = std::max(max, other.max);
    }
};

// Sums in four independent parts, to hide latency.
Moments moments_of(std::span<const double> values) {
    constexpr std::size_t parts = 4;
    Moments moments;
    double sum[parts] = {}, squares[parts] = {};
    double min[parts], max[parts];
    std::uint64_t count[parts] = {};
    std::fill_n(min, parts, moments.min);
    std::fill_n(max, parts, moments.max);
    const std::size_t whole = values.size() / parts * parts;
    const auto take = [&](double value, std::size_t part) {
        const bool is_number = value == value;
        count[part] += is_number ? 1U : 0U;
        sum[part] += is_number ? value : 0.0;
        min[part] = value < min[part] ? value : min[part];  // false for NaN
        max[part] = value > max[part] ? value : max[part];
    };
    for (std::size_t i = 0; i < whole; i += parts) {
        for (std::size_t part = 0; part < parts; ++part) take(values[i + part], part);
    }
    for (std::size_t i = whole; i < values.size(); ++i) take(values[i], i - whole);
    moments.count = count[0] + count[1] + count[2] + count[3];
    if (moments.count == 0) return moments;
    moments.min = *std::min_element(min, min + parts);
    moments.max = *std::max_element(max, max + parts);
    const double mean = (sum[0] + sum[1] + sum[2] + sum[3]) / static_cast<double>(moments.count);
    const auto take_square = [&](double value, std::size_t part) {
        const double off = value == value ? value - mean : 0.0;
        squares[part] += off * off;
    };
    for (std::size_t i = 0; i < whole; i += parts) {
        for (std::size_t part = 0; part < parts; ++part) take_square(values[i + part], part);
    }
    for (std::size_t i = whole; i < values.size(); ++i) take_square(values[i], i - whole);
    moments.mean = mean;
    moments.squares = squares[0] + squares[1] + squares[2] + squares[3];
    return moments;
}

std::size_t pieces_of(std::size_t count) { return (count + piece_size - 1) / piece_size; }

std::span<const double> piece_of(std::span<const double> values, std::size_t piece) {
    return values.subspan(piece * piece_size, std::min(piece_size, values.size() - piece * piece_size));
}

// Equal bins between two values; the first and the last also hold what is outside.
struct Binning {
    double low, scale;
    std::size_t bins;

    Binning(double from, double to, std::size_t count)
        : low(from), scale(to > from ? static_cast<double>(count) / (to - from) : 0.0), bins(count) {}
    [[nodiscard]] int operator()(double value) const {
        const double place = (value - low) * scale, last = static_cast<double>(bins - 1);
        const double from_first = place > 0.0 ? place : 0.0;
        return static_cast<int>(from_first < last ? from_first : last);
    }

    // The bin of each of up to `strip` values; `bins` for NaN and for values not within min … max.
    static constexpr std::size_t strip = 512;
    void operator()(std::span<const double> values, double min, double max, int* __restrict bin) const {
        const Binning binning = *this;
        const auto none = static_cast<int>(bins);
        for (std::size_t i = 0; i < values.size(); ++i) {
            const double value = values[i];
            const int of_value = binning(value);
            bin[i] = ((value >= min) & (value <= max)) ? of_value : none;
        }
    }
};

// Calls `work` with strips of the values and their bins.
template <class Work>
void by_strips(std::span<const double> values, const Binning& binning, double min, double max, Work work) {
    int bin[Binning::strip];
    while (!values.empty()) {
        const auto strip = values.first(std::min(Binning::strip, values.size()));
        binning(strip, min, max, bin);
        work(strip, bin);
        values = values.subspan(strip.size());
    }
}

std::vector<std::uint64_t> count_bins(std::span<const double> values, const Binning& binning, double min,
                                      double max, const Workers& workers) {
    std::vector<std::atomic<std::uint64_t>> all(binning.bins);
    workers.run(pieces_of(values.size()), [&](unsigned) {
        return [&, own = std::vector<std::uint32_t>(binning.bins + 1)](std::size_t piece) mutable {
            std::fill(own.begin(), own.end(), 0U);
            by_strips(piece_of(values, piece), binning, min, max, [&](auto strip, const int* bin) {
                for (std::size_t i = 0; i < strip.size(); ++i) ++own[static_cast<std::size_t>(bin[i])];
            });
            for (std::size_t i = 0; i < binning.bins; ++i) {
                if (own[i] > 0) all[i].fetch_add(own[i], std::memory_order_relaxed);
            }
        };
    });
    return {all.begin(), all.end()};
}

// Selects values by rank without sorting: counts them into fine bins first, then sorts only within the bins of the
// wanted ranks. The bins cover the range in which the first values lie.
class Ranks {
public:
    Ranks(std::span<const double> values, const Moments& all, const Workers& workers)
        : values_(values),
          min_(all.min),
          max_(all.max),
          binning_(range(values, all)),
          workers_(workers),
          counts_(count_bins(values, binning_, all.min, all.max, workers)) {}

    // The values at `ranks`, which must be in order.
    std::vector<double> at(const std::vector<std::uint64_t>& ranks) const {
        std::vector<std::size_t> bin_of(ranks.size());
        std::vector<std::uint64_t> before(ranks.size());
        std::vector<std::vector<double>> held(counts_.size());
        for (std::size_t i = 0; i < ranks.size(); ++i) {
            std::uint64_t below = 0;
            std::size_t bin = 0;
            while (below + counts_[bin] <= ranks[i]) below += counts_[bin++];
            bin_of[i] = bin;
            before[i] = below;
        }
        std::vector<std::uint8_t> wanted(counts_.size() + 1);
        for (const std::size_t bin : bin_of) wanted[bin] = 1;
        for (std::size_t bin = 0; bin < counts_.size(); ++bin) {
            if (wanted[bin] != 0) held[bin].reserve(counts_[bin]);
        }
        std::mutex guard;
        workers_.run(pieces_of(values_.size()), [&](unsigned) {
            return [&, own = std::vector<double>(piece_size + 1)](std::size_t piece) mutable {
                std::size_t count = 0;
                by_strips(piece_of(values_, piece), binning_, min_, max_, [&](auto strip, const int* bin) {
                    for (std::size_t i = 0; i < strip.size(); ++i) {
                        own[count] = strip[i];
                        count += wanted[static_cast<std::size_t>(bin[i])];
                    }
                });
                const std::lock_guard lock(guard);
                for (std::size_t i = 0; i < count; ++i)
                    held[static_cast<std::size_t>(binning_(own[i]))].push_back(own[i]);
            };
        });
        std::vector<double> found;
        for (std::size_t i = 0; i < ranks.size(); ++i) {
            auto& bin = held[bin_of[i]];
            const auto place = bin.begin() + static_cast<std::ptrdiff_t>(ranks[i] - before[i]);
            std::nth_element(bin.begin(), place, bin.end());
            found.push_back(*place);
        }
        return found;
    }

private:
    static Binning range(std::span<const double> values, const Moments& all) {
        constexpr std::size_t looked_at = 4096;
        std::vector<double> first;
        for (std::size_t i = 0; i < values.size() && first.size() < looked_at; ++i) {
            if (!std::isnan(values[i])) first.push_back(values[i]);
        }
        std::sort(first.begin(), first.end());
        const std::size_t margin = first.size() / 200;
        const double low = first[margin], high = first[first.size() - 1 - margin];
        return high > low ? Binning(low, high, fine_bins) : Binning(all.min, all.max, fine_bins);
    }

    std::span<const double> values_;
    double min_, max_;
    Binning binning_;
    const Workers& workers_;
    std::vector<std::uint64_t> counts_;
};

// The position of the p-th percentile of n numbers: between rank `low` and the next.
struct Place {
    std::uint64_t low;
    double part;
};
Place place_of(double share, std::uint64_t count) {
    const double rank = share * static_cast<double>(count - 1);
    const auto low = static_cast<std::uint64_t>(rank);
    return {low, rank - static_cast<double>(low)};
}

}  // namespace

MetricRisk spread_of(std::span<const double> values, std::size_t bins, const Workers& workers) {
    std::vector<Moments> pieces(pieces_of(values.size()));
    workers.run(pieces.size(), [&](unsigned) {
        return [&](std::size_t piece) { pieces[piece] = moments_of(piece_of(values, piece)); };
    });
    Moments all;
    for (const Moments& piece : pieces) all.add(piece);

    MetricRisk risk;
    risk.none = {values.size() - all.count, values.size()};
    if (all.count == 0) return risk;
    risk.mean = all.mean;
    if (all.count > 1) risk.deviation = std::sqrt(all.squares / static_cast<double>(all.count - 1));
    risk.min = all.min;
    risk.max = all.max;

    // draws without a value count as larger than any
    std::vector<Place> places;
    places.reserve(risk_percentiles.size() + 2);
    for (const double percentile : risk_percentiles)
        places.push_back(place_of(percentile / 100.0, values.size()));
    const Place first = place_of(outer, all.count), last = place_of(1.0 - outer, all.count);
    places.push_back(first);
    places.push_back(last);
    std::vector<std::uint64_t> ranks;
    const auto needed = [&](const Place& place) { return place.low + (place.part > 0.0 ? 1U : 0U); };
    for (const Place& place : places) {
        if (needed(place) >= all.count) continue;
        ranks.push_back(place.low);
        ranks.push_back(needed(place));
    }
    std::sort(ranks.begin(), ranks.end());
    ranks.erase(std::unique(ranks.begin(), ranks.end()), ranks.end());
    const std::vector<double> found = Ranks(values, all, workers).at(ranks);
    const auto at = [&](std::uint64_t rank) {
        return found[static_cast<std::size_t>(std::lower_bound(ranks.begin(), ranks.end(), rank) -
                                              ranks.begin())];
    };
    const auto value_at = [&](const Place& place) {
        const double low = at(place.low);
        return place.part > 0.0 ? low + place.part * (at(place.low + 1) - low) : low;
    };
    for (std::size_t i = 0; i < risk_percentiles.size(); ++i) {
        if (needed(places[i]) < all.count) risk.percentiles[i] = value_at(places[i]);
    }
    risk.histogram_low = value_at(first);
    risk.histogram_high = value_at(last);
    risk.histogram = count_bins(values, Binning(*risk.histogram_low, *risk.histogram_high, bins),
                                *risk.histogram_low, *risk.histogram_high, workers);
    return risk;
}

}  // namespace aicost::risk
