#include "profile/other_list.hpp"

#include <vector>

#include "catalogue/find.hpp"
#include "catalogue/names.hpp"

namespace aicost {

std::string other_list(const Catalogue& catalogue, std::string_view name) {
    const std::vector<CloudModel> some = catalogue.cloud_models_for(std::string(name));
    if (const CloudModel* cloud = ModelNames(some).find(name).entry; cloud != nullptr)
        return cloud->fact.id + " is a cloud model: --cloud";
    if (const auto gpu = find_named(catalogue.gpus(), name).entry)
        return gpu->fact.id + " is a GPU or a computer: --gpu";
    if (const auto weights = find_named(catalogue.open_models(), name).entry)
        return weights->fact.id + " is an open-weight model: --model";
    return {};
}

}  // namespace aicost
