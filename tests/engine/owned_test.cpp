#include "aicost/option/owned.hpp"

#include <cmath>

#include "scenarios.hpp"

namespace owned_test {

using namespace aicost;
using namespace aicost::testing;

TEST_CASE("up-front: units times quantity times price, and the set-up once", "[owned]") {
    Owned owned;
    owned.hardware.push_back({"gpu", {.quantity = 4, .unit_price = money(1000)}});
    owned.hardware.push_back({"chassis", {.unit_price = money(500)}});
    owned.machines.units.count = 3;
    owned.running.setup_cost = money(250);
    const OptionResult result = single(scenario_of(owned));
    CHECK(result.upfront.value() == near(13'750));  // 3·(4·1,000 + 500) + 250
    CHECK(result.total.value() == near(13'750));
    CHECK(item_of(result, "hardware").upfront.value() == near(13'500));
    CHECK(item_of(result, "setup").upfront.value() == near(250));
    CHECK(result.units == 3.0);
}

TEST_CASE("hardware that is already there costs nothing", "[owned]") {
    const OptionResult result = single(scenario_of(Owned{}));
    CHECK(result.upfront.value() == 0.0);
    CHECK(result.total.value() == 0.0);
}

TEST_CASE("monthly costs and staff: not per unit, moved by the year", "[owned]") {
    Owned owned;
    owned.machines.units.count = 5;
    owned.running.monthly_costs = {{"electricity", money(30)}, {"colocation", money(70)}};
    owned.running.staff = Staff{2.5, per_hour(40)};
    owned.running.monthly_costs_change_per_year = 0.21;
    const OptionResult result = single(scenario_of(owned, 1e6, 13));
    CHECK(result.first_month.value() == near(200));  // 30 + 70 + 2.5·40
    CHECK(month_of(result.flow, 7) == near(220));    // half a year on: 200·sqrt(1.21)
    CHECK(month_of(result.flow, 13) == near(242));
    CHECK(month_of(item_of(result, "staff"), 13) == near(121));
}

TEST_CASE("maintenance is a yearly share of all units' hardware, paid monthly", "[owned]") {
    Owned owned = machine_for(6000);
    owned.machines.units.count = 2;
    owned.running.setup_cost = money(999);  // not hardware
    owned.maintenance_share_per_year = 0.1;
    owned.running.monthly_costs_change_per_year = 0.44;
    const OptionResult result = single(scenario_of(owned, 1e6, 13));
    CHECK(result.first_month.value() == near(100));                   // 12,000·0.1/12
    CHECK(month_of(item_of(result, "maintenance"), 7) == near(120));  // 100·sqrt(1.44)
    CHECK(month_of(item_of(result, "maintenance"), 13) == near(144));
}

TEST_CASE("an item is bought again at each end of its lifetime before the horizon", "[owned]") {
    Owned owned = machine_for(1000);
    owned.machines.units.count = 2;
    auto& gpu = owned.hardware.front().value;
    gpu.quantity = 3;
    gpu.lifetime_months = months(12);
    gpu.price_change_per_year = -0.5;
    const auto replaced = [&](int horizon) {
        const CashFlow flow = item_of(single(scenario_of(owned, 1e6, horizon)), "replacement");
        return total(flow, horizon).value();
    };
    CHECK(replaced(12) == near(0));     // at the horizon itself nothing is bought any more
    CHECK(replaced(13) == near(3000));  // 6,000·0.5
    CHECK(replaced(24) == near(3000));
    CHECK(replaced(25) == near(4500));  // and 6,000·0.25
    gpu.lifetime_months = months(18);
    CHECK(replaced(24) == near(6000 * std::pow(0.5, 1.5)));
}

TEST_CASE("resale by depreciation: each item's last purchase at its age", "[owned]") {
    Owned owned = machine_for(1000);
    owned.depreciation_per_year = 0.36;
    const auto back = [&](int horizon) {
        return -item_of(single(scenario_of(owned, 1e6, horizon)), "resale").at_end.value();
    };
    CHECK(back(12) == near(640));
    CHECK(back(6) == near(800));     // 1,000·sqrt(0.64)
    CHECK(back(24) == near(409.6));  // 1,000·0.64²
    owned.hardware.front().value.lifetime_months = months(12);
    owned.hardware.front().value.price_change_per_year = 0.1;
    CHECK(back(12) == near(640));         // nothing was replaced before t = 12
    CHECK(back(18) == near(1100 * 0.8));  // the second, half a year old; the first was scrapped
    owned.hardware.push_back({"case", {.unit_price = money(100)}});
    CHECK(back(24) == near(1100 * 0.64 + 100 * 0.4096));
    owned.depreciation_per_year = 1.0;  // worth nothing at once
    CHECK(back(24) == 0.0);
}

TEST_CASE("resale by salvage share: of what the last purchase cost", "[owned]") {
    Owned owned = machine_for(1000);
    owned.machines.units.count = 2;
    owned.salvage_share = 0.3;
    const auto back = [&](int horizon) {
        return -item_of(single(scenario_of(owned, 1e6, horizon)), "resale").at_end.value();
    };
    CHECK(back(24) == near(600));
    owned.hardware.front().value.lifetime_months = months(12);
    owned.hardware.front().value.price_change_per_year = -0.5;
    CHECK(back(24) == near(300));  // 0.3·1,000 paid at t = 12
    CHECK(single(scenario_of(owned, 1e6, 24)).total.value() == near(2700));
}

TEST_CASE("nothing stated about resale: nothing is recovered", "[owned]") {
    CHECK(single(scenario_of(machine_for(1000))).total.value() == near(1000));
}

TEST_CASE("financing without interest: equal parts", "[owned]") {
    Owned owned = machine_for(1200);
    owned.running.setup_cost = money(100);
    owned.financing = Financing{0.5, 0.0, 12};
    const OptionResult result = single(scenario_of(owned, 1e6, 24));
    CHECK(result.upfront.value() == near(700));  // half the hardware, all of the set-up
    CHECK(month_of(result.flow, 1) == near(50));
    CHECK(month_of(result.flow, 12) == near(50));
    CHECK(month_of(result.flow, 13) == 0.0);
    CHECK(result.total.value() == near(1300));
}

TEST_CASE("financing with interest: the annuity", "[owned]") {
    Owned owned = machine_for(1000);
    owned.financing = Financing{1.0, 0.12, 12};
    const OptionResult result = single(scenario_of(owned, 1e6, 24));
    // 1,000·0.01/(1 - 1.01^-12) = 88.8487886783…
    CHECK(result.first_month.value() == Approx(88.84878867834166).epsilon(1e-12));
    CHECK(result.upfront.value() == 0.0);
    CHECK(result.total.value() == Approx(12 * 88.84878867834166).epsilon(1e-12));
}

TEST_CASE("a loan longer than the horizon is paid off at it", "[owned]") {
    Owned owned = machine_for(1200);
    owned.financing = Financing{1.0, 0.0, 48};
    OptionResult result = single(scenario_of(owned, 1e6, 12));
    CHECK(result.first_month.value() == near(25));
    CHECK(result.flow.at_end.value() == near(900));  // 36 of 48 instalments
    CHECK(result.total.value() == near(1200));

    owned.financing = Financing{1.0, 0.12, 24};
    result = single(scenario_of(owned, 1e6, 1));
    // principal 1,200 grows by 1 % and the instalment 1,200·0.01/(1 - 1.01^-24) is taken off it
    const double instalment = 12.0 / (1.0 - std::pow(1.01, -24));
    CHECK(result.first_month.value() == near(instalment));  // not what the horizon's end brings
    CHECK(result.flow.at_end.value() == Approx(1212.0 - instalment).epsilon(1e-12));
    CHECK(result.total.value() == Approx(1212.0).epsilon(1e-12));
}

TEST_CASE("a loan pays for the first purchase alone; replacements are paid in cash", "[owned]") {
    Owned owned = machine_for(1000);
    owned.hardware.front().value.lifetime_months = months(6);
    owned.financing = Financing{1.0, 0.0, 10};
    const OptionResult result = single(scenario_of(owned, 1e6, 12));
    CHECK(result.total.value() == near(2000));
    CHECK(total(item_of(result, "replacement"), 12).value() == near(1000));
    CHECK(total(item_of(result, "financing"), 12).value() == near(0));  // without interest it costs nothing
}

TEST_CASE("the model that does not fit the memory is a note, not a gate", "[owned]") {
    Owned owned = machine_for(1200);
    owned.model_memory = ModelMemory{70, 4, 24};
    const OptionResult result = single(scenario_of(owned));
    CHECK(result.feasible);
    // 70·10^9·4/8 bytes are 32.6 GiB
    CHECK(note_of(result, Note::Code::model_does_not_fit).value == Approx(32.596).epsilon(1e-4));
    CHECK(note_of(result, Note::Code::model_does_not_fit).limit == near(24));
    owned.model_memory = ModelMemory{7, 4, 24};
    CHECK_FALSE(has_note(single(scenario_of(owned)), Note::Code::model_does_not_fit));
}

}  // namespace owned_test
