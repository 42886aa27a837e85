// The cost model: docs/model.md, sections 2 to 6, formula by formula, over any algebra (algebra.hpp). Nothing else in the
// program knows a formula. demand.hpp has section 2; api.hpp, owned.hpp, rented.hpp and hybrid.hpp section 3; machine.hpp
// section 4; worth.hpp what flows are worth. Each is compiled once for each algebra (model_over_*.cpp).
//
//     const Eager numbers(24, 120);
//     const Model<Eager> model(numbers, scenario);
//     Bill<Eager> bill = model.bill(scenario.options[0].value, model.demand());
#pragma once

#include <array>
#include <limits>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "aicost/scenario.hpp"
#include "model/bill.hpp"

namespace aicost {

// Hours of the day with the same load: that load by month, relative to month 1's mean hour.
template <class A>
struct LoadedHours {
    typename A::Series load;      // w_h · V_m/V_1
    std::vector<std::size_t> at;  // the hours
};

// What the workload asks of an option. Amounts are per workload token: of V tokens, V·mix.output are output there.
template <class A>
struct Demand {
    using Number = typename A::Number;
    using Series = typename A::Series;

    Number first;       // V_1: tokens of month 1, of the workload
    Series growth;      // V_m / V_1
    Number max_growth;  // the largest of it within the horizon
    Number days;        // D
    Number active;      // A, days with work of a month
    Number batch_share;
    struct {
        Number fresh_input, cache_read, cache_write, cache_write_1h, output;
    } mix;
    Number tokens;  // tokens there per workload token: the sum of the mix; 1 for the workload itself
    std::optional<Number> requests;  // per token, if the sizes are known
    std::optional<Number> input_per_request, tokens_per_request;
    std::array<double, 24> weights{};   // of the workload, with mean 1
    std::vector<LoadedHours<A>> hours;  // 24 in all
    bool own_shape = false;  // the hours' loads are not weights·growth, as for what overflows to the cloud
    Series peak_by_month;    // the largest hour's load
    Number peak_load;        // the largest of it within the horizon
};

// A sum over the hours of the day; a derivation keeps the terms apart.
template <class A, class T>
class OverHours {
public:
    explicit OverHours(const A& algebra) : a(algebra) {}

    // Adds `part` for each of `hours`.
    void add(const T& part, const std::vector<std::size_t>& hours) {
        if constexpr (keeps) {
            parts_.push_back(part);
            hours_.push_back(hours);
        } else {
            add(hours.size() == 1 ? part : part * a.number(static_cast<double>(hours.size())));
        }
    }
    void add(const T& part, std::size_t hour) {
        if constexpr (keeps) {
            add(part, std::vector{hour});
        } else {
            add(part);
        }
    }
    [[nodiscard]] T sum() const {
        if constexpr (keeps) {
            return a.sum_of_hours(parts_, hours_);
        } else {
            return *sum_;
        }
    }

private:
    static constexpr bool keeps = requires { A::told; };
    struct Nothing {};
    void add(const T& part) { sum_ = sum_ ? *sum_ + part : part; }

    const A& a;
    std::optional<T> sum_;
    std::conditional_t<keeps, std::vector<T>, Nothing> parts_;
    std::conditional_t<keeps, std::vector<std::vector<std::size_t>>, Nothing> hours_;
};

template <class A>
class Model {
public:
    using Number = typename A::Number;
    using Series = typename A::Series;

    // `algebra` and `scenario` must outlive the model.
    Model(const A& algebra, const Scenario& scenario) : a(algebra), scenario_(scenario) {}

    // Of the workload, or of another volume if `tokens_per_day` (of a day with work) is given.
    Demand<A> demand(std::optional<Number> tokens_per_day = std::nullopt) const;
    Bill<A> bill(const Option& option, const Demand<A>& demand) const;
    // Only for kinds without a bill() of their own: otherwise it would convert to Option and call itself forever.
    template <class Kind>
    Bill<A> bill(const Kind&, const Demand<A>&) const = delete;

    // ---- what flows are worth: section 6
    Number total(const Flow<A>& flow) const;
    Number npv(const Flow<A>& flow) const;
    Number first_month(const Flow<A>& flow) const;
    Number discounted_tokens(const Demand<A>& demand) const;
    Flow<A> discounted(const Flow<A>& flow) const;  // each amount at its present value
    Flow<A> sum(const Bill<A>& bill) const;
    bool discounts() const { return !a.is(of(scenario_.discount_rate), 0.0); }

    // An input, by its member.
    template <class T>
    Number of(const T& member) const {
        return a.read(&member, plain(member));
    }
    // Likewise; when it has its usual value `neutral`, a derivation leaves it out.
    template <class T>
    Number unless(const T& member, double neutral) const {
        return a.unless(&member, plain(member), neutral);
    }
    template <class T>
    Number of(const std::optional<T>& member, double fallback) const {
        return a.read(&member, member ? plain(*member) : fallback);
    }
    // What decides which terms there are: a derivation has its name, else it is a constant.
    template <class T>
    Number fixed(const T& member, double value) const {
        if constexpr (requires { A::told; }) {
            return a.read(&member, value);
        } else {
            return a.number(value);
        }
    }

private:
    struct Prices {
        Number fresh_input, cache_read, cache_write, cache_write_1h, output;
        std::optional<Number> single;  // one price for all token kinds
    };
    struct PricesFrom {
        const int* month;  // the input that holds it; null: the prices of the start
        Prices prices;

