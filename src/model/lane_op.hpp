// Binary operations, lane by lane.
#pragma once

namespace aicost {

enum class LaneOp { add, subtract, multiply, divide, min, max, greater };

// Calls `use` with the operation as a function of two numbers.
template <class Use>
constexpr auto with_operation(LaneOp op, Use use) {
    switch (op) {
        case LaneOp::add: return use([](double a, double b) { return a + b; });
        case LaneOp::subtract: return use([](double a, double b) { return a - b; });
        case LaneOp::multiply: return use([](double a, double b) { return a * b; });
        case LaneOp::divide: return use([](double a, double b) { return a / b; });
        case LaneOp::min: return use([](double a, double b) { return a < b ? a : b; });
        case LaneOp::max: return use([](double a, double b) { return a > b ? a : b; });
        case LaneOp::greater: break;
    }
    return use([](double a, double b) { return a > b ? 1.0 : 0.0; });
}

}  // namespace aicost
