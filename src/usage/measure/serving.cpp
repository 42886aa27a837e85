#include "usage/measure/serving.hpp"

#include <algorithm>
#include <limits>
#include <map>

#include "usage/measure/timed.hpp"

namespace aicost::measuring {

namespace {

struct Sum {
    double read = 0.0, reading = 0.0, written = 0.0, writing = 0.0, seconds = 0.0;
    [[nodiscard]] double speed() const { return written / seconds; }
};

std::string failures(const std::vector<ServingRun>& runs) {
    double failed = 0.0, asked = 0.0;
    for (const ServingRun& run : runs) {
        failed += run.failed;
        asked += run.failed + run.completed;
    }
    if (!(failed > 0.0)) return {};
    return shown(failed) + " of " + shown(asked) +
           " requests failed; the rates are of the others, while the server did less than it was asked";
}

}  // namespace

Measurement shared_out(std::string kind, const std::vector<ServingRun>& runs) {
    Measurement found;
    found.kind = std::move(kind);
    const bool same_load = std::all_of(runs.begin(), runs.end(),
                                       [&](const ServingRun& run) { return run.load == runs[0].load; });
    std::map<std::string, Sum> loads;
    double fastest = 0.0;
    std::size_t cached = 0;
    for (const ServingRun& run : runs) {
        if (!(run.completed > 0.0) || !(run.written > 0.0))
            throw Wrong{"no request of the benchmark was completed" +
                        (run.failed > 0.0 ? " (" + shown(run.failed) + " failed)" : std::string())};
        if (!(run.first + run.following > 0.0)) throw Wrong{"its times to the tokens are 0"};
        const double reading = run.seconds * run.first / (run.first + run.following);
        const double writing = run.seconds - reading;
        std::string name = "benchmark";
        if (runs.size() > 1) name += " " + std::to_string(found.tests.size() + 1);
        if (!same_load) name += ": " + (run.load.empty() ? "no load stated" : run.load);
        SpeedTest test{std::move(name), run.model, {}, {}};
        if (writing > 0.0) test.output_tokens_per_second = rate(run.written, writing, "writing the answers");
        Sum& sum = loads[run.load];
        if (run.read > 0.0) {
            test.input_tokens_per_second = possible_reading(run.read, reading, test.output_tokens_per_second);
            if (!test.input_tokens_per_second) {
                ++cached;
                fastest = std::max(
                    fastest, reading > 0.0 ? run.read / reading : std::numeric_limits<double>::infinity());
            } else {
                sum.read += run.read;
                sum.reading += reading;
            }
        }
        found.tests.push_back(std::move(test));
        sum.written += run.written;
        sum.writing += writing;
        sum.seconds += run.seconds;
    }
    const auto busiest = std::max_element(loads.begin(), loads.end(), [](const auto& a, const auto& b) {
        return a.second.speed() < b.second.speed();
    });
    const Sum& sum = busiest->second;
    if (sum.read > 0.0) found.input_tokens_per_second = rate(sum.read, sum.reading, "reading the prompts");
    if (sum.writing > 0.0)
        found.output_tokens_per_second = rate(sum.written, sum.writing, "writing the answers");
    if (loads.size() > 1)
        found.notes.push_back("of several loads the one that writes most is used: " +
                              (busiest->first.empty() ? "the one without a limit" : busiest->first));
    found.notes.emplace_back(
        "the benchmark's time is shared out by the mean time to the first token and the mean time of the "
        "others; waiting in the queue counts as reading");
    if (std::string failed = failures(runs); !failed.empty()) found.warnings.push_back(std::move(failed));
    if (cached > 0) found.warnings.push_back(say_cached(cached, runs.size(), "run", fastest));
    return found;
}

}  // namespace aicost::measuring
