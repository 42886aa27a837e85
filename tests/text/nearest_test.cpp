#include "text/nearest.hpp"

#include "catch.hpp"

namespace nearest_test {

using namespace aicost;
using Words = std::vector<std::string>;

TEST_CASE("The nearest word is the one that was meant", "[profile]") {
    const Words commands{"compare", "breakeven", "profile"};
    CHECK(nearest("comprae", commands, 1) == Words{"compare"});
    CHECK(nearest("break", commands, 1) == Words{"breakeven"});
    CHECK(nearest("zzz", commands, 1).empty());
    CHECK(nearest("", commands, 3).empty());
}

TEST_CASE("A key means the path that ends in it", "[profile]") {
    const Words paths{"usd_rate", "local.units", "local.hardware.gpu.quantity",
                      "local.hardware.gpu.unit_price", "cloud.price_per_mtok"};
    CHECK(nearest("unit_prise", paths, 1) == Words{"local.hardware.gpu.unit_price"});
    CHECK(nearest("gpu.unit_price", paths, 1) == Words{"local.hardware.gpu.unit_price"});
    CHECK(nearest("local.hardware.cpu.unit_price", paths, 1) == Words{"local.hardware.gpu.unit_price"});
    CHECK(nearest("clod.price_per_mtok", paths, 1) == Words{"cloud.price_per_mtok"});
}

TEST_CASE("No more are named than are wanted, the nearest first, none twice", "[profile]") {
    const Words words{"abcd", "abce", "abc", "abc", "abxx"};
    CHECK(nearest("abc", words, 2) == Words{"abc", "abcd"});
    CHECK(nearest("abc", words, 9) == Words{"abc", "abcd", "abce", "abxx"});
    CHECK(nearest("abc", {}, 3).empty());
}

TEST_CASE("Nobody has misspelt a novel", "[profile]") {
    CHECK(nearest(std::string(1000000, 'a'), {"a", "b"}, 1).empty());
}

TEST_CASE("Alternatives are listed as a sentence lists them", "[profile]") {
    CHECK(alternatives({}).empty());
    CHECK(alternatives({"a"}) == "'a'");
    CHECK(alternatives({"a", "b"}) == "'a' or 'b'");
    CHECK(alternatives({"a", "b", "c"}) == "'a', 'b' or 'c'");
}

}  // namespace nearest_test
