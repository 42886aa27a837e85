#include "profile/fill.hpp"

#include <algorithm>
#include <cmath>

#include "aicost/catalogue.hpp"
#include "aicost/request.hpp"
#include "aicost/throughput.hpp"
#include "catalogue/engine_name.hpp"
#include "catalogue/find.hpp"
#include "profile/fill_prices.hpp"
#include "profile/members.hpp"
#include "profile/other_list.hpp"
#include "profile/usual_model.hpp"
#include "text/value.hpp"

namespace aicost {

namespace {

constexpr const char* usual_region = "us";  // its household price is used if no region is stated

class Filler {
public:
    Filler(Json& root, const Catalogue& catalogue, const std::set<std::string>& of_gpu,
           std::vector<Filled>& filled, std::vector<PathFault>& faults)
        : root_(root),
          catalogue_(catalogue),
          of_gpu_(of_gpu),
          filled_(filled),
          faults_(faults),
          usd_rate_(number_at(root, "usd_rate").value_or(1.0)),
          prices_(root, filled) {}

    void finish() { prices_.fill_steps(); }

    void option(const std::string& id, Json& option) {
        const std::string kind = text_at(option, "kind");
        if (kind == "api" && states(option, "model")) api(id, option);
        if (kind == "owned" && states(option, "electricity") && option["electricity"].is_object())
            region(id, option["electricity"]);
        if ((kind == "owned" || kind == "rented") && states(option, "serving") &&
            option["serving"].is_object())
            machine(id, option, kind);
    }

private:
    template <class Entry>
    std::optional<Entry> look_up(const std::vector<Entry>& entries, const std::string& id,
                                 const std::string& path, const char* list) {
        auto found = find_named(entries, id);
        if (found.entry) return std::move(found.entry);
        const std::string elsewhere = found.candidates.empty() ? other_list(catalogue_, id) : std::string();
        faults_.push_back(
            {path,
             found.candidates.empty() ? "is not in the catalogue" : "fits several entries of the catalogue",
             "\"" + id + "\"", elsewhere.empty() ? name_advice(found, id, entries, list) : elsewhere});
        return std::nullopt;
    }

    // The model, and the factor on its prices if the name states a region.
    std::optional<std::pair<CloudModel, double>> look_up_model(const std::string& name,
                                                               const std::string& path) {
        const std::vector<CloudModel> some = catalogue_.cloud_models_for(name);
        const NameAnswer answer = ModelNames(some).find(name);
        if (answer.entry != nullptr) return std::pair(*answer.entry, answer.factor);
        faults_.push_back(
            {path,
             answer.candidates.empty() ? "is not in the catalogue" : "fits several entries of the catalogue",
             "\"" + name + "\"",
             model_advice(answer, name, answer.candidates.empty() ? catalogue_.cloud_models() : some)});
        if (!answer.candidates.empty()) return std::nullopt;
        if (const std::string elsewhere = other_list(catalogue_, name);
            elsewhere.find("GPU") != elsewhere.npos)
            faults_.back().remedy = elsewhere;  // open weights: the near names are their hosts'
        return std::nullopt;
    }

    void put(Json& object, const std::string& path, const char* key, double value, const std::string& source,
             const std::string& as_of) {
        if (states(object, key)) return;
        object[key] = value;
        filled_.push_back({path + "." + key, source, as_of});
    }

    void api(const std::string& id, Json& option) {
        const auto found = look_up_model(text_at(option, "model"), id + ".model");
        if (!found) return;
        prices_.fill(id, option, found->first, found->second);
    }

