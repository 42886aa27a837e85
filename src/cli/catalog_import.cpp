#include "cli/catalog_import.hpp"

#include <sys/stat.h>

#include <cerrno>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <optional>

#include "aicost/price_feed.hpp"
#include "catalogue/user_catalogue.hpp"
#include "cli/terminal.hpp"
#include "report/view/import_view.hpp"
#include "system/directory_lock.hpp"
#include "text/day.hpp"

namespace aicost {

namespace {

constexpr std::size_t largest_feed = std::size_t{128} << 20U;

// Nobody else imports from here on: what is read of the user's catalogue is still there when it is replaced.
class ImportLock {
public:
    explicit ImportLock(const std::string& directory) {
        make_directories(directory + "/");
        if (!problem_.empty()) return;
        lock_.emplace(directory);
        if (lock_->error() != 0)
            problem_ = directory + ": cannot be locked: " +
                       (lock_->error() == ETIMEDOUT ? "another import has not ended for a minute"
                                                    : std::strerror(lock_->error()));
    }
    // Why nothing can be written there; empty: it can.
    [[nodiscard]] const std::string& problem() const { return problem_; }

private:
    // Those on the way to a file.
    void make_directories(const std::string& file) {
        for (auto slash = file.find('/', 1); slash != std::string::npos; slash = file.find('/', slash + 1)) {
            const std::string directory = file.substr(0, slash);
            if (::mkdir(directory.c_str(), 0777) == 0 || errno == EEXIST) continue;
            const int error = errno;
            struct stat status = {};
            if (::stat(directory.c_str(), &status) == 0) continue;  // a file system that may not be written
            problem_ = directory + ": cannot be made: " + std::strerror(error);
            return;
        }
    }
    std::optional<DirectoryLock> lock_;
    std::string problem_;
};

// The day on which a file was last written, in UTC; empty for what is no file.
std::string written_on(const std::string& file) {
    struct stat status = {};
    if (file == "-" || ::stat(file.c_str(), &status) != 0 || !S_ISREG(status.st_mode)) return {};
    constexpr std::int64_t seconds_a_day = 86'400;
    return day_text(static_cast<int>(status.st_mtime / seconds_a_day));
}

// As people write it: from their home on.
std::string shown(const std::string& file) {
    const char* home = std::getenv("HOME");
    const std::string start = home == nullptr ? "" : std::string(home) + "/";
    return start.size() > 1 && file.starts_with(start) ? "~/" + file.substr(start.size()) : file;
}

}  // namespace

Outcome import_feed(const Arguments& arguments) {
    if (arguments.words.size() != 2)
        fail(
            "`aicost catalog import` needs a file, or - for stdin; for example `aicost catalog import "
            "api.json "
            "--as-of 2026-11-01`");
    const std::string& file = arguments.words[1];
    const std::string name = file == "-" ? "<stdin>" : file;
    const std::string text = read_input(file, largest_feed, "price feed");
    const std::string directory = user_catalogue_directory();
    const auto planned = [&] {
        try {
            return plan_import({name, text, arguments.as_of, arguments.provider, written_on(file)});
        } catch (const ImportFault& fault) {
            fail(name + (fault.line > 0 ? ":" + std::to_string(fault.line) : "") + ": " + fault.problem);
        }
    };
    const bool writes = !arguments.dry_run && !directory.empty();
    std::optional<ImportLock> lock;
    struct stat status = {};
    if (writes && ::stat(directory.c_str(), &status) == 0) lock.emplace(directory);
    ImportPlan plan = planned();
    if (writes && plan.content && !lock) {
        // the first import of all makes the directory; another may be about to
        lock.emplace(directory);
        plan = planned();
    }
    if (plan.file.empty())
        fail("there is no place for a user catalogue: neither XDG_DATA_HOME nor HOME is set; set one of them",
             Exit::bad_file);
    if (plan.content && !arguments.dry_run) {
        if (!lock->problem().empty()) fail(lock->problem(), Exit::bad_file);
        if (plan.content->size() > largest_user_catalogue)
            fail(plan.file + ": would be too large for a catalogue; " +
                 std::to_string(largest_user_catalogue >> 20U) + " MiB at most");
        write_output(plan.file, *plan.content);
    }
    Outcome outcome;
    outcome.document = import_view(plan, arguments.dry_run, shown(plan.file));
    return outcome;
}

}  // namespace aicost
