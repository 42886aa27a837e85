// What owned and rented machines share: how many there are, what one of them can serve, what each costs a month.
// docs/model.md, sections 3 and 4.
//
//   units "auto": N = max over m of ceil(rho_m at N = 1 / u), at least 1; bought are unit_step·ceil(max(min_units, N + spare_units)/unit_step)
#pragma once

#include <optional>
#include <vector>

#include "aicost/option/serving.hpp"
#include "aicost/parameter.hpp"
#include "aicost/quantity.hpp"

namespace aicost {

// Rack space with its power, priced by the kW.
struct Colocation {
    Money price_per_kw_month;
    std::optional<double> kw;  // of one unit; load_watts/1000 if absent

    static const Record& record();
};

struct Machines {
    Units units;               // a stated number includes the spares
    double min_units = 1.0;    // whole; only with "auto"
    double unit_step = 1.0;    // whole: bought in multiples of this
    double spare_units = 0.0;  // whole: they serve nothing and idle in all powered hours
    std::vector<Named<Money>> unit_monthly_costs;
    std::optional<Colocation> colocation;
    std::optional<Serving> serving;
};

}  // namespace aicost
