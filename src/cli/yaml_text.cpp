#include "cli/yaml_text.hpp"

#include <yaml-cpp/yaml.h>

#include "cli/failure.hpp"
#include "json/json_writer.hpp"
#include "text/encoding.hpp"

namespace aicost {

namespace {

constexpr std::size_t largest = std::size_t{64} << 20U;
constexpr int deepest = 64;

// Only JSON's numbers: YAML's others (hexadecimal, .inf) stay texts.
bool is_number(std::string_view text) {
    std::size_t at = text.starts_with('-') ? 1 : 0;
    const auto digits = [&] {
        const std::size_t start = at;
        while (at < text.size() && is_digit(text[at])) ++at;
        return at > start;
    };
    const bool zero = at < text.size() && text[at] == '0';
    const std::size_t start = at;
    if (!digits() || (zero && at - start > 1)) return false;
    if (at < text.size() && text[at] == '.') {
        ++at;
        if (!digits()) return false;
    }
    if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
        ++at;
        if (at < text.size() && (text[at] == '+' || text[at] == '-')) ++at;
        if (!digits()) return false;
    }
    return at == text.size();
}

class Writer {
public:
    explicit Writer(const std::string& name) : name_(name) {}
    void write(const YAML::Node& node, int depth) {
        if (depth > deepest || out.size() > largest)
            fail(name_ + ": has more than anybody writes: " +
                 (depth > deepest ? "it is nested too deep" : "its anchors repeat each other"));
        switch (node.Type()) {
            case YAML::NodeType::Map: {
                char before = '{';
                for (const auto& member : node) {
                    out += before;
                    put_json(out, member.first.IsScalar() ? member.first.Scalar() : std::string());
                    out += ':';
                    write(member.second, depth + 1);
                    before = ',';
                }
                out += before == '{' ? "{}" : "}";
                return;
            }
            case YAML::NodeType::Sequence: {
                char before = '[';
                for (const auto& element : node) {
                    out += before;
                    write(element, depth + 1);
                    before = ',';
                }
                out += before == '[' ? "[]" : "]";
                return;
            }
            case YAML::NodeType::Scalar: return scalar(node);
            case YAML::NodeType::Null:
            case YAML::NodeType::Undefined: break;
        }
        out += "null";
    }
    std::string out;

private:
    // A quoted one has the tag "!": always a text.
    void scalar(const YAML::Node& node) {
        const std::string& text = node.Scalar();
        const bool plain = node.Tag() != "!";
        if (plain && (text == "true" || text == "false" || is_number(text))) {
            out += text;
        } else if (plain && (text.empty() || text == "~" || text == "null")) {
            out += "null";
        } else {
            put_json(out, text);
        }
    }
    const std::string& name_;
};

}  // namespace

bool looks_like_yaml(std::string_view text) {
    while (!text.empty()) {
        std::string_view line = text.substr(0, text.find('\n'));
        text = line.size() == text.size() ? std::string_view() : text.substr(line.size() + 1);
        if (line.ends_with('\r')) line.remove_suffix(1);
        const auto start = line.find_first_not_of(' ');
        if (start == line.npos || line[start] == '#') continue;
        line = line.substr(start);
        if (line == "---" || line.starts_with("- ")) return true;
        const auto colon = line.find(':');
        if (colon == line.npos || line.find_first_of("{[\",") < colon) return false;
        return colon + 1 == line.size() || line[colon + 1] == ' ';
    }
    return false;
}

std::string json_of_yaml(const std::string& text, const std::string& name) {
    Writer writer(name);
    try {
        writer.write(YAML::Load(text), 0);
    } catch (const YAML::Exception& fault) {
        const std::string line = fault.mark.is_null() ? "" : ":" + std::to_string(fault.mark.line + 1);
        fail(name + line + ": is not YAML: " + fault.msg);
    }
    return writer.out;
}

}  // namespace aicost
