// The entries of a file of the user's catalogue, as they stand there, in order; what is imported takes the
// place of its like.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "catalogue/fields.hpp"
#include "catalogue/user_catalogue.hpp"

namespace aicost {

class OwnEntries {
public:
    OwnEntries(const std::string& directory, std::string_view list)
        : text_(user_catalogue_text(directory, list).value_or("")) {
        if (text_.empty()) return;
        JsonReader reader(text_);
        reader.object([&](std::string_view key) {
            if (key != "entries") return;
            reader.array([&] {
                const char* begin = reader.position();
                Fact fact;
                read_entry(reader, fact_fields, fact);
                by_id_.emplace(fact.id, old_.size());
                old_.push_back({fact.id, reader.since(begin), {}, false});
            });
        });
    }
    // The entry that stands in the file; empty: there is none.
    [[nodiscard]] std::string_view find(const std::string& id) const {
        const auto at = by_id_.find(id);
        return at == by_id_.end() ? std::string_view() : old_[at->second].text;
    }
    // What `write(out)` puts behind `out` is the entry from now on. Once for each id.
    template <class Write>
    void put(const std::string& id, Write write) {
        const auto at = by_id_.find(id);
        if (at != by_id_.end()) return write(old_[at->second].now);
        added_ += separator;
        write(added_);
    }
    // It is no more there.
    void erase(const std::string& id) {
        const auto at = by_id_.find(id);
        if (at != by_id_.end()) old_[at->second].erased = true;
    }
    // Calls `each(id, text)` for those that stand in the file.
    template <class Each>
    void each(Each each) const {
        for (const Old& entry : old_) each(entry.id, entry.text);
    }
    // The file with all of them.
    [[nodiscard]] std::string text() const {
        std::string out = "{\"entries\": [\n";
        out.reserve(text_.size() + added_.size() + 64);
        bool any = false;
        for (const Old& entry : old_) {
            if (entry.erased) continue;
            if (std::exchange(any, true)) out += separator;
            out += entry.now.empty() ? entry.text : std::string_view(entry.now);
        }
        const std::size_t skipped = any ? 0 : std::min(separator.size(), added_.size());
        out.append(added_, skipped).append("\n]}\n");
        return out;
    }

private:
    static constexpr std::string_view separator = ",\n";
    struct Old {
        std::string id;
        std::string_view text;
        std::string now;  // empty: as it was
        bool erased = false;
    };

    std::string text_;
    std::vector<Old> old_;
    std::unordered_map<std::string, std::size_t> by_id_;
    std::string added_;
};

}  // namespace aicost
