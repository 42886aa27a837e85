// All units: of inputs, metrics, the values of `explain`, the cells of a report.
//
//     symbol(Unit::tokens_per_day);                              // "tokens/day"
//     counts_in_currency(find_metric("total")->unit);            // true
//     info(Unit::per_year).format == NumberFormat::percent;      // true: 0.05 is shown as "5%"
//
// Code asks this table about a unit, and never parses its symbol. A new unit is an enumerator and its row.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace aicost {

enum class Unit : unsigned char {
    // without a name
    none,    // not a number: a text, a list, a struct
    word,    // one of several
    flag,    // true or false
    number,  // of any sort
    count,   // a whole number
    // amounts of the profile's currency
    money,
    money_per_month,
    price,  // of any sort of thing
    price_per_mtok,
    price_per_1k_tokens,
    price_per_hour,
    price_per_kwh,
    price_per_kw_month,
    currency_per_usd,
    // tokens
    tokens,
    mtok,
    tokens_per_second,
    tokens_per_minute,
    tokens_per_day,
    tokens_per_month,
    // shares and changes, as fractions of 1
    share,
    share_per_year,
    per_year,
    per_month,
    ratio,
    // time
    months,
    days,
    days_per_week,
    seconds,
    hours,
    hours_per_day,
    hours_per_month,
    // power
    watts,
    kwh,
    kilograms,
    grams_per_kwh,
    // machines and what they serve
    units,
    pieces,
    gpus,
    gib,
    bits,
    billions,
    requests,
    requests_per_day,
    requests_per_month,
    price_per_request,
    conversations_per_day,
    turns,
    seats,
    weights,
    factors,  // of the hours of a day
};

// What sort of thing is measured.
enum class UnitKind : unsigned char {
    word,    // not a number
    number,  // any other number
    money,
    price,  // money per one of something
    exchange_rate,
    tokens,  // or tokens per time
    share,
    change,  // of a period, relative
};

// How a number is written for people.
enum class NumberFormat : unsigned char {
    plain,    // 1,234.5
    whole,    // 1,235
    money,    // $1,200 or $1,200.50
    price,    // $0.0015: at least three significant digits
    months,   // 13.33
    tokens,   // 2M
    percent,  // 25%
};

struct UnitInfo {
    Unit unit;
    std::string_view symbol;  // in tables of inputs, JSON, messages
    UnitKind kind;
    NumberFormat format;
    std::string_view suffix;  // what follows the number in a sentence
};

