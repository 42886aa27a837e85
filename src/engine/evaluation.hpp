// The model over numbers: one scenario, evaluated directly.
#pragma once

#include "aicost/evaluate.hpp"
#include "model/algebra.hpp"
#include "model/model.hpp"

namespace aicost {

class Evaluation {
public:
    // `months`: the length of the flows; at least the horizon. The scenario must outlive it.
    Evaluation(const Scenario& scenario, int months);
    Evaluation(const Evaluation&) = delete;
    Evaluation& operator=(const Evaluation&) = delete;

    [[nodiscard]] Tokens volume() const;  // over the horizon
    // Everything except what depends on other options and on requirements.
    [[nodiscard]] OptionResult result_of(const Named<Option>& option) const;
    [[nodiscard]] CashFlow flow_of(const Named<Option>& option) const;
    [[nodiscard]] Bill<Eager> bill(const Named<Option>& option) const {
        return model_.bill(option.value, demand_);
    }
    [[nodiscard]] const Demand<Eager>& demand() const { return demand_; }

private:
    [[nodiscard]] CashFlow cash_flow(const Flow<Eager>& flow) const;

    const Scenario& scenario_;
    Eager numbers_;
    Model<Eager> model_;
    Demand<Eager> demand_;
};

// Sets the winner and what depends on it, by the comparison's options.
void choose_winner(Comparison& comparison);

}  // namespace aicost
