// `aicost advise` as a document.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "aicost/advice.hpp"
#include "aicost/profile.hpp"
#include "report/document.hpp"

namespace aicost {

// How to start with a local model.
struct StartPlan {
    std::string machine;  // "2 x rtx-4090", "24 GiB of memory"; empty: none is known
    double usable_gib = 0.0;
    std::string stated_model;  // named by the profile
    bool stated_can_be_pulled = false;
    std::vector<OpenModel> models;  // that fit, the recommended one first
};

struct AdviceView {
    const Profile& profile;
    const Needs& needs;
    const Advice& advice;
    StartPlan start;
};
Document advice_view(const AdviceView& view);

// "local", "cloud", "hybrid"
std::string side_name(Side side);
std::string reason_text(const Reason& reason, const Profile& profile);
std::string rule_text(const Advice& advice, const std::string& currency);

// The two sides in short, as framed lists.
std::vector<std::string> trade_off_lists();
// When to choose each side, with this case's thresholds if there are any.
std::vector<std::string> when_to_choose(Side side);
// The data flow of a side.
std::vector<std::string> data_flow(const Advice& advice, Side side);

}  // namespace aicost