    void machine(const std::string& id, Json& option, const std::string& kind) {
        Json& serving = option["serving"];
        const std::string path = id + ".serving";
        std::optional<Gpu> gpu;
        if (states(serving, "gpu")) {
            gpu = look_up(catalogue_.gpus(), text_at(serving, "gpu"), path + ".gpu", "gpus");
            if (!gpu) return;
        }
        const int count = static_cast<int>(std::clamp(number_at(serving, "gpus").value_or(1.0), 1.0, 1024.0));
        const bool rates_stated =
            states(serving, "input_tokens_per_second") && states(serving, "output_tokens_per_second");
        int requests = requests_asked(serving);
        if (!rates_stated && gpu && !states(serving, "model") && of_gpu_.count(id) > 0)
            name_usual_model(path, serving, *gpu, count);
        if (!rates_stated && (gpu || states(serving, "model"))) {
            if (gpu && states(serving, "model"))
                requests = rates(path, serving, *gpu, count).value_or(requests);
            else
                faults_.push_back({path + (gpu ? ".model" : ".gpu"), "is missing", "",
                                   "gpu (--gpu ID) and model (--model ID) together say what a unit serves; "
                                   "or state both rates"});
        }
        if (gpu && kind == "owned") own(id, option, *gpu, count, requests);
    }

    // Requests decoded together, if nothing else limits them.
    static int requests_asked(const Json& serving) {
        if (const auto limit = number_at(serving, "max_concurrency"))
            return static_cast<int>(std::clamp(*limit, 1.0, 1e6));
        const std::string engine =
            states(serving, "engine") ? text_at(serving, "engine") : ThroughputSetup{}.engine;
        return engine_traits(engine).value_or(EngineTraits{}).usual_concurrency;
    }

    // Household prices: businesses should state their own.
    void region(const std::string& id, Json& power) {
        if (!states(power, "region")) return;
        const std::string path = id + ".electricity";
        const auto region = look_up(catalogue_.electricity_regions(), text_at(power, "region"),
                                    path + ".region", "electricity");
        if (!region) return;
        const std::string name = region->fact.id + " (household): ";
        if (region->residential_per_kwh) {
            put(power, path, "price_per_kwh", in_currency(*region->residential_per_kwh, usd_rate_).value(),
                name + region->fact.source, region->fact.as_of);
        }
        if (region->grid_grams_co2_per_kwh) {
            put(power, path, "grams_co2_per_kwh", *region->grid_grams_co2_per_kwh,
                region->fact.id + ": " + region->grid_source, region->grid_as_of);
        }
    }

    // What a bought GPU costs and draws while so many requests run at once.
    void own(const std::string& id, Json& option, const Gpu& gpu, int count, int requests) {
        const std::string name = of_gpu_.count(id) > 0 ? gpu_item(option) : "gpu";
        const auto hardware = option.find("hardware");
        if (hardware != option.end() && hardware->is_object() && hardware->contains(name) &&
            (*hardware)[name].is_object()) {
            Json& item = (*hardware)[name];
            const std::string path = id + ".hardware." + name;
            if (gpu.price)
                put(item, path, "unit_price", in_currency(*gpu.price, usd_rate_).value(),
                    gpu.fact.id + ": " + gpu.price_source, gpu.price_as_of);
            if (count > 1) put(item, path, "quantity", count, "serving.gpus", "");
        }
        const auto power = option.find("electricity");
        if (power == option.end() || !power->is_object()) return;
        const std::string path = id + ".electricity";
        if (!states(*power, "price_per_kwh") && !states(*power, "region")) {
            (*power)["region"] = usual_region;
            region(id, *power);
        }
        const auto watts = power_of(gpu, count, requests);
        if (!watts) return;
        const std::string source = gpu.fact.id + ": " + gpu.fact.source;
        const std::string alone = gpu.is_whole() ? "" : " (the cards alone)";
        const std::string at = watts->share == 1.0
                                   ? ""
                                   : ": " + std::to_string(std::lround(watts->share * 100)) +
                                         " % of the way from idle to the limit, " + std::to_string(requests) +
                                         (requests == 1 ? " request at a time" : " requests at once");
        const bool load_stated =
            states(*power, "load_watts");  // then the usual share of it is the idle power
        put(*power, path, "load_watts", watts->load.value(), source + at + alone, gpu.fact.as_of);
        if (load_stated && !gpu.idle_watts) return;
        put(*power, path, "idle_watts", watts->idle.value(),
            source + (gpu.idle_watts ? "" : ": 15 % of its watts, idle ones are not known") + alone,
            gpu.fact.as_of);
    }

