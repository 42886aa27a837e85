// What rents of a feed do to the catalogue's GPUs.
#include "catalogue/fields.hpp"
#include "catalogue/import.hpp"
#include "catalogue/own_entries.hpp"

namespace aicost {

namespace {

// The user's entry with another rent; what else it says stays.
std::string with_rent(const std::string* own, const Gpu& gpu) {
    Gpu entry;
    if (own != nullptr) {
        JsonReader reader(*own);
        read_entry(reader, gpu_file.fields, entry);
    }
    std::string text = "{\"id\":";
    put_json(text, gpu.fact.id);
    const auto rent = [&](std::string_view key) { return key.starts_with("rent_"); };
    for (const auto& field : gpu_file.fields) {
        std::string value;
        if (!field.write(value, rent(field.key) ? gpu : entry)) continue;
        std::string quoted;
        put_json(quoted, field.key);
        // a number that the user has not stated reads as 0
        if (!rent(field.key) && (own == nullptr || own->find(quoted) == std::string::npos)) continue;
        text += "," + quoted + ":" + value;
    }
    return text + "}";
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
            if (before->rent_per_hour) old = before->rent_per_hour->value();
            plan.changes.push_back({rent.gpu, "rent_per_hour", old, rent.per_hour.value()});
        } else {
            ++plan.unchanged;
            if (before->rent_as_of == after.rent_as_of && before->rent_source == after.rent_source) continue;
        }
        own.put(rent.gpu, with_rent(own.find(rent.gpu), after));
        anything = true;
    }
    if (anything) plan.content = own.text();
}

}  // namespace aicost
