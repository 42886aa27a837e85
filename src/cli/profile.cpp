#include <sys/stat.h>

#include <algorithm>

#include "aicost/profile.hpp"
#include "cli/path_word.hpp"
#include "cli/program.hpp"
#include "cli/terminal.hpp"
#include "text/nearest.hpp"

namespace aicost {

namespace {

Outcome list(const Arguments&) {
    Table table;
    table.columns = {{"Profile", "profile"}, {"What it is", "description"}};
    DataList profiles;
    for (const std::string_view name : built_in_profiles()) {
        const Result<Profile> loaded = load_profile(*built_in_profile(name), {}, catalogue());
        const std::string description = loaded.value ? loaded->description : "";
        table.rows.push_back({text_cell(std::string(name)), text_cell(description)});
        profiles.emplace_back(DataObject{{"name", std::string(name)}, {"description", description}});
    }
    Outcome outcome;
    outcome.document.emplace();
    outcome.document->blocks.emplace_back(std::move(table));
    outcome.document->data = {
        {"aicost", AICOST_VERSION}, {"command", "profile list"}, {"profiles", std::move(profiles)}};
    return outcome;
}

Outcome show_profile(const Arguments& arguments) {
    if (arguments.words.size() != 2)
        fail("`aicost profile show` needs one name; for example `aicost profile show article`");
    Outcome outcome;
    outcome.text = find_profile(arguments.words[1]).text;
    return outcome;
}

Outcome validate(const Arguments& arguments) {
    if (arguments.words.size() < 2)
        fail("`aicost profile validate` needs a file; for example `aicost profile validate my.json`");
    Outcome outcome;
    Failure failure;
    for (std::size_t i = 1; i < arguments.words.size(); ++i) {
        const std::string& file = arguments.words[i];
        try {
            const Result<Profile> loaded = load_profile(find_profile(file), {}, catalogue());
            if (!loaded.value) fail(loaded.faults);
            outcome.text += file + ": ok\n";
        } catch (const Failure& one) {
            failure.lines.insert(failure.lines.end(), one.lines.begin(), one.lines.end());
            failure.code = std::max(failure.code, one.code);
        }
    }
    if (!failure.lines.empty()) throw failure;
    return outcome;
}

// A profile to start with: the article's, named after the file.
Outcome create(const Arguments& arguments) {
    if (arguments.words.size() == 1 && !arguments.output.empty())
        fail("--output: the file stands behind the word: aicost profile new " + arguments.output);
    if (arguments.words.size() != 2)
        fail("`aicost profile new` needs a file; for example `aicost profile new my.json`");
    const std::string& file = arguments.words[1];
    if (built_in_profile(file))
        fail("'" + file + "' is the name of a built-in profile; choose another, such as my-" + file +
             ".json");
    struct stat status {};
    if (::stat(file.c_str(), &status) == 0)
        fail(file + ": is there already; choose another name, or take it away first", Exit::bad_file);
    write_output(file, find_profile(arguments.profile).text);
    Outcome outcome;
    outcome.text = file + ": written; `aicost compare -p " + file + "` runs it\n";
    return outcome;
}

Outcome schema(const Arguments&) {
    Outcome outcome;
    outcome.text = profile_schema();
    return outcome;
}

// Is it a path of some profile, as one writes it: local.hardware.gpu.unit_price for ID(owned).hardware.ITEM.unit_price?
bool is_of(const std::string& path, const std::string& described) {
    std::size_t at = 0, like = 0;
    while (at != path.npos && like != described.npos) {
        const std::size_t end = path.find('.', at), close = described.find('.', like);
        const std::string word = path.substr(at, end - at), general = described.substr(like, close - like);
        if (word != general && !general.starts_with("ID(") && general != "ITEM" && general != "N")
            return false;
        at = end == path.npos ? end : end + 1;
        like = close == described.npos ? close : close + 1;
    }
    return at == path.npos && like == described.npos;
}

Outcome params(const Arguments& arguments) {
    const std::string wanted = arguments.words.size() > 1 ? arguments.words[1] : "";
    Table table;
    table.columns = {{"Path", "path"},   {"Type", "type"},       {"Unit", "unit"},
                     {"Range", "range"}, {"Default", "default"}, {"Meaning", "meaning"}};
    DataList parameters;
    for (const ParameterDescription& one : describe_parameters()) {
        if (one.path.find(wanted) == std::string::npos && !is_of(written_path(wanted), one.path)) continue;
        table.rows.push_back({text_cell(one.path), text_cell(one.type),
                              text_cell(std::string(symbol(one.unit))), text_cell(one.range),
                              text_cell(one.fallback), text_cell(one.help)});
        parameters.emplace_back(DataObject{{"path", one.path},
                                           {"type", one.type},
                                           {"unit", std::string(symbol(one.unit))},
                                           {"range", one.range},
                                           {"default", one.fallback},
                                           {"meaning", one.help}});
    }
    if (table.rows.empty()) fail("no path has '" + wanted + "' in it; `aicost profile params` lists all");
    Outcome outcome;
    outcome.document.emplace();
    outcome.document->blocks.emplace_back(std::move(table));
    outcome.document->data = {
        {"aicost", AICOST_VERSION}, {"command", "profile params"}, {"parameters", std::move(parameters)}};
    return outcome;
}

struct Verb {
    std::string_view name;
    Outcome (*run)(const Arguments&);
    std::size_t max_words;
};
constexpr Verb verbs[] = {
    {"list", list, 1},  {"show", show_profile, 2}, {"validate", validate, 1000},
    {"new", create, 2}, {"schema", schema, 1},     {"params", params, 2},
};

Outcome run_profiles(const Arguments& arguments) {
    std::vector<std::string> names;
    for (const Verb& verb : verbs) {
        names.emplace_back(verb.name);
        if (arguments.words[0] != verb.name) continue;
        if (arguments.words.size() > verb.max_words)
            fail("'" + arguments.words[verb.max_words] + "' is one word too many for `aicost profile " +
                 names.back() + "`");
        if (verb.name != "new" && arguments.profile != Arguments().profile)
            fail("--profile: is for `aicost profile new`; a profile stands behind the word: aicost profile " +
                 names.back() + (verb.max_words > 1 ? " " + arguments.profile : ""));
        return verb.run(arguments);
    }
    const auto close = nearest(arguments.words[0], names, 1);
    fail("'" + arguments.words[0] + "' is not a command of `aicost profile`; " +
         (close.empty() ? "one of " + alternatives(names) : "did you mean " + alternatives(close) + "?"));
}

constexpr OptionRow profiles_rows[] = {
    {"-p,--profile", "NAME|FILE|-", "for new: what to begin with [article]", into<&Arguments::profile>},
};
constexpr std::span<const OptionRow> profiles_own_options = profiles_rows;
const std::span<const OptionRow> profiles_options[] = {profiles_own_options, output_options};
constexpr Example profiles_examples[] = {
    {"aicost profile new my.json", "a profile to begin with, in a new file"},
    {"aicost profile validate my.json", "every fault of it, with its line, or ok"},
};

}  // namespace

const Command profile_command = {
    "profile",
    "list|show NAME|new FILE|validate FILE…|schema|params [WORD]",
    "built-in profiles, a new one, its faults, its schema and inputs",
    "Lists and shows the built-in profiles, writes a new one, finds the faults of yours, and prints the JSON "
    "Schema and every input that a profile may state.",
    profiles_options,
    profiles_examples,
    1,
    1000,
    run_profiles};

}  // namespace aicost
