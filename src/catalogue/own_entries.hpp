// The entries of a file of the user's catalogue, as text and in order; imported ones replace those with the same id.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "catalogue/fields.hpp"
#include "catalogue/user_catalogue.hpp"
#include "text/quick_hash.hpp"

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
    // The entry in the file; empty: there is none.
    [[nodiscard]] std::string_view find(const std::string& id) const {
        const auto at = by_id_.find(id);
        return at == by_id_.end() ? std::string_view() : old_[at->second].text;
    }
    // What is put behind `out` when the text is asked for is the entry from now on, `at` of the text's bytes being
    // before it. Once for each id.
    using Write = std::function<void(JsonOut& out, std::size_t at)>;
    void put(const std::string& id, Write write) {
        const auto at = by_id_.find(id);
        (at == by_id_.end() ? added_.emplace_back() : old_[at->second].now) = std::move(write);
    }
    // Removes the entry.
    void erase(const std::string& id) {
        const auto at = by_id_.find(id);
        if (at != by_id_.end()) old_[at->second].erased = true;
    }
    // Calls `each(id, text)` for those in the file.
    template <class Each>
    void each(Each each) const {
        for (const Old& entry : old_) each(entry.id, entry.text);
    }
    // The new text of the file. Calls `stays(id, at, size)` for each unchanged entry, with its position in that text.
    template <class Stays>
    [[nodiscard]] std::string text(Stays stays) const {
        constexpr std::size_t usual_size = 384;
        std::string out = "{\"entries\": [\n";
        out.reserve(text_.size() + added_.size() * usual_size + 64);
        std::string_view separator;
        const auto separate = [&] { out += std::exchange(separator, ",\n"); };
        JsonOut one;
        const auto put_one = [&](const Write& write) {
            one.shorten(0);
            write(one, out.size());
            out += one.text();
        };
        for (const Old& entry : old_) {
            if (entry.erased) continue;
            separate();
            if (entry.now) {
                put_one(entry.now);
            } else {
                stays(entry.id, out.size(), entry.text.size());
                out += entry.text;
            }
        }
        for (const auto& write : added_) {
            separate();
            put_one(write);
        }
        return out += "\n]}\n";
    }
    [[nodiscard]] std::string text() const {
        return text([](const std::string&, std::size_t, std::size_t) {});
    }

private:
    struct Old {
        std::string id;
        std::string_view text;
        Write now;  // none: as it was
        bool erased = false;
    };

    std::string text_;
    std::vector<Old> old_;
    std::unordered_map<std::string, std::size_t, QuickHash> by_id_;
    std::vector<Write> added_;
};

}  // namespace aicost
