// Looks up names as people write them, for --cloud, profiles, `catalog show` and usage logs.
//
// A model is found by its id or another name; else ignoring spelling: case, dots and dashes, a provider's other names, a
// date or "-latest" at the end, Bedrock's regions and versions, Vertex' @, Azure's zones, a host's path. An ambiguous
// name is not guessed.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "aicost/catalogue.hpp"

namespace aicost {

struct NameAnswer {
    const CloudModel* entry = nullptr;
    std::string region;                   // the region in the name; empty: none
    double factor = 1.0;                  // of every price in that region
    std::vector<std::string> candidates;  // ids, if it could mean several
};

class ModelNames {
public:
    // The models must outlive this.
    explicit ModelNames(const std::vector<CloudModel>& models);
    [[nodiscard]] NameAnswer find(std::string_view name) const;

private:
    using Keys = std::unordered_map<std::string, std::vector<const CloudModel*>>;
    [[nodiscard]] const Keys& spellings() const;
    [[nodiscard]] NameAnswer find_spelled(std::string_view name) const;

    const std::vector<CloudModel>& models_;
    std::unordered_map<std::string_view, const CloudModel*> ids_, aliases_;
    mutable Keys spellings_;  // made for the first name that is neither
    mutable bool spelled_ = false;
};

// Hashes that narrow down the entries that a name could mean: an entry that ModelNames finds by the name shares one with
// it; so may some others.
class RoughNames {
public:
    void add_keys(std::string_view name, std::vector<std::uint64_t>& keys);
    void add_keys(const CloudModel& entry, std::vector<std::uint64_t>& keys);  // of all its names

private:
    void add_name(std::string_view name, std::vector<std::uint64_t>& keys);
    std::string spelled_;
};

// Ids similar to an unknown name, those of the same maker first.
std::vector<std::string> near_models(std::string_view name, const std::vector<CloudModel>& models);
// "did you mean 'a' or 'b'?", or where to look.
std::string model_advice(const NameAnswer& answer, std::string_view name,
                         const std::vector<CloudModel>& models);

// Does the name begin like a known maker's models: "claude-…"?
bool names_a_maker(std::string_view name);

// Lower case, with a single dash for whatever is between letters and digits; slashes stay.
std::string spelled(std::string_view name);

}  // namespace aicost
