// Applies a feed's rents to the catalogue's GPUs.
#include <algorithm>

#include "catalogue/fields.hpp"
#include "catalogue/import.hpp"
#include "catalogue/own_entries.hpp"
#include "text/day.hpp"

namespace aicost {

namespace {

// The user's entry with a new rent; its other members stay.
void put_rent(JsonOut& out, std::string_view own, const Gpu& gpu) {
    out += std::string_view("{\"id\":");
    put_json(out, gpu.fact.id);
    const auto put_key = [&](std::string_view key) {
        out += ',';
        put_json(out, key);
        out += ':';
    };
    const auto is_rent = [](std::string_view key) { return key.starts_with("rent_"); };
    if (!own.empty()) {
        JsonReader reader(own);
        reader.object([&](std::string_view key) {
            if (key == "id" || is_rent(key)) return;
            put_key(key);
            const char* begin = reader.position();
            reader.skip();
            out += reader.since(begin);
        });
    }
    for (const auto& field : gpu_file.fields) {
        if (!is_rent(field.key)) continue;
        const std::size_t start = out.size();
        put_key(field.key);
        if (!field.write(out, gpu)) out.shorten(start);
    }
    out += '}';
}

}  // namespace

namespace {

bool is_imported(const std::string& source) {
    return source.ends_with(", via gpuhunt's CSV of rented machines") ||
           source.ends_with(", via SkyPilot's CSV of rented machines");
}

// Offers of a year ago are not comparable with those of today.
bool is_stale_rent(const std::string& as_of, const std::string& newest) {
    constexpr int days = 180;
    const auto day = last_day(as_of), now = last_day(newest);
    return day && now && *now - *day > days;
}

// The offers, with the new one replacing its provider's. The rent is the cheapest of those that are not much older
// than the newest.
void take_offer(Gpu& gpu, const Rent& rent, const ImportPlan& plan, const std::string& source) {
    RentOffer offer{rent.provider, rent.per_hour, plan.as_of, rent.offer + ", via " + source};
    // from an import before offers were kept
    if (gpu.offers.empty() && gpu.rent_per_hour && is_imported(gpu.rent_source)) {
        const std::string provider = gpu.rent_source.substr(0, gpu.rent_source.find(' '));
        gpu.offers.push_back({provider, *gpu.rent_per_hour, gpu.rent_as_of, gpu.rent_source});
    }
    const auto same = std::find_if(gpu.offers.begin(), gpu.offers.end(),
                                   [&](const RentOffer& one) { return one.provider == rent.provider; });
    if (same != gpu.offers.end()) {
        *same = std::move(offer);
    } else {
        gpu.offers.push_back(std::move(offer));
    }
    std::string newest;
    for (const RentOffer& one : gpu.offers) newest = std::max(newest, one.as_of);
    const RentOffer* best = nullptr;
    for (const RentOffer& one : gpu.offers) {
        if (is_stale_rent(one.as_of, newest)) continue;
        if (best == nullptr || one.per_hour < best->per_hour) best = &one;
    }
    gpu.rent_per_hour = best->per_hour;
    gpu.rent_as_of = best->as_of;
    gpu.rent_source = best->source;
}

bool is_older_offer(const Gpu& gpu, const Rent& rent, const std::string& as_of) {
    const auto same = std::find_if(gpu.offers.begin(), gpu.offers.end(),
                                   [&](const RentOffer& one) { return one.provider == rent.provider; });
    if (same != gpu.offers.end()) return is_older(as_of, same->as_of);
    return gpu.offers.empty() && is_older(as_of, gpu.rent_as_of);
}

}  // namespace

void plan_rents(FeedData& data, const std::string& source, const Catalogue& catalogue, ImportPlan& plan) {
    const std::vector<Gpu>& all = catalogue.gpus();
    OwnEntries own(catalogue.directory(), gpu_file.name);
    struct Changed {
        Gpu now;
        std::string_view was;  // its text in the user's file
    };
    std::vector<Changed> changed;
    for (const Rent& rent : data.rents) {
        const auto before = find_entry(all, rent.gpu);
        if (!before) {  // removed from the catalogue while the feed was read
            data.skip("a GPU that is not in the catalogue", rent.offer);
            continue;
        }
        if (is_older_offer(*before, rent, plan.as_of)) {
            data.skip("older than the catalogue's figures", rent.offer);
            continue;
        }
        Gpu after = *before;
        take_offer(after, rent, plan, source);
        if (before->rent_per_hour != after.rent_per_hour) {
            ++plan.changed;
            std::optional<double> old;
            if (before->rent_per_hour) old = before->rent_per_hour->dollars();
            plan.changes.push_back({rent.gpu, "rent_per_hour", old, after.rent_per_hour->dollars()});
        } else {
            ++plan.unchanged;
            if (before->rent_as_of == after.rent_as_of && before->rent_source == after.rent_source &&
                before->offers == after.offers)
                continue;
        }
        own.put(rent.gpu);
        changed.push_back({std::move(after), own.find(rent.gpu)});
    }
    if (changed.empty()) return;
    plan.content = own.text(
        [&](JsonOut& out, std::size_t number) { put_rent(out, changed[number].was, changed[number].now); });
}

}  // namespace aicost
