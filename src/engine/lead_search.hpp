// Who wins as one input moves, the others as they are.
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "aicost/batch.hpp"
#include "aicost/parameter.hpp"
#include "aicost/scenario.hpp"

namespace aicost {

struct LeadChange {
    double at = 0.0;                  // of whole numbers the first at which another wins
    std::optional<std::size_t> then;  // who wins beyond it; none where nobody can
    double beyond = 0.0;              // a value, as near as any, at which they do
};

class LeadSearch {
public:
    // `path`: a number that the scenario states.
    LeadSearch(const Scenario& scenario, const std::string& path);

    // Where `leader` (none: nobody) first is not the best of those that can serve and are allowed, along `points`, which
    // run away from `from`, where it is. Half a cent decides nothing.
    std::optional<LeadChange> first_change(std::optional<std::size_t> leader, double from,
                                           std::span<const double> points);

    // The first change on either side of the present value; `points` in order.
    struct Around {
        std::optional<LeadChange> below, above;
    };
    Around around(std::size_t winner, double present, std::vector<double> points);

private:
    // Fills winners_, and npvs_ by option.
    void look(std::span<const double> values);
    [[nodiscard]] bool lost(std::optional<std::size_t> leader, std::optional<std::size_t> next,
                            std::size_t at) const;
    [[nodiscard]] bool says(std::size_t at) const;  // is there one winner, or none, and no tie?
    [[nodiscard]] std::optional<std::size_t> winner(std::size_t at) const;
    [[nodiscard]] std::vector<double> points_between(double from, double beyond, double likely) const;
    [[nodiscard]] LeadChange narrowed(std::optional<std::size_t> leader, double from, LeadChange change);
    [[nodiscard]] bool valid(double value);

    Scenario scenario_;
    Parameter parameter_;
    bool whole_;
    std::optional<Batch> batch_;  // none of inputs that a batch compiles anew for each value
    std::optional<BatchWorkspace> workspace_;
    std::vector<double> winners_;
    std::vector<std::vector<double>> npvs_;
};

}  // namespace aicost
