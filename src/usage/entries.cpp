#include "usage/entries.hpp"

#include <algorithm>

#include "text/encoding.hpp"

namespace aicost::usage {

void Entries::feed(std::string_view chunk) {
    if (first_) chunk = without_mark(chunk);
    first_ = false;
    for (const char c : chunk) {
        step(c);
        at_line_start_ = c == '\n';
        if (c == '\n') {
            ++line_;
            sink_.lines(1);
        }
    }
}

void Entries::finish() {
    if (in_entry_) {
        abandon("the file ends inside this entry");
    } else if (!open_.empty()) {
        sink_.fault(line_, "the file ends before its JSON does");
    }
    open_.clear();
}

// Entries that are root objects may stand in arrays: these are looked through.
bool Entries::begins_entry(char c) const {
    if (c != '{') return false;
    if (keys_.empty()) return open_.find('{') == open_.npos;
    // an object where a member should be: its array was closed by damage before it
    return in_list() || (open_ == "{" && before_ == ',');
}

// Between the entries of an array of the root object.
bool Entries::in_list() const {
    return open_ == "{[" && std::find(keys_.begin(), keys_.end(), key_) != keys_.end();
}

void Entries::junk(const std::string& what) {
    if (junk_line_ != line_) sink_.fault(line_, what);
    junk_line_ = line_;
}

void Entries::step(char c) {
    const bool control = static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\r' && c != '\t';
    if (in_entry_ && keys_.empty() && at_line_start_ && c == '{' && entry_at_line_start_) {
        // an object a line, and this one's line was cut
        abandon("this entry is cut off");
    }
    if (in_entry_ && (control || (in_string_ && c == '\n'))) {
        abandon(control ? "this entry is not text" : "a string of this entry is cut off");
        return;
    }
    if (in_string_ && c == '\n') {
        in_string_ = escaped_ = false;
        junk("a string is cut off");
    }
    if (in_string_) {
        if (in_entry_) entry_ += c;
        if (!in_entry_ && open_ == "{" && (c != '"' || escaped_)) key_ += c;
        if (escaped_) {
            escaped_ = false;
        } else if (c == '\\') {
            escaped_ = true;
        } else if (c == '"') {
            in_string_ = false;
        }
        constexpr std::size_t longest_key = 256;
        if (key_.size() > longest_key) key_.clear();
        return;
    }
    if (c == '{' || c == '[') {
        open(c);
        before_ = c;
        return;
    }
    if (c == '}' || c == ']') {
        close(c);
        before_ = c;
        return;
    }
    if (c == '"') {
        in_string_ = true;
        if (!in_entry_ && open_ == "{") key_.clear();
    }
    if (in_entry_) {
        entry_ += c;
    } else {
        outside(c);
    }
    if (entry_.size() > longest_entry) abandon("this entry is longer than 16 MiB");
}

// What stands between entries: blanks, commas, and what an envelope has besides them.
void Entries::outside(char c) {
    if (c == '"' && open_.empty()) in_string_ = false;
    if (c == ' ' || c == '\t' || c == '\r' || c == '\n') return;
    before_ = c;
    if (c == ',') return;
    if (open_ == "{" && key_ == "has_more" && c == 't') {
        sink_.note("the file says that there are more pages than it holds; their use is not counted");
        key_.clear();
    }
    const bool text = static_cast<unsigned char>(c) >= 0x20;
    if (text && !keys_.empty() && !open_.empty() && !in_list()) return;
    junk("is not a JSON object");
}

void Entries::open(char c) {
    if (!in_entry_ && begins_entry(c)) {
        if (!keys_.empty() && !in_list()) junk("an entry stands outside its list");
        in_entry_ = true;
        entry_.clear();
        entry_line_ = line_;
        entry_depth_ = open_.size();
        entry_at_line_start_ = at_line_start_;
    }
    constexpr std::size_t deepest = 200;
    if (open_.size() >= deepest) {
        if (in_entry_) return abandon("this entry is nested too deeply");
        open_.clear();
    }
    open_ += c;
    if (in_entry_) entry_ += c;
}

void Entries::close(char c) {
    const char wanted = c == '}' ? '{' : '[';
    if (open_.empty() || open_.back() != wanted) {
        if (in_entry_) return abandon("the brackets of this entry do not match");
        return junk("a bracket closes what is not open");
    }
    open_.pop_back();
    if (!in_entry_) return;
    entry_ += c;
    if (open_.size() == entry_depth_) end_entry();
}

void Entries::end_entry() {
    in_entry_ = false;
    try {
        read_(entry_, entry_line_, sink_);
    } catch (const Broken& broken) {
        sink_.fault(entry_line_, broken.what);
    }
    entry_.clear();
}

void Entries::abandon(const std::string& why) {
    sink_.fault(entry_line_, why);
    in_entry_ = in_string_ = escaped_ = false;
    open_.resize(entry_depth_);
    junk_line_ = line_;
    entry_.clear();
}

}  // namespace aicost::usage
