#include "fit.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <map>
#include <set>

namespace aicost::bench {

namespace {

// What is known of a family before its points: the constants of the others like it, as if so many points of a
// third of an error each spoke for them. Points of one sort (long prompts at full load) do not hold all three.
constexpr double prior_points = 3.0;
constexpr std::size_t enough_for_prior = 150;  // points of the others, evenly picked
constexpr int folds = 10;

double median(std::vector<double> values) {
    if (values.empty()) return 0.0;
    std::sort(values.begin(), values.end());
    const std::size_t half = values.size() / 2;
    return values.size() % 2 == 1 ? values[half] : 0.5 * (values[half - 1] + values[half]);
}

using Points = std::vector<const Sample*>;

double loss(const Points& points, const SpeedFamily& family) {
    double sum = 0.0, weights = 0.0;
    for (const Sample* point : points) {
        const auto rates = estimated(*point, family);
        if (!rates) continue;
        sum += point->weight * std::abs(std::log(rates->decode / point->decode));
        weights += point->weight;
        if (!point->prefill || !rates->prefill) continue;
        sum += 0.5 * point->weight * std::abs(std::log(*rates->prefill / *point->prefill));
        weights += 0.5 * point->weight;
    }
    return weights > 0.0 ? sum / weights : 0.0;
}

struct Constant {
    double SpeedFamily::*member;
    double min, max;
};
constexpr Constant constants[] = {{&SpeedFamily::bandwidth, 0.30, 0.91},
                                  {&SpeedFamily::layer_seconds, 10e-6, 300e-6},
                                  {&SpeedFamily::arithmetic, 0.05, 0.90}};

double distance(const SpeedFamily& a, const SpeedFamily& b) {
    double sum = 0.0;
    for (const Constant& one : constants) {
        const double apart = std::log(a.*one.member / b.*one.member);
        sum += apart * apart;
    }
    return sum;
}

constexpr SpeedFamily nothing_known{"", 0.75, 80e-6, 0.40};

// One constant after the other, in ever smaller steps, until nothing gets better.
SpeedFamily fit(const Points& points, std::string_view name, const SpeedFamily& before = nothing_known,
                double weight = 0.0) {
    SpeedFamily best = before;
    best.name = name;
    double weights = 0.0;
    for (const Sample* point : points) weights += point->weight;
    const auto cost = [&](const SpeedFamily& tried) {
        return loss(points, tried) + weight / (weights + 1.0) * distance(tried, before);
    };
    double min = cost(best);
    for (double step = 0.4; step > 0.015; step /= 2.0) {
        for (bool moved = true; moved;) {
            moved = false;
            for (const Constant& constant : constants) {
                for (const double factor : {1.0 + step, 1.0 / (1.0 + step)}) {
                    SpeedFamily tried = best;
                    tried.*constant.member =
                        std::clamp(best.*constant.member * factor, constant.min, constant.max);
                    const double value = cost(tried);
                    if (value >= min - 1e-6) continue;
                    min = value;
                    best = tried;
                    moved = true;
                }
            }
        }
    }
    return best;
}

Points chosen(const std::vector<Sample>& all, const std::function<bool(const Sample&)>& wanted) {
    Points points;
    for (const Sample& one : all) {
        if (wanted(one)) points.push_back(&one);
    }
    return points;
}

// Evenly picked, so that all that came together is in it.
Points thinned(const Points& points, std::size_t max) {
    if (points.size() <= max) return points;
    Points some;
    for (std::size_t i = 0; i < max; ++i) some.push_back(points[i * points.size() / max]);
    return some;
}

// The constants that a family has without the points that are left out.
SpeedFamily without(const std::vector<Sample>& all, const Sample& of,
                    const std::function<bool(const Sample&)>& left_out) {
    const Points own =
        chosen(all, [&](const Sample& one) { return one.family == of.family && !left_out(one); });
    const Points others = chosen(all, [&](const Sample& one) {
        return one.server == of.server && one.family != of.family && !left_out(one);
    });
    const SpeedFamily before = fit(thinned(others, enough_for_prior), of.family);
    return own.empty() ? before : fit(own, of.family, before, prior_points);
}

int fold_of(const std::string& configuration) {
    unsigned hash = 2166136261U;
    for (const char c : configuration) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619U;
    return static_cast<int>(hash % folds);
}

struct Judged {
    const Sample* sample;
    double ratio, ratio_used, factor;  // estimate / measured
};

struct Class {
    const char* name;
    bool (*holds)(const Sample& sample);
};
constexpr Class classes[] = {
    {"local dense, one request", [](const Sample& s) { return !s.server && !s.experts && !s.several; }},
    {"local dense, concurrent", [](const Sample& s) { return !s.server && !s.experts && s.several; }},
    {"local mixture, one request", [](const Sample& s) { return !s.server && s.experts && !s.several; }},
    {"local mixture, concurrent", [](const Sample& s) { return !s.server && s.experts && s.several; }},
    {"server dense, one GPU", [](const Sample& s) { return s.server && !s.experts && !s.several; }},
    {"server dense, several", [](const Sample& s) { return s.server && !s.experts && s.several; }},
    {"server mixture, one GPU", [](const Sample& s) { return s.server && s.experts && !s.several; }},
    {"server mixture, several", [](const Sample& s) { return s.server && s.experts && s.several; }},
    {"all", [](const Sample&) { return true; }},
    {"servers", [](const Sample& s) { return s.server; }},
    {"dense, one request", [](const Sample& s) { return !s.server && !s.experts && !s.several; }},
    {"mixtures of experts", [](const Sample& s) { return s.experts; }},
};

ErrorRow row_of(const Class& of, const std::vector<Judged>& judged) {
    ErrorRow row{of.name};
    std::vector<double> errors, used;
    double within = 0.0;
    for (const Judged& one : judged) {
        if (!of.holds(*one.sample)) continue;
        errors.push_back(std::abs(one.ratio - 1.0));
        used.push_back(std::abs(one.ratio_used - 1.0));
        if (std::max(one.ratio, 1.0 / one.ratio) <= one.factor) within += 1.0;
    }
    row.points = errors.size();
    row.error = median(errors);
    row.used = median(used);
    row.coverage = errors.empty() ? 0.0 : within / static_cast<double>(errors.size());
    return row;
}

}  // namespace

std::vector<FittedFamily> fit_families(const std::vector<Sample>& all) {
    std::map<std::string, Points> families;
    for (const Sample& one : all) families[one.family].push_back(&one);
    std::vector<FittedFamily> fitted;
    for (const auto& [name, points] : families) {
        std::set<std::string> sources;
        for (const Sample* point : points) sources.insert(point->source);
        const SpeedFamily& used = family_of(points.front()->setup);
        const SpeedFamily own = fit(points, used.name);
        fitted.push_back(
            {name, points.size(), sources.size(), used, own, loss(points, used), loss(points, own)});
    }
    return fitted;
}

std::vector<ErrorRow> cross_validate(const std::vector<Sample>& all, LeaveOut what) {
    const auto group = [&](const Sample& one) {
        return what == LeaveOut::source ? one.source : std::to_string(fold_of(one.configuration));
    };
    std::map<std::pair<std::string, std::string>, SpeedFamily> known;  // group and family
    std::vector<Judged> judged;
    for (const Sample& one : all) {
        const std::string own = group(one);
        auto at = known.find({own, one.family});
        if (at == known.end()) {
            const SpeedFamily family =
                without(all, one, [&](const Sample& other) { return group(other) == own; });
            at = known.insert({{own, one.family}, family}).first;
        }
        const auto rates = estimated(one, at->second);
        const auto used = estimated(one, family_of(one.setup));
        if (rates && used)
            judged.push_back({&one, rates->decode / one.decode, used->decode / one.decode, rates->factor});
    }
    std::vector<ErrorRow> rows;
    for (const Class& of : classes) rows.push_back(row_of(of, judged));
    return rows;
}

}  // namespace aicost::bench
