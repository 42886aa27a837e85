#include "profile/distribution.hpp"

#include <algorithm>
#include <cmath>

#include "text/nearest.hpp"
#include "text/value.hpp"

namespace aicost {

namespace {

struct Kind {
    std::string_view name;
    std::string_view form;
    std::size_t numbers;
};
constexpr Kind kinds[] = {
    {"uniform", "uniform(LOW, HIGH)", 2},         {"normal", "normal(MEAN, SD)", 2},
    {"lognormal", "lognormal(MEDIAN, SIGMA)", 2}, {"triangular", "triangular(LOW, MODE, HIGH)", 3},
    {"pert", "pert(LOW, MODE, HIGH)", 3},         {"discrete", "discrete(VALUE: WEIGHT, …)", 0}};

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

std::string quoted(std::string_view text) { return "\"" + std::string(text) + "\""; }

struct Wrong {
    std::string problem, got, remedy;
};

double any_number(std::string_view word) {
    word = trimmed(word);
    const auto value = parse_value(word);
    if (!value) throw Wrong{"holds what is not a number", quoted(word), std::string(value_examples)};
    return *value;
}

// A range around the input's bounds, so wide that widths and their squares do not overflow.
constexpr double farthest = 1e30;

double number(std::string_view word) {
    const double value = any_number(word), size = std::abs(value);
    if (size > farthest || (size != 0.0 && size < 1.0 / farthest))
        throw Wrong{"holds a number beyond what an input may be", quoted(trimmed(word)),
                    "0, or a number from 1e-30 to 1e30"};
    return value;
}

// The parts between commas. Numbers here must not contain commas.
std::vector<std::string_view> words_of(std::string_view text) {
    std::vector<std::string_view> words;
    while (true) {
        const auto comma = text.find(',');
        words.push_back(text.substr(0, comma));
        if (comma == std::string_view::npos) return words;
        text.remove_prefix(comma + 1);
    }
}

void expect(bool holds, const std::string& problem, std::string_view text, std::string remedy) {
    if (!holds) throw Wrong{problem, quoted(text), std::move(remedy)};
}

Distribution discrete(std::string_view text, std::string_view inside, const Kind& kind) {
    Discrete discrete;
    double largest = 0.0;
    for (const std::string_view word : words_of(inside)) {
        const auto colon = word.find(':');
        expect(colon != std::string_view::npos, "has a value without its weight", trimmed(word),
               std::string(kind.form));
        const double weight = any_number(word.substr(colon + 1));
        expect(weight >= 0.0, "has a negative weight", trimmed(word), "weights from 0 on");
        largest = std::max(largest, weight);
        discrete.values.emplace_back(number(word.substr(0, colon)), weight);
    }
    expect(largest > 0.0, "has no weight above 0", text, std::string(kind.form));
    // only their ratios count: sums must not overflow, and the smallest share must not vanish
    if (largest > farthest || largest < 1.0 / farthest) {
        for (auto& [value, weight] : discrete.values) weight /= largest;
    }
    return discrete;
}

Distribution parse(std::string_view text) {
    const auto open = text.find('(');
    const std::string name(trimmed(text.substr(0, open)));
    const Kind* kind = nullptr;
    std::vector<std::string> names;
    std::string forms;
    for (const Kind& one : kinds) {
        if (one.name == name) kind = &one;
        names.emplace_back(one.name);
        forms += (forms.empty() ? "" : ", ") + std::string(one.form);
    }
    if (kind == nullptr || open == std::string_view::npos) {
        const auto close = nearest(name, names, 1);
        throw Wrong{"is not a distribution", quoted(text),
                    kind != nullptr     ? std::string(kind->form)
                    : parse_value(text) ? "±" + std::string(text) + ", or one of " + forms
                    : close.empty()     ? "±20%, 1M..2M, or one of " + forms
                                        : "did you mean " + alternatives(close) + "?"};
    }
    expect(text.back() == ')', "lacks its closing parenthesis", text, std::string(kind->form));
    const std::string_view inside = text.substr(open + 1, text.size() - open - 2);
    if (kind->numbers == 0) return discrete(text, inside, *kind);

    const auto words = words_of(inside);
    expect(words.size() == kind->numbers,
           "takes " + std::to_string(kind->numbers) + " numbers, not " + std::to_string(words.size()), text,
           std::string(kind->form));
    const double a = number(words[0]), b = number(words[1]);
    const double c = kind->numbers == 3 ? number(words[2]) : 0.0;
    if (name == "uniform") {
        expect(a < b, "has its ends the wrong way round", text, "LOW below HIGH");
        return Uniform{a, b};
    }
    if (name == "normal") {
        expect(b > 0.0, "has no width", text, "SD above 0");
        return Normal{a, b};
    }
    if (name == "lognormal") {
        expect(a > 0.0 && b > 0.0, "is not above 0", text, "MEDIAN and SIGMA above 0");
        expect(b <= 20.0, "is wider than a number holds", text, "SIGMA up to 20");
        return LogNormal{a, b};
    }
    expect(a <= b && b <= c && a < c, "has its numbers out of order", text,
           "LOW <= MODE <= HIGH, LOW below HIGH");
    if (name == "triangular") return Triangular{a, b, c};
    return Pert{a, b, c};
}

// Without its sign, where it has one.
std::optional<std::string_view> behind_plus_minus(std::string_view text) {
    for (const std::string_view sign : {"±", "+/-", "+-", "-/+"}) {
        if (text.substr(0, sign.size()) == sign) return trimmed(text.substr(sign.size()));
    }
    return std::nullopt;
}

Distribution around(std::string_view text, std::string_view width_text, std::optional<double> present,
                    const Bounds& bounds) {
    double width = number(width_text);
    expect(width > 0.0, "has no width", text, "a share of what it is, ±20%, or an amount, ±0.5");
    if (!present) throw Wrong{"goes around what is not stated", quoted(text), "uniform(LOW, HIGH)"};
    if (width_text.ends_with('%')) {
        expect(*present != 0.0, "is a share of 0", text, "an amount, ±0.5, or uniform(LOW, HIGH)");
        width *= std::abs(*present);
    }
    const double low = std::max(*present - width, bounds.min), high = std::min(*present + width, bounds.max);
    expect(low < high, "has no width", text, "uniform(LOW, HIGH)");
    return Triangular{low, *present, high};
}

}  // namespace

ShortForm parse_short_form(std::string_view text, std::optional<double> present, const Bounds& bounds,
                           PathFault& fault) {
    text = trimmed(text);
    try {
        if (const auto width = behind_plus_minus(text)) return {true, around(text, *width, present, bounds)};
        const auto dots = text.find("..");
        if (dots == std::string_view::npos || text.find('(') != std::string_view::npos) return {};
        const double low = number(text.substr(0, dots)), high = number(text.substr(dots + 2));
        expect(low < high, "has its ends the wrong way round", text, "LOW..HIGH, LOW below HIGH");
        return {true, Uniform{low, high}};
    } catch (Wrong& wrong) {
        fault.problem = std::move(wrong.problem);
        fault.got = std::move(wrong.got);
        fault.remedy = std::move(wrong.remedy);
        return {true, std::nullopt};
    }
}

std::optional<Distribution> parse_distribution(std::string_view text, PathFault& fault) {
    try {
        return parse(trimmed(text));
    } catch (Wrong& wrong) {
        fault.problem = std::move(wrong.problem);
        fault.got = std::move(wrong.got);
        fault.remedy = std::move(wrong.remedy);
        return std::nullopt;
    }
}

}  // namespace aicost
