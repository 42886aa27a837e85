// The keys of the catalogue's entries: one row each, by which files are read and written.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "aicost/catalogue.hpp"
#include "json/json_reader.hpp"

namespace aicost {

template <class Entry>
struct CatalogueField {
    std::string_view key;
    void (*read)(JsonReader& reader, Entry& entry);
    // Puts the value behind `out`; false, and nothing is put, where there is none.
    bool (*write)(std::string& out, const Entry& entry);
    bool required = false;
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

// What every entry has: id, name, source, as_of, note.
extern const std::span<const CatalogueField<Fact>> fact_fields;

template <class Entry>
constexpr bool has_fact = requires(Entry entry) {
    entry.fact;
};

// The keys that stand in the object are put into `entry`; what it has besides is left.
template <class Entry>
void read_entry(JsonReader& reader, std::span<const CatalogueField<Entry>> fields, Entry& entry) {
    reader.object([&](std::string_view key) {
        for (const auto& field : fields) {
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
void write_fields(std::string& out, std::span<const CatalogueField<Entry>> fields, const Entry& entry,
                  char& before) {
    for (const CatalogueField<Entry>& field : fields) {
        const std::size_t start = out.size();
        out += before;
        out += '"';
        out += field.key;  // none of ours needs an escape
        out += "\":";
        if (field.write(out, entry)) {
            before = ',';
        } else {
            out.resize(start);
        }
    }
}

template <class Entry>
void write_entry(std::string& out, std::span<const CatalogueField<Entry>> fields, const Entry& entry) {
    char before = '{';
    if constexpr (has_fact<Entry>) write_fields(out, fact_fields, entry.fact, before);
    write_fields(out, fields, entry, before);
    out += before == '{' ? "{}" : "}";
}

}  // namespace aicost
