#include "aicost/sweep.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "aicost/check.hpp"
#include "text/nearest.hpp"
#include "text/value.hpp"

namespace aicost {

namespace {

class Planner {
public:
    explicit Planner(Sweep& sweep) : sweep_(sweep) {}

    std::vector<Fault> faults() {
        if (sweep_.axes.empty()) fault("", "varies nothing", "", "an axis");
        for (const SweepAxis& axis : sweep_.axes) look_at(axis);
        metrics();
        if (!faults_.empty()) return std::move(faults_);
        at([](const Range& range) { return range.min(); });
        if (faults_.empty()) at([](const Range& range) { return range.max(); });
        const auto count = count_of(sweep_.axes);
        if (!count)
            fault("", "makes more combinations than can be counted", "", "fewer values, or fewer inputs");
        sweep_.count = count.value_or(0);
        return std::move(faults_);
    }

private:
    void fault(std::string path, std::string problem, std::string got, std::string remedy) {
        faults_.push_back({"", 0, std::move(path), std::move(problem), std::move(got), std::move(remedy)});
    }

    void look_at(const SweepAxis& axis) {
        if (axis.inputs.empty())
            return fault("", "has an axis without an input", "", "an input and its values");
        for (const SweepInput& input : axis.inputs) {
            if (input.range.size() != axis.size() || axis.size() == 0) {
                fault(input.path, "has another number of values than " + axis.inputs.front().path,
                      std::to_string(input.range.size()),
                      "inputs that move together need as many values each");
            }
            if (std::find(seen_.begin(), seen_.end(), input.path) != seen_.end())
                fault(input.path, "is varied twice", "", "once is enough");
            seen_.push_back(input.path);
            const auto parameter = find_parameter(sweep_.scenario, input.path);
            if (!parameter) {
                fault(input.path, "is not a number of this scenario", "", "a path of parameter.hpp");
            } else if (parameter->bound().whole) {
                whole(input);
            }
        }
    }
    void whole(const SweepInput& input) {
        for (std::uint64_t i = 0; i < input.range.size(); ++i) {
            const double value = input.range.at(i);
            if (std::floor(value) == value) continue;
            return fault(input.path, "must be a whole number", shortest(value),
                         "a step that is whole, or a list");
        }
    }
    void metrics() {
        const std::vector<std::string> known = metric_names(sweep_.scenario);
        for (const Assertion& one : sweep_.where) {
            if (one.kind == Assertion::Kind::unchanged)
                fault(one.text, "compares with what was saved", "", "a comparison of metrics");
        }
        for (const std::string& name : sweep_.evaluated()) {
            if (std::find(known.begin(), known.end(), name) != known.end()) continue;
            if (unit_of_metric(name) && find_option(sweep_.scenario, name.substr(0, name.find('.'))))
                continue;
            const auto close = nearest(name, known, 3);
            fault(name, "is not a metric of this scenario", "",
                  close.empty() ? "OPTION.total, winner, …" : "did you mean " + alternatives(close) + "?");
        }
    }
    // If bounds hold at both ends, they hold in between; so do rules between inputs, which are sums and products.
    template <class Pick>
    void at(Pick pick) {
        Scenario moved = sweep_.scenario;
        for (const SweepAxis& axis : sweep_.axes) {
            for (const SweepInput& input : axis.inputs)
                find_parameter(moved, input.path)->set(pick(input.range));
        }
        faults_ = check(moved);
    }

    Sweep& sweep_;
    std::vector<std::string> seen_;
    std::vector<Fault> faults_;
};

// Keeps every row; for one thread.
class TableWorker : public SweepWorker {
public:
    explicit TableWorker(const Sweep& sweep) : sweep_(sweep) {
        table.inputs = sweep.paths();
        table.metrics = sweep.metrics;
    }
    void take(const TileRun& tile, TextBuffer&) override {
        for (std::size_t lane = 0; lane < tile.lanes(); ++lane) {
            std::vector<double> row;
            for (std::size_t axis = 0; axis < sweep_.axes.size(); ++axis) {
                const std::uint64_t index = tile.index(axis, tile.lane_of_tile(lane));
                for (const SweepInput& input : sweep_.axes[axis].inputs) row.push_back(input.range.at(index));
            }
            for (std::size_t k = 0; k < sweep_.metrics.size(); ++k) row.push_back(tile.result(k)[lane]);
            table.rows.push_back(std::move(row));
        }
    }

    SweepTable table;

private:
    const Sweep& sweep_;
};

}  // namespace

std::vector<std::string> Sweep::paths() const {
    std::vector<std::string> all;
    for (const SweepAxis& axis : axes) {
        for (const SweepInput& input : axis.inputs) all.push_back(input.path);
    }
    return all;
}

std::vector<std::string> Sweep::evaluated() const {
    std::vector<std::string> names = metrics;
    if (where.empty()) return names;
    const std::vector<std::string> inputs = paths();
    for (const Assertion& one : where) {
        for (const std::string& name : names_in(one)) {
            const bool is_there = std::find(names.begin(), names.end(), name) != names.end() ||
                                  std::find(inputs.begin(), inputs.end(), name) != inputs.end();
            if (!is_there) names.push_back(name);
        }
    }
    return names;
}

Result<Sweep> make_sweep(Scenario scenario, std::vector<SweepAxis> axes, std::vector<std::string> metrics) {
    Sweep sweep{std::move(scenario), std::move(axes), std::move(metrics)};
    Result<Sweep> result;
    result.faults = Planner(sweep).faults();
    if (result.faults.empty()) result.value = std::move(sweep);
    return result;
}

std::optional<std::uint64_t> count_of(const std::vector<SweepAxis>& axes) {
    constexpr auto max = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
    std::uint64_t count = 1;
    for (const SweepAxis& axis : axes) {
        if (axis.size() > max / count) return std::nullopt;
        count *= axis.size();
    }
    return count;
}

RowSpan shard_of(std::uint64_t count, std::uint64_t part, std::uint64_t parts) {
    // in two steps, to avoid overflow
    const auto start = [&](std::uint64_t k) { return count / parts * k + std::min(k, count % parts); };
    return {start(part - 1), start(part)};
}

SweepTable sweep_table(const Sweep& sweep) { return sweep_table(sweep, RowSpan{0, sweep.count}); }

SweepTable sweep_table(const Sweep& sweep, RowSpan rows) {
    TableWorker worker(sweep);
    run_sweep({sweep, rows}, [&](unsigned) -> SweepWorker& { return worker; });
    return std::move(worker.table);
}

SweepTable sweep_table(const Sweep& sweep, std::span<const std::uint64_t> rows) {
    TableWorker worker(sweep);
    TextBuffer none;
    run_rows(sweep, rows, worker, none);
    return std::move(worker.table);
}

std::vector<double> inputs_of_row(const Sweep& sweep, std::uint64_t row) {
    std::vector<std::uint64_t> index(sweep.axes.size());
    for (std::size_t axis = sweep.axes.size(); axis-- > 0;) {
        index[axis] = row % sweep.axes[axis].size();
        row /= sweep.axes[axis].size();
    }
    std::vector<double> values;
    for (std::size_t axis = 0; axis < sweep.axes.size(); ++axis) {
        for (const SweepInput& input : sweep.axes[axis].inputs) values.push_back(input.range.at(index[axis]));
    }
    return values;
}

}  // namespace aicost