    // Names the first of the usual models that the machine runs; if it runs none, the first, whose faults say why.
    void name_usual_model(const std::string& path, Json& serving, const Gpu& gpu, int count) {
        const std::vector<PathFault> faults = faults_;
        const std::vector<Filled> filled = filled_;
        const std::vector<OpenModel> models = usual_models(root_, serving, gpu, count, catalogue_);
        std::string named = models.empty() ? "" : models.front().fact.id;
        for (const OpenModel& model : models) {
            Json tried = serving;
            tried["model"] = model.fact.id;
            const bool runs = rates(path, tried, gpu, count) && faults_.size() == faults.size();
            faults_ = faults;
            filled_ = filled;
            if (!runs) continue;
            named = model.fact.id;
            break;
        }
        if (named.empty()) return;
        serving["model"] = named;
        filled_.push_back({path + ".model", std::string(assumed_model), ""});
    }

    // Requests decoded together; none if there is a fault.
    std::optional<int> rates(const std::string& path, Json& serving, const Gpu& gpu, int count) {
        const auto model =
            look_up(catalogue_.open_models(), text_at(serving, "model"), path + ".model", "open-models");
        const std::string format =
            states(serving, "quantization") ? text_at(serving, "quantization") : "q4_k_m";
        const auto quantization =
            look_up(catalogue_.quantizations(), format, path + ".quantization", "quantizations");
        if (!model || !quantization) return std::nullopt;
        ThroughputSetup setup{gpu, count, *model, *quantization};
        if (states(serving, "engine")) setup.engine = engine_named(text_at(serving, "engine"));
        const auto traits = engine_traits(setup.engine);
        if (!traits) {
            faults_.push_back({path + ".engine", "is not an engine that is known", "\"" + setup.engine + "\"",
                               "llama.cpp, ollama, mlx, vllm, tensorrt-llm or sglang"});
            return std::nullopt;
        }
        if (const auto limit = number_at(serving, "max_concurrency"))
            setup.max_concurrency = static_cast<int>(std::clamp(*limit, 1.0, 1e6));
        setup.usable_memory_gib = number_at(serving, "usable_memory_gib");
        const auto work = root_.find("workload");
        if (work != root_.end() && work->is_object()) {
            const RequestSize request = request_size(sizes_at(*work));
            setup.input_tokens_per_request = request.input;
            setup.output_tokens_per_request = request.output;
        }
        const std::string subject = model->fact.id + " " + quantization->fact.id + " on " +
                                    std::to_string(count) + " x " + gpu.fact.id;
        if (!has_shape(*model)) {
            faults_.push_back({path + ".model", "has no size and shape in the catalogue",
                               "\"" + model->fact.id + "\"", "state both rates"});
            return std::nullopt;
        }
        const FormatRun runs = format_run(catalogue_.format_support(), setup.engine, *quantization, gpu);
        if (runs == FormatRun::no) {
            faults_.push_back(
                {path + ".quantization", "does not run with " + setup.engine + " on " + gpu.fact.id,
                 "\"" + quantization->fact.id + "\"", "`aicost catalog formats` lists what does"});
            return std::nullopt;
        }
        const ServingRates known =
            serving_rates(setup, catalogue_.measured_points(), catalogue_.quantizations());
        const ThroughputEstimate& estimate = known.estimate;
        if (!estimate.fits) {
            const double needed = estimate.weights_gib + estimate.sequence_kv_gib;
            faults_.push_back({path + ".model",
                               "does not fit the machine: " + subject + " needs " + rounded(needed) +
                                   " GiB for weights and one request",
                               rounded(estimate.usable_gib) + " GiB usable",
                               "more GPUs, a smaller quantization or a smaller model"});
            return std::nullopt;
        }
        const std::string how = subject + ", " + setup.engine;
        const auto put_rate = [&](const char* key, const char* phase, const std::optional<TokenRate>& rate,
                                  const std::optional<MeasuredPoint>& point, RateRange range) {
            if (!rate || states(serving, key)) return;
            if (point)
                return put(serving, path, key, rate->value(),
                           how + ": " + phase + " measured (" + point->fact.source + ")", point->fact.as_of);
            put(serving, path, key, rate->value(),
                how + note(runs) + ": " + phase + " " + three_digits(rate->value()) +
                    " tokens/s (estimated; 8 of 10 measurements lie within " + three_digits(range.low) +
                    " and " + three_digits(range.high) + ")",
                "");
            filled_.back().slow = range.low;
            filled_.back().fast = range.high;
        };
        put_rate("output_tokens_per_second", "decode", known.decode, known.measured_decode,
                 estimate.decode_range());
        put_rate("input_tokens_per_second", "prefill", known.prefill, known.measured_prefill,
                 estimate.prefill_range());
        if (!states(serving, "input_tokens_per_second"))
            faults_.push_back(
                {path + ".input_tokens_per_second",
                 "is not known: nobody has measured how fast " + subject +
                     " reads prompts, and the catalogue has no arithmetic rate to estimate it from",
                 "", "state it, or measure it (`aicost measure`)"});
        if (known.one_request && !states(serving, "seconds_per_request")) {
            put(serving, path, "seconds_per_request", known.one_request->value() * 3600.0,
                how + ": one request that runs alone, " + three_digits(known.one_request->value() * 3600.0) +
                    " s",
                "");
            if (known.one_request_slow > known.one_request_fast) {
                filled_.back().slow = known.one_request_slow.value() * 3600.0;
                filled_.back().fast = known.one_request_fast.value() * 3600.0;
            }
            filled_.back().follows =
                path + (known.mostly_output ? ".output_tokens_per_second" : ".input_tokens_per_second");
        }
        return estimate.batch;
    }

