// The commands, one row each, from which parsing, help and completion are generated.
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

// The options of single commands: one struct per command, created on first use.
class OwnArguments {
public:
    template <class Struct>
    Struct& of() {
        for (std::any& one : all_) {
            if (auto* found = std::any_cast<Struct>(&one)) return *found;
        }
        return all_.emplace_back().emplace<Struct>();
    }
    // Defaults, if nothing was typed.
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

// What was typed, as plain values: shared options, and each command's own.
struct Arguments {
    std::vector<std::string> words;  // everything but options
    std::string profile = "article";
    bool profile_flag = false;  // --profile was given
    std::vector<Override> overrides;
    std::vector<std::string> said;  // "--cloud openai/gpt-5": options that override the profile, as typed
    std::vector<std::pair<std::string, std::string>>
        typed;                     // names and values of options that change what is shown
    std::string monthly_bill;      // MONEY or OPTION=MONEY
    std::string format;            // the command's default if not stated
    std::string output;            // empty: stdout
    std::vector<std::string> get;  // print only these metrics
    bool no_chart = false;
    bool brief = false;
    bool ascii = false;
    std::string color = "auto";
    bool quiet = false;
    bool csv_safe = false;
    bool help = false;

    std::string as_of;        // a date; empty: not given
    int max_price_age = 180;  // days
    bool strict = false;
    std::string write_profile;  // a file, in addition to the output

    OwnArguments own;
};

// Stores an option's value: sets a text, appends to a list, sets a flag.
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

// A command's result: a document for the chosen format, or text that is printed as is.
struct Outcome {
    std::optional<Document> document;
    std::string text;
    std::vector<std::string> warnings;
    bool streamed = false;            // the command has written its output itself
    std::vector<std::string> errors;  // in addition to a document, which is still shown
    Exit code = Exit::done;
};

struct Example {
    std::string_view line;
    std::string_view about;
};

struct Command {
    std::string_view name;
    std::string_view words;  // "A B", as in the usage line
    std::string_view summary;
    std::string_view details;  // of its help
    std::span<const std::span<const OptionRow>> options;
    std::span<const Example> examples;
    std::size_t min_words = 0;
    std::size_t max_words = 0;
    Outcome (*run)(const Arguments& arguments);
    std::string_view format = "table";  // the default
    std::string_view repeats = {};      // a shared option that this command accepts several times
    std::string_view takes_words = {};  // an option that, where it is given, takes the words too
};

// For a command whose only word is a profile.
inline constexpr std::string_view profile_word = "[FILE]";

std::span<const Command* const> commands();
const Command* find_command(std::string_view name);

// PATH=VALUE. Throws Failure.
Override parse_override(const std::string& text, const std::string& flag);

// Sets a path to a word; if that is a catalogue id, what it fills in replaces the profile's values.
Override word_override(const std::string& path, const std::string& value);

// Reorders overrides: what ids fill in must not override stated values, whatever the order of the flags.
void put_ids_first(std::vector<Override>& overrides);

// Options that several commands have.
extern const std::span<const OptionRow> profile_options;  // --profile, --set and the short forms
extern const std::span<const OptionRow> output_options;   // --format, --output, --ascii, --color, --quiet
extern const std::span<const OptionRow> get_option;       // --get
extern const std::span<const OptionRow> value_option;     // of commands whose results are no metrics

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
