#include <cmath>
#include <nlohmann/json.hpp>

#include "json/json_writer.hpp"
#include "report/format/formats.hpp"
#include "text/digits.hpp"

namespace aicost {

namespace {

using Json = nlohmann::ordered_json;

Json to_json(const Data& data);

struct Converter {
    Json operator()(std::monostate) const { return nullptr; }
    Json operator()(bool flag) const { return flag; }
    Json operator()(double number) const {
        if (!std::isfinite(number)) return nullptr;
        number = without_roundings(number);
        constexpr double exact = 9007199254740992.0;  // 2^53: whole numbers up to here are written as such
        if (std::floor(number) == number && std::abs(number) < exact)
            return static_cast<std::int64_t>(number);
        return number;
    }
    Json operator()(const std::string& text) const { return text; }
    Json operator()(const DataList& list) const {
        Json json = Json::array();
        for (const Data& one : list) json.push_back(to_json(one));
        return json;
    }
    Json operator()(const DataObject& object) const {
        Json json = Json::object();
        for (const auto& [key, value] : object) json.push_back({key, to_json(value)});
        return json;
    }
};

Json to_json(const Data& data) { return std::visit(Converter{}, data.value); }

}  // namespace

std::string render_json(const Document& document, const Style& style) {
    return json_file(Converter{}(document.data), style.ascii);
}

}  // namespace aicost
