// The commands: one row each, from which parsing, help and completion are made.
#pragma once

#include <any>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "aicost/profile.hpp"
#include "cli/failure.hpp"
#include "report/document.hpp"

namespace aicost {

// What single commands' own options say: a struct of each command's, made when it is asked for.
class OwnArguments {
public:
    template <class Struct>
    Struct& of() {
        for (std::any& one : all_) {
            if (auto* found = std::any_cast<Struct>(&one)) return *found;
        }
        return all_.emplace_back().emplace<Struct>();
    }
    // As if nothing had been typed, where nothing was.
    template <class Struct>
    [[nodiscard]] const Struct& of() const {
        for (const std::any& one : all_) {
            if (const auto* found = std::any_cast<Struct>(&one)) return *found;
        }
        static const Struct none;
        return none;
    }

private:
    std::vector<std::any> all_;  // one of each type
};

// What was typed, as plain values: what several commands have, and each command's own.
struct Arguments {
    std::vector<std::string> words;  // what is not an option
    std::string profile = "article";
    bool profile_flag = false;  // --profile was given
    std::vector<Override> overrides;
    std::vector<std::string> said;  // "--cloud openai/gpt-5": what overrides the profile, as it was typed
    std::vector<std::pair<std::string, std::string>>
        typed;                     // names and values: those that change what is shown
    std::string monthly_bill;      // MONEY or OPTION=MONEY
    std::string format;            // of the command's own where none is asked for
    std::string output;            // empty: stdout
    std::vector<std::string> get;  // metrics to print alone
    bool no_chart = false;
    bool brief = false;
    bool ascii = false;
    std::string color = "auto";
    bool quiet = false;
    bool csv_safe = false;
    bool help = false;

    std::string as_of;        // a day; empty: not given
    int max_price_age = 180;  // days
    bool strict = false;
    std::string write_profile;  // a file, beside the output

    OwnArguments own;
};

// What a row does with its value: a text is kept, a list grows, a flag is set.
inline void put(std::string& at, const std::string& value) { at = value; }
inline void put(std::vector<std::string>& at, const std::string& value) { at.push_back(value); }
inline void put(bool& at, const std::string&) { at = true; }
template <class Struct, class Value>
Value& member_of(Arguments& arguments, Value Struct::*member) {
    if constexpr (std::is_same_v<Struct, Arguments>) {
        return arguments.*member;
    } else {
        return arguments.own.of<Struct>().*member;
    }
}
// {"--draws", "N", "how many", into<&RiskArguments::draws>}
template <auto Member>
void into(Arguments& arguments, const std::string& value) {
    put(member_of(arguments, Member), value);
}

struct OptionRow {
    std::string_view names;  // "-p,--profile"
    std::string_view value;  // "NAME|FILE|-"; empty: a flag
    std::string_view help;
    void (*take)(Arguments& arguments, const std::string& value);
    bool repeatable = false;
};

// What a command came to: a document for the chosen format, or text that is printed as it is.
struct Outcome {
    std::optional<Document> document;
    std::string text;
    std::vector<std::string> warnings;
    bool streamed = false;            // the command has written its output itself
    std::vector<std::string> errors;  // beside a document that is shown nevertheless
    Exit code = Exit::done;
};

struct Example {
    std::string_view line;
    std::string_view about;
};

struct Command {
    std::string_view name;
    std::string_view words;  // "A B", as the usage line shows them
    std::string_view summary;
    std::string_view details;  // of its help
    std::span<const std::span<const OptionRow>> options;
    std::span<const Example> examples;
    std::size_t min_words = 0;
    std::size_t max_words = 0;
    Outcome (*run)(const Arguments& arguments);
    std::string_view format = "table";  // unless another is asked for
    std::string_view repeats = {};      // an option of several commands that this one takes several times
    std::string_view takes_words = {};  // an option that, where it is given, takes the words too
};

// The words of a command whose only word is a profile.
inline constexpr std::string_view profile_word = "[FILE]";

std::span<const Command* const> commands();
const Command* find_command(std::string_view name);

// PATH=VALUE. Throws Failure.
Override parse_override(const std::string& text, const std::string& flag);

// A word at a path; where that is a catalogue id, what it fills in beats what the profile states.
Override word_override(const std::string& path, const std::string& value);

// What ids fill in must not undo what is stated beside them, whatever the order of the flags.
void put_ids_first(std::vector<Override>& overrides);

// Options that several commands have.
extern const std::span<const OptionRow> profile_options;  // --profile, --set and the short forms
extern const std::span<const OptionRow> output_options;   // --format, --output, --ascii, --color, --quiet
extern const std::span<const OptionRow> get_option;       // --get

extern const Command start_command;
extern const Command compare_command;
extern const Command breakeven_command;
extern const Command explain_command;
extern const Command diff_command;
extern const Command catalog_command;
extern const Command profile_command;
extern const Command sweep_command;
extern const Command check_command;
extern const Command sensitivity_command;
extern const Command risk_command;
extern const Command completion_command;
extern const Command size_command;
extern const Command rank_command;
extern const Command advise_command;
extern const Command usage_command;
extern const Command measure_command;
extern const Command report_command;
extern const Command licenses_command;

}  // namespace aicost
