#include "aicost/assertion.hpp"

#include <array>
#include <cmath>

#include "aicost/metric.hpp"
#include "text/encoding.hpp"
#include "text/value.hpp"

namespace aicost {

namespace {

constexpr int deepest_brackets = 64;
constexpr std::string_view feasible_end = ".feasible";
constexpr std::string_view example = "for example local.total <= 2000";

struct Token {
    enum class Kind { number, name, sign, relation, end };
    Kind kind = Kind::end;
    std::string_view text;
    double number = 0.0;
};

struct RelationSign {
    std::string_view text;
    Relation relation;
};
constexpr RelationSign relations[] = {
    {"<=", Relation::at_most}, {">=", Relation::at_least}, {"==", Relation::equal},
    {"!=", Relation::unequal}, {"<", Relation::below},     {">", Relation::above},
    {"≤", Relation::at_most},  {"≥", Relation::at_least},  {"≠", Relation::unequal}};

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_'; }

// A metric of the whole comparison that is no number.
bool is_word(std::string_view name) {
    const OverallMetric* metric = find_overall_metric(name);
    return metric != nullptr && metric->unit == Unit::word;
}

std::string in_quotes(std::string_view text) { return "\"" + std::string(text) + "\""; }

class Parser {
public:
    explicit Parser(std::string_view text) : text_(text) { next(); }

    Assertion parse() {
        Assertion assertion;
        assertion.text = std::string(text_);
        if (token_.kind == Token::Kind::end) fail("is empty", "", std::string(example));
        if (is_word(token_.text) && !call_follows()) {
            word(assertion);
        } else if (token_.kind == Token::Kind::name && call_follows()) {
            call(assertion);
        } else if (token_.kind == Token::Kind::name && token_.text.ends_with(feasible_end)) {
            feasible(assertion);
        } else {
            comparison(assertion);
        }
        if (token_.kind == Token::Kind::relation)
            fail("compares twice", in_quotes(token_.text), "write a check for each comparison");
        if (token_.text == "and" || token_.text == "or")
            fail("holds more than one comparison", in_quotes(token_.text),
                 "write a check for each comparison");
        if (token_.kind != Token::Kind::end)
            fail("has something behind its end", in_quotes(rest()),
                 "numbers without a unit, and one assertion for each check");
        return assertion;
    }

private:
    [[noreturn]] static void fail(std::string problem, std::string got, std::string remedy) {
        throw Fault{"", 0, "", std::move(problem), std::move(got), std::move(remedy)};
    }
    [[nodiscard]] std::string_view rest() const { return text_.substr(at_ - token_.text.size()); }
    [[nodiscard]] bool call_follows() const {
        const auto next = text_.find_first_not_of(" \t", at_);
        return next != std::string_view::npos && text_[next] == '(';
    }

