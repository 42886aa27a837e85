#include "aicost/sweep.hpp"

#include "catch.hpp"

namespace tiles_test {

using namespace aicost;

namespace {

std::vector<SweepAxis> axes_of(const std::vector<int>& sizes) {
    std::vector<SweepAxis> axes;
    for (const int size : sizes) {
        const std::string text = size == 1 ? "1" : "1.." + std::to_string(size) + ":" + std::to_string(size);
        axes.push_back({{{"x", *parse_range(text).range}}});
    }
    return axes;
}

}  // namespace

TEST_CASE("tiles cover every row once, in order, and are small enough") {
    for (const std::vector<int>& sizes : std::vector<std::vector<int>>{{1},
                                                                       {7},
                                                                       {128},
                                                                       {129},
                                                                       {1000},
                                                                       {3, 1000},
                                                                       {20, 10, 5},
                                                                       {2, 2, 2, 2},
                                                                       {500, 2},
                                                                       {33, 33},
                                                                       {1, 1, 9},
                                                                       {5, 64, 3}}) {
        const Tiling tiling(axes_of(sizes));
        std::uint64_t count = 1, row = 0;
        for (const int size : sizes) count *= static_cast<std::uint64_t>(size);
        for (std::uint64_t tile = 0; row < count; ++tile) {
            const RowSpan rows = tiling.rows(tile);
            REQUIRE(rows.from == row);
            REQUIRE(rows.to > rows.from);
            REQUIRE(rows.to - rows.from <= Tiling::max_lanes);
            CHECK(tiling.tile_of(rows.from) == tile);
            CHECK(tiling.tile_of(rows.to - 1) == tile);
            row = rows.to;
        }
        CHECK(row == count);
    }
}

}  // namespace tiles_test
