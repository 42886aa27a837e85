#include "catalogue/import.hpp"

#include <algorithm>

#include "catalogue/fields.hpp"
#include "catalogue/user_catalogue.hpp"
#include "text/day.hpp"
#include "text/encoding.hpp"
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
    std::string known;
    for (const Feed& feed : feeds()) {
        if (!known.empty()) known += &feed == &feeds().back() ? " and " : ", ";
        known += feed.what;
    }
    throw ImportFault{0, "is not a price feed that is known (got " + got + "); " + known + " are"};
}

// "pricing/anthropic.json" is of anthropic, "lambda/vms.csv" of lambda.
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

}  // namespace

ImportPlan plan_import(const ImportRequest& request) {
    const std::string_view text = without_mark(request.text);
    if (const auto fault = fault_of_text(text, "a price feed"))
        throw ImportFault{fault->line, fault->problem};
    ImportPlan plan;
    const FeedShape shape = shape_of(text);
    const Feed* feed = find_feed(shape);
    FeedData data;
    FeedRequest wanted{text, request.as_of.empty() ? request.file_day : request.as_of, ""};
    if (feed != nullptr && !feed->names_provider) {
        wanted.provider = provider_of(request);
        if (wanted.provider.empty())
            throw ImportFault{0,
                              std::string(feed->what) + " does not name its provider; --provider NAME does"};
    }
    try {
        if (feed == nullptr) {
            if (shape.first == '{' || shape.first == '[') {  // a broken file first says so
                JsonReader reader(text);
                reader.skip();
                reader.finish();
            }
            unknown(shape);
        }
        feed->read(wanted, data);
    } catch (const JsonFault& fault) {
        const bool csv = shape.first == 'c';
        throw ImportFault{fault.line,
                          (csv ? "" : "is not JSON: it ") + fault.problem + "; is the file whole?"};
    }
    if (const std::string wrong = implausible(data); !wrong.empty()) {
        throw ImportFault{0, "has the wrong unit: read as " + std::string(feed->what) + ", " + wrong +
                                 "; that feed has " + std::string(feed->units)};
    }
    plan.feed = feed->name;
    plan.title = feed->what;
    settle_date(request, data, plan);
    if (data.steps_left_out > 0) {
        plan.notes.push_back(std::to_string(data.steps_left_out) +
                             (data.steps_left_out == 1 ? " model has" : " models have") +
                             " more than one step of prices for long prompts: the first is taken");
    }
    const bool rents = feed->rents;
    plan.list = rents ? "gpus" : "models";
    plan.file = user_catalogue_file(rents ? gpu_file.name : cloud_model_file.name);
    if (rents) {
        plan_rents(data, std::string(feed->what), plan);
    } else {
        plan_models(data, std::string(feed->what), plan);
    }
    plan.skipped = std::move(data.skipped);
    return plan;
}

}  // namespace aicost
