#include "profile/json_text.hpp"

#include <algorithm>
#include <set>

namespace aicost {

namespace {

constexpr int deepest = 64;

struct TooDeep {};
struct Twice {
    std::string path;
};

int line_at(std::string_view text, std::size_t position) {
    return 1 + static_cast<int>(std::count(
                   text.begin(), text.begin() + static_cast<std::ptrdiff_t>(std::min(position, text.size())),
                   '\n'));
}

// nlohmann's "[json.exception.parse_error.101] parse error at line 3, column 1: syntax error while parsing
// value - …", without what repeats in our own message.
std::string syntax_problem(const std::string& what) {
    const auto after_place = what.find(": ");
    std::string problem = after_place == std::string::npos ? what : what.substr(after_place + 2);
    const auto last_read = problem.find("; last read:");
    if (last_read != std::string::npos) {
        const auto expected = problem.find("; expected", last_read);
        problem =
            problem.substr(0, last_read) + (expected == std::string::npos ? "" : problem.substr(expected));
    }
    for (char& c : problem) {
        if (static_cast<unsigned char>(c) < 0x20) c = ' ';
    }
    return problem;
}

// A cursor over text that has already been parsed once, so that it may take its form for granted.
class Scanner {
public:
    explicit Scanner(std::string_view text) : text_(text) {}

    std::optional<std::size_t> find(std::string_view path, int occurrence) {
        skip_space();
        if (path.empty()) return at_;
        const auto dot = path.find('.');
        const std::string_view key = path.substr(0, dot);
        const std::string_view rest =
            dot == std::string_view::npos ? std::string_view() : path.substr(dot + 1);
        if (at_ >= text_.size()) return std::nullopt;
        if (text_[at_] == '{') return find_in_object(path, key, rest, occurrence);
        if (text_[at_] == '[') return find_in_list(key, rest, occurrence);
        return std::nullopt;
    }

private:
    std::optional<std::size_t> find_in_object(std::string_view path, std::string_view key,
                                              std::string_view rest, int occurrence) {
        ++at_;
        while (next_element('}')) {
            const std::size_t key_at = at_;
            const std::string_view name = string();
            skip_space();
            ++at_;                                                 // the colon
            if (name == path && --occurrence == 0) return key_at;  // a key with dots in it
            if (name == key) {
                if (rest.empty()) {
                    if (--occurrence == 0) return key_at;
                } else if (const auto found = Scanner(*this).find(rest, occurrence)) {
                    return found;
                }
            }
            skip_value();
        }
        return std::nullopt;
    }
    std::optional<std::size_t> find_in_list(std::string_view key, std::string_view rest, int occurrence) {
        ++at_;
        for (int i = 0; next_element(']'); ++i) {
            if (key == std::to_string(i)) return find(rest, occurrence);
            skip_value();
        }
        return std::nullopt;
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
    std::string_view string() {
        const std::size_t start = ++at_;
        while (at_ < text_.size() && text_[at_] != '"') at_ += text_[at_] == '\\' ? 2U : 1U;
        const std::string_view inside = text_.substr(start, std::min(at_, text_.size()) - start);
        ++at_;
        return inside;
    }
    void skip_value() {
        int depth = 0;
        do {
            skip_space();
            if (at_ >= text_.size()) return;
            const char c = text_[at_];
            if (c == '"') {
                string();
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

std::optional<Json> parse_json(const ProfileText& source, std::vector<Fault>& faults) {
    const auto fail = [&](int line, std::string path, std::string problem, std::string got,
                          std::string remedy) {
        faults.push_back(
            {source.file, line, std::move(path), std::move(problem), std::move(got), std::move(remedy)});
        return std::nullopt;
    };
    std::string_view text = source.text;
    if (text.substr(0, 3) == "\xEF\xBB\xBF") text.remove_prefix(3);
    if (text.find_first_not_of(" \t\r\n") == std::string_view::npos) {
        return fail(0, "", "is empty", "", "a profile is a JSON object; see `aicost profile show article`");
    }
    if (text.size() > largest_profile) {
        return fail(0, "", "is too large for a profile", std::to_string(text.size() >> 20U) + " MiB",
                    "16 MiB at most");
    }

    std::vector<std::set<std::string>> keys;  // of the objects that are open
    std::vector<std::string> path;            // the key in each
    const Json::parser_callback_t watch = [&](int depth, Json::parse_event_t event, Json& value) {
        using Event = Json::parse_event_t;
        if (event == Event::object_start || event == Event::array_start) {
            if (depth > deepest) throw TooDeep{};
            keys.emplace_back();
            path.emplace_back();
        } else if (event == Event::object_end || event == Event::array_end) {
            keys.pop_back();
            path.pop_back();
        } else if (event == Event::key) {
            path.back() = value.get<std::string>();
            if (!keys.back().insert(path.back()).second) {
                std::string dotted;
                for (const std::string& key : path) {
                    if (!key.empty()) dotted += (dotted.empty() ? "" : ".") + key;
                }
                throw Twice{dotted};
            }
        }
        return true;
    };
    try {
        return Json::parse(text, watch);
    } catch (const TooDeep&) {
        return fail(0, "", "is nested too deeply", "more than " + std::to_string(deepest) + " levels",
                    "a profile needs six");
    } catch (const Twice& twice) {
        return fail(line_of(text, twice.path, 2), twice.path, "stands twice in one object", "",
                    "keep one of the two");
    } catch (const Json::parse_error& error) {
        return fail(line_at(text, error.byte > 0 ? error.byte - 1 : 0), "",
                    "is not valid JSON: " + syntax_problem(error.what()), "",
                    "correct the syntax at this line");
    } catch (const Json::out_of_range&) {
        return fail(0, "", "holds a number that is too large for a double", "", "numbers up to 1e15");
    }
}

int line_of(std::string_view text, std::string_view path, int occurrence) {
    if (text.substr(0, 3) == "\xEF\xBB\xBF") text.remove_prefix(3);
    if (const auto position = Scanner(text).find(path, occurrence)) return line_at(text, *position);
    if (const auto position = Scanner(text).find("options." + std::string(path), occurrence))
        return line_at(text, *position);
    return 0;
}

std::string excerpt(const Json& value) {
    constexpr std::size_t longest = 48;
    std::string text = value.dump(-1, ' ', false, Json::error_handler_t::replace);
    if (text.size() <= longest) return text;
    std::size_t end = longest;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U)
        --end;  // not inside a character
    return text.substr(0, end) + "…";
}

}  // namespace aicost
