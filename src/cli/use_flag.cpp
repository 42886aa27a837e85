#include "cli/use_flag.hpp"

#include <algorithm>

#include "text/nearest.hpp"

namespace aicost {

namespace {

constexpr int under_all = -1;  // the layer of overrides that any stated value replaces
constexpr std::string_view flag_and_id = "--use ";

}  // namespace

Use named_use(const std::string& name) {
    if (auto use = find_use(name)) return *use;
    std::vector<std::string> ids;
    for (const Use& one : uses()) ids.push_back(one.fact.id);
    const auto close = nearest(name, ids, 3);
    fail("--use: '" + name + "' is not a use that is known; " +
         (close.empty() ? "one of " + alternatives(ids) : "did you mean " + alternatives(close) + "?"));
}

void take_use(Arguments& arguments, const std::string& name) {
    const Use use = named_use(name);
    const auto set = [&](const std::string& path, const std::string& value) {
        arguments.overrides.push_back({path, value, std::string(flag_and_id) + use.fact.id, under_all});
    };
    set("workload.conversation", "null");
    set("workload.output_share", "null");
    for (const UseInput& one : use_inputs(use)) set(one.path, one.value);
}

bool is_of_use(const Override& change) { return change.flag.starts_with(flag_and_id); }

void let_stated_mix_win(std::vector<Override>& overrides) {
    const bool share = std::any_of(overrides.begin(), overrides.end(), [](const Override& change) {
        return !is_of_use(change) && change.path == "workload.output_share";
    });
    if (!share) return;
    for (Override& change : overrides) {
        if (is_of_use(change) && change.path.ends_with("_tokens_per_request")) change.value = "null";
    }
}

void say_use(Profile& profile) {
    for (const Override& change : profile.overrides) {
        const bool stated = std::any_of(
            profile.overrides.begin(), profile.overrides.end(),
            [&](const Override& other) { return !is_of_use(other) && other.path == change.path; });
        if (!is_of_use(change) || stated || change.value == "null" || change.value == "0") continue;
        const Use use = named_use(change.flag.substr(flag_and_id.size()));
        for (const UseInput& input : use_inputs(use)) {
            if (input.path == change.path)
                profile.filled.push_back({change.path, change.flag + ": " + input.source, use.fact.as_of});
        }
    }
}

}  // namespace aicost
