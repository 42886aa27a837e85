#include "report/view/check_view.hpp"

#include <algorithm>
#include <cmath>

#include "report/formatted.hpp"
#include "report/number.hpp"
#include "text/plural.hpp"

namespace aicost {

namespace {

using Level = Finding::Level;

constexpr std::string_view level_words[] = {"ok", "warning", "FAILED", "error"};
constexpr std::string_view level_keys[] = {"passed", "warning", "failed", "not_evaluated"};

struct Pair {
    std::string left, right;
};

// Both numbers with enough digits to differ.
Pair distinct_pair(const CheckResult& result) {
    const Judgement& judgement = result.judgement;
    const double left = *judgement.left, right = *judgement.right;
    for (int digits = 6; digits <= 17; ++digits) {
        const Pair pair{exact_text(left, judgement.unit, result.currency, digits),
                        exact_text(right, judgement.unit, result.currency, digits)};
        if (one_value(left, right) || pair.left != pair.right) return pair;
    }
    return {shortest_text(left), shortest_text(right)};
}

// A unit such as " months", to follow the last number; empty for units with a sign.
std::string unit_after(const Judgement& judgement) {
    const UnitInfo& unit = info(judgement.unit);
    const bool signed_by_itself =
        counts_in_currency(judgement.unit) || unit.format == NumberFormat::percent || unit.symbol.empty();
    return signed_by_itself ? "" : " " + std::string(unit.symbol);
}

std::string change_text(double before, double now) {
    if (one_value(before, now)) return "no change";
    if (before == 0.0) return "from nothing";
    const double change = (now - before) / std::abs(before);
    return (change > 0.0 ? "+" : "") + plain_text(100.0 * change, 4) + "%";
}

// The result in short: "$2,880 <= $2,000".
std::string found_text(const CheckResult& result) {
    const Judgement& judgement = result.judgement;
    const Assertion& assertion = result.check->assertion;
    if (judgement.verdict == Verdict::unknown)
        return (judgement.metric.empty() ? "" : "'" + judgement.metric + "' ") + judgement.reason;
    switch (assertion.kind) {
        case Assertion::Kind::word:
            return (assertion.metric == "winner" ? "the winner is " : "the runner-up is ") + judgement.was;
        case Assertion::Kind::feasible: return judgement.was == "yes" ? "feasible" : "not feasible";
        case Assertion::Kind::comparison: {
            const Pair pair = distinct_pair(result);
            return formatted("{} {} {}{}", pair.left, sign_of(assertion.relation), pair.right,
                             unit_after(judgement));
        }
        case Assertion::Kind::unchanged: break;
    }
    if (!judgement.left) return judgement.was;
    const Pair pair = distinct_pair(result);
    return formatted("{} before, {}{} now ({})", pair.left, pair.right, unit_after(judgement),
                     change_text(*judgement.left, *judgement.right));
}

std::string where_text(const CheckResult& result) {
    return result.settings.empty() ? result.profile : result.profile + " with " + result.settings;
}

// Why a check did not pass, in one self-contained line.
std::string message_of(const CheckResult& result) {
    const Judgement& judgement = result.judgement;
    const std::string& text = result.check->assertion.text;
    if (judgement.verdict == Verdict::unknown)
        return formatted("{} can not be evaluated for {}: {}", text, where_text(result), found_text(result));
    std::string message =
        formatted("{} does not hold for {}: {}", text, where_text(result), found_text(result));
    if (result.check->assertion.kind == Assertion::Kind::comparison && judgement.left != judgement.right) {
        const double apart = std::abs(*judgement.left - *judgement.right);
        const std::string size =
            apart < 1e-4 ? plain_text(apart)
                         : exact_text(apart, judgement.unit, result.currency, 6) + unit_after(judgement);
        message += formatted(" is false, the left side is {} {}", size,
                             *judgement.left > *judgement.right ? "larger" : "smaller");
    } else if (result.check->assertion.kind == Assertion::Kind::comparison) {
        message += " is false, both sides are equal";
    }
    return message;
}

Table people_table(const std::vector<CheckResult>& results) {
    const bool one_case = std::all_of(results.begin(), results.end(), [&](const CheckResult& one) {
        return where_text(one) == where_text(results.front());
    });
    Table table;
    table.audience = Table::Audience::people;
    table.columns = {{"Result", "", false, 7}, {"Check", ""}};
    if (!one_case) table.columns.push_back({"Profile", ""});
    table.columns.push_back({"Found", ""});
    for (const CheckResult& result : results) {
        const Level level = level_of(result);
        std::vector<Cell> row{text_cell(std::string(level_words[static_cast<std::size_t>(level)])),
                              text_cell(result.check->name)};
        row.front().strong = level != Level::passed;
        if (!one_case) row.push_back(text_cell(where_text(result)));
        row.push_back(text_cell(level == Level::broken ? "could not be evaluated" : found_text(result)));
        table.rows.push_back(std::move(row));
    }
    return table;
}

Table machine_table(const std::vector<CheckResult>& results) {
    Table table;
    table.audience = Table::Audience::machines;
    for (const char* key : {"result", "check", "profile", "set", "assert", "severity", "left", "right",
                            "found", "file", "line"})
        table.columns.push_back({"", key});
    for (const CheckResult& result : results) {
        const BudgetCheck& check = *result.check;
        const Judgement& judgement = result.judgement;
        table.rows.push_back({text_cell(std::string(level_keys[static_cast<std::size_t>(level_of(result))])),
                              text_cell(check.name), text_cell(result.profile), text_cell(result.settings),
                              text_cell(check.assertion.text),
                              text_cell(check.severity == Severity::error ? "error" : "warning"),
                              number_cell(judgement.left, Unit::number),
                              number_cell(judgement.right, Unit::number), text_cell(found_text(result)),
                              text_cell(check.file),
                              check.line > 0 ? number_cell(check.line, Unit::count) : empty_cell("")});
    }
    return table;
}

Data result_data(const CheckResult& result) {
    const BudgetCheck& check = *result.check;
    return DataObject{{"name", check.name},
                      {"profile", result.profile},
                      {"set", result.settings.empty() ? Data() : Data(result.settings)},
                      {"assert", check.assertion.text},
                      {"severity", check.severity == Severity::error ? "error" : "warning"},
                      {"result", std::string(level_keys[static_cast<std::size_t>(level_of(result))])},
                      {"left", result.judgement.left},
                      {"right", result.judgement.right},
                      {"found", found_text(result)},
                      {"file", check.file},
                      {"line", check.line > 0 ? Data(check.line) : Data()}};
}

std::string counts_text(const CheckCounts& counts, std::size_t all) {
    std::string text = formatted("{}: {} passed", counted(all, "check"), counts.passed);
    if (counts.warnings > 0) text += ", " + counted(counts.warnings, "warning");
    if (counts.failed > 0) text += formatted(", {} failed", counts.failed);
    if (counts.broken > 0) text += formatted(", {} could not be evaluated", counts.broken);
    return text;
}

}  // namespace

Level level_of(const CheckResult& result) {
    switch (result.judgement.verdict) {
        case Verdict::holds: return Level::passed;
        case Verdict::fails:
            return result.check->severity == Severity::error ? Level::failed : Level::warning;
        case Verdict::unknown: break;
    }
    return Level::broken;
}

CheckCounts count(const std::vector<CheckResult>& results) {
    CheckCounts counts;
    for (const CheckResult& result : results) {
        switch (level_of(result)) {
            case Level::passed: ++counts.passed; break;
            case Level::warning: ++counts.warnings; break;
            case Level::failed: ++counts.failed; break;
            case Level::broken: ++counts.broken; break;
        }
    }
    return counts;
}

namespace {

void add_words(Document& document, const std::vector<CheckResult>& results, const CheckCounts& counts) {
    document.blocks.emplace_back(Paragraph{counts_text(counts, results.size()), true});
    document.blocks.emplace_back(people_table(results));
    Notes notes;
    for (const CheckResult& result : results) {
        const BudgetCheck& check = *result.check;
        const Level level = level_of(result);
        const std::string message = level == Level::passed ? std::string() : message_of(result);
        const std::string place = check.line > 0 ? formatted("{}:{}", check.file, check.line) : check.file;
        if (level != Level::passed) notes.lines.push_back(place + ": " + message);
        document.findings.push_back(
            {level, where_text(result), check.name, check.line > 0 ? check.file : "", check.line, message});
    }
    document.blocks.emplace_back(std::move(notes));
}

}  // namespace

Document check_view(const std::vector<CheckResult>& results, Part reads) {
    Document document;
    const CheckCounts counts = count(results);
    if (reads == Part::words) add_words(document, results, counts);
    if (reads == Part::rows) document.blocks.emplace_back(machine_table(results));
    if (reads != Part::data) return document;
    DataList all;
    for (const CheckResult& result : results) all.push_back(result_data(result));
    document.data = {{"aicost", AICOST_VERSION},
                     {"command", "check"},
                     {"passed", static_cast<double>(counts.passed)},
                     {"warnings", static_cast<double>(counts.warnings)},
                     {"failed", static_cast<double>(counts.failed)},
                     {"not_evaluated", static_cast<double>(counts.broken)},
                     {"checks", std::move(all)}};
    return document;
}

}  // namespace aicost
