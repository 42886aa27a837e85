#include "engine/recompute.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <stdexcept>

namespace aicost::testing {

namespace {

using How = Derivation::How;

// A figure and how far roundings may have moved it.
struct Figure {
    double value = 0.0, error = 0.0;
};

double number_of(const Derivation& line) {
    const auto* number = std::get_if<double>(&line.value);
    return number != nullptr ? *number : std::nan("");
}

bool has_formula(const Derivation& line) {
    return line.how != How::input && !line.in_words && !line.formula.empty();
}

using Lines = std::map<std::string, const Derivation*>;

void collect(const Derivation& line, Lines& into) {
    if (!line.above) into.emplace(line.how == How::input ? line.path : line.name, &line);
    for (const Derivation& part : line.parts) collect(part, into);
    for (const Derivation& part : line.decided_by) collect(part, into);
}

class Reader {
public:
    Reader(const Lines& lines, double precision, const Derivation& of, int month, int hour)
        : lines_(lines), precision_(precision), of_(of), text_(of.formula), month_(month), hour_(hour) {}

    Figure read() {
        for (const auto& [words, op] : {std::pair{"sum of the ", '+'}, std::pair{"product of the ", '*'}}) {
            if (text_.rfind(words, 0) != 0) continue;
            Figure result{op == '+' ? 0.0 : 1.0, 0.0};
            for (const Derivation& part : of_.parts)
                result = combine(op, result, value_of(part, month_, hour_));
            return result;
        }
        const Figure result = condition();
        if (at_ != text_.size()) fail();
        return result;
    }

private:
    [[noreturn]] void fail() const {
        throw std::runtime_error("cannot read \"" + text_.substr(at_) + "\" of \"" + text_ + "\"");
    }
    bool take(std::string_view token) {
        std::size_t at = at_;
        while (at < text_.size() && text_[at] == ' ') ++at;
        if (text_.compare(at, token.size(), token) != 0) return false;
        at_ = at + token.size();
        return true;
    }
    void need(std::string_view token) {
        if (!take(token)) fail();
    }
    static Figure combine(char op, Figure a, Figure b) {
        switch (op) {
            case '+': return {a.value + b.value, a.error + b.error};
            case '-': return {a.value - b.value, a.error + b.error};
            case '*': return {a.value * b.value, std::abs(a.value) * b.error + std::abs(b.value) * a.error};
            default: {
                const double value = a.value / b.value;
                return {value, (a.error + std::abs(value) * b.error) / std::abs(b.value)};
            }
        }
    }

