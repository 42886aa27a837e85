#include "cli/start_questions.hpp"

#include <algorithm>
#include <vector>

#include "aicost/use.hpp"
#include "cli/failure.hpp"
#include "text/lower_case.hpp"
#include "text/nearest.hpp"
#include "text/value.hpp"

namespace aicost {

namespace {

constexpr const char* volume = "--tokens-per-month";  // represents all flags that state the volume

struct Question {
    const char* flag;
    const char* text;
    const char* usual;
    bool is_choice = false;  // yes or no
};
constexpr Question questions[] = {
    {volume, "What do you pay or use a month? $80, 60M tokens, 2M tokens a day, 20 users", "60M tokens"},
    {"--cloud", "Which cloud model is it, or would it be?", "openai/gpt-5-mini"},
    {"--use", "What for?", "chat"},
    {"--gpu",
     "Which machine would run a model? rtx-4090, mac-studio-m4-max-64, …; none: the cheapest that fits",
     "none"},
    {"--owned", "Is it yours already?", "yes", true},
    {"--region", "Where does it stand? us, us-ca, de, …: a country, or a state of the US", "us"},
    {"--data-stays-on-premises", "Must the data stay with you?", "no", true},
};

bool says_volume(const Replies& replies) {
    return std::any_of(std::begin(volume_flags), std::end(volume_flags),
                       [&](const char* flag) { return replies.count(flag) > 0; });
}

bool is_open(const Question& question, const Replies& replies) {
    if (question.flag == volume) return !says_volume(replies);
    if (replies.count(question.flag) > 0) return false;
    if (std::string_view(question.flag) != "--owned") return true;
    const auto gpu = replies.find("--gpu");
    return gpu != replies.end() && gpu->second != "none" && replies.count("--gpu-price") == 0;
}

std::string trimmed(const std::string& text) {
    const auto begin = text.find_first_not_of(" \t\r");
    return begin == text.npos ? "" : text.substr(begin, text.find_last_not_of(" \t\r") + 1 - begin);
}

bool ends_in(std::string& text, std::initializer_list<std::string_view> endings) {
    for (const std::string_view ending : endings) {
        if (!text.ends_with(ending)) continue;
        text = trimmed(text.substr(0, text.size() - ending.size()));
        return true;
    }
    return false;
}

// Adds an answer to the replies.
void take(const Question& question, const std::string& answer, const Dialogue& dialogue, Replies& replies) {
    std::string flag = question.flag, value = answer;
    if (flag == volume) std::tie(flag, value) = volume_reply(answer);
    if (question.is_choice) value = yes_or_no(flag, answer);
    dialogue.check(flag, value);
    replies[flag] = value;
}

}  // namespace

std::pair<std::string, std::string> volume_reply(const std::string& answer) {
    std::string text = lower_case(trimmed(answer));
    const auto unknown = [&] {
        fail("'" + answer +
             "' does not say of what; $80 is a bill, 60M tokens or 2M tokens a day a volume, "
             "20 users people");
    };
    if (text.starts_with("$")) {
        static_cast<void>(ends_in(text, {"a month", "per month", "/month", "/mo"}));
        return {"--monthly-bill", trimmed(text.substr(1))};
    }
    const bool by_day = ends_in(text, {"a day", "per day", "/day", "daily"});
    const bool by_month = !by_day && ends_in(text, {"a month", "per month", "/month", "/mo", "monthly"});
    if (!by_day && ends_in(text, {"dollars", "usd", "$"})) return {"--monthly-bill", text};
    if (!by_day && !by_month && ends_in(text, {"users", "user", "people", "developers", "seats"}))
        return {"--users", text};
    const bool tokens = ends_in(text, {"tokens", "token"});
    const bool suffix = !text.empty() && (text.back() < '0' || text.back() > '9');
    // here m means a million
    if (text.ends_with("m") || text.ends_with("b") || text.ends_with("t"))
        text.back() = static_cast<char>(text.back() - 'a' + 'A');
    if (!parse_value(text) || !(tokens || by_day || by_month || suffix)) unknown();
    return {by_day ? "--tokens-per-day" : volume, text};
}

std::string yes_or_no(const std::string& flag, const std::string& answer) {
    const std::string text = lower_case(answer);
    if (text == "y" || text == "yes" || text == "true") return "yes";
    if (text == "n" || text == "no" || text == "false") return "no";
    fail(flag + ": '" + answer + "' is not yes or no");
}

void ask(const Dialogue& dialogue, Replies& replies) {
    for (const Question& question : questions) {
        while (is_open(question, replies)) {
            std::string text = question.text;
            if (std::string_view(question.flag) == "--use") {
                std::vector<std::string> ids;
                for (const Use& use : uses()) ids.push_back(use.fact.id);
                text += " " + alternatives(ids);
                text.erase(std::remove(text.begin(), text.end(), '\''), text.end());
            }
            dialogue.say(text + " [" + question.usual + "]\n> ");
            std::string line;
            if (!dialogue.read(line))
                fail("the answers end before all is said; " + std::string(question.flag) + " says it, too");
            line = trimmed(line);
            try {
                take(question, line.empty() ? question.usual : line, dialogue, replies);
            } catch (const Failure& failure) {
                for (std::string said : failure.lines) {
                    if (said.starts_with("--")) said = said.substr(said.find(": ") + 2);
                    dialogue.say("  " + said + "\n");
                }
            }
        }
    }
}

void refuse_missing(const Replies& replies) {
    std::string missing;
    for (const Question& question : questions) {
        if (question.is_choice || !is_open(question, replies)) continue;
        missing += missing.empty() ? "" : ", ";
        missing += question.flag == volume ? "--monthly-bill, --tokens-per-month, --tokens-per-day or --users"
                                           : question.flag;
    }
    if (missing.empty()) return;
    fail("there is no terminal to ask on, and these are missing: " + missing +
         "; for example aicost start --monthly-bill 80 --cloud gpt-5-mini --use chat --gpu rtx-4090 --owned "
         "--region de");
}

}  // namespace aicost
