// The keys of the catalogue's entries: one row each, for reading and writing files.
#pragma once

#include <algorithm>
#include <span>
#include <string>
#include <string_view>

#include "aicost/catalogue.hpp"
#include "json/json_out.hpp"
#include "json/json_reader.hpp"

namespace aicost {

template <class Entry>
struct CatalogueField {
    std::string_view key;
    void (*read)(JsonReader& reader, Entry& entry);
    // Appends the value to `out`; false, and appends nothing, if there is none.
    bool (*write)(JsonOut& out, const Entry& entry);
    bool required = false;
    // Would write() append anything? Null: only write() can tell.
    bool (*stated)(const Entry& entry) = nullptr;
};

// A list of the catalogue: profiles/catalogue/FILE.json, and the user's file of that name.
template <class Entry>
struct CatalogueFile {
    std::string_view name;
    std::span<const CatalogueField<Entry>> fields;
};

extern const CatalogueFile<CloudModel> cloud_model_file;
extern const CatalogueFile<Gpu> gpu_file;
extern const CatalogueFile<OpenModel> open_model_file;
extern const CatalogueFile<Quantization> quantization_file;
extern const CatalogueFile<MeasuredPoint> throughput_file;
extern const CatalogueFile<ElectricityRegion> electricity_file;
extern const CatalogueFile<FormatSupport> format_support_file;
extern const CatalogueFile<Host> host_file;

// Fields of every entry: id, name, source, as_of, note.
extern const std::span<const CatalogueField<Fact>> fact_fields;

template <class Entry>
constexpr bool has_fact = requires(Entry entry) {
    entry.fact;
};

// Reads the object's keys into `entry`; its other members stay.
template <class Entry>
void read_entry(JsonReader& reader, std::span<const CatalogueField<Entry>> fields, Entry& entry) {
    std::size_t next = 0;  // most files have the keys in the order of the rows
    reader.object([&](std::string_view key) {
        for (std::size_t i = 0; i < fields.size(); ++i) {
            const auto& field = fields[next];
            next = next + 1 == fields.size() ? 0 : next + 1;
            if (field.key == key) return field.read(reader, entry);
        }
        if constexpr (has_fact<Entry>) {
            for (const auto& field : fact_fields) {
                if (field.key == key) return field.read(reader, entry.fact);
            }
        }
    });
}

template <class Entry>
void write_fields(JsonOut& out, std::span<const CatalogueField<Entry>> fields, const Entry& entry,
                  char& before) {
    for (const CatalogueField<Entry>& field : fields) {
        if (field.stated != nullptr && !field.stated(entry)) continue;
        const std::size_t start = out.size();
        char* at = out.room(field.key.size() + 4);
        *at++ = before;
        *at++ = '"';
        at = std::copy(field.key.begin(), field.key.end(), at);  // none of these needs an escape
        *at++ = '"';
        *at++ = ':';
        out.written_to(at);
        if (field.write(out, entry)) {
            before = ',';
        } else {
            out.shorten(start);
        }
    }
}

template <class Entry>
void write_entry(JsonOut& out, std::span<const CatalogueField<Entry>> fields, const Entry& entry) {
    char before = '{';
    if constexpr (has_fact<Entry>) write_fields(out, fact_fields, entry.fact, before);
    write_fields(out, fields, entry, before);
    out += std::string_view(before == '{' ? "{}" : "}");
}

}  // namespace aicost