        [[nodiscard]] int first() const { return month == nullptr ? 1 : std::max(1, *month); }
    };
    struct Size {
        Number bought, serving;  // with and without the spares
    };
    // A serving block under a given demand.
    struct Capacity {
        Number seconds_per_token;  // busy seconds of a unit per workload token
        Number on;                 // hours a day that it can serve
        Number max_utilization;
        std::optional<Number> request_seconds;  // t1, if the sizes are known
    };
    // scale·series
    struct ScaledSeries {
        Number scale;
        Series series;
    };
    // Mean price factors of an hourly tariff: of the powered hours, and of the busy hours if known.
    struct Tariff {
        Number idle;
        std::optional<Series> busy;
    };
    template <class T>
    struct Split {
        T overflows;           // 0 or 1
        std::vector<T> hours;  // the shares of the day's work that the local side takes
        T share;               // their sum
    };

    // demand.cpp
    Demand<A> own(const Demand<A>& demand, const Running& running) const;
    Demand<A> scaled(const Demand<A>& demand, Number share) const;
    Number peak_weight(const Demand<A>& demand, double hours) const;
    ScaledSeries by_hour(const Demand<A>& demand, const std::optional<std::array<double, 24>>& factors) const;

    // api.cpp
    Bill<A> bill(const Api& api, const Demand<A>& demand) const;
    Number price_of_mix(const Prices& prices, const Demand<A>& demand) const;
    std::vector<PricesFrom> prices(const Api& api, const Demand<A>& demand) const;
    Prices with_long_prompts(Prices base, const Api& api, const Demand<A>& demand) const;

    // machine.cpp
    std::optional<Capacity> capacity(const std::optional<Serving>& serving, Number on, Number kept,
                                     const Demand<A>& demand) const;
    Number peak_factor(const Capacity& capacity, const Demand<A>& demand) const;
    Number day_seconds(const Capacity& capacity, const Demand<A>& demand) const;  // S_1
    Number without_spares(Number bought, Number spare) const;
    Number units_needed(const Capacity& capacity, const Demand<A>& demand) const;
    Size size(const Machines& machine, const std::optional<Capacity>& capacity,
              const Demand<A>& demand) const;
    void judge(Bill<A>& bill, const Capacity& capacity, Number serving, const Demand<A>& demand) const;
    Number requests_a_second(const Demand<A>& demand) const;
    Series awake(const Demand<A>& demand, const Series& load, Number units, Number seconds) const;
    Series busy_in_hour(const Capacity& capacity, const Demand<A>& demand, const Series& load,
                        Number units) const;
    Series busy_hours(const Capacity& capacity, const Demand<A>& demand, Number units, Number limit) const;
    Number hours_on(const Owned& owned) const;
    Number hours_on(const Rented& rented) const;
    void add_running(Bill<A>& bill, const Running& running) const;
    void add_setup(Bill<A>& bill, const Running& running) const;
    void add_units(Bill<A>& bill, const Machines& machine, const Running& running, Number units,
                   std::optional<Number> load_watts) const;

    // owned.cpp
    Bill<A> bill(const Owned& owned, const Demand<A>& demand, std::optional<Size> size = {}) const;
    Number add_hardware(Bill<A>& bill, const Owned& owned, Number units) const;
    Number part_of_hour(const Number& powered, std::size_t rank) const;
    Tariff tariff(const Electricity& power, const std::optional<Capacity>& capacity, Number units,
                  const Demand<A>& demand) const;
    void add_electricity(Bill<A>& bill, const Electricity& power, const std::optional<Capacity>& capacity,
                         const Size& size, const Demand<A>& demand) const;

    // rented.cpp
    Bill<A> bill(const Rented& rented, const Demand<A>& demand, std::optional<Size> size = {}) const;
    Series billed_hours(const Rented& rented, const Capacity& capacity, const Size& size,
                        const Demand<A>& demand) const;

    // hybrid.cpp
    Bill<A> bill(const Hybrid& hybrid, const Demand<A>& demand) const;
    Bill<A> shared(const std::vector<std::pair<std::string, Number>>& shares, const Demand<A>& demand) const;
    Bill<A> overflowing(const Hybrid& hybrid, const Demand<A>& demand) const;
    template <class T>
    Split<T> split_day(const T& fits, const Number& on, const std::array<double, 24>& weights) const;
    Series largest_load(const std::vector<LoadedHours<A>>& hours) const;
    void add_part(Bill<A>& into, const std::string& id, Bill<A> part,
                  std::optional<Number> of_one_more) const;
    void tell_sides(Bill<A>& bill, const Hybrid& hybrid) const;
    const Named<Option>& option_of(const std::string& id) const;

    // worth.cpp
    Bill<A> empty_bill() const;
    Flow<A> nothing() const;
    Flow<A> once(Number amount) const;
    Flow<A> monthly(Number amount, Series series) const;
    void add(Bill<A>& bill, ItemKind kind, Flow<A> flow, std::string own = {}) const;
    void pay(Flow<A>& flow, Number amount, const Series& series) const;
    Series amount_of(const Flow<A>& flow) const;
    Series price_series(Number change_per_year, const int& held_months = 1) const;
    Number price_factor(Number change_per_year, const Number& months) const;
    Number worth(const Number& month) const;
    // more than `limit`, but for roundings
    template <class T, class U>
    auto exceeds(const T& value, const U& limit) const {
        return a.greater(value * a.number(1.0 - 1e-12), limit);
    }
    // rounded up, ignoring roundings
    template <class T>
    T whole(const T& value) const {
        return a.ceil(value * a.number(1.0 - 1e-12));
    }
    template <class T>
    static double plain(const T& value) {
        if constexpr (requires { value.value(); }) {
            return value.value();
        } else {
            return static_cast<double>(value);
        }
    }
    Number zero() const { return a.number(0.0); }
    Number one() const { return a.number(1.0); }
    Number infinite() const { return a.number(std::numeric_limits<double>::infinity()); }

    const A& a;
    const Scenario& scenario_;
};

}  // namespace aicost
