#include "cli/start_questions.hpp"

#include <deque>

#include "catch.hpp"
#include "cli/failure.hpp"

namespace start_questions_test {

using namespace aicost;

namespace {

struct Talk {
    std::deque<std::string> answers;
    std::string said;

    Replies hold(Replies replies = {}) {
        ask({[&](std::string& line) {
                 if (answers.empty()) return false;
                 line = answers.front();
                 answers.pop_front();
                 return true;
             },
             [&](const std::string& text) { said += text; },
             [](const std::string& flag, const std::string& value) {
                 if (flag == "--cloud" && value == "gpt-9")
                     fail("--cloud: 'gpt-9' is not in the catalogue; did you mean 'gpt-5'?");
             }},
            replies);
        return replies;
    }
};

std::string volume(const std::string& answer) {
    const auto [flag, value] = volume_reply(answer);
    return flag + " " + value;
}

}  // namespace

TEST_CASE("an empty answer is what is usual") {
    Talk talk{{"", "", "", "", "", ""}, ""};
    const Replies replies = talk.hold();
    CHECK(replies.at("--tokens-per-month") == "60M");
    CHECK(replies.at("--gpu") == "none");
    CHECK(replies.count("--owned") == 0);
    CHECK(replies.at("--data-stays-on-premises") == "no");
    CHECK(talk.said.find("[openai/gpt-5-mini]") != std::string::npos);
}

TEST_CASE("what is not understood is asked again, with what it could be") {
    Talk talk{{"80", "$80", "gpt-9", "gpt-5", "chat", "rtx-4090", "perhaps", "y", "de", "n"}, ""};
    const Replies replies = talk.hold();
    CHECK(replies.at("--monthly-bill") == "80");
    CHECK(replies.at("--cloud") == "gpt-5");
    CHECK(replies.at("--owned") == "yes");
    CHECK(talk.said.find("did you mean 'gpt-5'?") != std::string::npos);
    CHECK(talk.said.find("--cloud:") == std::string::npos);
    CHECK(talk.said.find("'perhaps' is not yes or no") != std::string::npos);
}

TEST_CASE("what a flag says is not asked") {
    Talk talk{{}, ""};
    talk.hold({{"--users", "5"},
               {"--cloud", "a"},
               {"--use", "chat"},
               {"--gpu", "none"},
               {"--region", "de"},
               {"--data-stays-on-premises", "no"}});
    CHECK(talk.said.empty());
}

TEST_CASE("answers that end early say the flag") {
    Talk talk{{"$80"}, ""};
    CHECK_THROWS_AS(talk.hold(), Failure);
}

TEST_CASE("how much, as people say it") {
    CHECK(volume("$1,200 a month") == "--monthly-bill 1,200");
    CHECK(volume("80 dollars") == "--monthly-bill 80");
    CHECK(volume("80$") == "--monthly-bill 80");
    CHECK(volume("60M") == "--tokens-per-month 60M");
    CHECK(volume("60M tokens per month") == "--tokens-per-month 60M");
    CHECK(volume("2M tokens a day") == "--tokens-per-day 2M");
    CHECK(volume("1.5b tokens") == "--tokens-per-month 1.5B");
    CHECK(volume("500k/day") == "--tokens-per-day 500k");
    CHECK(volume("20 users") == "--users 20");
    for (const char* unclear : {"80", "", "much", "2Mx", "many users a day"})
        CHECK_THROWS_AS(volume_reply(unclear), Failure);
}

}  // namespace start_questions_test
