// FOCUS (the FinOps Foundation's Open Cost and Usage Specification): bills of any cloud, whose token rows are
// recognised by their unit. A row states one kind of token.
#include <algorithm>

#include "text/lower_case.hpp"
#include "usage/csv.hpp"
#include "usage/formats.hpp"
#include "usage/report_value.hpp"

namespace aicost::usage {

namespace {

// Tokens per unit; 0: not a unit of tokens. "Tokens", "1K Tokens", "1M tokens", "Million Tokens"
double tokens_of_unit(std::string_view unit) {
    const std::string text = lower_case(unit);
    if (text.find("token") == text.npos) return 0.0;
    if (text.find("million") != text.npos || text.find("1m") != text.npos ||
        text.find("1000000") != text.npos || text.find("mtok") != text.npos)
        return 1e6;
    if (text.find("thousand") != text.npos || text.find("1k") != text.npos || text.find("1000") != text.npos)
        return 1e3;
    return 1.0;
}

void focus_row(const Fields& fields, std::uint64_t line, Sink& sink) {
    const std::string category = lower_case(fields.text("ChargeCategory"));
    if (!category.empty() && category != "usage") return sink.skip("charges that are no use");
    const double scale = tokens_of_unit(fields.text({"ConsumedUnit", "PricingUnit"}));
    if (scale == 0.0) return sink.skip("charges in other units than tokens");
    const std::string_view quantity_of =
        fields.text("ConsumedUnit").empty() ? "PricingQuantity" : "ConsumedQuantity";
    const double quantity = fields.number(quantity_of).value_or(0.0) * scale;
    if (!(quantity >= 0.0) || quantity >= 9007199254740992.0)
        throw Broken{"`" + std::string(quantity_of) + "` is no count of tokens"};
    const auto tokens = static_cast<std::uint64_t>(std::llround(quantity));
    Row row;
    set_time(row, fields.time("ChargePeriodStart"), fields.time("ChargePeriodEnd"));
    const std::string meter =
        lower_case(std::string(fields.text("SkuMeter")) + " " + std::string(fields.text("SkuId")) + " " +
                   std::string(fields.text("ChargeDescription")));
    const auto names = [&](std::string_view part) { return meter.find(part) != meter.npos; };
    if (names("cache") && names("write")) {
        (names("1h") || names("1 h") || names("hour") ? row.tokens.cache_write_1h : row.tokens.cache_write) =
            tokens;
    } else if (names("cache")) {
        row.tokens.cache_read = tokens;
    } else if (names("output") || names("completion") || names("outp")) {
        row.tokens.output = tokens;
    } else if (names("input") || names("prompt") || names("inp")) {
        row.tokens.fresh_input = tokens;
    } else {
        throw Broken{"neither SkuMeter, SkuId nor ChargeDescription says which sort of token it is"};
    }
    row.requests = 0;
    row.model = fields.text({"x_Model", "x_model", "ResourceName", "ResourceId"});
    row.project = fields.text({"SubAccountName", "SubAccountId"});
    row.batch = names("batch");
    const std::string currency = lower_case(fields.text("BillingCurrency"));
    if (currency.empty() || currency == "usd")
        row.dollars = fields.number(fields.text("EffectiveCost").empty() ? "BilledCost" : "EffectiveCost");
    if (row.dollars && *row.dollars < 0.0) row.dollars.reset();
    std::uint64_t identity = hash_of(meter, hash_of("focus"));
    for (const char* column :
         {"ChargePeriodStart", "ChargePeriodEnd", "BillingAccountId", "SubAccountId", "ResourceId",
          "RegionId", "SkuPriceId", "x_Model", "x_Group", "Tags", "x_Source"})
        identity = hash_of(fields.text(column), identity);
    row.identity = identity;
    sink.add(row, line);
}

}  // namespace

constinit const FormatRow focus_format = {
    .name = "FOCUS export",
    .cached = "a row of their own",
    .matches =
        [](const Shape& s) {
            return has_columns(s, {"ChargePeriodStart", "ChargeCategory"});
        },
    .bytes = each_row<focus_row>,
    .lines = true,
};

}  // namespace aicost::usage
