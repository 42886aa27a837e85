// The loops over lanes, in two builds of the same source: for any machine, and for AVX2. Both round alike (no
// fused multiply-add), so that the results are the same bytes on every machine.
#pragma once

#include <cstddef>

#include "model/lane_op.hpp"

namespace aicost {

// A number per lane (step 1), or one for all (step 0).
struct LaneValues {
    const double* at = nullptr;
    std::size_t step = 0;
};

// A series: a row of `stride` lanes per month, or a single lane (stride 1).
struct LaneSeries {
    const double* at = nullptr;
    std::size_t stride = 1;
    std::size_t step = 0;  // 0: one lane for all
};

// What one side of a race has paid until a month: shared + start + sum of factor_j·series_j, where `shared` is the sum
// of what is the same for all lanes.
struct LaneSide {
    static constexpr std::size_t max_terms = 16;
    const double* shared = nullptr;  // [month 0 … months]
    LaneValues start;
    std::size_t terms = 0;
    LaneValues factor[max_terms];
    LaneSeries series[max_terms];  // cumulative, [month 0 … months]
};

// The search for the month at which the option has caught up: the sign of shared + start + sum of factor·series, option
// minus baseline. It is made a little smaller than exact, so that a difference by rounding does not pass for a lead.
struct LaneRace {
    static constexpr std::size_t max_terms = 2 * LaneSide::max_terms;
    // Months that are skipped together if their minimum cannot be low enough.
    static constexpr std::size_t stretch = 8;

    struct Term {
        LaneValues factor;
        LaneSeries series;  // cumulative, [month 0 … months]
        // Where in a stretch the term is smallest: at its last month (if all factors are below 0), or at its first.
        bool min_at_end = false;
        // Of a geometric series that has not been computed yet: its destination and ratios. Else null.
        double* unwritten = nullptr;
        const double* ratio = nullptr;
    };

    std::size_t months = 0;
    const double* shared = nullptr;
    // The minima of `shared` over months 1 … 8, 9 … 16, …; null unless all series rise.
    const double* minima = nullptr;
    LaneValues start;
    std::size_t commons = 0, owns = 0;
    Term common[max_terms];  // one series for all lanes
    Term own[max_terms];     // a series per lane
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
    // The first month at which the difference is not above 0; months + 1 if there is none. Geometric series not yet
    // computed are computed up to there.
    void (*first_month)(int* out, const LaneRace& race, std::size_t lanes);
    // The break-even month of each lane that stopped at first_month; NaN for never, -1 if the lane needs the full
    // rules.
    void (*settle)(double* out, const LaneSide& option, const LaneSide& baseline, const int* first,
                   std::size_t months, std::size_t lanes);
    // The logarithm y of the monthly growth at which each lane's flows (a row for each month 0 … months) have a present
    // value of 0, by Newton's method from `start`. NaN if it does not converge, infinite if the flows do not change
    // sign exactly once. Rows are padded to a multiple of four lanes.
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

// The fastest build that this machine supports.
const LaneKernels& lane_kernels();

}  // namespace aicost
