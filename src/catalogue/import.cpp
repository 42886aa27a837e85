#include "catalogue/import.hpp"

#include <algorithm>

#include "catalogue/fields.hpp"
#include "catalogue/user_catalogue.hpp"
#include "json/relaxed.hpp"
#include "system/one_piece.hpp"
#include "text/day.hpp"
#include "text/encoding.hpp"
#include "text/plural.hpp"
#include "text/shortened.hpp"

namespace aicost {

namespace {

std::string named(const std::vector<std::string>& keys) {
    constexpr std::size_t longest = 48;
    std::string text;
    for (std::size_t i = 0; i < std::min<std::size_t>(keys.size(), 4); ++i)
        text += (i == 0 ? "'" : ", '") + shortened(keys[i], longest) + "'";
    return keys.size() > 4 ? text + ", …" : text;
}

[[noreturn]] void unknown(const FeedShape& shape) {
    std::string got = "a text";
    if (shape.first == '{')
        got = shape.keys.empty() ? "an object without keys" : "an object with the keys " + named(shape.keys);
    if (shape.first == '[')
        got = shape.inner.empty() ? "a list without objects"
                                  : "a list of objects with the keys " + named(shape.inner);
    if (shape.first == 'c') got = "a table with the columns " + named(shape.keys);
    std::vector<std::string_view> names;
    for (const Feed& feed : feeds()) {
        if (std::find(names.begin(), names.end(), feed.name) == names.end()) names.push_back(feed.name);
    }
    std::string known;
    for (const std::string_view name : names) {
        if (!known.empty()) known += name == names.back() ? " and " : ", ";
        known += name;
    }
    throw ImportFault{0, "is not a price feed that is known (got " + got + "); known are " + known};
}

// The provider by the file's name: "pricing/anthropic.json" is anthropic, "lambda/vms.csv" lambda.
std::string provider_of(const ImportRequest& request) {
    if (!request.provider.empty()) return request.provider;
    std::string_view name = request.file;
    const auto last_part = [&] {
        const auto slash = name.rfind('/');
        const std::string_view last = slash == name.npos ? name : name.substr(slash + 1);
        name = slash == name.npos ? std::string_view() : name.substr(0, slash);
        return last;
    };
    std::string_view stem = last_part();
    stem = stem.substr(0, stem.rfind('.'));
    if (stem == "vms") stem = last_part();
    if (stem.starts_with("portkey-")) stem.remove_prefix(8);
    return std::string(stem == "-" || stem == "<stdin>" ? std::string_view() : stem);
}

void settle_date(const ImportRequest& request, const FeedData& data, ImportPlan& plan) {
    plan.dated_by_file = request.as_of.empty() && data.as_of.empty();
    plan.as_of = !request.as_of.empty() ? request.as_of : plan.dated_by_file ? request.file_day : data.as_of;
    if (plan.as_of.empty()) {
        throw ImportFault{
            0, std::string(plan.title) +
                   " does not say of which day its prices are; --as-of YYYY-MM-DD says it: the day "
                   "on which it was fetched"};
    }
    if (plan.as_of.size() != 10 || !last_day(plan.as_of))
        throw ImportFault{0, "updated_at: is not a day (got \"" + plan.as_of + "\"); YYYY-MM-DD"};
    if (is_older(plan.as_of, data.as_of)) {
        throw ImportFault{0, "is of " + data.as_of + ", later than --as-of says (got " + plan.as_of + "); " +
                                 data.as_of + " or later"};
    }
}

// The feed's models or rents.
const Feed& read_feed(std::string_view text, const ImportRequest& request, const Catalogue& catalogue,
                      FeedData& data) {
    const FeedShape shape = shape_of(text);
    const Feed* feed = find_feed(shape);
    if (feed == nullptr) {
        if (shape.first == '{' || shape.first == '[') {  // report a broken file first
            JsonReader reader(text);
            reader.skip();
            reader.finish();
        }
        unknown(shape);
    }
    FeedRequest wanted{text, request.as_of.empty() ? request.file_day : request.as_of, request.provider,
                       request.unit, catalogue};
    if (!feed->names_provider) {
        wanted.provider = provider_of(request);
        if (wanted.provider.empty())
            throw ImportFault{0,
                              std::string(feed->what) + " does not name its provider; --provider NAME does"};
    }
    data.rates = request.rates;
    feed->read(wanted, data);
    return *feed;
}

const Feed& read_any(std::string_view text, const ImportRequest& request, const Catalogue& catalogue,
                     FeedData& data) {
    const auto start = text.find_first_not_of(" \t\r\n");
    const bool csv =
        start == text.npos || std::string_view("{[/").find(text[start]) == std::string_view::npos;
    const auto fault_of = [&](const JsonFault& fault) {
        return ImportFault{fault.line,
                           (csv ? "" : "is not JSON: it ") + fault.problem + "; is the file whole?"};
    };
    try {
        return read_feed(text, request, catalogue, data);
    } catch (const JsonFault& fault) {
        const std::string relaxed = csv ? std::string() : as_strict_json(text);
        if (csv || relaxed == text) throw fault_of(fault);
        data = FeedData();
        try {
            return read_feed(relaxed, request, catalogue, data);
        } catch (const JsonFault& again) {
            throw fault_of(again);
        }
    } catch (const ImportFault& fault) {
        // a leading comment
        if (csv || text[start] != '/') throw;
        data = FeedData();
        return read_feed(as_strict_json(text), request, catalogue, data);
    }
}

// Why nothing could be taken, if so.
[[noreturn]] void nothing_usable(const Feed& feed, const FeedData& data) {
    std::vector<std::pair<std::size_t, std::string>> reasons;
    for (const auto& [reason, skipped] : data.skipped)
        reasons.emplace_back(skipped.count,
                             reason + " (for example '" + shortened(skipped.example, 48) + "')");
    std::stable_sort(reasons.begin(), reasons.end(),
                     [](const auto& a, const auto& b) { return a.first > b.first; });
    std::string why;
    for (std::size_t i = 0; i < std::min<std::size_t>(reasons.size(), 3); ++i)
        why += (i == 0 ? ": " : ", ") + std::to_string(reasons[i].first) + " with " + reasons[i].second;
    throw ImportFault{0, "has nothing that can be used, read as " + std::string(feed.what) + why};
}

void say_what_is_noted(const FeedData& data, ImportPlan& plan) {
    for (const auto& [what, noted] : data.noted) {
        const std::string count = counted(noted.count, "model");
        plan.notes.push_back(what + ": " + count + (noted.count == 1 ? ", " : ", for example ") +
                             noted.example);
    }
}

}  // namespace

ImportPlan plan_import(const ImportRequest& request, const Catalogue& catalogue) {
    const std::string_view text = without_mark(request.text);
    if (const auto fault = fault_of_text(text, "a price feed"))
        throw ImportFault{fault->line, fault->problem};
    ImportPlan plan;
    const one_piece::Kept<FeedData> read;
    FeedData& data = *read;
    const Feed& feed = read_any(text, request, catalogue, data);
    if (const std::string wrong = implausible(data); !wrong.empty()) {
        throw ImportFault{0, "has the wrong unit: read as " + std::string(feed.what) + ", " + wrong +
                                 "; that feed has " + std::string(feed.units)};
    }
    if (data.models.empty() && data.rents.empty()) nothing_usable(feed, data);
    plan.feed = feed.name;
    plan.title = feed.what;
    settle_date(request, data, plan);
    say_what_is_noted(data, plan);
    if (request.before_merge) request.before_merge();
    // including what others have written meanwhile
    const one_piece::Kept<const Catalogue> now(catalogue.directory());
    plan.list = feed.rents ? "gpus" : "models";
    plan.file =
        user_catalogue_file(catalogue.directory(), feed.rents ? gpu_file.name : cloud_model_file.name);
    if (feed.rents) {
        plan_rents(data, std::string(feed.what), *now, plan);
    } else {
        plan_models(data, std::string(feed.what), *now, plan);
    }
    plan.skipped = std::move(data.skipped);
    return plan;
}

}  // namespace aicost
