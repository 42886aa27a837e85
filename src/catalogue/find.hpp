// Finds a GPU, an open model, a format or a region by common names: by its id or another name, else ignoring
// differences of spelling.
#pragma once

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "aicost/catalogue.hpp"
#include "catalogue/names.hpp"
#include "text/nearest.hpp"

namespace aicost {

// One entry fits best, or several equally well, or none.
template <class Entry>
struct Found {
    std::optional<Entry> entry;
    std::vector<std::string> candidates;
};

// What a GPU's name states besides the GPU: "2 x RTX 4090", "rtx-4090x2", and "24GB" after a card with that memory.
struct CountedName {
    std::string name;
    int count = 1;
    double memory_gib = 0.0;  // 0: not stated
};
CountedName counted_name(std::string_view name);
// Other names of a region: "uk" for gb, "usa" for us, "deutschland" for de.
std::string_view region_of_other_name(std::string_view spelled_name);

// The words of a name, normalised: "NVIDIA A100-SXM4-80GB" -> {"a100", "80gb", "sxm"}.
std::vector<std::string> gpu_words(std::string_view name);
// "meta-llama/Llama-3.3-70B-Instruct" and "llama3.3:70b-instruct-q4_K_M" -> "llama3370b".
std::string open_model_key(std::string_view name);

// "512gb" -> "512": ids of computers leave the unit out.
inline std::string_view without_gb(std::string_view word) {
    constexpr std::string_view unit = "gb";
    const bool has = word.size() > unit.size() && word.ends_with(unit) &&
                     word.find_first_not_of("0123456789") == word.size() - unit.size();
    return has ? word.substr(0, word.size() - unit.size()) : word;
}

template <class Entry>
Found<Entry> find_named(const std::vector<Entry>& entries, std::string_view name) {
    Found<Entry> found;
    if ((found.entry = find_entry(entries, name))) return found;
    std::vector<const Entry*> fitting;
    const auto settle = [&] {
        if (fitting.size() == 1) found.entry = *fitting.front();
        if (fitting.size() > 1) {
            for (const Entry* one : fitting) found.candidates.push_back(one->fact.id);
        }
        return !fitting.empty();
    };
    const std::string asked = spelled(name);
    for (const Entry& entry : entries) {
        bool fits = spelled(entry.fact.id) == asked || spelled(entry.fact.name) == asked;
        if constexpr (requires { entry.aliases; }) {
            for (const auto& alias : entry.aliases) fits |= spelled(alias) == asked;
        }
        if (fits) fitting.push_back(&entry);
    }
    if (settle()) return found;
    if constexpr (std::is_same_v<Entry, OpenModel>) {
        const std::string key = open_model_key(name);
        for (const Entry& entry : entries) {
            bool fits = open_model_key(entry.fact.id) == key || open_model_key(entry.fact.name) == key ||
                        (!entry.ollama.empty() && open_model_key(entry.ollama) == key);
            if constexpr (requires { entry.hf_repo; }) fits |= open_model_key(entry.hf_repo) == key;
            if constexpr (requires { entry.aliases; }) {
                for (const auto& alias : entry.aliases) fits |= open_model_key(alias) == key;
            }
            if (fits && !key.empty()) fitting.push_back(&entry);
        }
        settle();
    }
    if constexpr (std::is_same_v<Entry, Gpu>) {
        // the entries that have all the words, and the fewest others
        const std::vector<std::string> words = gpu_words(name);
        std::size_t fewest = 0;
        for (const Entry& entry : entries) {
            const std::vector<std::string> own = gpu_words(entry.fact.id);
            const bool has_all = std::all_of(words.begin(), words.end(), [&](const std::string& word) {
                return std::any_of(own.begin(), own.end(), [&](const std::string& one) {
                    return without_gb(one) == without_gb(word);
                });
            });
            if (!has_all || words.empty()) continue;
            const std::size_t others = own.size() - words.size();
            if (fitting.empty() || others < fewest) {
                fitting.clear();
                fewest = others;
            }
            if (others == fewest) fitting.push_back(&entry);
        }
        if (!settle()) {
            const CountedName counted = counted_name(name);
            if (counted.count == 1 && counted.memory_gib > 0.0) {
                Found<Entry> without = find_named(entries, counted.name);
                if (without.entry && without.entry->memory_gib == counted.memory_gib) return without;
            }
        }
    }
    if constexpr (std::is_same_v<Entry, ElectricityRegion>) {
        if (const auto other = region_of_other_name(asked); !other.empty()) return find_named(entries, other);
    }
    return found;
}

template <class Entry>
std::string name_advice(const Found<Entry>& found, std::string_view name, const std::vector<Entry>& entries,
                        const std::string& list) {
    if (!found.candidates.empty()) {
        constexpr std::size_t max = 8;
        std::vector<std::string> some = found.candidates;
        const std::size_t more = some.size() - std::min(some.size(), max);
        some.resize(some.size() - more);
        return (more > 0 ? "it could be " + quoted_list(some) + " and " + std::to_string(more) + " more"
                         : "it could be " + alternatives(some)) +
               "; the whole id says which";
    }
    if (name.find(',') != name.npos) return "one id; several are for `aicost sweep --vary PATH=a,b`";
    if constexpr (std::is_same_v<Entry, Gpu>) {
        const CountedName counted = counted_name(name);
        if (const auto one = find_named(entries, counted.name).entry; one && counted.count > 1)
            return "--gpu " + one->fact.id + " --gpus " + std::to_string(counted.count) + " says how many";
    }
    std::vector<std::string> ids;
    ids.reserve(entries.size());
    for (const Entry& entry : entries) ids.push_back(entry.fact.id);
    auto close = nearest(spelled(name), ids, 3);
    if (close.empty()) close = nearest_squeezed(spelled(name), ids, 3);
    return close.empty() ? "`aicost catalog " + list + "` lists what is"
                         : "did you mean " + alternatives(close) + "?";
}

}  // namespace aicost
