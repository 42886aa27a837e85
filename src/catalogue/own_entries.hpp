// The entries of a file of the user's catalogue, as they stand there, in order; what is imported takes the
// place of its like.
#pragma once

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
    explicit OwnEntries(std::string_view list) : text_(user_catalogue_text(list).value_or("")) {
        if (text_.empty()) return;
        JsonReader reader(text_);
        reader.object([&](std::string_view key) {
            if (key != "entries") return;
            reader.array([&] {
                const char* begin = reader.position();
                Fact fact;
                read_entry(reader, fact_fields, fact);
                put(fact.id, std::string(reader.since(begin)));
            });
        });
    }
    void put(const std::string& id, std::string entry) {
        const auto [at, is_new] = by_id_.emplace(id, entries_.size());
        if (is_new) {
            entries_.push_back(std::move(entry));
        } else {
            entries_[at->second] = std::move(entry);
        }
    }
    [[nodiscard]] std::string* find(const std::string& id) {
        const auto at = by_id_.find(id);
        return at == by_id_.end() ? nullptr : &entries_[at->second];
    }
    [[nodiscard]] std::string text() const {
        std::size_t size = 64;
        for (const std::string& entry : entries_) size += entry.size() + 2;
        std::string out = "{\"entries\": [";
        out.reserve(size);
        std::string_view before = "\n";
        for (const std::string& entry : entries_) {
            out.append(before).append(entry);
            before = ",\n";
        }
        return out += "\n]}\n";
    }

private:
    std::string text_;
    std::vector<std::string> entries_;
    std::unordered_map<std::string, std::size_t> by_id_;
};

}  // namespace aicost
