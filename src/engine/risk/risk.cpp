#include "aicost/risk.hpp"

#include <algorithm>
#include <cmath>
#include <memory>
#include <mutex>

#include "aicost/batch.hpp"
#include "aicost/evaluate.hpp"
#include "sampler.hpp"
#include "spread.hpp"
#include "system/workers.hpp"

namespace aicost {

namespace {

using risk::Sampler;

// Counts of one thread.
struct Counts {
    std::vector<std::uint64_t> wins;
    std::uint64_t tie = 0, none = 0;
    std::vector<std::uint64_t> within;

    explicit Counts(std::size_t options) : wins(options), within(options) {}
    void add(const Counts& other) {
        for (std::size_t i = 0; i < wins.size(); ++i) wins[i] += other.wins[i];
        for (std::size_t i = 0; i < within.size(); ++i) within[i] += other.within[i];
        tie += other.tie;
        none += other.none;
    }
    void take_winner(double winner) {
        if (winner == winner_tie) {
            ++tie;
        } else if (winner == winner_none) {
            ++none;
        } else {
            ++wins[static_cast<std::size_t>(winner)];
        }
    }
};

// What is the same for all draws.
struct Task {
    const Scenario& scenario;
    const RiskOptions& options;
    std::vector<std::string> paths;
    std::vector<std::string> metrics;  // "winner", each option's break-even month, then the metrics asked for
    std::vector<std::optional<std::size_t>> shown;  // the index of each metric asked for; none: the margin
    std::optional<DecidingPair> margin;             // the indices of its two present values
    std::vector<std::size_t> challengers;           // options that are not the baseline
    std::optional<std::size_t> horizon_input;
    std::vector<std::unique_ptr<double[]>> values;  // of the metrics asked for, one per draw

    Task(const Scenario& given, std::span<const UncertainInput> inputs, const RiskOptions& asked)
        : scenario(given), options(asked) {
        for (std::size_t i = 0; i < inputs.size(); ++i) {
            paths.push_back(inputs[i].path);
            if (inputs[i].path == "horizon_months") horizon_input = i;
        }
        metrics.emplace_back("winner");
        const std::size_t baseline = baseline_of(scenario);
        for (std::size_t i = 0; i < scenario.options.size(); ++i) {
            if (i == baseline) continue;
            challengers.push_back(i);
            metrics.push_back(scenario.options[i].name + ".break_even_month");
        }
        for (const std::string& metric : options.metrics) {
            values.emplace_back(new double[options.draws]);
            const auto pair = metric == "margin" ? deciding_pair(evaluate(scenario)) : std::nullopt;
            shown.push_back(pair ? std::nullopt : std::optional(place_of(metric)));
            if (pair)
                margin = {place_of(scenario.options[pair->winner].name + ".npv"),
                          place_of(scenario.options[pair->runner_up].name + ".npv")};
        }
    }

    std::size_t place_of(const std::string& metric) {
        const auto known = std::find(metrics.begin(), metrics.end(), metric);
        const auto place = static_cast<std::size_t>(known - metrics.begin());
        if (known == metrics.end()) metrics.push_back(metric);
        return place;
    }
};

// One thread's work: blocks of draws.
class Worker {
public:
    Worker(Task& task, const Sampler& sampler, const Batch& batch, Counts& counts)
        : task_(task), sampler_(sampler), batch_(batch), workspace_(batch.workspace()), counts_(counts) {
        for (std::size_t i = 0; i < task.paths.size(); ++i) columns_.push_back(column());
        for (const double* one : columns_) inputs_.push_back({one, false, 0});
        for (std::size_t i = 0; i < task.metrics.size(); ++i) results_.push_back(column());
    }

