#include "catalogue/fields.hpp"

#include <algorithm>

namespace aicost {

namespace {

// ---- values: how each type stands in JSON ----

void take(JsonReader& reader, std::string& text) {
    if (auto value = reader.string()) text = std::move(*value);
}
void take(JsonReader& reader, double& number) {
    if (const auto value = reader.number()) number = *value;
}
void take(JsonReader& reader, int& number) {
    constexpr double most = 1e9;  // what no count of the catalogue comes near
    if (const auto value = reader.number()) number = static_cast<int>(std::clamp(*value, -most, most));
}
template <class Of>
void take(JsonReader& reader, Quantity<Of>& quantity) {
    if (const auto value = reader.number()) quantity = Quantity<Of>(*value);
}
template <class T>
void take(JsonReader& reader, Usd<T>& price) {
    if (const auto value = reader.number()) price = Usd<T>(*value);
}
void take(JsonReader& reader, std::vector<std::string>& list) {
    list.clear();
    reader.array([&] {
        if (auto value = reader.string()) list.push_back(std::move(*value));
    });
}
// null takes a value away
template <class T>
void take(JsonReader& reader, std::optional<T>& value) {
    if (reader.kind() == JsonReader::Kind::null) value.reset();
    if (const auto number = reader.number()) value = static_cast<T>(*number);
}

bool put(std::string& out, const std::string& text) {
    if (!text.empty()) put_json(out, text);
    return !text.empty();
}
bool put(std::string& out, double number) {
    put_json(out, number);
    return true;
}
template <class Of>
bool put(std::string& out, Quantity<Of> quantity) {
    return put(out, quantity.value());
}
template <class T>
bool put(std::string& out, Usd<T> price) {
    return put(out, price.dollars());
}
bool put(std::string& out, const std::vector<std::string>& list) {
    char before = '[';
    for (const std::string& text : list) {
        out += before;
        put_json(out, text);
        before = ',';
    }
    out += ']';
    return !list.empty();
}
template <class T>
bool put(std::string& out, const std::optional<T>& value) {
    return value && put(out, *value);
}

// ---- rows ----

template <auto Member>
struct MemberOf;
template <class Entry, class T, T Entry::*Member>
struct MemberOf<Member> {
    using Owner = Entry;
};

template <auto Member, class Entry = typename MemberOf<Member>::Owner>
constexpr CatalogueField<Entry> field(std::string_view key, bool required = false) {
    return {key, [](JsonReader& reader, Entry& entry) { take(reader, entry.*Member); },
            [](std::string& out, const Entry& entry) { return put(out, entry.*Member); }, required};
}

// A flag that stands in the file as one of two words.
using Words = const char* [2];
template <auto Member, const Words& Either, class Entry = typename MemberOf<Member>::Owner>
constexpr CatalogueField<Entry> word_field(std::string_view key) {
    return {key,
            [](JsonReader& reader, Entry& entry) {
                if (const auto word = reader.string()) entry.*Member = *word == Either[1];
            },
            [](std::string& out, const Entry& entry) {
                put_json(out, std::string_view(Either[entry.*Member ? 1 : 0]));
                return true;
            }};
}

constexpr bool required = true;

constexpr CatalogueField<Fact> fact_rows[] = {
    field<&Fact::id>("id", required), field<&Fact::name>("name"), field<&Fact::source>("source"),
    field<&Fact::as_of>("as_of"),     field<&Fact::note>("note"),
};

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
     [](std::string& out, const LongPromptPrices& rule) {
         put_json(out, std::string_view(rule.rule == LongContext::Rule::excess ? "excess" : "whole_request"));
         return true;
     }},
};

template <class Prices>
constexpr CatalogueField<Prices> long_context_field = {
    "long_context",
    [](JsonReader& reader, Prices& prices) {
        prices.long_context.reset();
        if (reader.kind() != JsonReader::Kind::object) return;
        read_entry<LongPromptPrices>(reader, long_context_fields, prices.long_context.emplace());
    },
    [](std::string& out, const Prices& prices) {
        if (prices.long_context)
            write_entry<LongPromptPrices>(out, long_context_fields, *prices.long_context);
        return prices.long_context.has_value();
    }};

constexpr CatalogueField<PastPrice> past_price_fields[] = {
    field<&PastPrice::until>("until", required),
    field<&PastPrice::input_per_mtok>("input_per_mtok", required),
    field<&PastPrice::output_per_mtok>("output_per_mtok", required),
    field<&PastPrice::cache_read_per_mtok>("cache_read_per_mtok"),
    field<&PastPrice::cache_write_per_mtok>("cache_write_per_mtok"),
    field<&PastPrice::cache_write_1h_per_mtok>("cache_write_1h_per_mtok"),
    long_context_field<PastPrice>,
    field<&PastPrice::source>("source"),
    field<&PastPrice::as_of>("as_of"),
};

