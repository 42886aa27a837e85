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

// The two sides in short, as lists in frames; a rented machine is no machine of one's own.
std::vector<std::string> trade_off_lists(const Advice& advice);
// When each side is the one to choose.
std::vector<std::string> when_to_choose(const Advice& advice, Side side);
// How data flows on a side that there is.
std::vector<std::string> data_flow(const Advice& advice, const SideAdvice& side);

}  // namespace aicost
