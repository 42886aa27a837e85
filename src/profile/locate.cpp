// Finding the line of a path again: the parser keeps no places.
#include <algorithm>

#include "json/json_text.hpp"

namespace aicost {

namespace {

// A cursor over text that has already been parsed once, so that it may take its form for granted.
class Scanner {
public:
    explicit Scanner(std::string_view text) : text_(text) {}

    std::optional<std::size_t> find(std::string_view path, int occurrence) {
        skip_space();
        if (path.empty()) return at_;
        if (at_ >= text_.size()) return std::nullopt;
        if (text_[at_] == '{') return find_in_object(path, occurrence);
        if (text_[at_] == '[') return find_in_list(path, occurrence);
        return std::nullopt;
    }

private:
    std::optional<std::size_t> find_in_object(std::string_view path, int occurrence) {
        ++at_;
        while (next_element('}')) {
            const std::size_t key_at = at_;
            const std::string name = key();
            skip_space();
            ++at_;  // the colon
            if (name == path) {
                if (--occurrence == 0) return key_at;
            } else if (const auto below = rest_below(path, name)) {
                if (const auto found = Scanner(*this).find(*below, occurrence)) return found;
            }
            skip_value();
        }
        return std::nullopt;
    }
    std::optional<std::size_t> find_in_list(std::string_view path, int occurrence) {
        ++at_;
        for (int i = 0; next_element(']'); ++i) {
            const std::string name = std::to_string(i);
            if (name == path) return at_;
            if (const auto below = rest_below(path, name)) return find(*below, occurrence);
            skip_value();
        }
        return std::nullopt;
    }
    // What a path says behind `name`, which may itself hold dots; none where the path begins otherwise.
    static std::optional<std::string_view> rest_below(std::string_view path, std::string_view name) {
        if (path.size() <= name.size() || path.substr(0, name.size()) != name || path[name.size()] != '.')
            return std::nullopt;
        return path.substr(name.size() + 1);
    }
    // Moves to the next element; false behind the last.
    bool next_element(char close) {
        skip_space();
        if (at_ < text_.size() && text_[at_] == ',') {
            ++at_;
            skip_space();
        }
        return at_ < text_.size() && text_[at_] != close;
    }
    void skip_space() {
        while (at_ < text_.size() &&
               (text_[at_] == ' ' || text_[at_] == '\t' || text_[at_] == '\n' || text_[at_] == '\r'))
            ++at_;
    }
    void skip_string() {
        ++at_;
        while (at_ < text_.size() && text_[at_] != '"') at_ += text_[at_] == '\\' ? 2U : 1U;
        ++at_;
    }
    std::string key() {
        const std::size_t start = at_;
        skip_string();
        const std::string_view quoted = text_.substr(start, at_ - start);
        if (quoted.find('\\') != std::string_view::npos) return Json::parse(quoted).get<std::string>();
        return std::string(quoted.substr(1, quoted.size() - 2));
    }
    void skip_value() {
        int depth = 0;
        do {
            skip_space();
            if (at_ >= text_.size()) return;
            const char c = text_[at_];
            if (c == '"') {
                skip_string();
            } else {
                ++at_;
                if (c == '{' || c == '[') ++depth;
                if (c == '}' || c == ']') --depth;
                if (c != '{' && c != '[' && c != '}' && c != ']' && c != ',' && c != ':') {
                    while (at_ < text_.size() &&
                           std::string_view(",]} \t\r\n").find(text_[at_]) == std::string_view::npos)
                        ++at_;
                }
            }
        } while (depth > 0);
    }

    std::string_view text_;
    std::size_t at_ = 0;
};

}  // namespace

int line_at(std::string_view text, std::size_t position) {
    return 1 + static_cast<int>(std::count(
                   text.begin(), text.begin() + static_cast<std::ptrdiff_t>(std::min(position, text.size())),
                   '\n'));
}

int line_of(std::string_view text, std::string_view path, int occurrence) {
    if (text.substr(0, 3) == "\xEF\xBB\xBF") text.remove_prefix(3);
    if (const auto position = Scanner(text).find(path, occurrence)) return line_at(text, *position);
    if (const auto position = Scanner(text).find("options." + std::string(path), occurrence))
        return line_at(text, *position);
    return 0;
}

}  // namespace aicost
