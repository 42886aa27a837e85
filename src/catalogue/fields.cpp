#include "catalogue/fields.hpp"

#include "catalogue/field_rows.hpp"

namespace aicost {

namespace {

using namespace catalogue_rows;

constexpr CatalogueField<Fact> fact_rows[] = {
    field<&Fact::id>("id", required), field<&Fact::name>("name"), field<&Fact::source>("source"),
    field<&Fact::as_of>("as_of"),     field<&Fact::note>("note"),
};

constexpr CatalogueField<RentOffer> offer_fields[] = {
    field<&RentOffer::provider>("provider", required),
    field<&RentOffer::per_hour>("per_hour", required),
    field<&RentOffer::as_of>("as_of"),
    field<&RentOffer::source>("source"),
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
    {"rent_offers",
     [](JsonReader& reader, Gpu& gpu) {
         gpu.offers.clear();
         reader.array([&] { read_entry<RentOffer>(reader, offer_fields, gpu.offers.emplace_back()); });
     },
     [](std::string& out, const Gpu& gpu) {
         char before = '[';
         for (const RentOffer& offer : gpu.offers) {
             out += before;
             write_entry<RentOffer>(out, offer_fields, offer);
             before = ',';
         }
         out += ']';
         return !gpu.offers.empty();
     }},
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

const CatalogueFile<Gpu> gpu_file = {"gpus", gpu_fields};
const CatalogueFile<OpenModel> open_model_file = {"open-models", open_model_fields};
const CatalogueFile<Quantization> quantization_file = {"quantizations", quantization_fields};
const CatalogueFile<MeasuredPoint> throughput_file = {"throughput", measured_point_fields};
const CatalogueFile<ElectricityRegion> electricity_file = {"electricity", electricity_fields};

}  // namespace aicost
