#include "usage/measure.hpp"

#include "cli/program.hpp"
#include "cli/terminal.hpp"

namespace aicost {

namespace {

constexpr std::size_t largest_file = std::size_t{64} << 20U;

Document document_of(const Measurement& measured) {
    Document document;
    auto& blocks = document.blocks;
    blocks.emplace_back(Heading{"Measured with " + measured.kind});
    Table table;
    table.columns = {{"Test", "test"},
                     {"Model", "model"},
                     {"Reading tok/s", "input_tokens_per_second", true},
                     {"Writing tok/s", "output_tokens_per_second", true}};
    const auto row = [&](const std::string& name, const std::string& model,
                         const std::optional<double>& input, const std::optional<double>& output) {
        table.rows.push_back({text_cell(name), text_cell(model), number_cell(input, Unit::number),
                              number_cell(output, Unit::number)});
    };
    DataList tests;
    for (const SpeedTest& test : measured.tests) {
        row(test.name, test.model, test.input_tokens_per_second, test.output_tokens_per_second);
        tests.emplace_back(DataObject{{"test", test.name},
                                      {"model", test.model},
                                      {"input_tokens_per_second", test.input_tokens_per_second},
                                      {"output_tokens_per_second", test.output_tokens_per_second}});
    }
    blocks.emplace_back(std::move(table));
    blocks.emplace_back(Heading{"For an option of a profile"});
    std::vector<std::string> lines;
    std::string text = serving_text(measured);
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        lines.push_back(text.substr(at, end - at));
        at = end + 1;
    }
    blocks.emplace_back(Verbatim{std::move(lines), "json"});
    blocks.emplace_back(Notes{"", measured.notes});
    DataList notes;
    for (const std::string& note : measured.notes) notes.emplace_back(note);
    DataList warnings;
    for (const std::string& warning : measured.warnings) warnings.emplace_back(warning);
    document.data = {{"aicost", AICOST_VERSION},
                     {"command", "measure"},
                     {"measured_with", measured.kind},
                     {"serving", DataObject{{"input_tokens_per_second", measured.input_tokens_per_second},
                                            {"output_tokens_per_second", measured.output_tokens_per_second}}},
                     {"tests", std::move(tests)},
                     {"notes", std::move(notes)},
                     {"warnings", std::move(warnings)}};
    return document;
}

struct MeasureArguments {
    std::string option;  // the option whose serving block is written
};

Outcome run_measure(const Arguments& arguments) {
    const std::string& file = arguments.words[0];
    const Measurement measured = measure(read_input(file, largest_file, "measurement"));
    if (!measured.problem.empty()) {
        const std::string at = measured.line > 0 ? ":" + std::to_string(measured.line) : "";
        fail((file == "-" ? "<stdin>" : file) + at + ": " + measured.problem);
    }
    Outcome outcome;
    outcome.warnings = measured.warnings;
    const bool said = !measured.input_tokens_per_second && !measured.warnings.empty();
    if (!said && (!measured.input_tokens_per_second || !measured.output_tokens_per_second))
        outcome.warnings.emplace_back("only one of the two rates was measured; a profile needs both");
    const std::string& option = arguments.own.of<MeasureArguments>().option;
    if (!arguments.write_profile.empty()) {
        const ServingProfile profile =
            profile_with_serving(find_profile(arguments.profile).text, measured, option);
        if (!profile.problem.empty()) fail("--write-profile: " + profile.problem);
        write_output(arguments.write_profile, profile.text);
    } else if (!option.empty()) {
        fail("--option says which option --write-profile sets; it needs --write-profile FILE");
    }
    outcome.document = document_of(measured);
    return outcome;
}

constexpr OptionRow measure_rows[] = {
    {"--write-profile", "FILE", "write a profile with the measured `serving` block",
     into<&Arguments::write_profile>},
    {"-p,--profile", "NAME|FILE", "for --write-profile: the profile to put it in [article]",
     into<&Arguments::profile>},
    {"--option", "ID", "for --write-profile: the option that was measured [the only machine]",
     into<&MeasureArguments::option>},
};
constexpr std::span<const OptionRow> measure_own_options = measure_rows;
const std::span<const OptionRow> measure_options[] = {measure_own_options, value_option, output_options};
constexpr Example measure_examples[] = {
    {"llama-bench -m model.gguf | aicost measure -", "the serving block of this machine"},
    {"aicost measure answer.json --write-profile my.json", "a profile with what Ollama measured"},
};

}  // namespace

const Command measure_command = {
    "measure",
    "FILE|-",
    "llama-bench, Ollama or vLLM measurements to a profile's serving block",
    "Reads what llama-bench, llama-server, Ollama, LM Studio or the benchmarks of vLLM, SGLang and others "
    "print or save (docs/measure.md lists them) and prints the tokens a second that one machine reads and "
    "writes, as a profile's `serving` block.",
    measure_options,
    measure_examples,
    1,
    1,
    run_measure};

}  // namespace aicost
