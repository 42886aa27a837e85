// Days, percentiles, hours and costs, worked out by hand.
#include <cstdio>

#include "catalogue/price_book.hpp"
#include "reading.hpp"

using namespace aicost;
using namespace aicost::usage_test;

namespace {

CloudModel entry() {
    CloudModel one;
    one.fact.id = "anthropic/claude-sonnet-5";
    one.fact.as_of = "2026-09-22";
    one.provider = "anthropic";
    one.aliases = {"claude-sonnet-5"};
    one.input_per_mtok = per_mtok(2.0);
    one.output_per_mtok = per_mtok(10.0);
    one.cache_read_per_mtok = per_mtok(0.2);
    one.cache_write_per_mtok = per_mtok(2.5);
    one.batch_discount = 0.5;
    LongContext longer;
    longer.above_input_tokens = tokens(200000);
    longer.input_per_mtok = per_mtok(4.0);
    longer.output_per_mtok = per_mtok(15.0);
    one.long_context = longer;
    return one;
}

PriceLookup lookup(const PriceBook& book) {
    return [&book](const UsageKey& key, std::string_view) { return book.price(key); };
}

std::string day(int number) {
    char text[40];
    std::snprintf(text, sizeof text, "2026-11-%02dT08:00:00Z", number);
    return text;
}

}  // namespace

TEST_CASE("mean and P95 day count days without use", "[usage]") {
    // 20 days, use on the first and the last two: 137 + n tokens each
    const std::string text =
        message("a", 100, 0, day(1)) + message("b", 200, 0, day(19)) + message("c", 300, 0, day(20));
    const PriceBook book({entry()});
    const UsageSummary summary = summarise(read_text(text), lookup(book));
    CHECK(summary.first_day == "2026-11-01");
    CHECK(summary.last_day == "2026-11-20");
    CHECK(summary.days == 20);
    CHECK(summary.days_with_use == 3);
    CHECK(summary.tokens_per_day == Approx((137 + 237 + 337) / 20.0));
    // rank 19 of 20: the second largest
    CHECK(summary.tokens_on_p95_day == 237.0);
    REQUIRE(summary.hours.has_value());
    CHECK((*summary.hours)[8] == Approx(24.0));
    CHECK((*summary.hours)[9] == 0.0);
}

TEST_CASE("cost by kind; reconciled with what the log says", "[usage]") {
    std::string costed = message("b", 1000000, 100000);
    costed.insert(1, R"("costUSD":5.0,)");
    const PriceBook book({entry()});
    const UsageSummary summary = summarise(read_text(message("a", 1000000, 100000) + costed), lookup(book));
    // $2 of input, 7 reads at 0.2 and 30 writes at 2.5 a million, $1 of output
    const double one = 2.0 + 7 * 0.2e-6 + 30 * 2.5e-6 + 1.0;
    CHECK(summary.cost == Approx(2 * one));
    CHECK(summary.cost_in_log == Approx(5.0));
    REQUIRE(summary.reconciled.has_value());
    CHECK(summary.reconciled->in_log == Approx(5.0));
    CHECK(summary.reconciled->at_prices == Approx(one));
    CHECK(summary.reconciled->requests == 1);
    CHECK(summary.unpriced_tokens == 0);
}

TEST_CASE("what has no price is counted, and is not free", "[usage]") {
    const PriceBook book({});
    const UsageSummary summary = summarise(read_text(message("a", 10, 3)), lookup(book));
    CHECK_FALSE(summary.cost.has_value());
    CHECK(summary.unpriced_requests == 1);
    CHECK(summary.unpriced_tokens == 50);
    CHECK_FALSE(summary.models.at(0).cost.has_value());
    CHECK_FALSE(summary.models.at(0).why_unpriced.empty());
}

TEST_CASE("prices of batches, long prompts and the fast mode", "[usage]") {
    const PriceBook book({entry()});
    UsageKey key{"claude-sonnet-5"};
    CHECK(book.price(key).price->cache_write_1h == 2.5);
    key.batch = true;
    CHECK(book.price(key).price->output == 5.0);
    key.long_prompt = true;
    CHECK(book.price(key).price->output == 7.5);
    CHECK(book.price(key).price->cache_read == 2.0);  // the long input price, halved
    key.fast = true;
    CHECK_FALSE(book.price(key).price.has_value());
    CloudModel no_batch = entry();
    no_batch.batch_discount.reset();
    UsageKey batch{"claude-sonnet-5"};
    batch.batch = true;
    CHECK_FALSE(PriceBook({no_batch}).price(batch).price.has_value());
}

TEST_CASE("a model's name is found with a date behind it and its own provider before it", "[usage]") {
    const PriceBook book({entry()});
    for (const char* name : {"claude-sonnet-5", "anthropic/claude-sonnet-5", "claude-sonnet-5-20260630",
                             "anthropic/claude-sonnet-5-2026-06-30"})
        CHECK(book.find(name) != nullptr);
    for (const char* name : {"claude-sonnet", "claude-sonnet-5-5", "openrouter/claude-sonnet-5",
                             "claude-sonnet-5-19990630", "claude-sonnet-5-20260630x", ""})
        CHECK(book.find(name) == nullptr);
}

TEST_CASE("undated counts need the days that they cover", "[usage]") {
    const UsageLog log = read_text("vllm:prompt_tokens_total{model_name=\"m\"} 6000.0\n");
    const PriceBook book({});
    CHECK_FALSE(summarise(log, lookup(book)).tokens_per_day.has_value());
    CHECK(summarise(log, lookup(book), 3.0).tokens_per_day == 2000.0);
}