    void operator()(std::size_t block) {
        const std::uint64_t first = block * Sampler::block;
        const auto count =
            static_cast<std::size_t>(std::min<std::uint64_t>(Sampler::block, task_.options.draws - first));
        sampler_.fill(first, count, columns_);
        for (std::size_t i = 0; i < task_.values.size(); ++i) {
            if (task_.shown[i]) results_[*task_.shown[i]] = task_.values[i].get() + first;
        }
        batch_.evaluate(count, inputs_, results_, workspace_);
        for (std::size_t k = 0; k < task_.values.size(); ++k) {
            if (task_.shown[k]) continue;
            const double *mine = results_[task_.margin->winner], *theirs = results_[task_.margin->runner_up];
            for (std::size_t i = 0; i < count; ++i) task_.values[k][first + i] = theirs[i] - mine[i];
        }
        for (std::size_t i = 0; i < count; ++i) counts_.take_winner(results_[0][i]);
        for (std::size_t k = 0; k < task_.challengers.size(); ++k) {
            const double* const month = results_[1 + k];
            std::uint64_t within = 0;
            for (std::size_t i = 0; i < count; ++i) {
                const double horizon =
                    task_.horizon_input ? columns_[*task_.horizon_input][i] : task_.scenario.horizon_months;
                within += month[i] <= horizon ? 1U : 0U;  // false for NaN
            }
            counts_.within[task_.challengers[k]] += within;
        }
    }

private:
    double* column() {
        buffers_.push_back(std::make_unique<double[]>(Sampler::block));
        return buffers_.back().get();
    }

    Task& task_;
    const Sampler& sampler_;
    const Batch& batch_;
    BatchWorkspace workspace_;
    Counts& counts_;
    std::vector<std::unique_ptr<double[]>> buffers_;
    std::vector<double*> columns_, results_;
    std::vector<BatchInput> inputs_;
};

}  // namespace

double Chance::standard_error() const {
    const double p = share();
    return std::sqrt(p * (1.0 - p) / static_cast<double>(draws));
}

bool is_possible(std::span<const UncertainInput> inputs, std::span<const RankCorrelation> correlations) {
    return risk::copula_of(inputs, correlations).possible;
}

double share_beyond(const Distribution& distribution, const Bounds& bound) {
    if (const auto* discrete = std::get_if<Discrete>(&distribution)) {
        double all = 0.0, held = 0.0;
        for (const auto& [value, weight] : discrete->values) {
            all += weight;
            if (bound.holds(value)) held += weight;
        }
        return 1.0 - held / all;
    }
    return 1.0 - (risk::cdf(distribution, bound.max) - risk::cdf(distribution, bound.min));
}

Risk simulate(const Scenario& scenario, std::span<const UncertainInput> inputs,
              std::span<const RankCorrelation> correlations, const RiskOptions& options) {
    Task task(scenario, inputs, options);
    const Sampler sampler(scenario, inputs, correlations, options);
    const Batch batch(scenario, task.paths, task.metrics);
    const Workers workers(options.threads);

    std::vector<std::unique_ptr<Counts>> counted;
    std::mutex guard;
    const auto blocks = static_cast<std::size_t>((options.draws + Sampler::block - 1) / Sampler::block);
    workers.run(blocks, [&](unsigned) {
        const std::lock_guard lock(guard);
        counted.push_back(std::make_unique<Counts>(scenario.options.size()));
        return Worker(task, sampler, batch, *counted.back());
    });
    Counts all(scenario.options.size());
    for (const auto& one : counted) all.add(*one);

    Risk risk;
    risk.break_even_within.resize(scenario.options.size());
    for (std::size_t i = 0; i < scenario.options.size(); ++i)
        risk.wins.push_back({all.wins[i], options.draws});
    for (const std::size_t i : task.challengers)
        risk.break_even_within[i] = Chance{all.within[i], options.draws};
    risk.tie = {all.tie, options.draws};
    risk.no_winner = {all.none, options.draws};
    for (std::size_t i = 0; i < options.metrics.size(); ++i) {
        risk.metrics.push_back(
            risk::spread_of(std::span(task.values[i].get(), options.draws), options.histogram_bins, workers));
        risk.metrics.back().metric = options.metrics[i];
    }
    return risk;
}

}  // namespace aicost
