// Reads a feed that is one long object in parts, which begin at members found by their indentation. Each part ends where
// the next was taken to begin, or else the whole is read again from its beginning.
#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "catalogue/feeds/feed.hpp"
#include "system/one_piece.hpp"
#include "system/workers.hpp"

namespace aicost {

namespace {

constexpr unsigned max_threads = 2;
constexpr std::size_t min_size = std::size_t{1} << 17U;  // of a part

// The commas before some of the outer object's members, probably: those before a line as the first member's.
std::vector<const char*> probable_commas(std::string_view text, std::size_t parts) {
    std::vector<const char*> commas;
    const auto open = text.find('{');
    const auto first = open == text.npos ? open : text.find('"', open);
    if (first == text.npos) return commas;
    const std::string comma = "," + std::string(text.substr(open + 1, first - open));
    if (comma[1] != '\n' && comma[1] != '\r') return commas;
    for (std::size_t i = 1, last = 0; i < parts; ++i) {
        const auto at = text.find(comma, std::max(text.size() * i / parts, last + 1));
        if (at == text.npos) break;
        commas.push_back(text.data() + at);
        last = at;
    }
    return commas;
}

struct Part {
    const char* from = nullptr;
    const char* to = nullptr;
    FeedData data = {};
    bool fits = false;  // it ends at `to`
    std::optional<JsonFault> fault = {};
};

void read_part(Part& part, const FeedRequest& request, ReadMember member) {
    JsonReader reader(request.text);
    try {
        part.fits = reader.part(part.from, part.to,
                                [&](std::string_view key) { member(reader, key, request, part.data); });
        if (part.fits && part.to == nullptr) reader.finish();
    } catch (const JsonFault& fault) {
        part.fault = fault;
    }
}

}  // namespace

void read_members(const FeedRequest& request, FeedData& data, ReadMember member) {
    const std::string_view text = request.text;
    std::vector<Part> parts(1);
    const auto add_part = [&](const char* comma) {
        parts.back().to = comma;
        parts.emplace_back().from = comma;
    };
    const Workers workers = Workers::of_machine(max_threads);
    if (workers.are_several() && text.size() >= 2 * min_size) {
        for (const char* comma : probable_commas(text, text.size() / min_size)) add_part(comma);
    }
    if (parts.size() == 1) {
        JsonReader reader(text);
        reader.object([&](std::string_view key) { member(reader, key, request, data); });
        return reader.finish();
    }
    for (Part& part : parts) part.data.rates = data.rates;
    workers.run(parts.size(), [&](unsigned) {
        return [&, memory = one_piece::Joined()](std::uint64_t i) { read_part(parts[i], request, member); };
    });
    for (Part& part : parts) {
        if (part.fault) throw JsonFault(*part.fault);
        if (part.fits) continue;
        JsonReader reader(text);
        reader.object([&](std::string_view key) { member(reader, key, request, data); });
        return reader.finish();
    }
    for (Part& part : parts) data.add(std::move(part.data));
}

}  // namespace aicost
