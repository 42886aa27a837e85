// A grid of dots that becomes lines of text: 2 by 4 dots to a braille character, one to an ASCII character.
// Pens that share a character take turns in its colour (in ASCII, in its sign), so that overlapping lines stay
// distinguishable.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace aicost {

class Canvas {
public:
    Canvas(int columns, int rows, bool ascii);

    [[nodiscard]] int dots_across() const { return columns_ * across_; }
    [[nodiscard]] int dots_down() const { return rows_ * down_; }
    // The character column and row of a dot, from the lower left.
    [[nodiscard]] int column_of(int x) const { return x / across_; }
    [[nodiscard]] int row_of(int y) const { return y / down_; }

    // A dot of series `pen`; (0, 0) is at the lower left.
    void dot(int x, int y, int pen);
    // A straight line. `phase` counts its steps, so that dashes continue from line to line.
    void line(int x0, int y0, int x1, int y1, int pen, int& phase);
    // One character instead of the dots.
    void sign(int x, int y, std::string character);

    [[nodiscard]] std::vector<std::string> lines(bool color) const;

    // A sample of a pen's line, for the legend.
    [[nodiscard]] static std::string sample(int pen, bool ascii);
    [[nodiscard]] static std::string colored(const std::string& text, int pen);

private:
    struct Place {
        std::uint8_t dots = 0;
        std::uint32_t pens = 0;  // one bit each
        std::int16_t sign = -1;  // its index in signs_
    };
    [[nodiscard]] Place& at(int x, int y);
    [[nodiscard]] static int pen_at(const Place& place, int column);

    int columns_, rows_;
    int across_, down_;
    std::vector<Place> places_;
    std::vector<std::string> signs_;
};

}  // namespace aicost
