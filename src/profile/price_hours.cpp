#include "profile/price_hours.hpp"

#include <algorithm>
#include <string_view>

#include "aicost/workload.hpp"
#include "profile/members.hpp"

namespace aicost {

namespace {

constexpr int minutes_an_hour = 60, minutes_a_day = 24 * 60, days_a_week = 7;

const Json& workload_of(const Json& root) {
    static const Json none = Json::object();
    const auto found = root.find("workload");
    return found != root.end() && found->is_object() ? *found : none;
}

// "mon-fri", "sat-sun", "wed": the days; anything else: every day.
std::array<bool, days_a_week> days_in(std::string_view text) {
    constexpr std::string_view names[days_a_week] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
    const auto index = [&](std::string_view name) {
        const auto at = std::find(std::begin(names), std::end(names), name.substr(0, 3));
        return static_cast<int>(at - std::begin(names));
    };
    std::array<bool, days_a_week> days{};
    const auto dash = text.find('-');
    const int first = index(text), last = dash == text.npos ? first : index(text.substr(dash + 1));
    if (first == days_a_week || last == days_a_week) {
        days.fill(true);
        return days;
    }
    for (int day = first;; day = (day + 1) % days_a_week) {
        days[static_cast<std::size_t>(day)] = true;
        if (day == last) return days;
    }
}

// The share of the days with work on which the window applies; working days are counted from Monday.
double share_of_days(const Json& root, const PriceWindow& window) {
    const double active =
        std::clamp(number_at(workload_of(root), "active_days_per_week").value_or(days_a_week), 0.0, 7.0);
    const auto days = days_in(window.days);
    double within = 0.0;
    for (int day = 0; day < days_a_week; ++day) {
        if (days[static_cast<std::size_t>(day)]) within += std::clamp(active - day, 0.0, 1.0);
    }
    return active > 0.0 ? within / active : 0.0;
}

bool holds_at(const PriceWindow& window, int minute) {
    if (window.from < window.to) return minute >= window.from && minute < window.to;
    return minute >= window.from || minute < window.to;  // across midnight
}

}  // namespace

std::vector<HourShares> window_shares(const Json& root, const std::vector<PriceWindow>& windows) {
    std::vector<HourShares> shares(windows.size(), HourShares{});
    const int offset = static_cast<int>(number_at(workload_of(root), "utc_offset_hours").value_or(0.0));
    for (std::size_t hour = 0; hour < hours_a_day; ++hour) {
        const int utc = ((static_cast<int>(hour) - offset) % 24 + 24) % 24;
        for (int minute = utc * minutes_an_hour; minute < (utc + 1) * minutes_an_hour; ++minute) {
            double left = 1.0;  // share of the days left for earlier windows
            for (std::size_t i = windows.size(); i-- > 0 && left > 0.0;) {
                if (!holds_at(windows[i], minute % minutes_a_day)) continue;
                const double days = std::min(left, share_of_days(root, windows[i]));
                shares[i][hour] += days / minutes_an_hour;
                left -= days;
            }
        }
    }
    return shares;
}

HourShares load_weights(const Json& root) {
    LoadShape load;
    const Json& work = workload_of(root);
    const auto shape = work.find("load_shape");
    if (shape == work.end()) return load.weights();
    if (shape->is_array() && shape->size() == hours_a_day) {
        for (std::size_t hour = 0; hour < hours_a_day; ++hour) {
            const Json& one = (*shape)[hour];
            load.own_weights[hour] = one.is_number() ? std::max(0.0, one.get<double>()) : 1.0;
            if (load.own_weights[hour] > 0.0) load.kind = LoadShape::Kind::weights;
        }
    } else if (*shape == "business_hours") {
        load.kind = LoadShape::Kind::business_hours;
    } else if (*shape == "diurnal") {
        load.kind = LoadShape::Kind::diurnal;
    }
    return load.weights();
}

std::optional<double> ratio_of(const PriceWindow& window, const CloudModel& model) {
    std::optional<double> ratio;
    bool same = true;
    const auto see = [&](const std::optional<Usd<TokenPrice>>& here,
                         const std::optional<Usd<TokenPrice>>& else_) {
        if (!here || !else_ || !(else_->dollars() > 0.0)) return;
        const double one = here->dollars() / else_->dollars();
        constexpr double near = 1e-9;
        if (ratio) same = same && std::abs(one - *ratio) <= near * *ratio;
        ratio = ratio.value_or(one);
    };
    see(window.prices.input_per_mtok, model.input_per_mtok);
    see(window.prices.output_per_mtok, model.output_per_mtok);
    see(window.prices.cache_read_per_mtok, model.cache_read_per_mtok);
    see(window.prices.cache_write_per_mtok, model.cache_write_per_mtok);
    see(window.prices.cache_write_1h_per_mtok, model.cache_write_1h_per_mtok);
    return same ? ratio : std::nullopt;
}

}  // namespace aicost
