// The loops over lanes, in two builds of the same source: for any machine, and for AVX2. Both round alike (no
// fused multiply-add), so that the results are the same bytes on every machine.
#pragma once

#include <cstddef>

#include "model/lane_op.hpp"

namespace aicost {

// A number for each lane (step 1), or one for all (step 0).
struct LaneValues {
    const double* at = nullptr;
    std::size_t step = 0;
};

// A series: a row of `stride` lanes for each month, or a single lane (stride 1).
struct LaneSeries {
    const double* at = nullptr;
    std::size_t stride = 1;
    std::size_t step = 0;  // 0: one lane for all
};

// What has been paid on one side of a race until a month: shared + start + sum of factor_j·series_j, where
// what is the same for all lanes has been added up beforehand.
struct LaneSide {
    static constexpr std::size_t most_terms = 16;
    const double* shared = nullptr;  // [month 0 … months]
    LaneValues start;
    std::size_t terms = 0;
    LaneValues factor[most_terms];
    LaneSeries series[most_terms];  // cumulative, [month 0 … months]
};

// The search for the month at which the option has caught up: shared + start + sum of factor·series, option -
// baseline, a little less than it is, since where it stops being above 0 the difference may be a rounding.
struct LaneRace {
    static constexpr std::size_t most_terms = 2 * LaneSide::most_terms;
    // Months that are passed over at once where their least cannot be low enough.
    static constexpr std::size_t stretch = 8;

    struct Term {
        LaneValues factor;
        LaneSeries series;  // cumulative, [month 0 … months]
        // Where in a stretch the term is least: at its last month (all factors below 0), or at its first.
        bool least_at_end = false;
        // Of a geometric series that has not been written yet: where to, and its ratios. Else none.
        double* unwritten = nullptr;
        const double* ratio = nullptr;
    };

    std::size_t months = 0;
    const double* shared = nullptr;
    // The least of `shared` over months 1 … 8, 9 … 16, …; none where the series do not all rise.
    const double* least = nullptr;
    LaneValues start;
    std::size_t commons = 0, owns = 0;
    Term common[most_terms];  // one series for all lanes
    Term own[most_terms];     // a series for each lane
};

struct LaneKernels {
    void (*binary)(LaneOp op, double* out, LaneValues a, LaneValues b, std::size_t lanes);
    void (*select)(double* out, LaneValues condition, LaneValues yes, LaneValues no, std::size_t lanes);
    // ceil(a), e^a
    void (*ceil)(double* out, LaneValues a, std::size_t lanes);
    void (*one_less_exp)(double* out, LaneValues a, std::size_t lanes);
    // a^b, a >= 0
    void (*power)(double* out, LaneValues a, LaneValues b, std::size_t lanes);
    // 1 + q + … + q^(months-1), and q^(months-1)
    void (*geometric_sum)(double* out, LaneValues ratio, std::size_t months, std::size_t lanes);
    void (*geometric_last)(double* out, LaneValues ratio, std::size_t months, std::size_t lanes);
    // out[m-1] = q^(m-1), m = 1 … months; `stride` lanes a row
    void (*geometric)(double* out, std::size_t stride, LaneValues ratio, std::size_t months,
                      std::size_t lanes);
    void (*product)(double* out, std::size_t stride, LaneSeries a, LaneSeries b, std::size_t months,
                    std::size_t lanes);
    // min(max(a·x + b, low), high)
    void (*clamp)(double* out, std::size_t stride, LaneSeries x, LaneValues a, LaneValues b, LaneValues low,
                  LaneValues high, std::size_t months, std::size_t lanes);
    void (*sum)(double* out, LaneSeries x, std::size_t months, std::size_t lanes);
    // out[0] = 0, out[m] = x_1 + … + x_m
    void (*cumulate)(double* out, std::size_t stride, LaneSeries x, std::size_t months, std::size_t lanes);
    // That of a geometric series.
    void (*geometric_cumulate)(double* out, std::size_t stride, LaneValues ratio, std::size_t months,
                               std::size_t lanes);
    // The first month at which the difference is not above 0; months + 1 where there is none. Series that are
    // still to be written are written as far as that takes.
    void (*first_month)(int* out, const LaneRace& race, std::size_t lanes);
    // The break-even month of each lane that stopped at first_month; a NaN for never, -1 where the lane needs
    // to be looked at with all rules.
    void (*settle)(double* out, const LaneSide& option, const LaneSide& baseline, const int* first,
                   std::size_t months, std::size_t lanes);
    // The logarithm y of a month's growth at which the flows of each lane, a row for each month 0 … months, are worth
    // nothing: Newton's steps from `start`. A NaN where they do not settle, infinite where the flows do not change
    // their sign exactly once. Rows are whole fours of lanes.
    void (*growth_of_flows)(double* out, const double* flows, std::size_t stride, std::size_t months,
                            double start, std::size_t lanes);
    // winner codes, as in batch.hpp. able: may this option win?
    void (*winner)(double* out, const LaneValues* npv, const LaneValues* able, std::size_t options,
                   std::size_t lanes);
};

extern const LaneKernels portable_kernels;
#ifdef AICOST_AVX2
extern const LaneKernels avx2_kernels;
#endif

// The best that this machine runs.
const LaneKernels& lane_kernels();

}  // namespace aicost
