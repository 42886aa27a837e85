#include "aicost/catalogue.hpp"

#include <nlohmann/json.hpp>
#include <stdexcept>

#include "catalogue/embedded.hpp"

namespace aicost {

namespace {

using Json = nlohmann::json;

// One entry, read key by key. The files are the program's own: what is wrong in them is a bug, found by their
// test.
class Entry {
public:
    explicit Entry(const Json& json) : json_(json) {}

    [[nodiscard]] std::string text(const char* key) const { return json_.value(key, std::string()); }
    [[nodiscard]] double number(const char* key) const { return json_.at(key).get<double>(); }
    template <class T = double>
    [[nodiscard]] std::optional<T> optional(const char* key) const {
        const auto found = json_.find(key);
        return found == json_.end() || !found->is_number()
                   ? std::nullopt
                   : std::optional<T>(T(found->template get<double>()));
    }
    [[nodiscard]] std::vector<std::string> list(const char* key) const {
        return json_.value(key, std::vector<std::string>());
    }
    [[nodiscard]] const Json* object(const char* key) const {
        const auto found = json_.find(key);
        return found == json_.end() ? nullptr : &*found;
    }
    [[nodiscard]] Fact fact() const {
        return {text("id"), text("name"), text("source"), text("as_of"), text("note")};
    }

private:
    const Json& json_;
};

template <class T>
std::vector<T> read(std::string_view name, T (*make)(const Entry&)) {
    const Json file = Json::parse(embedded_catalogue(name));
    std::vector<T> all;
    for (const Json& entry : file.at("entries")) all.push_back(make(Entry(entry)));
    return all;
}

LongContext long_context(const Entry& entry) {
    LongContext rule;
    rule.above_input_tokens = Tokens(entry.number("above_input_tokens"));
    rule.input_per_mtok = entry.optional<TokenPrice>("input_per_mtok");
    rule.output_per_mtok = entry.optional<TokenPrice>("output_per_mtok");
    rule.cache_read_per_mtok = entry.optional<TokenPrice>("cache_read_per_mtok");
    rule.cache_write_per_mtok = entry.optional<TokenPrice>("cache_write_per_mtok");
    rule.cache_write_1h_per_mtok = entry.optional<TokenPrice>("cache_write_1h_per_mtok");
    rule.rule = entry.text("rule") == "excess" ? LongContext::Rule::excess : LongContext::Rule::whole_request;
    return rule;
}

// Of a model as it is, or as it was.
template <class Prices>
void read_prices(const Entry& entry, Prices& prices) {
    prices.input_per_mtok = TokenPrice(entry.number("input_per_mtok"));
    prices.output_per_mtok = TokenPrice(entry.number("output_per_mtok"));
    prices.cache_read_per_mtok = entry.optional<TokenPrice>("cache_read_per_mtok");
    prices.cache_write_per_mtok = entry.optional<TokenPrice>("cache_write_per_mtok");
    prices.cache_write_1h_per_mtok = entry.optional<TokenPrice>("cache_write_1h_per_mtok");
    if (const Json* json = entry.object("long_context")) prices.long_context = long_context(Entry(*json));
}

CloudModel cloud_model(const Entry& entry) {
    CloudModel model;
    model.fact = entry.fact();
    model.provider = entry.text("provider");
    model.aliases = entry.list("aliases");
    read_prices(entry, model);
    model.batch_discount = entry.optional("batch_discount");
    model.context_tokens = entry.optional("context_tokens");
    model.status = entry.text("status");
    if (const Json* periods = entry.object("history")) {
        for (const Json& period : *periods) {
            const Entry past(period);
            PastPrice& price = model.history.emplace_back();
            price.until = past.text("until");
            price.source = past.text("source");
            price.as_of = past.text("as_of");
            read_prices(past, price);
        }
    }
    return model;
}

Gpu gpu(const Entry& entry) {
    Gpu gpu;
    gpu.fact = entry.fact();
    gpu.vendor = entry.text("vendor");
    gpu.kind = entry.text("kind");
    gpu.memory_kind = entry.text("memory_kind");
    gpu.memory_gib = entry.number("memory_gib");
    gpu.usable_memory_gib = entry.optional("usable_memory_gib");
    gpu.bandwidth_gb_s = entry.number("bandwidth_gb_s");
    gpu.fp16_tflops = entry.optional("fp16_tflops");
    gpu.fp8_tflops = entry.optional("fp8_tflops");
    gpu.load_watts = entry.optional<Power>("load_watts");
    gpu.idle_watts = entry.optional<Power>("idle_watts");
    gpu.price = entry.optional<Money>("price");
    gpu.price_as_of = entry.text("price_as_of");
    gpu.price_source = entry.text("price_source");
    gpu.rent_per_hour = entry.optional<HourlyPrice>("rent_per_hour");
    gpu.rent_as_of = entry.text("rent_as_of");
    gpu.rent_source = entry.text("rent_source");
    return gpu;
}

OpenModel open_model(const Entry& entry) {
    OpenModel model;
    model.fact = entry.fact();
    model.mixture_of_experts = entry.text("architecture") == "moe";
    model.params_b = entry.number("params_b");
    model.active_params_b = entry.number("active_params_b");
    model.shared_params_b = entry.optional("shared_params_b");
    model.experts = entry.optional("experts");
    model.experts_per_token = entry.optional("experts_per_token");
    model.kv_elements_per_token = entry.number("kv_elements_per_token");
    model.kv_elements_sliding = entry.optional("kv_elements_sliding");
    model.sliding_window = entry.optional("sliding_window");
    model.context_tokens = entry.number("context_tokens");
    model.ollama = entry.text("ollama");
    return model;
}

Quantization quantization(const Entry& entry) {
    return {entry.fact(), entry.list("aliases"), entry.number("bits_per_weight")};
}

MeasuredPoint measured_point(const Entry& entry) {
    MeasuredPoint point;
    point.fact = entry.fact();
    point.gpu = entry.text("gpu");
    point.model = entry.text("model");
    point.quantization = entry.text("quantization");
    point.engine = entry.text("engine");
    point.gpus = static_cast<int>(entry.number("gpus"));
    if (const auto concurrency = entry.optional("concurrency"))
        point.concurrency = static_cast<int>(*concurrency);
    point.prompt_tokens = entry.optional("prompt_tokens");
    point.output_tokens = entry.optional("output_tokens");
    point.prefill = entry.optional<TokenRate>("prefill_tokens_per_second");
    point.decode = entry.optional<TokenRate>("decode_tokens_per_second");
    point.metric = entry.text("metric");
    point.parallelism = entry.text("parallelism");
    point.for_test = entry.text("set") == "test";
    return point;
}

ElectricityRegion electricity_region(const Entry& entry) {
    return {entry.fact(),
            entry.optional<EnergyPrice>("residential_per_kwh"),
            entry.optional<EnergyPrice>("business_per_kwh"),
            entry.optional("grid_grams_co2_per_kwh"),
            entry.text("grid_source"),
            entry.text("grid_as_of")};
}

}  // namespace

std::vector<CloudModel> cloud_models() { return read("cloud-models", cloud_model); }
std::vector<Gpu> gpus() { return read("gpus", gpu); }
std::vector<OpenModel> open_models() { return read("open-models", open_model); }
std::vector<Quantization> quantizations() { return read("quantizations", quantization); }
std::vector<MeasuredPoint> measured_points() { return read("throughput", measured_point); }
std::vector<ElectricityRegion> electricity_regions() { return read("electricity", electricity_region); }

}  // namespace aicost
