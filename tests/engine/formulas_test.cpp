// Formulas of a spreadsheet: what they are now is what evaluate() says. tests/e2e/workbook.py lets LibreOffice compute them.
#include "aicost/formulas.hpp"

#include <cmath>

#include "aicost/profile.hpp"
#include "catch.hpp"
#include "engine/random_scenario.hpp"

namespace formulas_test {

using namespace aicost;
using namespace aicost::testing;

namespace {

// Of amounts that may be the rest of larger ones.
bool close(double a, double b, double size) {
    return a == b || std::abs(a - b) <= 1e-9 * std::max(size, std::max(std::abs(a), std::abs(b)));
}

double worth_of(const OptionFormulas& option, const std::vector<Formula>& worth, double& size) {
    double sum = 0.0;
    for (const ItemFormulas& item : option.items) {
        for (std::size_t month = 0; month < item.months.size(); ++month) {
            const double part = item.months[month].value * worth[month].value;
            sum += part;
            size += std::abs(part);
        }
    }
    for (const Formula& within : option.within_months) sum += within.value;
    return sum;
}

}  // namespace

TEST_CASE("Formulas of the article are short and name its inputs", "[engine]") {
    const Result<Profile> article = load_profile(built_in_profile("article").value(), {});
    const std::vector<FormulaInput> inputs{{"local.hardware.gpu.unit_price", "price"},
                                           {"workload.tokens_per_day", "tokens"},
                                           {"discount_rate", "rate"},
                                           {"horizon_months", "months"}};
    const FormulaBook book = formulas_of(article->scenario, inputs, {});
    CHECK(book.live == std::vector<bool>{true, true, true, false});
    REQUIRE(book.options.size() == 2);
    const ItemFormulas& gpu = book.options[0].items[0];
    CHECK(gpu.name == "hardware");
    CHECK(gpu.months[0].text == "price");
    CHECK(gpu.months[0].value == 1200.0);
    CHECK(gpu.months[1].text.empty());
    CHECK(book.worth[12].text == "(1+rate)^(-$A18/12)");
    // 500,000 tokens a day, 30 days, at $2 per million
    const ItemFormulas& tokens = book.options[1].items[0];
    CHECK(tokens.months[7].value == 30.0);
    CHECK(tokens.months[7].text == "Steps!$B$8");
    CHECK_THROWS_AS(formulas_of(article->scenario, std::vector<FormulaInput>{{"nothing", "x"}}, {}),
                    std::invalid_argument);
}

TEST_CASE("Columns have letters", "[engine]") {
    CHECK(column_name(1) == "A");
    CHECK(column_name(26) == "Z");
    CHECK(column_name(27) == "AA");
    CHECK(column_name(702) == "ZZ");
    CHECK(column_name(703) == "AAA");
}

TEST_CASE("Whatever the scenario, its formulas add up to its costs", "[engine]") {
    CHECK(rc::check([] {
        Scenario scenario = *any_scenario();
        scenario.horizon_months = std::min(scenario.horizon_months, 40);
        std::vector<FormulaInput> inputs;
        for (const Parameter& parameter : all_parameters(scenario)) {
            if (parameter.get())
                inputs.push_back({parameter.path(), "input" + std::to_string(inputs.size())});
        }
        const FormulaBook book = formulas_of(scenario, inputs, {});
        const Comparison comparison = evaluate(scenario);
        const std::vector<Formula> one(book.worth.size(), Formula{"", 1.0});
        for (std::size_t i = 0; i < comparison.options.size(); ++i) {
            const OptionResult& option = comparison.options[i];
            OptionFormulas formulas = book.options[i];
            double size = 0.0;
            const double npv = worth_of(formulas, book.worth, size);
            RC_ASSERT(close(npv, option.npv.value(), size));
            formulas.within_months.clear();
            size = 0.0;
            const double total = worth_of(formulas, one, size);
            RC_ASSERT(close(total, option.total.value(), size));
            RC_ASSERT(close(formulas.first_month.value, option.first_month.value(), size));
            RC_ASSERT((formulas.can_win.value != 0.0) == option.can_win());
        }
    }));
}

}  // namespace formulas_test
