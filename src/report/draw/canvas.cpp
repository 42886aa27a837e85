#include "report/draw/canvas.hpp"

#include <algorithm>
#include <bit>
#include <cstdlib>

namespace aicost {

namespace {

// Pens differ even without colour, by the lengths of their dashes and gaps.
struct Pen {
    int draw, rest;
    char ascii;
    const char* color;
};
constexpr Pen pens[] = {{1, 0, '*', "36"}, {4, 3, '+', "33"}, {1, 2, 'o', "35"}, {6, 2, 'x', "32"},
                        {2, 4, '#', "34"}, {1, 4, '%', "31"}, {3, 3, '=', "96"}, {2, 2, '&', "95"}};

constexpr int max_pens = 24;  // a multiple of the above, so that pens that look the same count as one

const Pen& pen_of(int pen) { return pens[static_cast<std::size_t>(pen) % std::size(pens)]; }

bool draws(int pen, int step) {
    const Pen& held = pen_of(pen);
    return held.rest == 0 || step % (held.draw + held.rest) < held.draw;
}

void add_braille(std::string& text, std::uint8_t dots) {
    const unsigned code = 0x2800U + dots;
    const char bytes[] = {static_cast<char>(0xE0U | (code >> 12U)),
                          static_cast<char>(0x80U | ((code >> 6U) & 0x3FU)),
                          static_cast<char>(0x80U | (code & 0x3FU))};
    text.append(bytes, sizeof bytes);
}

// The bits of a character's dots, from its lowest row up.
constexpr std::uint8_t left_bits[] = {0x40, 0x04, 0x02, 0x01};
constexpr std::uint8_t right_bits[] = {0x80, 0x20, 0x10, 0x08};

}  // namespace

Canvas::Canvas(int columns, int rows, bool ascii)
    : columns_(columns),
      rows_(rows),
      across_(ascii ? 1 : 2),
      down_(ascii ? 1 : 4),
      places_(static_cast<std::size_t>(columns * rows)) {}

Canvas::Place& Canvas::at(int x, int y) {
    const int column = std::clamp(x / across_, 0, columns_ - 1);
    const int row = std::clamp(y / down_, 0, rows_ - 1);
    return places_[static_cast<std::size_t>((rows_ - 1 - row) * columns_ + column)];
}

void Canvas::dot(int x, int y, int pen) {
    if (x < 0 || y < 0 || x >= dots_across() || y >= dots_down()) return;
    Place& place = at(x, y);
    const auto row = static_cast<std::size_t>(y % down_);
    place.dots =
        static_cast<std::uint8_t>(place.dots | (x % across_ == 0 ? left_bits[row] : right_bits[row]));
    place.pens |= 1U << static_cast<unsigned>(pen % max_pens);
}

int Canvas::pen_at(const Place& place, int column) {
    int turn = column % std::popcount(place.pens);
    int pen = std::countr_zero(place.pens);
    for (std::uint32_t rest = place.pens; turn > 0; --turn) {
        rest &= rest - 1;
        pen = std::countr_zero(rest);
    }
    return pen;
}

void Canvas::line(int x0, int y0, int x1, int y1, int pen, int& phase) {
    const int steps = std::max({std::abs(x1 - x0), std::abs(y1 - y0), 1});
    for (int i = 0; i <= steps; ++i) {
        const int x = x0 + (2 * (x1 - x0) * i + steps) / (2 * steps);
        const int dy = y1 - y0;
        const int y =
            y0 + (dy >= 0 ? (2 * dy * i + steps) / (2 * steps) : -((-2 * dy * i + steps) / (2 * steps)));
        if (across_ == 1 || draws(pen, phase + i)) dot(x, y, pen);
    }
    phase += steps;
}

void Canvas::sign(int x, int y, std::string character) {
    const auto known = std::find(signs_.begin(), signs_.end(), character);
    at(x, y).sign = static_cast<std::int16_t>(known - signs_.begin());
    if (known == signs_.end()) signs_.push_back(std::move(character));
}

std::vector<std::string> Canvas::lines(bool color) const {
    std::vector<std::string> lines;
    for (int row = 0; row < rows_; ++row) {
        std::string line;
        line.reserve(static_cast<std::size_t>(columns_) * 3);
        std::size_t blanks = 0;
        for (int column = 0; column < columns_; ++column) {
            const Place& place = places_[static_cast<std::size_t>(row * columns_ + column)];
            if (place.sign < 0 && place.pens == 0) {
                ++blanks;
                continue;
            }
            line.append(blanks, ' ');
            blanks = 0;
            if (place.sign >= 0) {
                const std::string& sign = signs_[static_cast<std::size_t>(place.sign)];
                line += color ? "\x1b[1m" + sign + "\x1b[0m" : sign;
            } else {
                const int pen = pen_at(place, column);
                std::string character;
                if (across_ == 1) {
                    character = pen_of(pen).ascii;
                } else {
                    add_braille(character, place.dots);
                }
                line += color ? colored(character, pen) : character;
            }
        }
        lines.push_back(std::move(line));
    }
    return lines;
}

std::string Canvas::sample(int pen, bool ascii) {
    constexpr int columns = 4;
    if (ascii) return std::string(columns, pen_of(pen).ascii);
    std::string text;
    for (int column = 0; column < columns; ++column) {
        std::uint8_t dots = 0;
        if (draws(pen, 2 * column)) dots |= left_bits[1];
        if (draws(pen, 2 * column + 1)) dots |= right_bits[1];
        add_braille(text, dots);
    }
    return text;
}

std::string Canvas::colored(const std::string& text, int pen) {
    return "\x1b[" + std::string(pen_of(pen).color) + "m" + text + "\x1b[0m";
}

}  // namespace aicost