constexpr CatalogueField<CloudModel> cloud_model_fields[] = {
    field<&CloudModel::provider>("provider"),
    field<&CloudModel::aliases>("aliases"),
    field<&CloudModel::input_per_mtok>("input_per_mtok", required),
    field<&CloudModel::output_per_mtok>("output_per_mtok", required),
    field<&CloudModel::cache_read_per_mtok>("cache_read_per_mtok"),
    field<&CloudModel::cache_write_per_mtok>("cache_write_per_mtok"),
    field<&CloudModel::cache_write_1h_per_mtok>("cache_write_1h_per_mtok"),
    field<&CloudModel::batch_discount>("batch_discount"),
    field<&CloudModel::context_tokens>("context_tokens"),
    long_context_field<CloudModel>,
    field<&CloudModel::status>("status"),
    {"history",
     [](JsonReader& reader, CloudModel& model) {
         model.history.clear();
         reader.array(
             [&] { read_entry<PastPrice>(reader, past_price_fields, model.history.emplace_back()); });
     },
     [](std::string& out, const CloudModel& model) {
         char before = '[';
         for (const PastPrice& price : model.history) {
             out += before;
             write_entry<PastPrice>(out, past_price_fields, price);
             before = ',';
         }
         out += ']';
         return !model.history.empty();
     }},
};

constexpr CatalogueField<Gpu> gpu_fields[] = {
    field<&Gpu::vendor>("vendor"),
    field<&Gpu::kind>("kind"),
    field<&Gpu::memory_kind>("memory_kind"),
    field<&Gpu::memory_gib>("memory_gib", required),
    field<&Gpu::usable_memory_gib>("usable_memory_gib"),
    field<&Gpu::bandwidth_gb_s>("bandwidth_gb_s", required),
    field<&Gpu::fp16_tflops>("fp16_tflops"),
    field<&Gpu::fp8_tflops>("fp8_tflops"),
    field<&Gpu::load_watts>("load_watts"),
    field<&Gpu::idle_watts>("idle_watts"),
    field<&Gpu::price>("price"),
    field<&Gpu::price_as_of>("price_as_of"),
    field<&Gpu::price_source>("price_source"),
    field<&Gpu::rent_per_hour>("rent_per_hour"),
    field<&Gpu::rent_as_of>("rent_as_of"),
    field<&Gpu::rent_source>("rent_source"),
};

constexpr Words architectures = {"dense", "moe"};
constexpr CatalogueField<OpenModel> open_model_fields[] = {
    word_field<&OpenModel::mixture_of_experts, architectures>("architecture"),
    field<&OpenModel::params_b>("params_b", required),
    field<&OpenModel::active_params_b>("active_params_b", required),
    field<&OpenModel::shared_params_b>("shared_params_b"),
    field<&OpenModel::experts>("experts"),
    field<&OpenModel::experts_per_token>("experts_per_token"),
    field<&OpenModel::kv_elements_per_token>("kv_elements_per_token", required),
    field<&OpenModel::kv_elements_sliding>("kv_elements_sliding"),
    field<&OpenModel::sliding_window>("sliding_window"),
    field<&OpenModel::context_tokens>("context_tokens", required),
    field<&OpenModel::ollama>("ollama"),
    field<&OpenModel::ollama_source>("ollama_source"),
    field<&OpenModel::ollama_as_of>("ollama_as_of"),
};

constexpr CatalogueField<Quantization> quantization_fields[] = {
    field<&Quantization::aliases>("aliases"),
    field<&Quantization::bits_per_weight>("bits_per_weight", required),
};

constexpr Words sets = {"fit", "test"};
constexpr CatalogueField<MeasuredPoint> measured_point_fields[] = {
    field<&MeasuredPoint::gpu>("gpu", required),
    field<&MeasuredPoint::model>("model", required),
    field<&MeasuredPoint::quantization>("quantization", required),
    field<&MeasuredPoint::engine>("engine", required),
    field<&MeasuredPoint::gpus>("gpus"),
    field<&MeasuredPoint::concurrency>("concurrency"),
    field<&MeasuredPoint::prompt_tokens>("prompt_tokens"),
    field<&MeasuredPoint::output_tokens>("output_tokens"),
    field<&MeasuredPoint::prefill>("prefill_tokens_per_second"),
    field<&MeasuredPoint::decode>("decode_tokens_per_second"),
    field<&MeasuredPoint::metric>("metric"),
    field<&MeasuredPoint::parallelism>("parallelism"),
    word_field<&MeasuredPoint::for_test, sets>("set"),
};

constexpr CatalogueField<ElectricityRegion> electricity_fields[] = {
    field<&ElectricityRegion::residential_per_kwh>("residential_per_kwh"),
    field<&ElectricityRegion::business_per_kwh>("business_per_kwh"),
    field<&ElectricityRegion::grid_grams_co2_per_kwh>("grid_grams_co2_per_kwh"),
    field<&ElectricityRegion::grid_source>("grid_source"),
    field<&ElectricityRegion::grid_as_of>("grid_as_of"),
};

}  // namespace

const std::span<const CatalogueField<Fact>> fact_fields = fact_rows;

const CatalogueFile<CloudModel> cloud_model_file = {"cloud-models", cloud_model_fields};
const CatalogueFile<Gpu> gpu_file = {"gpus", gpu_fields};
const CatalogueFile<OpenModel> open_model_file = {"open-models", open_model_fields};
const CatalogueFile<Quantization> quantization_file = {"quantizations", quantization_fields};
const CatalogueFile<MeasuredPoint> throughput_file = {"throughput", measured_point_fields};
const CatalogueFile<ElectricityRegion> electricity_file = {"electricity", electricity_fields};

}  // namespace aicost
