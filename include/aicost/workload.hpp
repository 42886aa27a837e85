// The workload: how many tokens a day, of what kind, at what hours, growing how fast. docs/model.md,
// section 2.
//
//   Q   tokens of a day with work, input and output together        V_m = Q·A·(1+g)^(m-1), the volume of month m
//   A   D·active_days_per_week/7, the days with work of a month
//   o   share of Q that is output
//   c, w, x   shares of the input read from / written to a cache
//   b   share of the work that can wait for batch prices
//   p   peak hour / mean hour of the load shape
//
//     Workload work;
//     work.tokens_per_day = tokens(2e6);
//     figures_of(work, 30).tokens_of_month;                  // 6e7
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

// Each turn resends all earlier ones. Replaces the request sizes.
struct Conversation {
    double turns = 1.0;
    Tokens system_tokens, user_tokens, answer_tokens;
    bool cached = false;  // earlier turns are read from the cache, new text is written to it

    static const Record& record();
};

struct Workload {
    // the volume, in one of five forms
    std::optional<Tokens> tokens_per_day;
    std::optional<double> requests_per_day;
    std::optional<Tokens> tokens_per_month;  // of month 1
    std::optional<double> requests_per_month;
    std::optional<double> conversations_per_day;
    std::optional<Conversation> conversation;
    double active_days_per_week = 7.0;
    std::optional<Tokens> input_tokens_per_request;
    std::optional<Tokens> output_tokens_per_request;
    std::optional<double> output_share;
    double cache_read_share = 0.0;
    double cache_write_share = 0.0;
    double cache_write_1h_share = 0.0;
    double batch_share = 0.0;
    double growth_per_month = 0.0;
    LoadShape load_shape;
    int utc_offset_hours = 0;  // hour h of the load shape is hour h - offset in UTC

    static const Record& record();
};

inline constexpr double default_output_share = 0.25;

// The workload's figures, however it is stated. Volumes are per day with work.
struct WorkloadFigures {
    Tokens tokens_per_day;     // Q
    double active_days = 0.0;  // A, of a month
    Tokens tokens_of_month;    // V_1
    double output_share = default_output_share;
    double cache_read_share = 0.0, cache_write_share = 0.0, cache_write_1h_share = 0.0;  // of the input
    std::optional<Tokens> input_tokens_per_request, output_tokens_per_request;
    std::optional<double> requests_per_day;
};
WorkloadFigures figures_of(const Workload& workload, double days_per_month);

// States the volume as tokens per day with work, replacing whatever states it now; mix and sizes stay.
void set_tokens_per_day(Workload& workload, Tokens tokens_per_day);

}  // namespace aicost