    Figure condition() {
        const Figure yes = comparison();
        if (!take("if ")) return yes;
        const bool holds = comparison().value != 0.0;
        need(", else ");
        const Figure no = condition();
        return holds ? yes : no;
    }
    Figure comparison() {
        const Figure a = sum();
        if (take("> ")) {
            const Figure b = sum();
            return {a.value > b.value + precision_ * std::abs(b.value) ? 1.0 : 0.0, 0.0};
        }
        if (take("<= ")) return {a.value <= sum().value ? 1.0 : 0.0, 0.0};
        if (take("< ")) return {a.value < sum().value ? 1.0 : 0.0, 0.0};
        if (take(">= ")) return {a.value >= sum().value ? 1.0 : 0.0, 0.0};
        return a;
    }
    Figure sum() {
        Figure result = take("-") ? combine('-', {}, product()) : product();
        for (;;) {
            if (take("+ ")) {
                result = combine('+', result, product());
            } else if (take("- ") || take("-")) {
                result = combine('-', result, product());
            } else {
                return result;
            }
        }
    }
    Figure product() {
        Figure result = power();
        for (;;) {
            if (take("× ")) {
                result = combine('*', result, power());
            } else if (take("/ ") || take("/")) {
                result = combine('/', result, power());
            } else {
                return result;
            }
        }
    }
    Figure power() {
        const Figure base = primary();
        if (!take("^")) return base;
        const Figure exponent = primary();
        const double value = std::pow(base.value, exponent.value);
        const double relative =
            std::abs(exponent.value) * base.error / std::max(1e-300, std::abs(base.value)) +
            (base.value > 0.0 ? std::abs(std::log(base.value)) * exponent.error : 0.0);
        return {value, std::abs(value) * relative};
    }
    Figure listed(bool largest) {
        Figure result = condition();
        while (take(",")) {
            const Figure other = condition();
            if (largest ? other.value > result.value : other.value < result.value) result = other;
        }
        need(")");
        return result;
    }
    // "for m in 1-36 of", "for h in 0-5, 9 of"
    Figure over(bool largest) {
        const bool months = take("m in ");
        if (!months) need("h in ");
        std::vector<int> all;
        do {
            const int from = whole();
            const int to = take("-") ? whole() : from;
            for (int i = from; i <= to; ++i) all.push_back(i);
        } while (take(", "));
        need("of ");
        const std::size_t start = at_;
        Figure result;
        for (const int i : all) {
            at_ = start;
            const int before = months ? month_ : hour_;
            (months ? month_ : hour_) = i;
            const Figure one = power();
            (months ? month_ : hour_) = before;
            result = i == all.front()           ? one
                     : !largest                 ? combine('+', result, one)
                     : one.value > result.value ? one
                                                : result;
        }
        return result;
    }
    int whole() {
        std::size_t end = at_;
        while (end < text_.size() && std::isdigit(static_cast<unsigned char>(text_[end])) != 0) ++end;
        if (end == at_) fail();
        const int value = std::stoi(text_.substr(at_, end - at_));
        at_ = end;
        return value;
    }
    Figure primary() {
        if (const auto named = this->named()) return *named;
        if (take("sum for ")) return over(false);
        if (take("largest for ")) return over(true);
        if (take("min(")) return listed(false);
        if (take("max(")) return listed(true);
        if (take("ceil(")) {
            const Figure inner = listed(true);
            return {std::ceil(inner.value - std::abs(inner.value) * 1e-12 - inner.error), 0.0};
        }
        if (take("floor(")) return {std::floor(listed(true).value), 0.0};
        if (take("e^(")) {
            const Figure inner = listed(true);
            const double value = std::exp(inner.value);
            return {value, value * (inner.error + std::numeric_limits<double>::epsilon())};
        }
        if (take("(")) {
            const Figure inner = condition();
            need(")");
            return inner;
        }
        if (take("∞")) return {std::numeric_limits<double>::infinity(), 0.0};
        if (take("none")) return {std::nan(""), 0.0};
        if (take("m")) return {static_cast<double>(month_), 0.0};
        while (at_ < text_.size() && text_[at_] == ' ') ++at_;
        const char* from = text_.c_str() + at_;
        if (std::isdigit(static_cast<unsigned char>(*from)) == 0) fail();
        char* end = nullptr;
        const double value = std::strtod(from, &end);
        at_ += static_cast<std::size_t>(end - from);
        return {value, 0.0};
    }
    // The part with the longest name that stands here.
    std::optional<Figure> named() {
        std::size_t at = at_;
        while (at < text_.size() && text_[at] == ' ') ++at;
        const Derivation* found = nullptr;
        std::size_t length = 0;
        const auto stands = [&](const std::string& name) {
            const std::size_t end = at + name.size();
            return name.size() > length && text_.compare(at, name.size(), name) == 0 &&
                   (end == text_.size() ||
                    (std::isalnum(static_cast<unsigned char>(text_[end])) == 0 && text_[end] != '_'));
        };
        for (const Derivation& part : of_.parts) {
            std::string name = part.name;
            for (;;) {
                if (stands(name)) {
                    found = &part;
                    length = name.size();
                }
                const auto dot = name.find('.');
                if (dot == std::string::npos) break;
                name = name.substr(dot + 1);
            }
        }
        if (found == nullptr) return std::nullopt;
        at_ = at + length;
        return value_of(*found, take("in month ") ? whole() : month_, hour_);
    }
    Figure value_of(const Derivation& part, int month, int hour) const {
        const auto known = lines_.find(part.name);
        const Derivation& line = part.above && known != lines_.end() ? *known->second : part;
        const bool varies = !line.months.empty() || !line.hours.empty();
        if (varies && has_formula(line)) return Reader(lines_, precision_, line, month, hour).read();
        const double value =
            !line.hours.empty() ? line.hours[static_cast<std::size_t>(hour)] : number_of(line);
        return {value, std::abs(value) * precision_};
    }

