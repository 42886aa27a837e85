#include "json/json_text.hpp"

#include <algorithm>

#include "json/json_reader.hpp"
#include "json/json_writer.hpp"
#include "json/syntax.hpp"
#include "text/shortened.hpp"

namespace aicost {

namespace {

constexpr std::size_t deepest_nesting = JsonReader::max_depth;

// Builds the tree from the parser's events, and stops at what a profile may not hold.
class TreeBuilder final : public nlohmann::json_sax<Json> {
public:
    struct Stop {
        enum class Why { syntax, too_deep, too_large_a_number, stands_twice, too_many_keys };
        Why why = Why::syntax;
        std::size_t byte = 0;  // syntax: where
        std::string what;      // the parser's words
        std::string path;      // the others: of the value, key or object
    };

    bool null() override { return put(nullptr); }
    bool boolean(bool value) override { return put(value); }
    bool number_integer(number_integer_t value) override { return put(value); }
    bool number_unsigned(number_unsigned_t value) override { return put(value); }
    bool number_float(number_float_t value, const string_t&) override { return put(value); }
    bool string(string_t& value) override { return put(std::move(value)); }
    bool binary(binary_t& value) override { return put(std::move(value)); }
    bool start_object(std::size_t) override { return open(Json::object()); }
    bool start_array(std::size_t) override { return open(Json::array()); }
    bool end_object() override { return close(); }
    bool end_array() override { return close(); }
    bool key(string_t& name) override {
        auto& members = open_.back()->get_ref<Json::object_t&>();
        if (members.find(name) != members.end()) {
            members.emplace_back(std::move(name), nullptr);
            return stop(Stop::Why::stands_twice, path());
        }
        constexpr std::size_t usual = 8;
        if (members.empty()) members.reserve(usual);
        slot_ = &members.emplace_back(std::move(name), nullptr).second;
        return members.size() <= max_entries || stop(Stop::Why::too_many_keys, path(1));
    }
    bool parse_error(std::size_t byte, const std::string&, const Json::exception& error) override {
        constexpr int number_overflow = 406;
        const bool overflow = error.id == number_overflow;
        if (overflow) put(nullptr);  // so that the path is the number's
        stop(overflow ? Stop::Why::too_large_a_number : Stop::Why::syntax, overflow ? path() : "");
        stop_->byte = byte > 0 ? byte - 1 : 0;
        stop_->what = error.what();
        return false;
    }

    [[nodiscard]] const std::optional<Stop>& stopped() const { return stop_; }
    [[nodiscard]] Json take() { return std::move(root_); }

private:
    // Values go to the last key, or to the end of the open list.
    Json& place() {
        if (open_.empty()) return root_;
        if (open_.back()->is_object()) return *slot_;
        return open_.back()->emplace_back();
    }
    template <class T>
    bool put(T&& value) {
        place() = std::forward<T>(value);
        return true;
    }
    bool open(Json container) {
        if (open_.size() == deepest_nesting) return stop(Stop::Why::too_deep, "");
        Json& here = place();
        here = std::move(container);
        open_.push_back(&here);
        return true;
    }
    bool close() {
        open_.pop_back();
        return true;
    }
    bool stop(Stop::Why why, std::string path) {
        stop_ = Stop{why, 0, {}, std::move(path)};
        return false;
    }
    // As in `--set`, without the leading `options.`, and without the innermost `less` keys. The open value is
    // always the one put last.
    [[nodiscard]] std::string path(std::size_t less = 0) const {
        std::string dotted;
        bool in_options = false;
        const Json* at = &root_;
        for (std::size_t i = 0; i + less < open_.size(); ++i) {
            std::string key;
            if (at->is_object()) {
                const auto& [name, value] = at->get_ref<const Json::object_t&>().back();
                key = name;
                at = &value;
            } else {
                const bool object = at->back().is_object();
                key = std::to_string(in_options && object ? at->size() : at->size() - 1);
                at = &at->back();
            }
            if (i == 0 && open_.size() > 1 + less && key == "options") {
                in_options = true;
                continue;
            }
            dotted += (dotted.empty() ? "" : ".") + key;
        }
        return dotted;
    }

    Json root_;
    Json* slot_ = nullptr;
    std::vector<Json*> open_;
    std::optional<Stop> stop_;
};

// The line of the first thing that JsonReader, which knows positions, rejects.
int line_of_fault(std::string_view text) {
    try {
        JsonReader(text).skip();
    } catch (const JsonFault& fault) {
        return fault.line;
    }
    return 0;
}

Json::parse_error nul_follows() {
    return Json::parse_error::create(101, std::size_t{0}, "expected end of input", nullptr);
}

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

    TreeBuilder builder;
    const auto parse = [&] {
        if (!Json::sax_parse(text, &builder)) return false;
        // the parser takes NUL as the end of the text
        const auto nul = text.find('\0');
        return nul == text.npos || builder.parse_error(nul + 1, "", nul_follows());
    };
    if (parse()) return builder.take();
    const auto& [why, byte, what, path] = *builder.stopped();
    using Why = TreeBuilder::Stop::Why;
    switch (why) {
        case Why::too_deep:
            return fail(line_of_fault(text), "", "is nested too deeply",
                        "more than " + std::to_string(deepest_nesting) + " levels", std::string(kind.depth));
        case Why::too_many_keys:
            return fail(line_of(text, path), path, "has too many keys",
                        "more than " + std::to_string(max_entries), std::to_string(max_entries) + " at most");
        case Why::stands_twice:
            return fail(line_of(text, path, 2), path, "stands twice in one object",
                        "it on line " + std::to_string(line_of(text, path)) + " already",
                        "keep one of the two");
        case Why::too_large_a_number: {
            // "… number overflow parsing '1e400'"
            const auto quote = what.find('\'');
            return fail(line_of(text, path), path, "is too large a number",
                        what.substr(quote + 1, what.rfind('\'') - quote - 1), "at most 1e15");
        }
        case Why::syntax: break;
    }
    SyntaxProblem syntax = syntax_problem(text, byte, what, kind.form);
    return fail(line_at(text, byte), "", std::move(syntax.problem), std::move(syntax.got),
                std::move(syntax.remedy));
}

std::string excerpt(const Json& value) {
    constexpr std::size_t longest = 48;
    return shortened(json_line(value), longest);
}

}  // namespace aicost
