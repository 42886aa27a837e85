#include "cli/file_roles.hpp"

#include "cli/check_run.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <utility>

#include "catalogue/fields.hpp"
#include "catalogue/user_catalogue.hpp"
#include "cli/program.hpp"
#include "cli/start_arguments.hpp"

namespace aicost {

namespace {

using FileId = std::pair<dev_t, ino_t>;

struct Output {
    std::string file;
    std::string_view flag;
};

std::vector<Output> outputs;
std::vector<FileId> inputs;

// Only for files; devices and pipes may be both read and written.
std::optional<FileId> id_of(const struct stat& status) {
    if (!S_ISREG(status.st_mode)) return {};
    return FileId{status.st_dev, status.st_ino};
}
std::optional<FileId> id_of(const std::string& file) {
    struct stat status {};
    return ::stat(file.c_str(), &status) == 0 ? id_of(status) : std::nullopt;
}

bool is_same(const std::string& a, const std::string& b) {
    const auto one = id_of(a), other = id_of(b);
    if (one || other) return one == other;
    struct stat status {};
    if (::stat(a.c_str(), &status) == 0) return false;  // a device
    std::error_code error;
    const auto whole = [&](const std::string& file) {
        return std::filesystem::weakly_canonical(std::filesystem::absolute(file, error), error);
    };
    return whole(a) == whole(b);
}

[[noreturn]] void refuse_input(const std::string& file) {
    fail(file + ": is read by this command too; write to another file");
}

}  // namespace

void plan_outputs(const Command& command, const Arguments& arguments) {
    const Output stated[] = {{arguments.output, "--output"},
                             {arguments.write_profile, "--write-profile"},
                             {arguments.own.of<CheckArguments>().write_baseline, "--write-baseline"}};
    outputs.clear();
    for (const Output& output : stated) {
        if (!output.file.empty() && output.file != "-") outputs.push_back(output);
    }
    if (command.name == "profile" && arguments.words.size() == 2 && arguments.words[0] == "new")
        outputs.push_back({arguments.words[1], "`profile new`"});
    if (command.name == "start") outputs.push_back({start_file(arguments), "--output"});
    for (auto one = outputs.begin(); one != outputs.end(); ++one) {
        for (auto other = outputs.begin(); other != one; ++other) {
            if (is_same(one->file, other->file))
                fail(one->file + ": is to be written twice, by " + std::string(other->flag) + " and " +
                     std::string(one->flag) + "; a file for each");
        }
        for (const std::string_view list :
             {cloud_model_file.name, gpu_file.name, open_model_file.name, quantization_file.name,
              throughput_file.name, electricity_file.name}) {
            const std::string own = user_catalogue_file(catalogue().directory(), list);
            if (!own.empty() && is_same(one->file, own))
                fail(one->file + ": is the user's catalogue; write to another file");
        }
    }
}

void note_input(int descriptor) {
    struct stat status {};
    if (outputs.empty() || ::fstat(descriptor, &status) != 0) return;
    if (const auto id = id_of(status)) inputs.push_back(*id);
}

void note_input(const std::string& file) {
    if (outputs.empty()) return;
    if (file == "-") return note_input(0);
    if (const auto id = id_of(file)) inputs.push_back(*id);
}

void refuse_inputs(const std::string& file) {
    const auto refuse = [](const std::string& output) {
        const auto id = id_of(output);
        if (id && std::find(inputs.begin(), inputs.end(), *id) != inputs.end()) refuse_input(output);
    };
    refuse(file);
    for (const Output& output : outputs) refuse(output.file);
}

}  // namespace aicost
