// What every option but a hybrid may have besides its own prices: what the same work takes there, and what it costs
// whoever serves it. docs/model.md, section 3.
//
//   input' = input·input_ratio/success_share     output' = output·output_ratio/success_share     requests' = requests/success_share
//   at t = 0 setup_cost; in month m (monthly_costs + staff - monthly_income)·(1+k)^((m-1)/12), k = monthly_costs_change_per_year
//
//     Api api;
//     api.running.success_share = 0.5;   // every second answer is accepted: twice the volume
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "aicost/parameter.hpp"
#include "aicost/quantity.hpp"

namespace aicost {

struct Staff {
    double hours_per_month = 0.0;
    HourlyPrice hourly_rate;

    static const Record& record();
};

struct Running {
    double input_ratio = 1.0;    // input tokens there / input tokens of the workload: another tokenizer
    double output_ratio = 1.0;   // likewise: a wordier or a thinking model
    double success_share = 1.0;  // (0, 1]: attempts that are accepted; what fails is tried again
    Money setup_cost;
    std::vector<Named<Money>> monthly_costs;
    std::vector<Named<Money>> monthly_income;  // comes back: heat, idle hours sold, credits
    std::optional<Staff> staff;
    double monthly_costs_change_per_year = 0.0;
};

// What is said of an option, hybrids too.
struct About {
    std::string label;  // the name that people read; empty: the id
    std::string note;
    std::vector<std::string> capabilities;  // held against requirements.quality
};

}  // namespace aicost
