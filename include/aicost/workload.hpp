// The workload: how many tokens a day, of what kind, at what hours, growing how fast. docs/model.md,
// section 2.
//
//   Q   tokens per day, input and output together          V_m = Q·D·(1+g)^(m-1), the volume of month m
//   o   share of Q that is output                           c, w, x   shares of the input read from / written
//   to a cache b   share of the work that may wait for a batch price   p   peak hour over mean hour of the
//   load shape
//
//     Workload work;
//     work.tokens_per_day = tokens(2e6);
//     volume_of_month(work, 30, 1);                          // 60 M tokens
#pragma once

#include <array>
#include <optional>

#include "aicost/parameter.hpp"
#include "aicost/quantity.hpp"

namespace aicost {

// How the load of a day spreads over its 24 hours.
struct LoadShape {
    enum class Kind { flat, business_hours, diurnal, weights };
    Kind kind = Kind::flat;
    std::array<double, 24> own_weights{};  // used by Kind::weights; at least one above 0, none below

    // Weights with mean 1.
    [[nodiscard]] std::array<double, 24> weights() const;
    // The largest of them: flat 1, business_hours 3, diurnal 1.8.
    [[nodiscard]] double peak() const;
};

struct Workload {
    std::optional<Tokens> tokens_per_day;
    std::optional<double> requests_per_day;
    std::optional<Tokens> input_tokens_per_request;
    std::optional<Tokens> output_tokens_per_request;
    std::optional<double> output_share;
    double cache_read_share = 0.0;
    double cache_write_share = 0.0;
    double cache_write_1h_share = 0.0;
    double batch_share = 0.0;
    double growth_per_month = 0.0;
    LoadShape load_shape;

    static const Record& record();
};

// Shares of all tokens, adding up to 1.
struct TokenMix {
    double fresh_input = 0.0;
    double cache_read = 0.0;
    double cache_write = 0.0;
    double cache_write_1h = 0.0;
    double output = 0.0;
};

// What a month, or a run of months, asks of an option.
struct Demand {
    std::vector<Tokens> volume;  // volume[m-1] is that of month m
    TokenMix mix;
    LoadShape shape;
    double days_per_month = 30.0;
    double batch_share = 0.0;
    std::optional<Tokens> input_tokens_per_request;
};

inline constexpr double default_output_share = 0.25;

// Q: as stated, else requests times their size. The two must not both be absent.
Tokens volume_per_day(const Workload& workload);
// o: as stated, else derived from the two request sizes, else default_output_share.
double output_share(const Workload& workload);
TokenMix token_mix(const Workload& workload);
Tokens volume_of_month(const Workload& workload, double days_per_month, int month);
Demand demand(const Workload& workload, double days_per_month, int months);

}  // namespace aicost
