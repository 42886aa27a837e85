// The entries of a file of the user's catalogue, as text and in order; imported ones replace those with the same id.
#pragma once

#include <cstddef>
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
                old_.push_back({fact.id, reader.since(begin)});
            });
        });
    }
    // The entry in the file; empty: there is none.
    [[nodiscard]] std::string_view find(const std::string& id) const {
        const auto at = by_id_.find(id);
        return at == by_id_.end() ? std::string_view() : old_[at->second].text;
    }
    // Another entry takes its place, or comes new; returned is the number of the call. Once for each id.
    std::size_t put(const std::string& id) {
        const auto at = by_id_.find(id);
        if (at == by_id_.end()) {
            added_.push_back(puts_);
        } else {
            old_[at->second].now = puts_;
        }
        return puts_++;
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
    // An entry of the new file: as it stands in the old one, or what was put with that number.
    struct Item {
        const std::string* id = nullptr;  // null: a new entry's
        std::string_view text;            // empty: another was put
        std::size_t number = 0;
    };
    [[nodiscard]] std::vector<Item> items() const {
        std::vector<Item> items;
        items.reserve(old_.size() + added_.size());
        for (const Old& entry : old_) {
            if (entry.erased) continue;
            const bool stays = entry.now == Old::none;
            items.push_back({&entry.id, stays ? entry.text : std::string_view(), entry.now});
        }
        for (const std::size_t number : added_) items.push_back({nullptr, {}, number});
        return items;
    }
    // The text before the first item, between two, and behind the last.
    static constexpr std::string_view head = "{\"entries\": [\n", between = ",\n", tail = "\n]}\n";
    // The new text of the file: write(out, number) puts an entry behind `out`.
    template <class Write>
    [[nodiscard]] std::string text(Write write) const {
        JsonOut out;
        out += head;
        bool first = true;
        for (const Item& item : items()) {
            if (!std::exchange(first, false)) out += between;
            if (item.text.empty()) {
                write(out, item.number);
            } else {
                out += item.text;
            }
        }
        out += tail;
        return std::string(out.text());
    }
    // Nothing was put.
    [[nodiscard]] std::string text() const {
        return text([](JsonOut&, std::size_t) {});
    }

private:
    struct Old {
        std::string id;
        std::string_view text;
        static constexpr auto none = static_cast<std::size_t>(-1);
        std::size_t now = none;  // the number of what was put; none: as it was
        bool erased = false;
    };

    std::string text_;
    std::vector<Old> old_;
    std::unordered_map<std::string, std::size_t, QuickHash> by_id_;
    std::vector<std::size_t> added_;  // numbers
    std::size_t puts_ = 0;
};

}  // namespace aicost
