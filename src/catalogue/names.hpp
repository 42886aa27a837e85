// Names as people write them, in one place: --cloud, profiles, `catalog show` and usage logs all ask here.
//
// A model is found by its id or one of its other names; else without what is only a spelling of them: capitals,
// dots and dashes, a provider's other names, a date or "-latest" behind it, Bedrock's regions and versions,
// Vertex' @, Azure's zones, the shelf on which a host keeps it. What several entries fit is not guessed.
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
    std::string region;                   // of a name that says one; empty: none
    double factor = 1.0;                  // of every price in that region
    std::vector<std::string> candidates;  // ids, where it could mean several
};

class ModelNames {
public:
    // The models live longer.
    explicit ModelNames(const std::vector<CloudModel>& models);
    [[nodiscard]] NameAnswer find(std::string_view name) const;

private:
    using Keys = std::unordered_map<std::string, std::vector<const CloudModel*>>;
    [[nodiscard]] const Keys& spellings() const;

    const std::vector<CloudModel>& models_;
    std::unordered_map<std::string_view, const CloudModel*> ids_, aliases_;
    mutable Keys spellings_;  // made at the first name that is neither
    mutable bool spelled_ = false;
};

// Numbers by which the few entries are found that a name could mean: an entry that ModelNames finds by the name
// has one in common with it; some that it does not find have, too.
class RoughNames {
public:
    void add_keys(std::string_view name, std::vector<std::uint64_t>& keys);
    void add_keys(const CloudModel& entry, std::vector<std::uint64_t>& keys);  // of all its names

private:
    void add_name(std::string_view name, std::vector<std::uint64_t>& keys);
    std::string spelled_;
};

// Ids that are near to a name which means none: of the same maker first.
std::vector<std::string> near_models(std::string_view name, const std::vector<CloudModel>& models);
// "did you mean 'a' or 'b'?", or where to look.
std::string model_advice(const NameAnswer& answer, std::string_view name,
                         const std::vector<CloudModel>& models);

// Whether the name begins as a known maker's models do: "claude-…".
bool names_a_maker(std::string_view name);

// Lower-case, and one dash for whatever stands between letters and digits; slashes stay.
std::string spelled(std::string_view name);

}  // namespace aicost
