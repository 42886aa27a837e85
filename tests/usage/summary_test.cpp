// Days, percentiles, hours and costs, worked out by hand.
#include <cstdio>

#include "catalogue/price_book.hpp"
#include "reading.hpp"

namespace summary_test {

using namespace aicost;
using namespace aicost::usage_test;

namespace {

CloudModel entry() {
    CloudModel one;
    one.fact.id = "anthropic/claude-sonnet-5";
    one.fact.as_of = "2026-09-22";
    one.provider = "anthropic";
    one.aliases = {"claude-sonnet-5"};
    one.input_per_mtok = Usd(per_mtok(2.0));
    one.output_per_mtok = Usd(per_mtok(10.0));
    one.cache_read_per_mtok = Usd(per_mtok(0.2));
    one.cache_write_per_mtok = Usd(per_mtok(2.5));
    one.batch_discount = 0.5;
    LongPromptPrices longer;
    longer.above_input_tokens = tokens(200000);
    longer.input_per_mtok = Usd(per_mtok(4.0));
    longer.output_per_mtok = Usd(per_mtok(15.0));
    one.long_context = {longer};
    return one;
}

PriceLookup lookup(const PriceBook& book) {
    return [&book](const UsageKey& key, std::string_view date) { return book.price(key, date); };
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
    CHECK(book.price(key, "").price->cache_write_1h == 4.0);  // twice the input price: Anthropic's rule
    CHECK(book.price(key, "").unless_long);
    key.batch = true;
    CHECK(book.price(key, "").price->output == 5.0);
    key.prompt = UsageKey::Prompt::longer;
    CHECK(book.price(key, "").price->output == 7.5);
    CHECK(book.price(key, "").price->cache_read == 2.0);  // the long input price, halved
    CHECK_FALSE(book.price(key, "").unless_long);
    key.tier = "fast";
    CHECK_FALSE(book.price(key, "").price.has_value());
    CHECK(book.price(key, "").why_not == "the catalogue has no price of the tier `fast`");
    CloudModel no_batch = entry();
    no_batch.batch_discount.reset();
    UsageKey batch{"claude-sonnet-5"};
    batch.batch = true;
    CHECK_FALSE(PriceBook({no_batch}).price(batch, "").price.has_value());
}

TEST_CASE("a request costs what held on its day", "[usage]") {
    CloudModel model = entry();
    model.long_context.clear();
    PastPrice oldest, before;
    oldest.until = "2026-11-02";
    oldest.input_per_mtok = Usd(per_mtok(8.0));
    oldest.output_per_mtok = Usd(per_mtok(40.0));
    oldest.as_of = "2026-10-30";
    before.until = "2026-11-05";
    before.input_per_mtok = Usd(per_mtok(4.0));
    before.output_per_mtok = Usd(per_mtok(20.0));
    model.history = {oldest, before};
    const PriceBook book({model});
    const UsageKey key{"claude-sonnet-5"};
    CHECK(book.price(key, "2020-01-01").price->output == 40.0);
    CHECK(book.price(key, "2026-11-01").price->output == 40.0);
    CHECK(book.price(key, "2026-11-02").price->output == 20.0);
    CHECK(book.price(key, "2026-11-04").price->output == 20.0);
    CHECK(book.price(key, "2026-11-05").price->output == 10.0);
    CHECK(book.price(key, "").price->output == 10.0);

    // each with 100,000 tokens of output, 1M of input, 7 cache reads and 30 writes (at the input price
    // before)
    const std::string text = message("a", 1000000, 100000, day(1)) + message("b", 1000000, 100000, day(2)) +
                             message("c", 1000000, 100000, day(5));
    const UsageSummary summary = summarise(read_text(text), lookup(book));
    const double first = 8.0 + 4.0 + 37 * 8e-6, second = 4.0 + 2.0 + 37 * 4e-6;
    const double third = 2.0 + 1.0 + 7 * 0.2e-6 + 30 * 2.5e-6;
    CHECK(summary.cost == Approx(first + second + third));
    // what a forecast is made from: all of it at the newest prices
    CHECK(summary.newest_cost[0].dollars() + summary.newest_cost[4].dollars() == Approx(9.0));
    REQUIRE(summary.prices.size() == 3);
    CHECK(summary.prices.at({"anthropic/claude-sonnet-5", ""}).as_of == "2026-09-22");
    CHECK(summary.prices.at({"anthropic/claude-sonnet-5", "2026-11-02"}).as_of == "2026-10-30");
    CHECK(summary.models.at(0).prices.size() == 3);
}

TEST_CASE("a request with a long prompt has the long-context price; a sum over many has a caveat",
          "[usage]") {
    const PriceBook book({entry()});
    UsageReadOptions options;
    options.long_prompts_above = [&](std::string_view model) { return book.long_prompts_above(model); };
    // 37 cached tokens are part of each prompt: 200,000 is not over the threshold, one more is
    const std::string text = message("a", 199963, 0) + message("b", 199964, 0);
    const UsageSummary summary = summarise(read_text(text, options), lookup(book));
    const double regular = 199963 * 2e-6 + 7 * 0.2e-6 + 30 * 2.5e-6, longer = (199964 + 37) * 4e-6;
    CHECK(summary.cost == Approx(regular + longer));
    CHECK(summary.tokens_of_unknown_prompts == 0);

    const std::string bucket =
        R"({"data":[{"start_time":1793577600,"end_time":1793664000,"results":[{"input_tokens":900000,)"
        R"("output_tokens":0,"num_model_requests":40,"model":"claude-sonnet-5"}]}]})";
    const UsageSummary many = summarise(read_text(bucket, options), lookup(book));
    CHECK(many.cost == Approx(1.8));
    CHECK(many.tokens_of_unknown_prompts == 900000);
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

}  // namespace summary_test
