// Every field of a struct and of the structs inside it, with its owner.
#pragma once

#include <string>
#include <variant>

#include "aicost/parameter.hpp"

namespace aicost {

struct FieldPlace {
    std::string path;  // as in `--set`; for a map: the map's own path, without entry names
    const Record& record;
    const Field& field;
    void* owner;  // the struct that holds it
};

// In order, a struct before its contents. `each(place)` returns whether to descend into a struct, a map or a list.
template <class Each>
void for_each_field(const Record& record, void* owner, const std::string& prefix, Each& each) {
    for (const Field& field : record.fields) {
        const FieldPlace place{prefix + std::string(field.key), record, field, owner};
        if (!each(place)) continue;
        const std::string below = place.path + ".";
        if (const auto* nested = std::get_if<RecordAccess>(&field.access)) {
            if (void* inner = nested->find(owner)) for_each_field(nested->record(), inner, below, each);
        } else if (const auto* map = std::get_if<RecordMapAccess>(&field.access)) {
            for (std::size_t i = 0; i < map->size(owner); ++i) {
                for_each_field(map->record(), map->at(owner, i),
                               below + std::string(map->name(owner, i)) + ".", each);
            }
        } else if (const auto* list = std::get_if<RecordListAccess>(&field.access)) {
            for (std::size_t i = 0; i < list->size(owner); ++i)
                for_each_field(list->record(), list->at(owner, i), below + list->prefix(owner, i), each);
        }
    }
}

}  // namespace aicost
