// What two numbers are put together by, lane by lane.
#pragma once

namespace aicost {

enum class LaneOp { add, subtract, multiply, divide, min, max, greater };

}  // namespace aicost
