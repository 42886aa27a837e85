#include "profile/members.hpp"

#include "text/value.hpp"

namespace aicost {

bool states(const Json& object, const char* key) {
    const auto found = object.find(key);
    return found != object.end() && !found->is_null();
}

std::string text_at(const Json& object, const char* key) {
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

std::optional<double> number_of(const Json& value) {
    if (value.is_number()) return value.get<double>();
    return value.is_string() ? parse_value(value.get<std::string>()) : std::nullopt;
}

std::optional<double> number_at(const Json& object, const char* key) {
    const auto found = object.find(key);
    return found == object.end() ? std::nullopt : number_of(*found);
}

std::string gpu_item(const Json& option) {
    if (!option.is_object() || !states(option, "hardware") || !option["hardware"].is_object()) return {};
    std::string one;
    for (const auto& [name, item] : option["hardware"].items()) {
        if (name == "gpu") return name;
        if (name == "host") continue;
        if (!one.empty()) one += ",";  // no name has one
        one += name;
    }
    return one.find(',') == one.npos ? one : std::string();
}

}  // namespace aicost
