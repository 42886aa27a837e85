#include "json/line_index.hpp"

#include <algorithm>

#include "json/json_reader.hpp"
#include "json/json_text.hpp"
#include "text/encoding.hpp"

namespace aicost {

namespace {

std::string_view without_byte_order_mark(std::string_view text) {
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    return text;
}

// Reads a text up to one path. Errors after it do not matter.
class Search {
public:
    // `from`: the index of a list's first object; other elements are counted from 0.
    Search(std::string_view text, int occurrence, int from)
        : reader_(text), occurrence_(occurrence), from_(from) {}

    // The position of the key or the element; null if there is none.
    const char* find(std::string_view path) {
        try {
            if (path.empty()) return reader_.position();
            look(path);
        } catch (const JsonFault&) {
            return nullptr;
        }
        return found_;
    }

private:
    void look(std::string_view path) {
        if (reader_.kind() == JsonReader::Kind::object) {
            reader_.object(
                [&](std::string_view key) { meet(path, std::string(key), reader_.key_position()); });
        } else if (reader_.kind() == JsonReader::Kind::array) {
            int i = 0;
            reader_.array([&] {
                const bool object = reader_.kind() == JsonReader::Kind::object;
                meet(path, std::to_string(object ? from_ + i : i), reader_.position());
                ++i;
                // a single element may replace the list
                if (object && from_ > 0 && !is_digit(path.front())) look(path);
            });
        }
    }
    // A name may itself hold dots.
    void meet(std::string_view path, const std::string& name, const char* at) {
        if (path == name) {
            if (--occurrence_ > 0) return;
            found_ = at;
            reader_.leave();
        } else if (path.starts_with(name) && path[name.size()] == '.') {
            look(path.substr(name.size() + 1));
        }
    }

    JsonReader reader_;
    int occurrence_, from_;
    const char* found_ = nullptr;
};

}  // namespace

int line_at(std::string_view text, std::size_t position) {
    const auto end = text.begin() + static_cast<std::ptrdiff_t>(std::min(position, text.size()));
    return 1 + static_cast<int>(std::count(text.begin(), end, '\n'));
}

int line_of(std::string_view text, std::string_view path, int occurrence) {
    text = without_byte_order_mark(text);
    const char* at = Search(text, occurrence, 0).find(path);
    if (at == nullptr) at = Search(text, occurrence, 1).find("options." + std::string(path));
    return at == nullptr ? 0 : line_at(text, static_cast<std::size_t>(at - text.data()));
}

LineIndex::LineIndex(std::string_view text) {
    text = without_byte_order_mark(text);
    JsonReader reader(text);
    const char* counted = text.data();
    int line = 1;
    std::string path;  // of the value being read
    const auto note = [&](const char* at) {
        line += static_cast<int>(std::count(counted, at, '\n'));
        counted = at;
        lines_.try_emplace(path, line);
    };
    const auto value = [&](const auto& self) -> void {
        const std::size_t above = path.size();
        const auto inner = [&](std::string_view name, const char* at) {
            if (above > 0) path += '.';
            path += name;
            note(at);
            self(self);
            path.resize(above);
        };
        if (reader.kind() == JsonReader::Kind::object) {
            reader.object([&](std::string_view key) { inner(key, reader.key_position()); });
        } else if (reader.kind() == JsonReader::Kind::array) {
            int i = 0;
            reader.array([&] { inner(std::to_string(i++), reader.position()); });
        }
    };
    try {
        note(reader.position());
        value(value);
    } catch (const JsonFault&) {
        return;  // keep what comes before it
    }
}

int LineIndex::at(const std::string& path) const {
    const auto found = lines_.find(path);
    return found == lines_.end() ? 0 : found->second;
}

}  // namespace aicost
