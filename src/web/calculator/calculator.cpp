// calculator FILE: writes the page for people without the program: the report of the first built-in profile, preceded by
// a choice of profiles and the questions of `aicost start`, which the engine in the page processes.
#include <fstream>
#include <iostream>

#include "aicost/profile.hpp"
#include "cli/program.hpp"
#include "report/html/carried.hpp"
#include "report/html/frame.hpp"
#include "web/calculator/assets.hpp"
#include "web/calculator/form.hpp"

namespace aicost::calculator {

namespace {

std::string written() {
    Arguments arguments;
    arguments.profile = built_in_profiles().front();
    arguments.format = report_command.format;
    const Outcome outcome = report_command.run(arguments);
    DataList profiles;
    for (const std::string_view name : built_in_profiles())
        profiles.emplace_back(
            DataObject{{"name", std::string(name)}, {"text", built_in_profile(name)->text}});
    return html::page(
        *outcome.document,
        {style(), script(), form(), html::carried_data("profiles", {{"profiles", std::move(profiles)}})});
}

}  // namespace

}  // namespace aicost::calculator

int main(int count, char** words) {
    if (count != 2) return static_cast<int>(aicost::Exit::bad_input);
    try {
        std::ofstream file(words[1], std::ios::binary);
        file << aicost::calculator::written();
        file.close();
        if (file) return 0;
        std::cerr << words[1] << ": cannot be written\n";
    } catch (const aicost::Failure& failure) {
        for (const std::string& line : failure.lines) std::cerr << line << "\n";
    }
    return static_cast<int>(aicost::Exit::bad_file);
}