    static const char* note(FormatRun runs) {
        if (runs == FormatRun::weights_only) return " (weights alone in this format)";
        return runs == FormatRun::not_known ? " (not known whether it runs there)" : "";
    }

    static std::string rounded(double value) {
        std::string text = std::to_string(std::round(value * 10.0) / 10.0);
        return text.substr(0, text.find('.') + 2);
    }

    Json& root_;
    const Catalogue& catalogue_;
    const std::set<std::string>& of_gpu_;
    std::vector<Filled>& filled_;
    std::vector<PathFault>& faults_;
    double usd_rate_;
    PriceFiller prices_;
};

}  // namespace

bool replace_flat_electricity(Json& root, std::string_view option, const Catalogue& catalogue) {
    Json& machine = root["options"][std::string(option)];
    const auto flat = machine.find("monthly_costs");
    if (flat == machine.end() || !flat->is_object() || !states(*flat, "electricity")) return false;
    const auto gpu = find_named(catalogue.gpus(), text_at(machine["serving"], "gpu")).entry;
    if (!gpu || !gpu->load_watts) return false;
    flat->erase("electricity");
    if (!states(machine, "electricity")) machine["electricity"] = Json::object();
    return true;
}

void fill_from_catalogue(Json& root, const Catalogue& catalogue, const std::set<std::string>& of_gpu,
                         std::vector<Filled>& filled, std::vector<PathFault>& faults) {
    if (!root.is_object()) return;
    const auto options = root.find("options");
    if (options == root.end() || !options->is_object()) return;
    Filler filler(root, catalogue, of_gpu, filled, faults);
    for (auto& [id, option] : options->items()) {
        if (option.is_object()) filler.option(id, option);
    }
    filler.finish();
}

}  // namespace aicost
