#include "catalogue/own_change.hpp"

#include <algorithm>

#include "catalogue/own_entries.hpp"
#include "json/json_writer.hpp"

namespace aicost {

namespace {

struct OwnList {
    std::string_view name, file;
};
constexpr OwnList own_lists[] = {{"models", "cloud-models"},     {"gpus", "gpus"},
                                 {"open-models", "open-models"}, {"quantizations", "quantizations"},
                                 {"throughput", "throughput"},   {"electricity", "electricity"}};

bool says(std::string_view text, std::string_view word) {
    const auto same = [](char a, char b) {
        const auto low = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
        return low(a) == low(b);
    };
    return std::search(text.begin(), text.end(), word.begin(), word.end(), same) != text.end();
}

struct Origins {
    std::string source, as_of, feed, rent_source, rent_as_of;
};
Origins origins_of(std::string_view text) {
    Origins origins;
    JsonReader reader(text);
    reader.object([&](std::string_view key) {
        if (key == "source") origins.source = reader.string().value_or("");
        if (key == "as_of") origins.as_of = reader.string().value_or("");
        if (key == "feed") origins.feed = reader.string().value_or("");
        if (key == "rent_source") origins.rent_source = reader.string().value_or("");
        if (key == "rent_as_of") origins.rent_as_of = reader.string().value_or("");
    });
    return origins;
}

// The entry without its rents; empty: nothing else is left.
std::string without_rents(std::string_view text, const std::string& id) {
    std::string out = "{\"id\":";
    put_json(out, id);
    bool more = false;
    JsonReader reader(text);
    reader.object([&](std::string_view key) {
        if (key == "id" || key.starts_with("rent_")) return;
        out += ',';
        put_json(out, key);
        out += ':';
        const char* begin = reader.position();
        reader.skip();
        out += reader.since(begin);
        more = true;
    });
    return more ? out + "}" : std::string();
}

}  // namespace

std::vector<OwnEntry> own_entries(const std::string& directory) {
    std::vector<OwnEntry> all;
    for (const OwnList& list : own_lists) {
        const OwnEntries own(directory, list.file);
        own.each([&](const std::string& id, std::string_view text) {
            const Origins origins = origins_of(text);
            const bool rent = origins.source.empty() && !origins.rent_source.empty();
            all.push_back({std::string(list.name), id, rent ? origins.rent_source : origins.source,
                           rent ? origins.rent_as_of : origins.as_of});
        });
    }
    return all;
}

std::optional<OwnChange> without_entry(const std::string& directory, std::string_view id) {
    for (const OwnList& list : own_lists) {
        OwnEntries own(directory, list.file);
        if (own.find(std::string(id)).empty()) continue;
        own.erase(std::string(id));
        return OwnChange{
            std::string(list.name), user_catalogue_file(directory, list.file), own.text(), {std::string(id)}};
    }
    return {};
}

std::vector<OwnChange> without_source(const std::string& directory, std::string_view feed) {
    std::vector<OwnChange> changes;
    for (const OwnList& list : own_lists) {
        OwnEntries own(directory, list.file);
        std::vector<std::string> gone;
        std::vector<std::pair<std::string, std::string>> shorter;
        own.each([&](const std::string& id, std::string_view text) {
            const Origins origins = origins_of(text);
            if (says(origins.rent_source, feed)) {
                shorter.emplace_back(id, without_rents(text, id));
            } else if (origins.feed.empty() ? says(origins.source, feed) : says(origins.feed, feed)) {
                shorter.emplace_back(id, "");
            }
        });
        std::vector<std::string> rests;
        for (auto& [id, text] : shorter) {
            gone.push_back(id);
            if (text.empty()) {
                own.erase(id);
            } else {
                own.put(id);
                rests.push_back(std::move(text));
            }
        }
        if (gone.empty()) continue;
        const auto put_rest = [&](JsonOut& out, std::size_t number) { out += rests[number]; };
        changes.push_back(
            {std::string(list.name), user_catalogue_file(directory, list.file), own.text(put_rest), gone});
    }
    return changes;
}

}  // namespace aicost
