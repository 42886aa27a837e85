#include "catalogue/fields.hpp"

#include "catalogue/field_rows.hpp"

namespace aicost {

namespace {

using namespace catalogue_rows;

constexpr CatalogueField<Fact> fact_rows[] = {
    field<&Fact::id>("id", required), field<&Fact::name>("name"), field<&Fact::source>("source"),
    field<&Fact::as_of>("as_of"),     field<&Fact::note>("note"), field<&Fact::from_memory>("from_memory"),
};

constexpr CatalogueField<RentOffer> offer_fields[] = {
    field<&RentOffer::provider>("provider", required),
    field<&RentOffer::per_hour>("per_hour", required),
    field<&RentOffer::as_of>("as_of"),
    field<&RentOffer::source>("source"),
};

constexpr CatalogueField<Gpu> gpu_fields[] = {
    field<&Gpu::aliases>("aliases"),
    field<&Gpu::vendor>("vendor"),
    field<&Gpu::kind>("kind"),
    field<&Gpu::architecture>("architecture"),
    field<&Gpu::holds>("gpu"),
    {"gpus", [](JsonReader& reader, Gpu& gpu) { take(reader, gpu.count); },
     [](JsonOut& out, const Gpu& gpu) { return gpu.count != 1 && put(out, gpu.count); }},
    field<&Gpu::memory_kind>("memory_kind"),
    field<&Gpu::memory_gib>("memory_gib", required),
    field<&Gpu::usable_memory_gib>("usable_memory_gib"),
    field<&Gpu::bandwidth_gb_s>("bandwidth_gb_s", required),
    field<&Gpu::fp16_tflops>("fp16_tflops"),
    field<&Gpu::alu_tflops>("alu_tflops"),
    field<&Gpu::fp8_tflops>("fp8_tflops"),
    field<&Gpu::fp4_tflops>("fp4_tflops"),
    field<&Gpu::int8_tops>("int8_tops"),
    field<&Gpu::link>("link"),
    field<&Gpu::link_gb_s>("link_gb_s"),
    field<&Gpu::load_watts>("load_watts"),
    field<&Gpu::load_watts_are>("load_watts_are"),
    field<&Gpu::most_watts>("most_watts"),
    field<&Gpu::idle_watts>("idle_watts"),
    field<&Gpu::price>("price"),
    field<&Gpu::price_kind>("price_kind"),
    field<&Gpu::price_as_of>("price_as_of"),
    field<&Gpu::price_source>("price_source"),
    field<&Gpu::used_price>("used_price"),
    field<&Gpu::used_as_of>("used_as_of"),
    field<&Gpu::used_source>("used_source"),
    field<&Gpu::rent_per_hour>("rent_per_hour"),
    field<&Gpu::rent_as_of>("rent_as_of"),
    field<&Gpu::rent_source>("rent_source"),
    {"rent_offers",
     [](JsonReader& reader, Gpu& gpu) {
         gpu.offers.clear();
         reader.array([&] { read_entry<RentOffer>(reader, offer_fields, gpu.offers.emplace_back()); });
     },
     [](JsonOut& out, const Gpu& gpu) {
         char before = '[';
         for (const RentOffer& offer : gpu.offers) {
             out += before;
             write_entry<RentOffer>(out, offer_fields, offer);
             before = ',';
         }
         out += ']';
         return !gpu.offers.empty();
     }},
    field<&Gpu::rent_cheapest_per_hour>("rent_cheapest_per_hour"),
    field<&Gpu::rent_cheapest_as_of>("rent_cheapest_as_of"),
    field<&Gpu::rent_cheapest_source>("rent_cheapest_source"),
};

constexpr CatalogueField<Host> host_fields[] = {
    field<&Host::around>("around", required),         field<&Host::most_gpus>("most_gpus", required),
    field<&Host::architectures>("architectures"),     field<&Host::least_gpus>("least_gpus"),
    field<&Host::price>("price", required),           field<&Host::price_as_of>("price_as_of"),
    field<&Host::price_source>("price_source"),       field<&Host::idle_watts>("idle_watts", required),
    field<&Host::load_watts>("load_watts", required), field<&Host::watts_source>("watts_source"),
};

constexpr CatalogueField<OpenModel> open_model_fields[] = {
    field<&OpenModel::aliases>("aliases"),
    {"architecture",
     [](JsonReader& reader, OpenModel& model) {
         take(reader, model.architecture);
         model.mixture_of_experts = model.architecture.starts_with("moe");
         model.latent_cache = model.architecture.find("mla") != std::string::npos;
     },
     [](JsonOut& out, const OpenModel& model) { return put(out, model.architecture); }},
    field<&OpenModel::params_b>("params_b", required),
    field<&OpenModel::active_params_b>("active_params_b", required),
    field<&OpenModel::expert_params_b>("expert_params_b"),
    field<&OpenModel::embedding_params_b>("embedding_params_b"),
    field<&OpenModel::embeddings_tied>("embeddings_tied"),
    field<&OpenModel::experts>("experts"),
    field<&OpenModel::experts_per_token>("experts_per_token"),
    field<&OpenModel::layers>("layers"),
    field<&OpenModel::full_attention_layers>("full_attention_layers"),
    field<&OpenModel::hidden>("hidden"),
    field<&OpenModel::query_dim>("query_dim"),
    field<&OpenModel::kv_elements_per_token>("kv_elements_per_token", required),
    field<&OpenModel::kv_elements_sliding>("kv_elements_sliding"),
    field<&OpenModel::sliding_window>("sliding_window"),
    field<&OpenModel::state_bytes_per_sequence>("state_bytes_per_sequence"),
    field<&OpenModel::context_tokens>("context_tokens", required),
    field<&OpenModel::experts_only>("experts_only"),
    field<&OpenModel::license>("license"),
    field<&OpenModel::hosted_as>("hosted_as"),
    field<&OpenModel::ollama>("ollama"),
    field<&OpenModel::ollama_source>("ollama_source"),
    field<&OpenModel::ollama_as_of>("ollama_as_of"),
};

constexpr CatalogueField<Quantization> quantization_fields[] = {
    field<&Quantization::aliases>("aliases"),
    field<&Quantization::kind>("kind"),
    field<&Quantization::bits_per_weight>("bits_per_weight", required),
};

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
    field<&MeasuredPoint::tensor>("tensor"),
    field<&MeasuredPoint::pipeline>("pipeline"),
    field<&MeasuredPoint::kv_bytes>("kv_bytes"),
    field<&MeasuredPoint::weak>("weak"),
};

constexpr CatalogueField<FormatSupport> format_support_fields[] = {
    field<&FormatSupport::engine>("engine", required),
    field<&FormatSupport::format>("format", required),
    field<&FormatSupport::native>("native"),
    field<&FormatSupport::weights_only>("weights_only"),
    field<&FormatSupport::no>("no"),
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
const CatalogueFile<FormatSupport> format_support_file = {"format-support", format_support_fields};
const CatalogueFile<Host> host_file = {"hosts", host_fields};

}  // namespace aicost
