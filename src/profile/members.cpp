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

}  // namespace aicost