    // ---- tokens
    void next() {
        while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t' || text_[at_] == '\n')) ++at_;
        const std::string_view left = text_.substr(at_);
        std::size_t length = 0;
        token_ = {};
        if (left.empty()) return;
        const char c = left.front();
        if (c == '"' || c == '\'') {  // an option's id in quotes, as in other languages
            const auto end = left.find(c, 1);
            const std::string_view word = left.substr(1, end == left.npos ? 0 : end - 1);
            if (word.empty() || !is_letter(word.front()) || name_length(word) != word.size())
                unknown_sign(left);
            token_ = {Token::Kind::name, word, 0.0};
            at_ += word.size() + 2;
            return;
        }
        if (is_digit(c) || c == '.' || c == '$') {
            token_.kind = Token::Kind::number;
            length = number_length(left);
            const auto number = parse_value(left.substr(0, length));
            if (!number)
                fail("holds what is not a number", in_quotes(left.substr(0, length)),
                     std::string(value_examples));
            token_.number = *number;
        } else if (is_letter(c)) {
            token_.kind = Token::Kind::name;
            length = name_length(left);
        } else if (const RelationSign* sign = relation_at(left)) {
            token_.kind = Token::Kind::relation;
            length = sign->text.size();
        } else if (std::string_view("+-*/(),").find(c) != std::string_view::npos) {
            token_.kind = Token::Kind::sign;
            length = 1;
        } else {
            unknown_sign(left);
        }
        token_.text = left.substr(0, length);
        at_ += length;
    }
    // The part of the text that looks like a VALUE; a comma belongs to it if three digits follow.
    static std::size_t number_length(std::string_view left) {
        std::size_t i = left.front() == '$' ? 1U : 0U;
        const auto digits_follow = [&](std::size_t from) {
            return from + 3 <= left.size() && is_digit(left[from]) && is_digit(left[from + 1]) &&
                   is_digit(left[from + 2]) && (from + 3 == left.size() || !is_digit(left[from + 3]));
        };
        while (i < left.size()) {
            const char c = left[i];
            const bool exponent_sign = (c == '+' || c == '-') && i > 0 &&
                                       (left[i - 1] == 'e' || left[i - 1] == 'E') && i + 1 < left.size() &&
                                       is_digit(left[i + 1]);
            if (c == ',' ? !digits_follow(i + 1)
                         : !(is_digit(c) || is_letter(c) || c == '.' || c == '%' || exponent_sign))
                break;
            ++i;
        }
        return i;
    }
    // An option's id may contain a -, but not what follows its dot: "my-box.total-5" subtracts five from a total.
    static std::size_t name_length(std::string_view left) {
        bool dot = false;
        std::size_t i = 0;
        for (; i < left.size(); ++i) {
            if (left[i] == '.') {
                dot = true;
            } else if (!(is_letter(left[i]) || is_digit(left[i]) || (left[i] == '-' && !dot))) {
                break;
            }
        }
        return i;
    }
    static const RelationSign* relation_at(std::string_view left) {
        for (const std::string_view wrong : {"=<", "=>", "<>", "<=>", "===", "!=="}) {
            if (left.substr(0, wrong.size()) == wrong) return nullptr;
        }
        for (const RelationSign& sign : relations) {
            if (left.substr(0, sign.text.size()) == sign.text) return &sign;
        }
        return nullptr;
    }
    [[noreturn]] static void unknown_sign(std::string_view left) {
        constexpr std::array<std::array<std::string_view, 2>, 7> meant{{{"===", "=="},
                                                                        {"!==", "!="},
                                                                        {"<=>", "=="},
                                                                        {"=<", "<="},
                                                                        {"=>", ">="},
                                                                        {"<>", "!="},
                                                                        {"=", "=="}}};
        for (const auto& [wrong, right] : meant) {
            if (left.substr(0, wrong.size()) == wrong)
                fail("has an unknown comparison", in_quotes(wrong),
                     "did you mean '" + std::string(right) + "'?");
        }
        if (left.substr(0, 2) == "&&" || left.substr(0, 2) == "||")
            fail("holds more than one comparison", in_quotes(left.substr(0, 2)),
                 "write a check for each comparison");
        if (left.front() == '!')
            fail("denies what follows", in_quotes("!"), "OPTION.feasible == false, or the other comparison");
        std::size_t length = 1;  // a whole UTF-8 character
        while (length < left.size() && (static_cast<unsigned char>(left[length]) & 0xC0U) == 0x80U) ++length;
        fail("holds a sign that means nothing here", in_quotes(left.substr(0, length)),
             "numbers, OPTION.METRIC, + - * / ( ) and one of < <= == != >= >");
    }

    // ---- the three forms
    void word(Assertion& assertion) {
        assertion.kind = Assertion::Kind::word;
        assertion.metric = std::string(token_.text);
        const std::string form = assertion.metric + " == OPTION";
        const std::string what = assertion.metric == "winner" ? "the winner" : "the runner-up";
        next();
        assertion.relation = relation(form);
        if (assertion.relation != Relation::equal && assertion.relation != Relation::unequal)
            fail("compares " + what + " by size", in_quotes(assertion.text),
                 form + ", or " + assertion.metric + " != OPTION");
        if (token_.kind != Token::Kind::name || token_.text.find('.') != std::string_view::npos)
            fail("compares " + what + " with what is no option", in_quotes(rest()),
                 form + ", for example " + assertion.metric + " == local");
        assertion.subject = std::string(token_.text);
        next();
    }
    void call(Assertion& assertion) {
        const std::string name(token_.text);
        if (name != "feasible" && name != "unchanged")
            fail("calls an unknown function", in_quotes(name),
                 "feasible(OPTION), unchanged(OPTION.METRIC, 5%)");
        assertion.kind = name == "feasible" ? Assertion::Kind::feasible : Assertion::Kind::unchanged;
        next();
        next();
        const bool of_option = assertion.kind == Assertion::Kind::feasible;
        const bool dotted = token_.text.find('.') != std::string_view::npos;
        const bool overall = find_overall_metric(token_.text) != nullptr;
        if (token_.kind != Token::Kind::name || (of_option ? dotted : !dotted && !overall)) {
            fail(name + "() " + (of_option ? "takes the id of an option" : "takes a metric"),
                 in_quotes(rest()), of_option ? "feasible(local)" : "unchanged(local.total, 5%)");
        }
        assertion.subject = std::string(token_.text);
        next();
        if (!of_option && token_.text == ",") {
            next();
            if (token_.kind != Token::Kind::number)
                fail("has a tolerance that is not a number", in_quotes(rest()), "a share such as 5%");
            assertion.tolerance = token_.number;
            next();
        }
        expect_close();
        if (token_.kind == Token::Kind::relation)
            fail(name + "() says it all", in_quotes(token_.text), "leave the comparison out");
    }
    // "local.feasible", "local.feasible == true", "local.feasible != false": what feasible(local) says
    void feasible(Assertion& assertion) {
        const std::string name(token_.text);
        assertion.kind = Assertion::Kind::feasible;
        assertion.subject = name.substr(0, name.size() - feasible_end.size());
        next();
        if (token_.kind == Token::Kind::end) return;
        const bool equal = token_.text == "==", unequal = token_.text == "!=";
        if (equal || unequal) next();
        const bool yes = token_.text == "true" || token_.text == "yes";
        const bool no = token_.text == "false" || token_.text == "no";
        assertion.relation = equal == yes ? Relation::equal : Relation::unequal;
        if (!(equal || unequal) || !(yes || no))
            fail("uses a yes or no as a number", in_quotes(name),
                 "feasible(" + assertion.subject + "), alone");
        next();
    }
    void comparison(Assertion& assertion) {
        const std::string_view left = token_.text;
        assertion.left = expression();
        assertion.relation = relation("LEFT <= RIGHT");
        const std::string_view right = token_.text;
        assertion.right = expression();
        refuse_share_of_money(assertion.left, assertion.right, right);
        refuse_share_of_money(assertion.right, assertion.left, left);
    }
    // "local.savings >= 50%" would compare dollars with a half.
    static void refuse_share_of_money(const Expression& money, const Expression& share,
                                      std::string_view written) {
        const bool is_share = share.size() == 1 && written.ends_with('%');
        if (!is_share || money.size() != 1 || money[0].kind != ExpressionStep::Kind::metric) return;
        const std::string& name = money[0].metric;
        if (counts_in_currency(unit_of_metric(name).value_or(Unit::number)))
            fail("compares money with a share", in_quotes(written),
                 "a share of what? For example " + name + " >= " + std::string(written) + " * cloud.total");
    }
    Relation relation(const std::string& form) {
        if (token_.kind != Token::Kind::relation) {
            fail(token_.kind == Token::Kind::end ? "compares nothing" : "has no comparison where one must be",
                 in_quotes(token_.kind == Token::Kind::end ? text_ : rest()),
                 form + ", with one of < <= == != >= >");
        }
        const RelationSign* sign = relation_at(token_.text);
        next();
        return sign->relation;
    }

