// A user's table: CSV with a header, or a list of objects, with columns for the model, its provider and its prices,
// under common names. The unit is in the columns' names ("input_per_mtok"), or given by --unit.
#include <algorithm>

#include "catalogue/feeds/csv.hpp"
#include "catalogue/feeds/feed.hpp"
#include "json/json_writer.hpp"
#include "text/encoding.hpp"

namespace aicost {

namespace {

constexpr PriceKey table_keys[] = {
    {"input", &FeedPrices::input},
    {"prompt", &FeedPrices::input},
    {"inputprice", &FeedPrices::input},
    {"inputcost", &FeedPrices::input},
    {"inputtoken", &FeedPrices::input},
    {"inputcosttoken", &FeedPrices::input},
    {"output", &FeedPrices::output},
    {"completion", &FeedPrices::output},
    {"outputprice", &FeedPrices::output},
    {"outputcost", &FeedPrices::output},
    {"outputtoken", &FeedPrices::output},
    {"outputcosttoken", &FeedPrices::output},
    {"cacheread", &FeedPrices::cache_read},
    {"cachedinput", &FeedPrices::cache_read},
    {"inputcached", &FeedPrices::cache_read},
    {"cached", &FeedPrices::cache_read},
    {"cachewrite", &FeedPrices::cache_write},
    {"cachewrite1h", &FeedPrices::cache_write_1h},
    {"reasoning", &FeedPrices::reasoning},
    {"batchinput", &FeedPrices::batch_input},
    {"batchoutput", &FeedPrices::batch_output},
};

struct UnitName {
    std::string_view end;
    double to_mtok;
};
// Suffixes of columns' names, letters and digits only; longer ones first.
constexpr UnitName units[] = {
    {"usdpermilliontokens", 1.0},
    {"permilliontokens", 1.0},
    {"usdpermtok", 1.0},
    {"permillion", 1.0},
    {"permtokens", 1.0},
    {"permtok", 1.0},
    {"per1mtokens", 1.0},
    {"per1m", 1.0},
    {"usdper1ktokens", 1e3},
    {"per1ktokens", 1e3},
    {"per1k", 1e3},
    {"perktok", 1e3},
    {"pertoken", 1e6},
    // "$/1M tokens"
    {"1mtokens", 1.0},
    {"mtokens", 1.0},
    {"1mtok", 1.0},
    {"mtok", 1.0},
    {"1ktokens", 1e3},
    {"1ktok", 1e3},
    {"ktok", 1e3},
};

struct CurrencyName {
    std::string_view said, code;
};
constexpr CurrencyName signs[] = {{"€", "EUR"}, {"£", "GBP"},  {"₹", "INR"},
                                  {"₩", "KRW"}, {"元", "CNY"}, {"¥", "¥"}};
constexpr CurrencyName codes[] = {{"usd", "USD"}, {"eur", "EUR"}, {"gbp", "GBP"}, {"cny", "CNY"},
                                  {"rmb", "CNY"}, {"jpy", "JPY"}, {"inr", "INR"}, {"chf", "CHF"},
                                  {"cad", "CAD"}, {"aud", "AUD"}, {"krw", "KRW"}, {"brl", "BRL"},
                                  {"sek", "SEK"}, {"pln", "PLN"}, {"sgd", "SGD"}};

// The sign in a text; empty: none, or the dollar's.
std::string sign_in(std::string_view text) {
    for (const CurrencyName& one : signs) {
        if (text.find(one.said) != text.npos) return std::string(one.code);
    }
    return {};
}

// The code at the end of a name in small letters, which is cut off; empty: none.
std::string take_code(std::string& name) {
    for (const CurrencyName& one : codes) {
        if (name.size() <= one.said.size() || !name.ends_with(one.said)) continue;
        name.resize(name.size() - one.said.size());
        return std::string(one.code);
    }
    return {};
}

std::string plain_letters(std::string_view name) {
    std::string out;
    for (const char c : name) {
        if (c >= 'A' && c <= 'Z') out += static_cast<char>(c + 32);
        if ((c >= 'a' && c <= 'z') || is_digit(c)) out += c;
    }
    return out;
}

// A column's name without its unit and currency, and these.
struct ColumnName {
    std::string name;
    double to_mtok = 0.0;       // 0: no unit
    std::string currency = {};  // empty: not said
};
ColumnName column_name(std::string_view column) {
    ColumnName found{plain_letters(column), 0.0};
    for (const UnitName& unit : units) {
        if (!found.name.ends_with(unit.end) || found.name.size() == unit.end.size()) continue;
        found.name.resize(found.name.size() - unit.end.size());
        found.to_mtok = unit.to_mtok;
        break;
    }
    found.currency = take_code(found.name);
    if (found.currency.empty()) found.currency = sign_in(column);
    return found;
}

bool is_model(std::string_view name) { return name == "model" || name == "id" || name == "modelid"; }

// A price in the table may say its currency: "$2.50", "2,50 €", "EUR 2.50".
struct StatedPrice {
    std::optional<double> number;
    std::string currency;
};
StatedPrice price_in(std::string_view text) {
    StatedPrice price{{}, sign_in(text)};
    const auto first = text.find_first_of("0123456789."), last = text.find_last_of("0123456789.");
    if (first == text.npos) return price;
    std::string around =
        plain_letters(std::string(text.substr(0, first)) + std::string(text.substr(last + 1)));
    if (price.currency.empty() && !around.empty()) {
        around.insert(0, 1, ' ');  // take_code() leaves a name
        price.currency = take_code(around);
        if (around != " ") return price;  // "2.5 per call"
    }
    std::string digits(text.substr(first, last + 1 - first));
    // "2,50", where "1,500" might be a thousand
    const auto comma = digits.find(',');
    if (comma != digits.npos && comma == digits.rfind(',') && digits.find('.') == digits.npos &&
        digits.size() != comma + 4)
        digits[comma] = '.';
    price.number = number_in(digits);
    if (first > 0 && text[first - 1] == '-') price.number.reset();
    return price;
}

class Table {
public:
    Table(const FeedRequest& request, FeedData& data) : request_(request), data_(data) {
        if (request.unit == "mtok") stated_ = 1.0;
        if (request.unit == "1k") stated_ = 1e3;
        if (request.unit == "token") stated_ = 1e6;
    }
    void begin() {
        model_ = FeedModel();
        unread_price_ = false;
    }
    void take(std::string_view column, std::string_view value) {
        const ColumnName one = column_name(column);
        if (is_model(one.name) || (one.name == "name" && model_.name.empty())) {
            model_.name = value;
        } else if (one.name == "provider" || one.name == "vendor") {
            model_.provider = value;
        } else if (one.name == "currency") {
            model_.currency = value;
        } else if (one.name == "context" || one.name == "contexttokens") {
            model_.context_tokens = number_in(value);
        } else if (one.name == "feeperrequest" || one.name == "request") {
            model_.fee_per_request = price_in(value).number;
        } else if (auto* price = find_price(table_keys, one.name, model_.prices)) {
            const double unit = one.to_mtok > 0.0 ? one.to_mtok : stated_;
            if (unit == 0.0)
                throw ImportFault{0, "does not say the unit of '" + std::string(column) +
                                         "'; --unit mtok, 1k or token says it: dollars for a million, for a "
                                         "thousand tokens, or for one"};
            const auto [number, currency] = price_in(value);
            if (number) *price = *number * unit;
            unread_price_ |= !number && value.find_first_of("0123456789") != value.npos;
            if (!currency.empty()) {
                model_.currency = currency;
            } else if (!one.currency.empty()) {
                model_.currency = one.currency;
            }
        }
    }
    void end() {
        if (model_.name.empty()) return data_.skip("no model", model_.provider);
        if (unread_price_) return data_.skip("a price that is not a number", model_.name);
        const auto slash = model_.name.find('/');
        if (model_.provider.empty() && slash != model_.name.npos) {
            model_.provider = model_.name.substr(0, slash);
            model_.name = model_.name.substr(slash + 1);
        }
        if (model_.provider.empty()) model_.provider = request_.provider;
        if (model_.provider.empty()) model_.provider = maker_of(model_.name);
        if (model_.provider.empty()) return data_.skip("no provider; --provider NAME says one", model_.name);
        data_.add(std::move(model_), 1.0);
    }

private:
    const FeedRequest& request_;
    FeedData& data_;
    FeedModel model_;
    bool unread_price_ = false;
    double stated_ = 0.0;
};

void read_rows(const FeedRequest& request, Table& table, FeedData& data) {
    CsvReader reader(request.text);
    std::vector<std::string> header, fields;
    reader.row(header);
    std::optional<JsonFault> cut_off;
    while (reader.row(fields)) {
        cut_off.reset();
        if (fields.size() != header.size()) {
            const JsonFault fault{reader.line(), "has a row of " + std::to_string(fields.size()) +
                                                     " fields where the header has " +
                                                     std::to_string(header.size())};
            data.skip("a row with more or fewer fields than the header", fields.front());
            if (fields.size() < header.size()) cut_off = fault;
            continue;
        }
        table.begin();
        for (std::size_t i = 0; i < header.size(); ++i) {
            // where commas do not stand between fields they stand in numbers: "2,50"
            if (reader.separator() == ';' && std::count(fields[i].begin(), fields[i].end(), ',') == 1 &&
                fields[i].find('.') == std::string::npos)
                std::replace(fields[i].begin(), fields[i].end(), ',', '.');
            table.take(header[i], fields[i]);
        }
        table.end();
    }
    if (cut_off) throw JsonFault(*cut_off);
}

}  // namespace

bool is_price_table(const FeedShape& shape) {
    const auto& columns = shape.first == 'c' ? shape.keys : shape.inner;
    bool model = false, input = false, output = false;
    for (const std::string& column : columns) {
        const ColumnName one = column_name(column);
        model |= is_model(one.name) || one.name == "name";
        FeedPrices prices;
        const auto* price = find_price(table_keys, one.name, prices);
        input |= price == &prices.input;
        output |= price == &prices.output;
    }
    return (shape.first == 'c' || shape.first == '[') && model && input && output;
}

void read_table(const FeedRequest& request, FeedData& data) {
    Table table(request, data);
    const auto start = request.text.find_first_not_of(" \t\r\n");
    if (start != request.text.npos && request.text[start] != '[') return read_rows(request, table, data);
    JsonReader reader(request.text);
    reader.array([&] {
        table.begin();
        reader.object([&](std::string_view key) {
            const std::string column(key);
            if (reader.kind() == JsonReader::Kind::number) {
                std::string digits;
                put_json(digits, reader.number().value_or(0.0));
                table.take(column, digits);
            } else if (const auto text = reader.string()) {
                table.take(column, *text);
            }
        });
        table.end();
    });
    reader.finish();
}

}  // namespace aicost
