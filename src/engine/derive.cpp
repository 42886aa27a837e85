#include "derive.hpp"

#include <algorithm>
#include <cmath>

#include "ledger.hpp"
#include "serving.hpp"

namespace aicost::derive {

namespace {

using How = Derivation::How;

constexpr Unit currency = Unit::money;

double number_of(const Derivation& derivation) {
    const auto* number = std::get_if<double>(&derivation.value);
    return number == nullptr ? 0.0 : *number;
}

Derivation plain(std::string name, double value, Unit unit, std::string formula,
                 std::vector<Derivation> parts = {}) {
    return node(std::move(name), value, unit, How::formula, std::move(parts), std::move(formula));
}

bool all_equal(const std::vector<Money>& monthly, int horizon) {
    return std::all_of(monthly.begin(), monthly.begin() + horizon,
                       [&](Money month) { return month == monthly.front(); });
}

// A cost that runs from month to month: that of month 1, times the months as far as they differ from it.
Derivation running(const Scenario& scenario, const Item& item, const std::string& name, Derivation first,
                   std::vector<Derivation> movers) {
    const int horizon = scenario.horizon_months;
    const double sum = total(item.flow, horizon).value();
    const double month_1 = item.flow.monthly.front().value();
    if (all_equal(item.flow.monthly, horizon)) {
        return node(name, sum, currency, How::product, {std::move(first), input(scenario, "horizon_months")});
    }
    if (month_1 == 0.0) {
        movers.insert(movers.begin(), std::move(first));
        return plain(name, sum, currency, "sum over the months; month 1 costs nothing yet",
                     std::move(movers));
    }
    movers.insert(movers.begin(), input(scenario, "horizon_months"));
    Derivation factor = plain("months, each as it compares with month 1", sum / month_1, Unit::months,
                              "sum over months m of cost_m / cost_1", std::move(movers));
    return node(name, sum, currency, How::product, {std::move(first), std::move(factor)});
}

Derivation units_of(const Scenario& scenario, const std::string& id, double units) {
    Derivation leaf = input(scenario, id + ".units", units);
    leaf.value = units;
    return leaf;
}

Derivation purchase(const Scenario& scenario, const std::string& id, const Named<HardwareItem>& item,
                    double units) {
    const std::string path = id + ".hardware." + item.name;
    const double price = (item.value.unit_price * item.value.quantity * units).value();
    return node(item.name, price, currency, How::product,
                {input(scenario, path + ".unit_price"), input(scenario, path + ".quantity"),
                 units_of(scenario, id, units)});
}

Derivation hardware(const Scenario& scenario, const std::string& id, const Owned& owned, double units,
                    const Item& item, const std::string& name) {
    if (owned.hardware.size() == 1) {
        Derivation only = purchase(scenario, id, owned.hardware.front(), units);
        only.name = name;
        return only;
    }
    std::vector<Derivation> parts;
    for (const auto& one : owned.hardware) parts.push_back(purchase(scenario, id, one, units));
    return node(name, item.flow.upfront.value(), currency, How::sum, std::move(parts));
}

Derivation replacement(const Scenario& scenario, const std::string& id, const Owned& owned, double units,
                       const Item& item, const std::string& name) {
    std::vector<Derivation> parts;
    const int horizon = scenario.horizon_months;
    for (const auto& one : owned.hardware) {
        if (!one.value.lifetime_months) continue;
        const std::string path = id + ".hardware." + one.name;
        const double life = one.value.lifetime_months->value();
        for (int n = 1; n * life < horizon; ++n) {
            const double factor = price_factor(one.value.price_change_per_year, n * life);
            const double price = (one.value.unit_price * one.value.quantity * units).value() * factor;
            Derivation moved =
                plain("price factor", factor, Unit::ratio, "(1 + price_change_per_year)^(t/12)",
                      {input(scenario, path + ".price_change_per_year"),
                       input(scenario, path + ".lifetime_months")});
            parts.push_back(node(one.name + ", purchase " + std::to_string(n + 1), price, currency,
                                 How::product, {purchase(scenario, id, one, units), std::move(moved)}));
        }
    }
    return node(name, total(item.flow, horizon).value(), currency, How::sum, std::move(parts));
}

Derivation resale(const Scenario& scenario, const std::string& id, const Owned& owned, double units,
                  const Item& item, const std::string& name) {
    std::vector<Derivation> parts;
    for (const auto& one : owned.hardware) parts.push_back(purchase(scenario, id, one, units));
    if (owned.depreciation_per_year) {
        parts.push_back(input(scenario, id + ".depreciation_per_year"));
        parts.push_back(input(scenario, "horizon_months"));
        return plain(name, item.flow.at_end.value(), currency,
                     "- last price of each item × (1 - depreciation_per_year)^(age/12)", std::move(parts));
    }
    parts.push_back(input(scenario, id + ".salvage_share"));
    return plain(name, item.flow.at_end.value(), currency, "- last price of each item × salvage_share",
                 std::move(parts));
}

Derivation financing(const Scenario& scenario, const std::string& id, const Owned& owned, double units,
                     const Item& item, const std::string& name) {
    const Financing& loan = *owned.financing;
    std::vector<Derivation> bought;
    Money price;
    for (const auto& one : owned.hardware) {
        bought.push_back(purchase(scenario, id, one, units));
        price += one.value.unit_price * one.value.quantity * units;
    }
    Derivation principal = node("principal", (price * loan.share).value(), currency, How::product,
                                {node("hardware", price.value(), currency, How::sum, std::move(bought)),
                                 input(scenario, id + ".financing.share")});
    const int paid = std::min(loan.months, scenario.horizon_months);
    const double instalment = item.flow.monthly.front().value();
    Derivation instalments =
        node("instalments", instalment * paid, currency, How::product,
             {plain("instalment", instalment, currency, "principal × i / (1 - (1+i)^-n), i = apr/12",
                    {input(scenario, id + ".financing.apr"), input(scenario, id + ".financing.months")}),
              plain("instalments within the horizon", paid, Unit::months, "min(months, horizon_months)")});
    Derivation rest =
        plain("pay-off at the horizon", item.flow.at_end.value(), currency, "principal that is still owed");
    Derivation lent = plain("lent at the start", item.flow.upfront.value(), currency, "- principal",
                            {std::move(principal)});
    return node(name, total(item.flow, scenario.horizon_months).value(), currency, How::sum,
                {std::move(lent), std::move(instalments), std::move(rest)});
}

Derivation electricity(const Scenario& scenario, const Named<Option>& option, const Owned& owned,
                       double share, double units, const Item& item, const std::string& name) {
    const std::string path = option.name + ".electricity.";
    const Electricity& power = *owned.electricity;
    const double price = power.price_per_kwh.value();
    const double first = item.flow.monthly.front().value();
    std::vector<Derivation> parts{input(scenario, path + "load_watts"),
                                  input(scenario, path + "idle_watts", power.idle().value())};
    if (auto busy = busy_hours(scenario, option, share, units)) {
        parts.push_back(std::move(*busy));
    } else {
        parts.push_back(input(scenario, path + "load_share"));
    }
    parts.push_back(input(scenario, path + "powered_hours_per_day"));
    parts.push_back(input(scenario, path + "pue"));
    parts.push_back(units_of(scenario, option.name, units));
    parts.push_back(input(scenario, "days_per_month"));
    Derivation energy =
        plain("energy of month 1", price > 0.0 ? first / price : 0.0, Unit::kwh,
              "units × days × (load × H + idle × (powered - H)) / 1000 × pue, H: busy hours a day",
              std::move(parts));
    if (price == 0.0)
        return plain(name, 0.0, currency, "free of charge", {input(scenario, path + "price_per_kwh")});
    Derivation month_1 = node("month 1", first, currency, How::product,
                              {std::move(energy), input(scenario, path + "price_per_kwh")});
    return running(
        scenario, item, name, std::move(month_1),
        {input(scenario, "workload.growth_per_month"), input(scenario, path + "price_change_per_year")});
}

Derivation rent(const Scenario& scenario, const Named<Option>& option, const Rented& rented, double share,
                double units, const Item& item, const std::string& name) {
    const std::string path = option.name + ".";
    const double price = rented.price_per_hour->value();
    const double first = item.flow.monthly.front().value();
    if (price == 0.0)
        return plain(name, 0.0, currency, "free of charge", {input(scenario, path + "price_per_hour")});
    Derivation hours_a_day = input(scenario, path + "hours_per_day");
    auto busy = busy_hours(scenario, option, share, units);
    if (rented.billing == Rented::Billing::busy_hours && busy) {
        const double billed = first / price / units / scenario.days_per_month;
        hours_a_day = plain("billed hours a day", billed, Unit::hours_per_day,
                            "min(H / max_utilization, 24), H: busy hours a day",
                            {std::move(*busy), input(scenario, path + "serving.max_utilization")});
    }
    Derivation month_1 = node("month 1", first, currency, How::product,
                              {units_of(scenario, option.name, units), std::move(hours_a_day),
                               input(scenario, "days_per_month"), input(scenario, path + "price_per_hour")});
    return running(
        scenario, item, name, std::move(month_1),
        {input(scenario, "workload.growth_per_month"), input(scenario, path + "price_change_per_year")});
}

// The price of a million tokens of the workload's mix.
Derivation price_of_mix(const Scenario& scenario, const std::string& id, const Api& api) {
    const TokenMix mix = token_mix(scenario.workload);
    if (api.price_per_mtok && !api.long_context) return input(scenario, id + ".price_per_mtok");
    const TokenPrices prices = prices_in_force(api, scenario.workload.input_tokens_per_request);
    struct Sort {
        const char* name;
        double share;
        TokenPrice price;
        const char* key;
    };
    const Sort sorts[] = {
        {"fresh input", mix.fresh_input, prices.fresh_input, "input_per_mtok"},
        {"cache reads", mix.cache_read, prices.cache_read, "cache_read_per_mtok"},
        {"cache writes", mix.cache_write, prices.cache_write, "cache_write_per_mtok"},
        {"cache writes, 1 h", mix.cache_write_1h, prices.cache_write_1h, "cache_write_1h_per_mtok"},
        {"output", mix.output, prices.output, "output_per_mtok"}};
    std::vector<Derivation> parts;
    double price = 0.0;
    for (const Sort& sort : sorts) {
        if (sort.share == 0.0) continue;
        Derivation leaf = input(scenario, id + "." + sort.key, sort.price.value());
        if (number_of(leaf) != sort.price.value()) {
            leaf = plain(
                "price in force", sort.price.value(), Unit::price_per_mtok,
                api.price_per_mtok ? "one price for all, or the long-context price" : "long-context rule");
        }
        parts.push_back(node(
            sort.name, sort.share * sort.price.value(), Unit::price_per_mtok, How::product,
            {plain("share of the tokens", sort.share, Unit::share, "from output_share and the cache shares"),
             std::move(leaf)}));
        price += sort.share * sort.price.value();
    }
    return node("price of the mix", price, Unit::price_per_mtok, How::sum, std::move(parts));
}

Derivation token_charge(const Scenario& scenario, const std::string& id, const Api& api, double share,
                        const Item& item, const std::string& name) {
    const double volume = volume_of_month(scenario.workload, scenario.days_per_month, 1).value() * share;
    std::vector<Derivation> parts{first_volume(scenario, share), price_of_mix(scenario, id, api)};
    if (scenario.workload.batch_share > 0.0 && api.batch_discount > 0.0) {
        parts.push_back(
            plain("batch factor", 1.0 - scenario.workload.batch_share * api.batch_discount, Unit::ratio,
                  "1 - batch_share × batch_discount",
                  {input(scenario, "workload.batch_share"), input(scenario, id + ".batch_discount")}));
    }
    if (api.included_tokens_per_month > Tokens() && volume > 0.0) {
        parts.push_back(plain("quota factor",
                              std::max(0.0, 1.0 - api.included_tokens_per_month.value() / volume),
                              Unit::ratio, "max(0, 1 - included_tokens_per_month / V)",
                              {input(scenario, id + ".included_tokens_per_month")}));
    }
    Derivation month_1 =
        node("month 1", item.flow.monthly.front().value(), currency, How::product, std::move(parts));
    return running(
        scenario, item, name, std::move(month_1),
        {input(scenario, "workload.growth_per_month"), input(scenario, id + ".price_change_per_year")});
}

// Staff, maintenance and the profile's own monthly costs.
Derivation monthly_cost(const Scenario& scenario, const std::string& id, const Option& option, double units,
                        const Item& item, const std::string& name, const std::string& key) {
    const Derivation change = input(scenario, id + ".monthly_costs_change_per_year");
    const double first = item.flow.monthly.front().value();
    if (key == "staff") {
        const std::string path = id + ".staff.";
        return running(
            scenario, item, name,
            node("month 1", first, currency, How::product,
                 {input(scenario, path + "hours_per_month"), input(scenario, path + "hourly_rate")}),
            {change});
    }
    if (key == "maintenance") {
        std::vector<Derivation> bought;
        Money price;
        for (const auto& one : std::get<Owned>(option).hardware) {
            bought.push_back(purchase(scenario, id, one, units));
            price += one.value.unit_price * one.value.quantity * units;
        }
        return running(scenario, item, name,
                       plain("month 1", first, currency, "hardware × maintenance_share_per_year / 12",
                             {node("hardware", price.value(), currency, How::sum, std::move(bought)),
                              input(scenario, id + ".maintenance_share_per_year")}),
                       {change});
    }
    return running(scenario, item, name, input(scenario, id + ".monthly_costs." + key), {change});
}

}  // namespace

Derivation node(std::string name, MetricValue value, Unit unit, How how, std::vector<Derivation> parts,
                std::string formula) {
    Derivation derivation;
    derivation.name = std::move(name);
    derivation.value = std::move(value);
    derivation.unit = unit;
    derivation.how = how;
    derivation.formula = formula.empty() ? formula_of(how, parts) : std::move(formula);
    derivation.parts = std::move(parts);
    return derivation;
}

std::string formula_of(How how, const std::vector<Derivation>& parts) {
    const char* sign = how == How::sum          ? " + "
                       : how == How::product    ? " × "
                       : how == How::difference ? " - "
                                                : " / ";
    std::string text;
    for (const Derivation& part : parts) {
        const auto dot = part.path.rfind('.');
        text += (text.empty() ? "" : sign) +
                (part.path.empty() || dot == std::string::npos ? part.name : part.path.substr(dot + 1));
    }
    return text;
}

Derivation input(const Scenario& scenario, const std::string& path, double fallback) {
    Derivation leaf;
    leaf.name = path;
    leaf.path = path;
    leaf.how = How::input;
    leaf.value = fallback;
    Scenario copy = scenario;  // parameters are found in a scenario that may be changed
    if (const auto parameter = find_parameter(copy, path)) {
        leaf.unit = parameter->field().unit;
        if (const auto value = parameter->get()) leaf.value = *value;
    }
    return leaf;
}

Derivation first_volume(const Scenario& scenario, double share) {
    const double volume = volume_of_month(scenario.workload, scenario.days_per_month, 1).value();
    const auto per_day = [&] {
        if (scenario.workload.tokens_per_day) return input(scenario, "workload.tokens_per_day");
        const Workload& work = scenario.workload;
        Derivation size = node("tokens of a request",
                               (*work.input_tokens_per_request + *work.output_tokens_per_request).value(),
                               Unit::tokens, How::sum,
                               {input(scenario, "workload.input_tokens_per_request"),
                                input(scenario, "workload.output_tokens_per_request")});
        return node("tokens a day", volume_per_day(work).value(), Unit::tokens_per_day, How::product,
                    {input(scenario, "workload.requests_per_day"), std::move(size)});
    };
    std::vector<Derivation> parts{per_day(), input(scenario, "days_per_month")};
    if (share != 1.0)
        parts.push_back(plain("share of the volume", share, Unit::share, "of a hybrid's side, in month 1"));
    std::string formula = formula_of(How::product, parts) + " / 10^6";
    return plain("volume of month 1", volume * share / 1e6, Unit::mtok, std::move(formula), std::move(parts));
}

std::optional<Derivation> busy_hours(const Scenario& scenario, const Named<Option>& option, double share,
                                     double units) {
    const Demand all = demand(scenario.workload, scenario.days_per_month, 1);
    const auto* owned = std::get_if<Owned>(&option.value);
    const auto* rented = std::get_if<Rented>(&option.value);
    if (owned == nullptr && rented == nullptr) return std::nullopt;
    const auto& serving = owned != nullptr ? owned->serving : rented->serving;
    const double on = owned != nullptr ? hours_on(*owned) : hours_on(*rented);
    const auto can_serve = capacity(serving, all, on);
    if (!can_serve) return std::nullopt;
    const double per_day = all.volume.front().value() / scenario.days_per_month * share;
    const double hours = can_serve->busy_hours(per_day, units);
    const std::string path = option.name + ".serving.";
    return plain(
        "busy hours a day of a unit", owned != nullptr ? std::min(hours, on) : hours, Unit::hours_per_day,
        "(prefilled tokens / input rate + output tokens / output rate) / units / 3600",
        {plain("tokens a day", per_day, Unit::tokens_per_day, "served by this option in month 1"),
         input(scenario, path + "input_tokens_per_second"),
         input(scenario, path + "output_tokens_per_second"), units_of(scenario, option.name, units)});
}

Derivation item(const Scenario& scenario, const Named<Option>& option, const Item& item,
                const std::string& name, double share, std::optional<double> units) {
    const std::string& id = option.name;
    const double count = units.value_or(1.0);
    const auto dot = item.name.rfind('.');
    const std::string key = dot == std::string::npos ? item.name : item.name.substr(dot + 1);
    if (const auto* api = std::get_if<Api>(&option.value)) {
        if (key == "tokens") return token_charge(scenario, id, *api, share, item, name);
        if (key == "monthly_fee")
            return running(scenario, item, name, input(scenario, id + ".monthly_fee"), {});
        return plain(name, total(item.flow, scenario.horizon_months).value(), currency,
                     "sum over the months of what tokens and fee stay below the minimum",
                     {input(scenario, id + ".monthly_minimum")});
    }
    if (const auto* owned = std::get_if<Owned>(&option.value)) {
        if (key == "hardware") return hardware(scenario, id, *owned, count, item, name);
        if (key == "replacement") return replacement(scenario, id, *owned, count, item, name);
        if (key == "resale") return resale(scenario, id, *owned, count, item, name);
        if (key == "financing") return financing(scenario, id, *owned, count, item, name);
        if (key == "electricity" && owned->electricity)
            return electricity(scenario, option, *owned, share, count, item, name);
    }
    if (const auto* rented = std::get_if<Rented>(&option.value)) {
        if (key == "rent") return rent(scenario, option, *rented, share, count, item, name);
    }
    if (key == "setup") {
        Derivation leaf = input(scenario, id + ".setup_cost");
        leaf.name = name;
        return leaf;
    }
    return monthly_cost(scenario, id, option.value, count, item, name, key);
}

}  // namespace aicost::derive
