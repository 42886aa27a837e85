#include "profile/usual_model.hpp"

#include <algorithm>

#include "aicost/advice.hpp"
#include "aicost/throughput.hpp"
#include "catalogue/find.hpp"
#include "catalogue/names.hpp"
#include "profile/members.hpp"

namespace aicost {

Workload sizes_at(const Json& work) {
    Workload sizes;
    if (const auto size = number_at(work, "input_tokens_per_request"))
        sizes.input_tokens_per_request = tokens(*size);
    if (const auto size = number_at(work, "output_tokens_per_request"))
        sizes.output_tokens_per_request = tokens(*size);
    const auto talk = work.find("conversation");
    if (talk == work.end() || !talk->is_object()) return sizes;
    const auto at = [&](const char* key) { return number_at(*talk, key).value_or(0.0); };
    sizes.conversation = Conversation{std::max(1.0, at("turns")), tokens(at("system_tokens")),
                                      tokens(at("user_tokens")), tokens(at("answer_tokens"))};
    return sizes;
}

std::vector<OpenModel> usual_models(const Json& root, const Json& serving, const Gpu& gpu, int gpus,
                                    const Catalogue& catalogue) {
    constexpr const char* usual_format = "q4_k_m";
    const std::vector<OpenModel>& all = catalogue.open_models();
    std::vector<OpenModel> models;
    const auto options = root.find("options");
    for (const Json& option : options == root.end() ? Json::object() : *options) {
        if (!option.is_object() || !states(option, "model")) continue;
        const std::string name = text_at(option, "model");
        const std::vector<CloudModel> some = catalogue.cloud_models_for(name);
        const CloudModel* cloud = ModelNames(some).find(name).entry;
        if (cloud == nullptr || cloud->open_model.empty()) continue;
        if (const auto own = find_entry(all, cloud->open_model); own && has_shape(*own))
            models.push_back(*own);
    }
    const auto format =
        find_named(catalogue.quantizations(),
                   states(serving, "quantization") ? text_at(serving, "quantization") : usual_format);
    if (!format.entry) return models;
    const auto work = root.find("workload");
    const Workload sizes = work != root.end() && work->is_object() ? sizes_at(*work) : Workload();
    const auto fitting = models_for_machine(gpu, gpus, all, format.entry->bits_per_weight, sizes);
    models.insert(models.end(), fitting.begin(), fitting.end());
    return models;
}

}  // namespace aicost
