#include "cli/start_arguments.hpp"

#include "cli/program.hpp"
#include "cli/start_profile.hpp"

namespace aicost {

namespace {

constexpr const char* usual_file = "my.json";

// A flag's name, or a word, as a template argument of a row's function.
template <std::size_t Size>
struct FlagName {
    char text[Size]{};
    consteval FlagName(const char (&name)[Size]) {  // NOLINT(google-explicit-constructor)
        for (std::size_t i = 0; i < Size; ++i) text[i] = name[i];
    }
};
template <FlagName Name>
void reply(Arguments& arguments, const std::string& value) {
    arguments.own.of<StartArguments>().replies[Name.text] = value;
}
template <FlagName Name, FlagName Word>
void reply_word(Arguments& arguments, const std::string&) {
    const auto [said, is_new] = arguments.own.of<StartArguments>().replies.try_emplace(Name.text, Word.text);
    if (!is_new && said->second != Word.text)
        fail(std::string(Name.text) + ": is said and denied; state one of the two");
}

constexpr OptionRow start_rows[] = {
    {"--monthly-bill", "MONEY", "what the cloud model costs you a month: 80", reply<"--monthly-bill">},
    {"--tokens-per-month", "N", "or the tokens of a month: 60M", reply<"--tokens-per-month">},
    {"--tokens-per-day", "N", "or of a day with work: 2M", reply<"--tokens-per-day">},
    {"--users", "N", "or the people who use it", reply<"--users">},
    {"--requests-per-user-hour", "R", "with --users: of each in an hour of work [what is usual for the use]",
     reply<"--requests-per-user-hour">},
    {"--cloud", "ID", "the cloud model, from the catalogue", reply<"--cloud">},
    {"--use", "NAME", "what for: chat, coding-agent, rag, batch, … (`aicost catalog uses`)", reply<"--use">},
    {"--gpu", "ID", "the machine, from the catalogue; none: the cheapest that serves", reply<"--gpu">},
    {"--gpus", "N", "GPUs in it [1]", reply<"--gpus">},
    {"--gpu-price", "N", "what it costs [by the catalogue]", reply<"--gpu-price">},
    {"--owned", "", "it is there already: its price is 0", reply_word<"--owned", "yes">},
    {"--buy", "", "it would be bought", reply_word<"--owned", "no">},
    {"--model", "ID", "what it runs [the largest open model that fits]", reply<"--model">},
    {"--region", "ID", "where it stands: us-ca, de, …", reply<"--region">},
    {"--data-stays-on-premises", "", "no data may leave the house",
     reply_word<"--data-stays-on-premises", "yes">},
    {"--data-may-leave", "", "it may", reply_word<"--data-stays-on-premises", "no">},
    {"--months", "N", "horizon [24]", reply<"--months">},
    {"-o,--output", "FILE", "the profile to write, over one that is there [my.json, where none is]",
     reply<"--output">},
};

// The reply to a page, instead of a dialogue: the profile, and what was chosen for it.
Outcome run_started(const Arguments& arguments) {
    const Replies& replies = arguments.own.of<StartArguments>().replies;
    check_replies(replies);
    refuse_missing(replies);
    const StartProfile made = start_profile(start_file(arguments), replies);
    Outcome outcome;
    outcome.document = Document();
    outcome.document->data = {{"file", made.profile.text.file},
                              {"profile", made.profile.text.text},
                              {"notes", DataList(made.notes.begin(), made.notes.end())}};
    return outcome;
}

const std::span<const OptionRow> started_options[] = {start_reply_options};

}  // namespace

const std::span<const OptionRow> start_reply_options = start_rows;

const Command started_command = {"started", {}, {}, {}, started_options, {}, 0, 0, run_started, "json"};

std::string start_file(const Arguments& arguments) {
    const Replies& replies = arguments.own.of<StartArguments>().replies;
    const auto stated = replies.find("--output");
    return stated == replies.end() ? usual_file : stated->second;
}

void check_replies(const Replies& replies) {
    std::vector<std::string> said;
    for (const char* flag : volume_flags) {
        if (replies.count(flag) > 0) said.emplace_back(flag);
    }
    if (said.size() > 1) fail(said[1] + ": says again what " + said[0] + " says; state one of the two");
    if (replies.count("--requests-per-user-hour") > 0 && replies.count("--users") == 0)
        fail("--requests-per-user-hour: of how many? --users N says so");
    const auto gpu = replies.find("--gpu"), owned = replies.find("--owned");
    if (owned != replies.end() && owned->second == "yes" && replies.count("--gpu-price") > 0)
        fail("--owned: says again what --gpu-price says; state one of the two");
    for (const char* flag : {"--gpus", "--gpu-price"}) {
        if (gpu != replies.end() && gpu->second == "none" && replies.count(flag) > 0)
            fail(std::string(flag) + ": of which machine? --gpu names it");
    }
    for (const auto& [flag, value] : replies) check_reply(flag, value);
}

}  // namespace aicost
