#include "json/line_index.hpp"

namespace aicost {

LineIndex::LineIndex(std::string_view text) : text_(text) {
    if (text_.substr(0, 3) == "\xEF\xBB\xBF") text_.remove_prefix(3);
    value("");
}

int LineIndex::at(const std::string& path) const {
    const auto found = lines_.find(path);
    return found == lines_.end() ? 0 : found->second;
}

void LineIndex::skip_space() {
    for (; at_ < text_.size(); ++at_) {
        const char c = text_[at_];
        if (c == '\n') ++line_;
        if (c != ' ' && c != '\t' && c != '\n' && c != '\r' && c != ',' && c != ':') return;
    }
}

// What stands between the quotes; moves behind the closing one.
std::string_view LineIndex::string() {
    const std::size_t start = ++at_;
    while (at_ < text_.size() && text_[at_] != '"') at_ += text_[at_] == '\\' ? 2U : 1U;
    const std::string_view inside = text_.substr(start, at_ - start);
    ++at_;
    return inside;
}

void LineIndex::value(const std::string& path) {
    skip_space();
    if (at_ >= text_.size()) return;
    lines_.try_emplace(path, line_);  // a key was there before its value
    const char open = text_[at_];
    if (open == '"') {
        string();
        return;
    }
    if (open != '{' && open != '[') {
        while (at_ < text_.size() &&
               std::string_view(",]} \t\r\n").find(text_[at_]) == std::string_view::npos)
            ++at_;
        return;
    }
    ++at_;
    const std::string below = path.empty() ? "" : path + ".";
    for (int i = 0;; ++i) {
        skip_space();
        if (at_ >= text_.size() || text_[at_] == '}' || text_[at_] == ']') break;
        std::string inner = below;
        if (open == '[') {
            inner += std::to_string(i);
        } else {
            lines_.try_emplace(inner.append(string()), line_);
        }
        value(inner);
    }
    ++at_;
}

}  // namespace aicost
