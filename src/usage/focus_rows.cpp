// A log as FOCUS 1.2: what a cloud's bill would have stated, at the catalogue's prices.
#include <array>
#include <cstdio>

#include "usage/asked.hpp"

namespace aicost {

namespace {

constexpr std::string_view focus_header =
    "BilledCost,BillingAccountId,BillingAccountName,BillingCurrency,BillingPeriodEnd,BillingPeriodStart,"
    "ChargeCategory,ChargeClass,ChargeDescription,ChargeFrequency,ChargePeriodEnd,ChargePeriodStart,"
    "ConsumedQuantity,ConsumedUnit,ContractedCost,ContractedUnitPrice,EffectiveCost,InvoiceIssuerName,"
    "ListCost,"
    "ListUnitPrice,PricingCategory,PricingQuantity,PricingUnit,ProviderName,PublisherName,RegionId,"
    "ResourceId,"
    "ResourceName,ServiceCategory,ServiceName,ServiceSubcategory,SkuId,SkuMeter,SkuPriceId,SubAccountId,"
    "SubAccountName,x_Model\n";

std::string quoted_cell(std::string_view text) {
    std::string result = "\"";
    for (const char c : text) {
        if (c == '"') result += '"';
        result += c;
    }
    return result + "\"";
}

std::string dollars_text(double dollars) {
    char text[64];
    std::snprintf(text, sizeof text, "%.12g", dollars);
    std::string plain(text);
    for (char& c : plain) c = c == ',' ? '.' : c;  // in case of a locale
    return plain;
}

std::string time_text(std::int64_t hour) {
    char clock[24];
    std::snprintf(clock, sizeof clock, "T%02d:00:00Z", static_cast<int>(hour % 24));
    return date_of_hour(hour) + clock;
}

// The month of a day, and the following month.
std::pair<std::string, std::string> month_of(const std::string& date) {
    const int year = std::stoi(date.substr(0, 4)), month = std::stoi(date.substr(5, 2));
    char next[40];
    std::snprintf(next, sizeof next, "%04d-%02d-01T00:00:00Z", month == 12 ? year + 1 : year,
                  month == 12 ? 1 : month + 1);
    return {date.substr(0, 7) + "-01T00:00:00Z", next};
}

}  // namespace

std::string focus_rows(const UsageLog& log, const PriceLookup& prices) {
    std::string text(focus_header);
    for (const auto& [key, hours] : log.series) {
        if (key.time == UsageKey::Time::none) continue;
        for (const auto& [hour, amount] : hours) {
            const std::string date = date_of_hour(hour);
            const PriceAnswer answer = prices(key, date);
            const auto [month, next_month] = month_of(date);
            const std::int64_t end = hour + (key.time == UsageKey::Time::day ? 24 : 1);
            const TokenCounts& t = amount.tokens;
            const UsePrice none;
            const UsePrice& price = answer.price ? *answer.price : none;
            const struct {
                const char* meter;
                std::uint64_t tokens;
                double per_mtok;
            } sorts[] = {{"Input Tokens", t.fresh_input, price.fresh_input},
                         {"Cache Read Input Tokens", t.cache_read, price.cache_read},
                         {"Cache Write Input Tokens", t.cache_write, price.cache_write},
                         {"Cache Write Input Tokens (1 hour)", t.cache_write_1h, price.cache_write_1h},
                         {"Output Tokens", t.output, price.output}};
            for (const auto& sort : sorts) {
                if (sort.tokens == 0) continue;
                const std::string meter = std::string(key.batch ? "Batch " : "") + sort.meter;
                const std::string cost =
                    answer.price ? dollars_text(static_cast<double>(sort.tokens) * sort.per_mtok / 1e6) : "0";
                const std::string unit = answer.price ? dollars_text(sort.per_mtok / 1e6) : "";
                const std::string count = std::to_string(sort.tokens);
                const std::string provider =
                    answer.price ? answer.price->id.id.substr(0, answer.price->id.id.find('/')) : "";
                const std::string sku =
                    quoted_cell((answer.price ? answer.price->id.id : key.model) + " " + meter);
                text += cost + ",aicost,aicost,USD," + next_month + "," + month + ",Usage,," +
                        quoted_cell(key.model + " " + meter + (answer.price ? "" : " (no price)")) +
                        ",Usage-Based," + time_text(end) + "," + time_text(hour) + "," + count + ",Tokens," +
                        cost + "," + unit + "," + cost + "," + quoted_cell(provider) + "," + cost + "," +
                        unit + ",Standard," + count + ",Tokens," + quoted_cell(provider) + "," +
                        quoted_cell(provider) + "," + quoted_cell(key.region) + "," + quoted_cell(key.model) +
                        "," + quoted_cell(key.model) + ",AI and Machine Learning," + quoted_cell(provider) +
                        ",Generative AI," + sku + "," + quoted_cell(meter) + "," + sku + "," +
                        quoted_cell(key.group) + "," + quoted_cell(key.group) + "," + quoted_cell(key.model) +
                        "\n";
            }
        }
    }
    return text;
}

}  // namespace aicost
