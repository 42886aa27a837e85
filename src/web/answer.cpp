#include "web/answer.hpp"

#include <optional>

#include "cli/program.hpp"
#include "cli/report_study.hpp"

namespace aicost {

namespace {

struct AnswerArguments {
    std::vector<std::string> parts;
};

constexpr OptionRow answer_rows[] = {
    {"--part", "NAME", "answer, breakeven, sensitivity, map, risk or sources", into<&AnswerArguments::parts>,
     true},
};

// The last state asked for: whose it is, and what was worked out.
std::string state;
std::optional<ReportStudy> kept;

std::string state_of(const Arguments& arguments) {
    const ProfileText text = find_profile(arguments.profile);
    std::string all = text.file + '\0' + text.text;
    for (const auto& [name, value] : arguments.typed) {
        if (name != "--part") all += '\0' + name + '\0' + value;
    }
    return all;
}

Outcome run_answer(const Arguments& arguments) {
    std::vector<ReportPart> parts;
    for (const std::string& name : arguments.own.of<AnswerArguments>().parts) {
        const auto part = report_part(name);
        if (!part) fail("--part: '" + name + "' is not a part of a report");
        parts.push_back(*part);
    }
    if (std::string asked = state_of(arguments); !kept || state != asked) {
        kept.reset();
        Arguments report = arguments;
        std::erase_if(report.typed, [](const auto& typed) { return typed.first == "--part"; });
        kept.emplace(std::move(report));
        state = std::move(asked);
    }
    Outcome outcome;
    outcome.document = kept->document(parts);
    return outcome;
}

const std::span<const OptionRow> answer_options[] = {answer_rows, report_own_options, profile_options};

}  // namespace

const Command answer_command = {"answer", profile_word, {}, {}, answer_options, {}, 0, 1, run_answer, "html"};

}  // namespace aicost
