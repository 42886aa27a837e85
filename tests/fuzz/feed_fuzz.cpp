// Price feeds: the reader that recognises the input, or the one that --reader names.
#include <cmath>

#include "aicost/price_feed.hpp"
#include "catalogue/feeds/feed.hpp"
#include "harness.hpp"
#include "json/json_reader.hpp"
#include "text/encoding.hpp"

using namespace aicost;
using fuzz::expect;

namespace {

const Feed* chosen = nullptr;

void expect_plausible(const FeedData& data) {
    for (const auto& model : data.models) {
        expect(!model.entry.fact.id.empty(), "a model has an id");
        for (const TokenPrice price :
             {in_currency(model.entry.input_per_mtok, 1.0), in_currency(model.entry.output_per_mtok, 1.0)})
            expect(std::isfinite(price.value()) && price.value() >= 0.0, "a price is a number");
    }
    for (const Rent& rent : data.rents) expect(!rent.gpu.empty(), "a rent is of a GPU");
    for (const auto& [reason, skipped] : data.skipped)
        expect(!reason.empty() && skipped.count > 0, "what is skipped has a reason");
}

void read_by(const Feed& feed, std::string_view text) {
    FeedData data;
    try {
        feed.read({text, "2026-11-01", "acme"}, data);
    } catch (const JsonFault& fault) {
        expect(fault.line > 0 && !fault.problem.empty(), "a fault says where and what");
        return;
    }
    expect_plausible(data);
    static_cast<void>(implausible(data));
}

void read_as_a_whole(std::string_view text) {
    try {
        const ImportPlan plan = plan_import({"fuzz", text, "2026-11-01", "acme"}, Catalogue::built_in());
        expect(!plan.feed.empty() && !plan.as_of.empty(), "a plan names its feed and its day");
        expect(plan.content.has_value() || plan.added.empty(), "what is added is written");
    } catch (const ImportFault& fault) {
        expect(fault.line >= 0 && !fault.problem.empty(), "a refusal says why");
    }
}

}  // namespace

extern "C" int LLVMFuzzerInitialize(int* count, char*** words) {
    std::vector<std::string> names;
    for (const Feed& feed : feeds()) names.push_back(fuzz::flag_name(feed.name));
    const std::string name = fuzz::chosen_reader(count, words, names);
    for (const Feed& feed : feeds())
        if (fuzz::flag_name(feed.name) == name) chosen = &feed;
    return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text = fuzz::text_of(data, size);
    if (chosen == nullptr) {
        read_as_a_whole(text);
    } else if (!invalid_utf8(text)) {
        read_by(*chosen, text);
    }
    return 0;
}

// For replay.cpp: an input of every reader stands in the corpus.
std::string reader_of(std::string_view text) {
    const Feed* feed = find_feed(shape_of(text));
    return feed == nullptr ? std::string() : std::string(feed->name);
}
std::vector<std::string> all_readers() {
    std::vector<std::string> names;
    for (const Feed& feed : feeds()) names.emplace_back(feed.name);
    return names;
}
