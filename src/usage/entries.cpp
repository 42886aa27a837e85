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
            end_line();
            ++line_;
            sink_.lines(1);
        }
    }
}

void Entries::finish() {
    end_line();
    if (in_entry_) {
        abandon("the file ends inside this entry");
    } else if (!open_.empty()) {
        sink_.fault(line_, "the file ends before its JSON does");
    }
    if (more_pages_)
        sink_.note("the file says that there are more pages than it holds; their use is not counted");
    open_.clear();
}

// What may precede an object in a recorded event stream, or replace it.
void Entries::end_line() {
    if (!before_json_.empty()) {
        constexpr const char* starts[] = {"event:", "id:", "retry:", ":", "data:"};
        const bool event = std::any_of(std::begin(starts), std::end(starts),
                                       [&](const char* start) { return before_json_.rfind(start, 0) == 0; });
        if (!event) junk("is not a JSON object");
    }
    before_json_.clear();
    skip_line_ = false;
}

// Entries may also be in root arrays: these are entered.
bool Entries::begins_entry(char c) const {
    if (c != '{') return false;
    if (open_.find('{') == open_.npos) return true;
    // an object where a member should be: damage closed its array early
    return in_list() || (in_page_ && !keys_.empty() && before_ == ',' && open_.back() == '{' &&
                         std::count(open_.begin(), open_.end(), '{') == 1);
}

// An array under one of the keys, in a page or in a root object so far taken as an entry.
bool Entries::begins_list(char c) const {
    if (c != '[' || list_depth_ != 0 || open_.empty() || open_.back() != '{') return false;
    if (std::count(open_.begin(), open_.end(), '{') != 1) return false;
    return std::find(keys_.begin(), keys_.end(), key_) != keys_.end();
}

// Between the entries of a list.
bool Entries::in_list() const { return list_depth_ != 0 && open_.size() == list_depth_; }

void Entries::junk(const std::string& what) {
    if (junk_line_ != line_) sink_.fault(line_, what);
    junk_line_ = line_;
}

void Entries::step(char c) {
    if (skip_line_) return;
    const bool control = static_cast<unsigned char>(c) < 0x20 && c != '\n' && c != '\r' && c != '\t';
    if (in_entry_ && list_depth_ == 0 && at_line_start_ && c == '{' && entry_at_line_start_) {
        // an object per line, and this line was cut off
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
        const bool in_root = open_.size() == entry_depth_ + 1 || !in_entry_;
        if (in_entry_) entry_ += c;
        if (in_root && (c != '"' || escaped_)) key_ += c;
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
    if (c == '"' && !(open_.empty() && !in_entry_)) {
        in_string_ = true;
        key_.clear();
    }
    // the page's own members, such as whether there is another
    if (open_.size() == std::max<std::size_t>(1, entry_depth_ + 1) || in_page_) {
        if (key_ == "has_more" && (c == 't' || c == 'f') && !in_string_ && list_depth_ == 0) {
            more_pages_ = c == 't';
            key_.clear();
        }
    }
    if (in_entry_) {
        entry_ += c;
        before_ = c == ' ' || c == '\t' || c == '\r' || c == '\n' ? before_ : c;
    } else {
        outside(c);
    }
    if (entry_.size() > longest_entry) abandon("this entry is longer than 16 MiB");
}

// What is between entries: blanks, commas, and a page's other members.
void Entries::outside(char c) {
    if (c == ' ' || c == '\t' || c == '\r' || c == '\n') return;
    before_ = c;
    if (open_.empty()) {
        constexpr std::size_t longest_start = 8;
        if (c != ',' && before_json_.size() < longest_start) before_json_ += c;
        return;
    }
    if (c == ',') return;
    const bool text = static_cast<unsigned char>(c) >= 0x20;
    if (text && in_page_ && !in_list()) return;
    junk("is not a JSON object");
}

void Entries::begin_entry() {
    in_entry_ = true;
    entry_.clear();
    entry_line_ = line_;
    entry_depth_ = open_.size();
    entry_at_line_start_ = at_line_start_ || before_json_ == "data:";
}

void Entries::open(char c) {
    if (open_.empty() && !in_entry_ && !before_json_.empty()) {
        const bool event = before_json_ == "data:";
        if (!event) junk("is not a JSON object");
        before_json_.clear();
        if (c == '[') {  // the end of a stream: [DONE]
            skip_line_ = true;
            if (event) return;
            skip_line_ = false;
        }
    }
    if (!in_entry_ && begins_entry(c)) {
        if (in_page_ && !in_list()) junk("an entry stands outside its list");
        begin_entry();
    } else if (begins_list(c) && (in_page_ || (in_entry_ && open_.size() == entry_depth_ + 1))) {
        // the object so far taken as an entry is a page of entries
        in_page_ = true;
        in_entry_ = false;
        entry_.clear();
        list_depth_ = open_.size() + 1;
    }
    constexpr std::size_t deepest = 200;
    if (open_.size() >= deepest) {
        if (in_entry_) return abandon("this entry is nested too deeply");
        open_.clear();
        list_depth_ = 0;
        in_page_ = false;
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
    if (list_depth_ == open_.size() && !in_entry_) list_depth_ = 0;
    open_.pop_back();
    if (in_page_ && open_.find('{') == open_.npos) in_page_ = false;
    if (!in_entry_) return;
    entry_ += c;
    if (open_.size() == entry_depth_) end_entry();
}

void Entries::end_entry() {
    in_entry_ = false;
    entry_depth_ = 0;
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
    entry_depth_ = 0;
    junk_line_ = line_;
    entry_.clear();
}

}  // namespace aicost::usage