inline constexpr std::array unit_table{
    UnitInfo{Unit::none, "", UnitKind::word, NumberFormat::plain, ""},
    UnitInfo{Unit::word, "", UnitKind::word, NumberFormat::plain, ""},
    UnitInfo{Unit::flag, "", UnitKind::word, NumberFormat::plain, ""},
    UnitInfo{Unit::number, "", UnitKind::number, NumberFormat::plain, ""},
    UnitInfo{Unit::count, "", UnitKind::number, NumberFormat::whole, ""},
    UnitInfo{Unit::money, "currency", UnitKind::money, NumberFormat::money, ""},
    UnitInfo{Unit::money_per_month, "currency/month", UnitKind::money, NumberFormat::money, "/month"},
    UnitInfo{Unit::price, "currency", UnitKind::price, NumberFormat::price, ""},
    UnitInfo{Unit::price_per_mtok, "currency/Mtok", UnitKind::price, NumberFormat::price, "/Mtok"},
    UnitInfo{Unit::price_per_1k_tokens, "currency/1K tokens", UnitKind::price, NumberFormat::price,
             "/1K tokens"},
    UnitInfo{Unit::price_per_hour, "currency/h", UnitKind::price, NumberFormat::price, "/h"},
    UnitInfo{Unit::price_per_kwh, "currency/kWh", UnitKind::price, NumberFormat::price, "/kWh"},
    UnitInfo{Unit::price_per_kw_month, "currency/kW/month", UnitKind::price, NumberFormat::price,
             "/kW/month"},
    UnitInfo{Unit::currency_per_usd, "currency/USD", UnitKind::exchange_rate, NumberFormat::plain, ""},
    UnitInfo{Unit::tokens, "tokens", UnitKind::tokens, NumberFormat::tokens, " tokens"},
    UnitInfo{Unit::mtok, "Mtok", UnitKind::number, NumberFormat::plain, " Mtok"},
    UnitInfo{Unit::tokens_per_second, "tokens/s", UnitKind::tokens, NumberFormat::tokens, " tokens/s"},
    UnitInfo{Unit::tokens_per_minute, "tokens/min", UnitKind::tokens, NumberFormat::tokens, " tokens/min"},
    UnitInfo{Unit::tokens_per_day, "tokens/day", UnitKind::tokens, NumberFormat::tokens, " tokens/day"},
    UnitInfo{Unit::tokens_per_month, "tokens/month", UnitKind::tokens, NumberFormat::tokens, " tokens/month"},
    UnitInfo{Unit::share, "share", UnitKind::share, NumberFormat::percent, ""},
    UnitInfo{Unit::share_per_year, "share/year", UnitKind::number, NumberFormat::percent, " a year"},
    UnitInfo{Unit::per_year, "per year", UnitKind::change, NumberFormat::percent, " a year"},
    UnitInfo{Unit::per_month, "per month", UnitKind::change, NumberFormat::percent, " a month"},
    UnitInfo{Unit::ratio, "ratio", UnitKind::number, NumberFormat::plain, ""},
    UnitInfo{Unit::months, "months", UnitKind::number, NumberFormat::months, " months"},
    UnitInfo{Unit::days, "days", UnitKind::number, NumberFormat::plain, " days"},
    UnitInfo{Unit::days_per_week, "days/week", UnitKind::number, NumberFormat::plain, " days/week"},
    UnitInfo{Unit::seconds, "s", UnitKind::number, NumberFormat::plain, " s"},
    UnitInfo{Unit::hours, "h", UnitKind::number, NumberFormat::plain, " h"},
    UnitInfo{Unit::hours_per_day, "h/day", UnitKind::number, NumberFormat::plain, " h/day"},
    UnitInfo{Unit::hours_per_month, "h/month", UnitKind::number, NumberFormat::plain, " h/month"},
    UnitInfo{Unit::watts, "W", UnitKind::number, NumberFormat::plain, " W"},
    UnitInfo{Unit::kwh, "kWh", UnitKind::number, NumberFormat::plain, " kWh"},
    UnitInfo{Unit::kilograms, "kg", UnitKind::number, NumberFormat::plain, " kg"},
    UnitInfo{Unit::grams_per_kwh, "g/kWh", UnitKind::number, NumberFormat::plain, " g/kWh"},
    UnitInfo{Unit::units, "units", UnitKind::number, NumberFormat::plain, " units"},
    UnitInfo{Unit::pieces, "pieces", UnitKind::number, NumberFormat::plain, " pieces"},
    UnitInfo{Unit::gpus, "GPUs", UnitKind::number, NumberFormat::plain, " GPUs"},
    UnitInfo{Unit::gib, "GiB", UnitKind::number, NumberFormat::plain, " GiB"},
    UnitInfo{Unit::bits, "bits", UnitKind::number, NumberFormat::plain, " bits"},
    UnitInfo{Unit::billions, "10^9", UnitKind::number, NumberFormat::plain, " 10^9"},
    UnitInfo{Unit::requests, "requests", UnitKind::number, NumberFormat::plain, " requests"},
    UnitInfo{Unit::requests_per_day, "requests/day", UnitKind::number, NumberFormat::plain, " requests/day"},
    UnitInfo{Unit::requests_per_month, "requests/month", UnitKind::number, NumberFormat::plain,
             " requests/month"},
    UnitInfo{Unit::price_per_request, "currency/request", UnitKind::price, NumberFormat::price, "/request"},
    UnitInfo{Unit::conversations_per_day, "conversations/day", UnitKind::number, NumberFormat::plain,
             " conversations/day"},
    UnitInfo{Unit::turns, "turns", UnitKind::number, NumberFormat::plain, " turns"},
    UnitInfo{Unit::seats, "seats", UnitKind::number, NumberFormat::plain, " seats"},
    UnitInfo{Unit::weights, "weights", UnitKind::number, NumberFormat::plain, " weights"},
    UnitInfo{Unit::factors, "factors", UnitKind::number, NumberFormat::plain, ""},
};

constexpr const UnitInfo& info(Unit unit) { return unit_table[static_cast<std::size_t>(unit)]; }
constexpr std::string_view symbol(Unit unit) { return info(unit).symbol; }

constexpr bool is_number(Unit unit) { return info(unit).kind != UnitKind::word; }
// Does it scale with the currency? Prices and exchange rates do, too.
constexpr bool counts_in_currency(Unit unit) {
    const UnitKind kind = info(unit).kind;
    return kind == UnitKind::money || kind == UnitKind::price || kind == UnitKind::exchange_rate;
}

namespace detail {
constexpr bool rows_are_in_order() {
    for (std::size_t i = 0; i < unit_table.size(); ++i) {
        if (unit_table[i].unit != static_cast<Unit>(i)) return false;
    }
    return unit_table.size() == static_cast<std::size_t>(Unit::factors) + 1;
}
static_assert(rows_are_in_order(), "unit_table has a row for each Unit, in the order of the enum");
}  // namespace detail

}  // namespace aicost
