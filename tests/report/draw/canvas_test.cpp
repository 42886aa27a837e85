#include "report/draw/canvas.hpp"

#include "catch.hpp"

namespace canvas_test {

using namespace aicost;
using Lines = std::vector<std::string>;

TEST_CASE("A dot lies in its row and column, (0, 0) at the lower left", "[report]") {
    Canvas ascii(3, 2, true);
    ascii.dot(0, 0, 0);
    ascii.dot(2, 1, 1);
    CHECK(ascii.lines(false) == Lines{"  +", "*"});
    Canvas braille(2, 1, false);
    braille.dot(0, 0, 0);
    braille.dot(3, 3, 0);
    CHECK(braille.lines(false) == Lines{"⡀⠈"});
    braille.dot(-1, 0, 0);  // outside: nothing
    braille.dot(4, 0, 0);
    CHECK(braille.lines(false) == Lines{"⡀⠈"});
}

TEST_CASE("Lines that lie upon each other take turns", "[report]") {
    Canvas canvas(9, 1, true);
    for (int pen = 0; pen < 3; ++pen) {
        int phase = 0;
        canvas.line(0, 0, 8, 0, pen, phase);
    }
    CHECK(canvas.lines(false) == Lines{"*+o*+o*+o"});
    int phase = 0;
    canvas.line(0, 0, 8, 0, 8, phase);  // pens are eight: this one looks like the first
    CHECK(canvas.lines(false).front().find_first_not_of("*+o") == std::string::npos);
}

TEST_CASE("They take turns in colour, too, each dot staying where it is", "[report]") {
    Canvas canvas(2, 1, false);
    for (int pen = 0; pen < 2; ++pen) {
        int phase = 0;
        canvas.line(0, 0, 3, 0, pen, phase);
    }
    CHECK(canvas.lines(true) == Lines{Canvas::colored("⣀", 0) + Canvas::colored("⣀", 1)});
}

TEST_CASE("A sign stands in the place of the dots", "[report]") {
    Canvas canvas(3, 1, true);
    canvas.dot(1, 0, 0);
    canvas.sign(1, 0, "X");
    CHECK(canvas.lines(false) == Lines{" X"});
}

}  // namespace canvas_test
