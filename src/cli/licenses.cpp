#include "cli/command.hpp"
#include "cli/notices.hpp"

namespace aicost {

namespace {

Outcome run_licenses(const Arguments&) {
    Outcome outcome;
    outcome.text = std::string(embedded::license()) + "\n\n" + std::string(embedded::notices());
    return outcome;
}

constexpr OptionRow licenses_rows[] = {
    {"-o,--output", "FILE", "write there instead of stdout, whole or not at all", into<&Arguments::output>},
};
constexpr std::span<const OptionRow> licenses_own_options = licenses_rows;
const std::span<const OptionRow> licenses_options[] = {licenses_own_options};
constexpr Example licenses_examples[] = {
    {"aicost licenses | less", "read them"},
    {"aicost licenses -o NOTICES.txt", "a file to hand on with the program"},
};

}  // namespace

const Command licenses_command = {
    "licenses",
    "",
    "the licences of the program, of what it is made of, and of its data",
    "Prints aicost's own licence, the notices of the libraries that are part of it, and the terms of the "
    "catalogue's sources. Who hands the program on hands these on with it.",
    licenses_options,
    licenses_examples,
    0,
    0,
    run_licenses};

}  // namespace aicost
