#include <algorithm>

#include "aicost/use.hpp"
#include "catalogue/embedded.hpp"
#include "catalogue/fields.hpp"
#include "catalogue/names.hpp"
#include "text/value.hpp"

namespace aicost {

namespace {

template <auto Member>
void read_number(JsonReader& reader, Use& use) {
    if (const auto value = reader.number()) use.*Member = *value;
}
template <auto Member>
void read_word(JsonReader& reader, Use& use) {
    use.*Member = reader.string().value_or("");
}

constexpr CatalogueField<Use> use_fields[] = {
    {"input_tokens_per_request", read_number<&Use::input_tokens_per_request>, nullptr},
    {"output_tokens_per_request", read_number<&Use::output_tokens_per_request>, nullptr},
    {"cache_read_share", read_number<&Use::cache_read_share>, nullptr},
    {"cache_write_share", read_number<&Use::cache_write_share>, nullptr},
    {"batch_share", read_number<&Use::batch_share>, nullptr},
    {"active_days_per_week", read_number<&Use::active_days_per_week>, nullptr},
    {"requests_per_user_hour", read_number<&Use::requests_per_user_hour>, nullptr},
    {"load_shape", read_word<&Use::load_shape>, nullptr},
    {"shape_source", read_word<&Use::shape_source>, nullptr},
};

std::vector<Use> built_in_uses() {
    std::vector<Use> all;
    JsonReader reader(embedded_catalogue("uses"));
    reader.object([&](std::string_view key) {
        if (key == "entries") reader.array([&] { read_entry<Use>(reader, use_fields, all.emplace_back()); });
    });
    return all;
}

}  // namespace

const std::vector<Use>& uses() {
    static const std::vector<Use> all = built_in_uses();
    return all;
}

std::optional<Use> find_use(std::string_view name) {
    for (const Use& use : uses()) {
        if (use.fact.id == spelled(name)) return use;
    }
    return std::nullopt;
}

std::vector<UseInput> use_inputs(const Use& use) {
    const auto& source = use.fact.source;
    const auto& shape = use.shape_source;
    return {{"workload.input_tokens_per_request", shortest(use.input_tokens_per_request), source},
            {"workload.output_tokens_per_request", shortest(use.output_tokens_per_request), source},
            {"workload.cache_read_share", shortest(use.cache_read_share), shape},
            {"workload.cache_write_share", shortest(use.cache_write_share), shape},
            {"workload.batch_share", shortest(use.batch_share), shape},
            {"workload.active_days_per_week", shortest(use.active_days_per_week), shape},
            {"workload.load_shape", use.load_shape, shape}};
}

}  // namespace aicost
