// The rows of a cloud model.
#include <charconv>
#include <type_traits>

#include "catalogue/field_rows.hpp"

namespace aicost {

namespace {

using namespace catalogue_rows;

std::optional<int> minutes_of(std::string_view text) {
    int hours = 0, minutes = 0;
    const char* end = text.data() + text.size();
    const auto hour = std::from_chars(text.data(), end, hours);
    if (hour.ec != std::errc() || hours < 0 || hours > 24) return {};
    if (hour.ptr == end) return hours * 60;
    if (*hour.ptr != ':') return {};
    const auto minute = std::from_chars(hour.ptr + 1, end, minutes);
    if (minute.ec != std::errc() || minutes < 0 || minutes > 59) return {};
    return hours * 60 + minutes;
}

std::string clock_text(int minutes) {
    const auto two = [](int number) { return (number < 10 ? "0" : "") + std::to_string(number); };
    return two(minutes / 60) + ":" + two(minutes % 60);
}

constexpr CatalogueField<LongPromptPrices> long_context_fields[] = {
    field<&LongPromptPrices::above_input_tokens>("above_input_tokens"),
    field<&LongPromptPrices::input_per_mtok>("input_per_mtok"),
    field<&LongPromptPrices::output_per_mtok>("output_per_mtok"),
    field<&LongPromptPrices::cache_read_per_mtok>("cache_read_per_mtok"),
    field<&LongPromptPrices::cache_write_per_mtok>("cache_write_per_mtok"),
    field<&LongPromptPrices::cache_write_1h_per_mtok>("cache_write_1h_per_mtok"),
    {"rule",
     [](JsonReader& reader, LongPromptPrices& rule) {
         const auto word = reader.string();
         rule.rule = word == "excess" ? LongContext::Rule::excess : LongContext::Rule::whole_request;
     },
     [](JsonOut& out, const LongPromptPrices& rule) {
         put_json(out, std::string_view(rule.rule == LongContext::Rule::excess ? "excess" : "whole_request"));
         return true;
     }},
};

constexpr CatalogueField<OtherPrices> other_prices_fields[] = {
    field<&OtherPrices::input_per_mtok>("input_per_mtok"),
    field<&OtherPrices::output_per_mtok>("output_per_mtok"),
    field<&OtherPrices::cache_read_per_mtok>("cache_read_per_mtok"),
    field<&OtherPrices::cache_write_per_mtok>("cache_write_per_mtok"),
    field<&OtherPrices::cache_write_1h_per_mtok>("cache_write_1h_per_mtok"),
};

// An element's own rows and, if any, those of its prices, in one object.
template <class Element>
constexpr bool has_prices = requires(Element element) {
    element.prices;
};

template <class Element>
void read_element(JsonReader& reader, std::span<const CatalogueField<Element>> rows, Element& element) {
    reader.object([&](std::string_view key) {
        for (const auto& row : rows) {
            if (row.key == key) return row.read(reader, element);
        }
        if constexpr (has_prices<Element>) {
            for (const auto& row : other_prices_fields) {
                if (row.key == key) return row.read(reader, element.prices);
            }
        }
    });
}

template <class Element>
void write_element(JsonOut& out, std::span<const CatalogueField<Element>> rows, const Element& element) {
    char before = '{';
    write_fields(out, rows, element, before);
    if constexpr (has_prices<Element>)
        write_fields<OtherPrices>(out, other_prices_fields, element.prices, before);
    out += std::string_view(before == '{' ? "{}" : "}");
}

// A list of objects; a single object counts as a list of one.
template <auto Member, const auto& Rows, bool OneAlone = false,
          class Entry = typename MemberOf<Member>::Owner>
constexpr CatalogueField<Entry> list_field(std::string_view key) {
    return {key,
            [](JsonReader& reader, Entry& entry) {
                auto& list = entry.*Member;
                using Element = typename std::remove_reference_t<decltype(list)>::value_type;
                list.clear();
                const auto one = [&] { read_element<Element>(reader, Rows, list.emplace_back()); };
                if (reader.kind() == JsonReader::Kind::object) return one();
                reader.array(one);
            },
            [](JsonOut& out, const Entry& entry) {
                const auto& list = entry.*Member;
                using Element = typename std::remove_cvref_t<decltype(list)>::value_type;
                // the older form, before there could be several
                if (OneAlone && list.size() == 1) {
                    write_element<Element>(out, Rows, list.front());
                    return true;
                }
                char before = '[';
                for (const Element& element : list) {
                    out += before;
                    write_element<Element>(out, Rows, element);
                    before = ',';
                }
                out += ']';
                return true;
            },
            false, [](const Entry& entry) { return is_written(entry.*Member); }};
}

// "06:30" as minutes of the day.
template <auto Member>
constexpr CatalogueField<PriceWindow> clock_field(std::string_view key) {
    return {key,
            [](JsonReader& reader, PriceWindow& window) {
                if (const auto minutes = minutes_of(reader.string().value_or(""))) window.*Member = *minutes;
            },
            [](JsonOut& out, const PriceWindow& window) {
                put_json(out, clock_text(window.*Member));
                return true;
            }};
}

constexpr CatalogueField<PastPrice> past_price_fields[] = {
    field<&PastPrice::until>("until", required),
    field<&PastPrice::input_per_mtok>("input_per_mtok", required),
    field<&PastPrice::output_per_mtok>("output_per_mtok", required),
    field<&PastPrice::cache_read_per_mtok>("cache_read_per_mtok"),
    field<&PastPrice::cache_write_per_mtok>("cache_write_per_mtok"),
    field<&PastPrice::cache_write_1h_per_mtok>("cache_write_1h_per_mtok"),
    list_field<&PastPrice::long_context, long_context_fields, true>("long_context"),
    field<&PastPrice::source>("source"),
    field<&PastPrice::as_of>("as_of"),
};

constexpr CatalogueField<ComingPrice> coming_price_fields[] = {
    field<&ComingPrice::from>("from", required),
    // stated where it is not
    {"certain",
     [](JsonReader& reader, ComingPrice& price) {
         const char* start = reader.position();
         reader.skip();
         price.certain = reader.since(start) != "false";
     },
     [](JsonOut& out, const ComingPrice& price) {
         out += std::string_view("false");
         return !price.certain;
     }},
    field<&ComingPrice::source>("source"),
    field<&ComingPrice::note>("note"),
};

constexpr CatalogueField<PriceWindow> price_window_fields[] = {
    field<&PriceWindow::days>("days"),
    clock_field<&PriceWindow::from>("from_utc"),
    clock_field<&PriceWindow::to>("to_utc"),
};
constexpr CatalogueField<PriceTier> price_tier_fields[] = {field<&PriceTier::name>("name", required)};
constexpr CatalogueField<RegionPrice> region_price_fields[] = {
    field<&RegionPrice::name>("name", required),
    field<&RegionPrice::factor>("factor", required),
};
constexpr CatalogueField<KeptFigure> kept_figure_fields[] = {
    field<&KeptFigure::figure>("figure", required),
    field<&KeptFigure::feed>("feed", required),
};

constexpr CatalogueField<CloudModel> cloud_model_fields[] = {
    field<&CloudModel::provider>("provider"),
    field<&CloudModel::aliases>("aliases"),
    field<&CloudModel::input_per_mtok>("input_per_mtok", required),
    field<&CloudModel::output_per_mtok>("output_per_mtok", required),
    field<&CloudModel::cache_read_per_mtok>("cache_read_per_mtok"),
    field<&CloudModel::cache_write_per_mtok>("cache_write_per_mtok"),
    field<&CloudModel::cache_write_1h_per_mtok>("cache_write_1h_per_mtok"),
    field<&CloudModel::reasoning_per_mtok>("reasoning_per_mtok"),
    field<&CloudModel::batch_discount>("batch_discount"),
    field<&CloudModel::context_tokens>("context_tokens"),
    list_field<&CloudModel::long_context, long_context_fields, true>("long_context"),
    list_field<&CloudModel::prices_from, coming_price_fields>("prices_from"),
    list_field<&CloudModel::price_windows, price_window_fields>("price_windows"),
    list_field<&CloudModel::tiers, price_tier_fields>("tiers"),
    list_field<&CloudModel::regions, region_price_fields>("regions"),
    field<&CloudModel::fee_per_request>("fee_per_request"),
    field<&CloudModel::fee_per_search>("fee_per_search"),
    field<&CloudModel::open_model>("open_model"),
    field<&CloudModel::status>("status"),
    list_field<&CloudModel::history, past_price_fields>("history"),
    field<&CloudModel::feed>("feed"),
    list_field<&CloudModel::kept, kept_figure_fields>("kept"),
};

}  // namespace

const CatalogueFile<CloudModel> cloud_model_file = {"cloud-models", cloud_model_fields};

}  // namespace aicost
