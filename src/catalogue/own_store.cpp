// Before a change, a file's old content is kept under undo/, named after the new content: undo/cloud-models.HASH.json
// preceded the content with that HASH. So an aborted change cannot be mistaken for the last one, and a file edited by
// hand is left alone.
#include "catalogue/own_store.hpp"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <vector>

#include "aicost/catalogue.hpp"
#include "catalogue/model_index.hpp"
#include "catalogue/user_catalogue.hpp"
#include "system/descriptor.hpp"
#include "system/temporary_file.hpp"
#include "system/workers.hpp"
#include "text/quick_hash.hpp"

namespace aicost {

namespace {

constexpr std::size_t most_kept = 8;  // states of each file

[[noreturn]] void fail(const std::string& file, const std::string& what, int error) {
    throw CatalogueFault(file + ": " + what + ": " + std::strerror(error), true);
}

void make_directories(const std::string& directory) {
    for (std::size_t slash = directory.find('/', 1);; slash = directory.find('/', slash + 1)) {
        const std::string part = directory.substr(0, slash);
        if (::mkdir(part.c_str(), 0777) != 0 && errno != EEXIST) fail(part, "cannot be made", errno);
        if (slash == std::string::npos) return;
    }
}

std::string content_hash(std::string_view text) {
    const std::uint64_t hash = quick_hash(text);
    std::string digits;
    for (int shift = 60; shift >= 0; shift -= 4) digits += "0123456789abcdef"[(hash >> shift) & 15U];
    return digits;
}

struct Place {
    std::string directory, name;  // "…/catalogue", "cloud-models"
    [[nodiscard]] std::string undo_directory() const { return directory + "/undo"; }
    [[nodiscard]] std::string undo_file(std::string_view content) const {
        return undo_directory() + "/" + name + "." + content_hash(content) + ".json";
    }
};
Place place_of(const std::string& target) {
    const auto slash = target.rfind('/');
    const std::string file = target.substr(slash + 1);
    return {target.substr(0, slash), file.substr(0, file.rfind('.'))};
}

std::string text_of_file(const std::string& file) {
    const Descriptor descriptor(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
    if (descriptor.number() < 0) fail(file, "cannot be read", errno);
    std::string text;
    std::array<char, 65536> buffer{};
    ssize_t size = 0;
    while ((size = read_some(descriptor.number(), buffer.data(), buffer.size())) > 0)
        text.append(buffer.data(), static_cast<std::size_t>(size));
    if (size < 0) fail(file, "cannot be read", errno);
    return text;
}

// 0, or the error. A copy, not a link: a mounted file is overwritten in place, and a link would change with it.
int put_aside(const std::string& from, const std::string& to) {
    if (::unlink(to.c_str()) != 0 && errno != ENOENT) return errno;
    const std::string text = ::access(from.c_str(), F_OK) == 0 ? text_of_file(from) : std::string();
    const int descriptor = ::open(to.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (descriptor < 0) return errno;
    const int written = write_all(descriptor, text);
    const int closed = close_descriptor(descriptor);
    const int error = written != 0 ? written : closed;
    if (error != 0) ::unlink(to.c_str());  // an incomplete state is useless
    return error;
}

// Deletes the oldest states.
void keep_the_newest(const Place& place) {
    DIR* directory = ::opendir(place.undo_directory().c_str());
    if (directory == nullptr) return;
    struct State {
        std::int64_t seconds, nanoseconds;
        std::string file;
    };
    std::vector<State> states;
    while (const dirent* entry = ::readdir(directory)) {
        const std::string name = entry->d_name;
        if (!name.starts_with(place.name + ".")) continue;
        const std::string file = place.undo_directory() + "/" + name;
        struct stat status = {};
        if (::stat(file.c_str(), &status) == 0)
            states.push_back({status.st_ctim.tv_sec, status.st_ctim.tv_nsec, file});
    }
    ::closedir(directory);
    std::sort(states.begin(), states.end(), [](const State& a, const State& b) {
        return std::pair(a.seconds, a.nanoseconds) > std::pair(b.seconds, b.nanoseconds);
    });
    for (std::size_t i = most_kept; i < states.size(); ++i) ::unlink(states[i].file.c_str());
}

// The target of a link, so that the link itself is kept.
std::string resolved(const std::string& file) {
    char* real = ::realpath(file.c_str(), nullptr);
    std::string found = real == nullptr ? file : real;
    std::free(real);
    return found;
}

int write_over(const std::string& target, std::string_view content) {
    const int descriptor = ::open(target.c_str(), O_WRONLY | O_TRUNC | O_CLOEXEC);
    if (descriptor < 0) return errno;
    const int error = write_all(descriptor, content);
    const int closed = close_descriptor(descriptor);
    return error != 0 ? error : closed;
}

// Calls `meanwhile()`, maybe on another thread, and `before()` when the content is written but nothing has changed yet.
template <class Meanwhile, class Before>
void write_whole(const std::string& link, std::string_view content, Meanwhile meanwhile, Before before) {
    const std::string target = resolved(link);
    TemporaryFile file(target.substr(0, target.rfind('/') + 1));
    int error = file.error();
    constexpr std::size_t is_long = std::size_t{1} << 17U;
    const Workers workers = content.size() < is_long ? Workers(1) : Workers::of_machine(2);
    workers.run(2, [&](unsigned) {
        return [&](std::uint64_t piece) {
            if (piece == 1) return meanwhile();
            if (error == 0) error = write_all(file.descriptor(), content);
        };
    });
#ifdef SYNC_FILE_RANGE_WRITE
    if (error == 0) ::sync_file_range(file.descriptor(), 0, 0, SYNC_FILE_RANGE_WRITE);  // begins; a wish
#endif
    if (error == 0) before();
    // flush before rename(): after a crash there is either the old file or the new one
    if (error == 0 && ::fdatasync(file.descriptor()) != 0 && errno != EINVAL && errno != EROFS) error = errno;
    if (error == 0) error = file.close();
    if (error == 0) error = file.rename_to(target);
    if (error == EBUSY) error = write_over(target, content);  // a mounted file
    if (error != 0) fail(target, "cannot be written", error);
}

}  // namespace

CatalogueLock::CatalogueLock(std::string directory) : directory_(std::move(directory)) {
    if (directory_.empty())
        throw CatalogueFault(
            "there is no place for a user catalogue: neither XDG_DATA_HOME nor HOME is set; set one of them",
            true);
    make_directories(directory_);
    lock_.emplace(directory_);
    if (lock_->error() == ETIMEDOUT)
        throw CatalogueFault(directory_ + ": is held by another aicost, which has not let go of it", true);
    if (lock_->error() != 0) fail(directory_, "cannot be locked", lock_->error());
}

std::string replace_own(const std::string& target, std::string_view content, const CatalogueLock&,
                        std::string_view index) {
    const Place place = place_of(target);
    std::string warning;
    bool first = false;  // of all changes: there is nothing older
    std::string undo_file;
    const auto name_it = [&] { undo_file = place.undo_file(content); };
    write_whole(target, content, name_it, [&] {
        first = ::mkdir(place.undo_directory().c_str(), 0777) == 0;
        int error = first || errno == EEXIST ? 0 : errno;
        if (error == 0) error = put_aside(resolved(target), undo_file);
        if (error != 0)
            warning = place.undo_directory() + ": cannot be written: " + std::strerror(error) +
                      "; `aicost catalog undo` will not take this back";
    });
    if (!first) keep_the_newest(place);
    if (place.name == "cloud-models") {
        const std::string slower =
            write_model_index(target, index.empty() ? model_index_of(content) : std::string(index));
        if (warning.empty()) warning = slower;
    }
    return warning;
}

std::optional<std::string> undo_own(const CatalogueLock& lock) {
    struct Last {
        std::string target, before, content;
        std::int64_t seconds = 0, nanoseconds = 0;
    };
    std::optional<Last> last;
    for (const char* list :
         {"cloud-models", "gpus", "open-models", "quantizations", "throughput", "electricity"}) {
        const std::string target = user_catalogue_file(lock.directory(), list);
        struct stat status = {}, kept = {};
        if (::stat(target.c_str(), &status) != 0) continue;
        const std::string content = user_catalogue_text(lock.directory(), list).value_or("");
        const std::string before = place_of(target).undo_file(content);
        if (::stat(before.c_str(), &kept) != 0) continue;
        const bool later =
            !last || std::pair<std::int64_t, std::int64_t>(status.st_mtim.tv_sec, status.st_mtim.tv_nsec) >
                         std::pair(last->seconds, last->nanoseconds);
        if (later) last = {target, before, content, status.st_mtim.tv_sec, status.st_mtim.tv_nsec};
    }
    if (!last) return {};
    struct stat status = {};
    ::stat(last->before.c_str(), &status);
    // empty: there was no file
    if (status.st_size == 0) {
        if (::unlink(last->target.c_str()) != 0) fail(last->target, "cannot be taken away", errno);
        ::unlink(last->before.c_str());
    } else if (::rename(last->before.c_str(), resolved(last->target).c_str()) != 0) {
        if (errno != EXDEV) fail(last->target, "cannot be written", errno);
        const auto nothing = [] {};
        write_whole(last->target, text_of_file(last->before), nothing, nothing);
        ::unlink(last->before.c_str());
    }
    const bool models = place_of(last->target).name == "cloud-models";
    if (models && status.st_size != 0)
        write_model_index(last->target,
                          model_index_of(user_catalogue_text(lock.directory(), "cloud-models").value_or("")));
    return last->target;
}

}  // namespace aicost
