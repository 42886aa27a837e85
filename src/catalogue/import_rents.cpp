// What rents of a feed do to the catalogue's GPUs.
#include "catalogue/fields.hpp"
#include "catalogue/import.hpp"
#include "catalogue/own_entries.hpp"

namespace aicost {

namespace {

// The user's entry with another rent; what else it says stays.
void put_rent(std::string& out, std::string_view own, const Gpu& gpu) {
    out += "{\"id\":";
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
        put_key(field.key);
        field.write(out, gpu);
    }
    out += '}';
}

}  // namespace

void plan_rents(FeedData& data, const std::string& source, ImportPlan& plan) {
    const std::vector<Gpu> all = gpus();
    OwnEntries own(gpu_file.name);
    bool anything = false;
    for (const Rent& rent : data.rents) {
        const auto before = find_entry(all, rent.gpu);
        if (is_older(plan.as_of, before->rent_as_of)) {
            data.skip("older than the catalogue's figures", rent.offer);
            continue;
        }
        Gpu after = *before;
        after.rent_per_hour = rent.per_hour;
        after.rent_as_of = plan.as_of;
        after.rent_source = rent.offer + ", via " + source;
        if (before->rent_per_hour != after.rent_per_hour) {
            ++plan.changed;
            std::optional<double> old;
            if (before->rent_per_hour) old = before->rent_per_hour->dollars();
            plan.changes.push_back({rent.gpu, "rent_per_hour", old, rent.per_hour.dollars()});
        } else {
            ++plan.unchanged;
            if (before->rent_as_of == after.rent_as_of && before->rent_source == after.rent_source) continue;
        }
        own.put(rent.gpu, [&](std::string& out) { put_rent(out, own.find(rent.gpu), after); });
        anything = true;
    }
    if (anything) plan.content = own.text();
}

}  // namespace aicost
