// What every option but a hybrid may have besides its own prices: how many tokens the same work takes there, and
// costs that do not depend on the kind of option. docs/model.md, section 3.
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
    double success_share = 1.0;  // (0, 1]: attempts that are accepted; the others are retried
    Money setup_cost;
    std::vector<Named<Money>> monthly_costs;
    std::vector<Named<Money>> monthly_income;  // recovered: heat, idle hours sold, credits
    std::optional<Staff> staff;
    double monthly_costs_change_per_year = 0.0;
};

// Descriptive data of an option, hybrids included.
struct About {
    std::string label;  // the display name; empty: the id
    std::string note;
    std::vector<std::string> capabilities;  // compared with requirements.quality
};

}  // namespace aicost
