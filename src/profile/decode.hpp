// JSON -> structs, driven by the lists of fields.
#pragma once

#include <string>
#include <vector>

#include "aicost/check.hpp"
#include "aicost/parameter.hpp"
#include "aicost/profile.hpp"
#include "json/json_text.hpp"

namespace aicost {

// A fault without its position: the caller knows where the path is.
struct PathFault {
    std::string path;
    std::string problem;
    std::string got;
    std::string remedy;
};

// Fills `owner`, a struct that `record` describes, from a JSON object. `ignored`: keys read elsewhere.
void decode(const Json& object, const Record& record, void* owner, const std::string& path,
            std::vector<PathFault>& faults, const std::vector<std::string_view>& ignored = {});

// The profile's own keys, the scenario and its options.
void decode_profile(const Json& root, Profile& profile, std::vector<PathFault>& faults);

// An empty option of that kind; none if there is no such kind.
std::optional<Option> option_of_kind(std::string_view kind);
std::vector<std::string> option_kinds();

// Keys of a profile that are neither the scenario's nor an option's.
std::vector<std::string_view> profile_keys();

}  // namespace aicost
