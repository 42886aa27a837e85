#include "profile/json_text.hpp"

#include <algorithm>
#include <set>

#include "profile/syntax.hpp"

namespace aicost {

namespace {

constexpr int deepest = 64;
constexpr std::size_t most_keys = 1000;  // of one object: its keys are searched one after the other

struct TooMany {
    std::string path;
};
struct Twice {
    std::string path;
};

// What a look at the brackets and colons of a text shows before it is parsed.
struct Survey {
    std::optional<std::size_t> too_deep_at;  // where brackets first stand more than `deepest` deep
    std::size_t members = 0;                 // of all objects
};

Survey survey(std::string_view text) {
    Survey seen;
    int depth = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (c == '"') {
            for (++i; i < text.size() && text[i] != '"'; ++i) {
                if (text[i] == '\\') ++i;
            }
        } else if (c == '{' || c == '[') {
            if (++depth > deepest) {
                seen.too_deep_at = i;
                return seen;
            }
        } else if (c == '}' || c == ']') {
            --depth;
        } else if (c == ':') {
            ++seen.members;
        }
    }
    return seen;
}

std::size_t members_of(const Json& value) {
    std::size_t count = value.is_object() ? value.size() : 0;
    if (value.is_structured()) {
        for (const Json& part : value) count += members_of(part);
    }
    return count;
}

// Follows a parser through a text: the path at which it is, and the keys of the objects that are open.
class Place {
public:
    void enter(bool is_list) {
        step();
        open_.push_back({{}, {}, is_list ? 0 : -1});
    }
    void leave() { open_.pop_back(); }
    void step() {
        if (!open_.empty() && open_.back().index >= 0)
            open_.back().key = std::to_string(open_.back().index++);
    }
    void key(std::string name) {
        Level& level = open_.back();
        level.key = std::move(name);
        if (!level.keys.insert(level.key).second) throw Twice{path()};
        if (level.keys.size() > most_keys) throw TooMany{path(1)};
    }
    // As `--set` names it: without the leading `options.`. Above the innermost `less` keys.
    [[nodiscard]] std::string path(std::size_t less = 0) const {
        std::string dotted;
        for (std::size_t i = 0; i + less < open_.size(); ++i) {
            if (i == 0 && open_.size() > 1 + less && open_[0].key == "options") continue;
            dotted += (dotted.empty() ? "" : ".") + open_[i].key;
        }
        return dotted;
    }

private:
    struct Level {
        std::set<std::string> keys;
        std::string key;
        int index;  // of the next element; -1 in an object
    };
    std::vector<Level> open_;
};

}  // namespace

std::optional<Json> parse_json(const ProfileText& source, std::vector<Fault>& faults, const JsonKind& kind) {
    const auto fail = [&](int line, std::string path, std::string problem, std::string got,
                          std::string remedy) {
        faults.push_back(
            {source.file, line, std::move(path), std::move(problem), std::move(got), std::move(remedy)});
        return std::nullopt;
    };
    std::string_view text = source.text;
    if (text.substr(0, 3) == "\xEF\xBB\xBF") text.remove_prefix(3);
    if (text.find_first_not_of(" \t\r\n") == std::string_view::npos) {
        return fail(0, "", "is empty", "", std::string(kind.remedy));
    }
    if (text.size() > kind.largest) {
        return fail(0, "", "is too large for " + std::string(kind.name),
                    std::to_string(text.size() >> 20U) + " MiB",
                    std::to_string(kind.largest >> 20U) + " MiB at most");
    }

    const Survey seen = survey(text);
    if (seen.too_deep_at) {
        return fail(line_at(text, *seen.too_deep_at), "", "is nested too deeply",
                    "more than " + std::to_string(deepest) + " levels", std::string(kind.depth));
    }

    // Watching the parser takes as long as parsing: only where something is wrong, to say what and where.
    if (seen.members <= most_keys) {
        Json value = Json::parse(text, nullptr, false);
        if (!value.is_discarded() && members_of(value) == seen.members) return value;
    }
    Place place;
    const Json::parser_callback_t watch = [&](int, Json::parse_event_t event, Json& value) {
        using Event = Json::parse_event_t;
        switch (event) {
            case Event::object_start:
            case Event::array_start: place.enter(event == Event::array_start); break;
            case Event::object_end:
            case Event::array_end: place.leave(); break;
            case Event::key: place.key(value.get<std::string>()); break;
            case Event::value: place.step(); break;
        }
        return true;
    };
    try {
        return Json::parse(text, watch);
    } catch (const TooMany& many) {
        return fail(line_of(text, many.path), many.path, "has too many keys",
                    "more than " + std::to_string(most_keys), std::to_string(most_keys) + " at most");
    } catch (const Twice& twice) {
        return fail(line_of(text, twice.path, 2), twice.path, "stands twice in one object",
                    "it on line " + std::to_string(line_of(text, twice.path)) + " already",
                    "keep one of the two");
    } catch (const Json::parse_error& error) {
        const std::size_t at = error.byte > 0 ? error.byte - 1 : 0;
        SyntaxProblem syntax = syntax_problem(text, at, error.what());
        return fail(line_at(text, at), "", std::move(syntax.problem), std::move(syntax.got),
                    std::move(syntax.remedy));
    } catch (const Json::out_of_range& error) {
        // "… number overflow parsing '1e400'"
        place.step();
        const std::string_view what = error.what();
        const auto quote = what.find('\'');
        return fail(line_of(text, place.path()), place.path(), "is too large a number",
                    std::string(what.substr(quote + 1, what.rfind('\'') - quote - 1)), "at most 1e15");
    }
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
