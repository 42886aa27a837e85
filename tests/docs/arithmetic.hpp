// A line of arithmetic as a page shows it: numbers, names, + - * / ^ ( ), max, min, ceil, exp.
#pragma once

#include <algorithm>
#include <cctype>
#include <cmath>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>

namespace docs {

using Names = std::map<std::string, double, std::less<>>;

inline constexpr std::string_view name_characters =
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789";

class Reader {
public:
    Reader(std::string_view text, const Names& names) : text_(text), rest_(text), names_(names) {}

    double whole() {
        const double value = sum();
        if (peek() != '\0') fail();
        return value;
    }

private:
    [[noreturn]] void fail() const {
        throw std::runtime_error("not arithmetic: '" + std::string(text_) + "' at '" + std::string(rest_) +
                                 "'");
    }
    char peek() {
        while (!rest_.empty() && rest_.front() == ' ') rest_.remove_prefix(1);
        return rest_.empty() ? '\0' : rest_.front();
    }
    bool take(char wanted) {
        if (peek() != wanted) return false;
        rest_.remove_prefix(1);
        return true;
    }
    double sum() {
        double value = product();
        while (true) {
            if (take('+'))
                value += product();
            else if (take('-'))
                value -= product();
            else
                return value;
        }
    }
    double product() {
        double value = sign();
        while (true) {
            if (take('*'))
                value *= sign();
            else if (take('/'))
                value /= sign();
            else
                return value;
        }
    }
    double sign() { return take('-') ? -sign() : power(); }
    double power() {
        const double base = atom();
        return take('^') ? std::pow(base, sign()) : base;
    }
    double atom() {
        if (take('(')) {
            const double value = sum();
            if (!take(')')) fail();
            return value;
        }
        const char first = peek();
        if (std::isdigit(static_cast<unsigned char>(first)) != 0) return number();
        if (std::isalpha(static_cast<unsigned char>(first)) == 0) fail();
        const auto end = std::min(rest_.find_first_not_of(name_characters), rest_.size());
        const auto name = rest_.substr(0, end);
        rest_.remove_prefix(end);
        if (take('(')) return call(name);
        const auto found = names_.find(name);
        if (found == names_.end()) fail();
        return found->second;
    }
    double number() {
        std::size_t end = 0;
        while (end < rest_.size() && is_part_of_number(end)) ++end;
        std::string digits(rest_.substr(0, end));
        rest_.remove_prefix(end);
        std::erase(digits, ',');
        return std::stod(digits);
    }
    // The comma of 1,000 is part of it, that of a list of arguments is not.
    [[nodiscard]] bool is_part_of_number(std::size_t at) const {
        const auto digit = [&](std::size_t i) {
            return i < rest_.size() && std::isdigit(static_cast<unsigned char>(rest_[i])) != 0;
        };
        return digit(at) || rest_[at] == '.' || (rest_[at] == ',' && digit(at + 1));
    }
    double call(std::string_view name) {
        double value = sum();
        if (name == "ceil") {
            value = std::ceil(value);
        } else if (name == "exp") {
            value = std::exp(value);
        } else if (name == "max" || name == "min") {
            while (take(',')) value = name == "max" ? std::max(value, sum()) : std::min(value, sum());
        } else {
            fail();
        }
        if (!take(')')) fail();
        return value;
    }

    std::string_view text_, rest_;
    const Names& names_;
};

// Throws std::runtime_error where the text is not one expression, whole.
inline double evaluate(std::string_view text, const Names& names) { return Reader(text, names).whole(); }

}  // namespace docs
