#include "catch.hpp"
TEST_CASE("x", "[cli]") { CHECK(true); }
