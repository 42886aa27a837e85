// How an assertion compares two numbers: roundings decide nothing.
#pragma once

#include "aicost/assertion.hpp"
#include "model/rounding.hpp"

namespace aicost {

// A sum of months is as good as the number that somebody wrote down.
inline bool compare(double left, Relation relation, double right) {
    const double more = less_roundings(left, right);
    switch (relation) {
        case Relation::below: return more < 0.0;
        case Relation::at_most: return more <= 0.0;
        case Relation::equal: return more == 0.0;
        case Relation::unequal: return more != 0.0;
        case Relation::at_least: return more >= 0.0;
        case Relation::above: return more > 0.0;
    }
    return false;
}

}  // namespace aicost