    const Lines& lines_;
    double precision_;
    const Derivation& of_;
    const std::string& text_;
    std::size_t at_ = 0;
    int month_, hour_;
};

void check(const Derivation& line, const Lines& lines, double precision, bool root, Recomputed& result) {
    const auto expect = [&](double shown, int month, int hour) {
        if (!result.wrong.empty()) return;
        std::string text = line.name + " = " + line.formula;
        try {
            const Figure got = Reader(lines, precision, line, month, hour).read();
            // a result in money is shown to the cent
            const double rounding =
                std::max(root && precision > 1e-10 ? 0.0051 : 0.0, std::abs(shown) * precision);
            if (std::isinf(shown) && got.value == shown) return;
            if (std::isnan(shown) && std::isnan(got.value)) return;
            if (!(std::abs(got.value - shown) <= 2.0 * (got.error + rounding)))
                result.wrong = text + ": " + std::to_string(got.value) + ", not " + std::to_string(shown) +
                               " (month " + std::to_string(month) + ")";
        } catch (const std::exception& error) {
            result.wrong = text + ": " + error.what();
        }
    };
    if (has_formula(line) && !line.above) {
        ++result.lines;
        if (!line.hours.empty()) {
            for (std::size_t hour = 0; hour < line.hours.size(); ++hour) {
                if (!std::isnan(line.hours[hour])) expect(line.hours[hour], 1, static_cast<int>(hour));
            }
        } else if (!line.months.empty()) {
            for (std::size_t i = 0; i < line.months.size(); ++i) {
                if (!std::isnan(line.months[i])) expect(line.months[i], static_cast<int>(i) + 1, 0);
            }
        } else {
            expect(number_of(line), 1, 0);
        }
    }
    for (const Derivation& part : line.parts) check(part, lines, precision, false, result);
    for (const Derivation& part : line.decided_by) check(part, lines, precision, false, result);
}

// ---- the printed tree

double number_in(std::string text) {
    std::string digits;
    const bool percent = text.find('%') != std::string::npos;
    if (text.find("∞") != std::string::npos) return std::numeric_limits<double>::infinity();
    const bool negative = !text.empty() && text.front() == '-';
    text.erase(std::remove(text.begin(), text.end(), ','), text.end());
    const auto from = text.find_first_of("0123456789");
    if (from == std::string::npos) return std::nan("");
    const double value = std::strtod(text.c_str() + from, nullptr) * (negative ? -1.0 : 1.0);
    return percent ? value / 100.0 : value;
}

std::vector<std::string> split(const std::string& text, const std::string& by) {
    std::vector<std::string> parts;
    std::size_t from = 0;
    for (std::size_t at = text.find(by); at != std::string::npos; at = text.find(by, from)) {
        parts.push_back(text.substr(from, at - from));
        from = at + by.size();
    }
    parts.push_back(text.substr(from));
    return parts;
}

void read_value(const std::string& text, Derivation& line) {
    if (const auto in = text.find(" in month"); in != std::string::npos) {
        for (const std::string& run : split(text, ", ")) {
            const std::size_t months = run.find(" in month");
            const std::string range = run.substr(run.find_first_of("0123456789", months));
            const auto to = static_cast<std::size_t>(
                std::stoi(range.find('-') == std::string::npos ? range : range.substr(range.find('-') + 1)));
            line.months.resize(to, std::nan(""));
            for (auto month = static_cast<std::size_t>(std::stoi(range)); month <= to; ++month)
                line.months[month - 1] = number_in(run.substr(0, months));
        }
        line.value = line.months.front();
    } else if (const auto colon = text.find(": ");
               colon != std::string::npos && text.find_first_not_of("0123456789-") == colon) {
        line.hours.assign(24, std::nan(""));
        for (const std::string& run : split(text, ", ")) {
            const std::size_t at = run.find(": ");
            const std::string range = run.substr(0, at);
            const auto to = static_cast<std::size_t>(
                std::stoi(range.find('-') == std::string::npos ? range : range.substr(range.find('-') + 1)));
            for (auto hour = static_cast<std::size_t>(std::stoi(range)); hour <= to; ++hour)
                line.hours[hour] = number_in(run.substr(at + 2));
        }
    } else {
        line.value = number_in(text);
    }
}

Derivation read_line(const std::string& text) {
    Derivation line;
    const auto equals = text.find(" = ");
    line.name = text.substr(0, equals);
    if (equals == std::string::npos) return line;
    std::string rest = text.substr(equals + 3);
    constexpr std::string_view above = " (see above)";
    if (rest.size() > above.size() && rest.compare(rest.size() - above.size(), above.size(), above) == 0) {
        line.above = true;
        rest.resize(rest.size() - above.size());
    }
    const auto formula = rest.find(" = ");
    const bool hours = rest.find_first_not_of("0123456789-") == rest.find(": ") && rest.find(": ") > 0;
    if (formula != std::string::npos) {
        line.formula = rest.substr(formula + 3);
        rest.resize(formula);
    } else if (rest.find(" [") != std::string::npos) {
        line.how = How::input;
        line.path = line.name;
        rest.resize(rest.find(" ["));
    } else if (hours) {
        line.formula.clear();
    } else if (const auto colon = rest.find(": "); colon != std::string::npos) {
        line.in_words = true;
        line.formula = rest.substr(colon + 2);
        rest.resize(colon);
    }
    read_value(rest, line);
    return line;
}

}  // namespace

Recomputed recompute(const Derivation& root, double precision) {
    Recomputed result;
    Lines lines;
    collect(root, lines);
    check(root, lines, precision, true, result);
    return result;
}

Derivation read_tree(const std::string& text) {
    struct Level {
        std::size_t indent;
        std::string text;
    };
    std::vector<Level> lines;
    for (std::string line : split(text, "\n")) {
        std::size_t at = 0, depth = 0;
        bool starts = true, branch = false;
        for (;;) {
            const std::string piece = line.substr(at);
            if (piece.rfind("├─ ", 0) == 0 || piece.rfind("└─ ", 0) == 0) {
                at += std::string("├─ ").size();
                branch = true;
                ++depth;
                break;
            }
            if (piece.rfind("│", 0) == 0) {
                at += std::string("│").size();
                while (at < line.size() && line[at] == ' ') ++at;
                starts = false;
            } else if (piece.rfind(" ", 0) == 0) {
                ++at;
                starts = false;
            } else {
                break;
            }
        }
        if (line.substr(at).empty()) continue;
        // the column that the words stand in says how deep it is
        std::size_t column = 0;
        for (std::size_t i = 0; i < at; ++i) {
            if ((static_cast<unsigned char>(line[i]) & 0xC0U) != 0x80U) ++column;
        }
        if (branch || starts) {
            lines.push_back({branch ? column : 0, line.substr(at)});
        } else if (!lines.empty()) {
            lines.back().text += " " + line.substr(at);
        }
    }
    Derivation root;
    // a line is added to the one above it when it is whole
    std::vector<Derivation> stack;
    std::vector<std::size_t> indents;
    const auto close = [&](std::size_t indent) {
        while (!indents.empty() && indents.back() >= indent) {
            Derivation done = std::move(stack.back());
            stack.pop_back();
            indents.pop_back();
            (stack.empty() ? root : stack.back()).parts.push_back(std::move(done));
        }
    };
    for (const Level& level : lines) {
        close(level.indent);
        stack.push_back(read_line(level.text));
        indents.push_back(level.indent);
    }
    close(0);
    return root;
}

TreeSize size_of(const Derivation& root) {
    TreeSize size{root.in_words ? 0 : root.formula.size(), 1};
    for (const Derivation& part : root.parts) {
        const TreeSize below = size_of(part);
        size.longest = std::max(size.longest, below.longest);
        size.lines += below.lines;
    }
    return size;
}

}  // namespace aicost::testing