    // ---- expressions
    Expression expression() {
        Expression steps;
        sum(steps);
        return steps;
    }
    bool take(std::string_view sign) {
        if (token_.kind != Token::Kind::sign || token_.text != sign) return false;
        next();
        return true;
    }
    void expect_close() {
        if (!take(")")) fail("lacks a closing parenthesis", in_quotes(text_), "as many ) as (");
    }
    void sum(Expression& steps) {
        product(steps);
        while (true) {
            using Kind = ExpressionStep::Kind;
            const bool plus = take("+");
            if (!plus && !take("-")) return;
            product(steps);
            steps.push_back({plus ? Kind::add : Kind::subtract, 0.0, {}});
        }
    }
    void product(Expression& steps) {
        factor(steps);
        while (true) {
            using Kind = ExpressionStep::Kind;
            const bool times = take("*");
            if (!times && !take("/")) return;
            factor(steps);
            steps.push_back({times ? Kind::multiply : Kind::divide, 0.0, {}});
        }
    }
    void factor(Expression& steps) {
        using Kind = ExpressionStep::Kind;
        if (++depth_ > deepest_brackets)
            fail("is nested too deeply", "", std::to_string(deepest_brackets) + " levels at most");
        if (take("-")) {
            factor(steps);
            steps.push_back({Kind::negate, 0.0, {}});
        } else if (take("(")) {
            sum(steps);
            expect_close();
        } else if (token_.kind == Token::Kind::number) {
            steps.push_back({Kind::number, token_.number, {}});
            next();
        } else if (token_.kind == Token::Kind::name) {
            steps.push_back({Kind::metric, 0.0, metric_name()});
            next();
        } else if (token_.kind == Token::Kind::end) {
            fail("ends where a number or a metric must follow", in_quotes(text_), std::string(example));
        } else {
            fail("needs a number or a metric before this", in_quotes(rest()), std::string(example));
        }
        --depth_;
    }
    std::string metric_name() {
        std::string name(token_.text);
        if (is_word(name))
            fail("uses an option's name as a number", in_quotes(name), name + " == OPTION, alone");
        if (name == "not")
            fail("denies what follows", in_quotes(name), "OPTION.feasible == false, or the other comparison");
        if (name == "and" || name == "or")
            fail("holds more than one comparison", in_quotes(name), "write a check for each comparison");
        if (call_follows())
            fail("uses a function as a number", in_quotes(name),
                 "feasible(OPTION) and unchanged(OPTION.METRIC, 5%) stand alone");
        const auto dot = name.find('.');
        if (dot == std::string::npos && find_overall_metric(name) == nullptr)
            fail("names no metric", in_quotes(name), "OPTION.METRIC, " + std::string(example));
        if (name.substr(dot + 1) == "feasible")
            fail("uses a yes or no as a number", in_quotes(name),
                 "feasible(" + name.substr(0, dot) + "), alone");
        return name;
    }

    std::string_view text_;
    std::size_t at_ = 0;
    Token token_;
    int depth_ = 0;
};

}  // namespace

std::string_view sign_of(Relation relation) {
    for (const RelationSign& sign : relations) {
        if (sign.relation == relation) return sign.text;
    }
    return {};
}

Result<Assertion> parse_assertion(std::string_view text) {
    try {
        return Parser(text).parse();
    } catch (Fault& fault) {
        return std::move(fault);
    }
}

}  // namespace aicost
