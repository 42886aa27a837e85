#include "usage/measure/objects.hpp"

#include <algorithm>

#include "json/json_reader.hpp"

namespace aicost::measuring {

namespace {

// What separates two values; between them a log may have printed lines.
constexpr std::string_view blanks = " \t\r\n,";

// May a value begin like this? Log lines may begin with "[INFO]" or "{'a': 1}".
bool begins_value(std::string_view text) {
    constexpr std::string_view too_deep =  // no log line begins like that: refuse it instead of skipping it
        "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[";
    if (text.starts_with(too_deep)) return true;
    if (text.empty() || (text[0] != '{' && text[0] != '[')) return false;
    const std::size_t next = text.find_first_not_of(" \t\r\n", 1);
    if (next == text.npos) return true;
    return text[0] == '{' ? text[next] == '"' || text[next] == '}' : text[next] == '{' || text[next] == ']';
}

// Checks a value strictly, depth included, before a tree is built. Returns its length.
std::size_t length_of_value(std::string_view text) {
    JsonReader reader(text);
    const char* begin = reader.position();
    reader.skip();
    return static_cast<std::size_t>(begin - text.data()) + reader.since(begin).size();
}

void add(Rows& rows, Json value) {
    if (value.is_array()) {
        for (Json& element : value) rows.push_back(std::move(element));
    } else {
        rows.push_back(std::move(value));
    }
}

class Scan {
public:
    explicit Scan(std::string_view text) : text_(text) {}

    Objects run() {
        while (next() && !found_.damage) {
            if (text_.substr(at_).starts_with("data:")) {
                at_ += 5;
            } else if (begins_value(text_.substr(at_))) {
                read_value();
            } else if (text_[at_] == '[' && open_line_ == 0 && alone()) {
                open();
            } else if (text_[at_] == ']' && open_line_ > 0) {
                open_line_ = 0;
                ++at_;
            } else {
                ++found_.other_lines;
                at_ = std::min(text_.find('\n', at_), text_.size());
            }
        }
        if (open_line_ > 0 && !found_.damage)
            found_.damage = Wrong{"is not JSON: its array does not end; is the file whole?", open_line_};
        return std::move(found_);
    }

private:
    bool next() {
        at_ = text_.find_first_not_of(blanks, at_);
        return at_ != text_.npos;
    }
    int line() {
        line_ += static_cast<int>(std::count(text_.begin() + static_cast<std::ptrdiff_t>(counted_),
                                             text_.begin() + static_cast<std::ptrdiff_t>(at_), '\n'));
        counted_ = at_;
        return line_;
    }
    // Is it the only character left on its line?
    [[nodiscard]] bool alone() const {
        const std::size_t next = text_.find_first_not_of(" \t\r", at_ + 1);
        return next == text_.npos || text_[next] == '\n';
    }
    // Within an array whose elements are read one by one.
    void open() {
        open_line_ = line();
        ++at_;
    }
    void read_value() {
        const std::string_view rest = text_.substr(at_);
        try {
            const std::size_t size = length_of_value(rest);
            add(found_.rows, Json::parse(rest.substr(0, size)));
            at_ += size;
        } catch (const JsonFault& fault) {
            // a log has printed between the array's elements: read them one by one
            if (rest[0] == '[' && open_line_ == 0) return open();
            found_.damage =
                Wrong{"is not JSON: it " + fault.problem + "; is the file whole?", line() + fault.line - 1};
        }
    }

    std::string_view text_;
    std::size_t at_ = 0, counted_ = 0;
    int line_ = 1;
    int open_line_ = 0;  // the first line of an array that is read element by element
    Objects found_;
};

}  // namespace

Objects objects_of(std::string_view text) { return Scan(text).run(); }

}  // namespace aicost::measuring
