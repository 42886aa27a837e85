#include "cli/output_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <cstdlib>
#include <cstring>
#include <utility>

#include "cli/failure.hpp"
#include "cli/file_roles.hpp"
#include "system/descriptor.hpp"

namespace aicost {

namespace {

[[noreturn]] void file_failure(const std::string& file, int error) {
    fail(file + ": cannot be written: " + std::strerror(error), Exit::bad_file);
}

// "/dev/stderr", "/dev/fd/3": reopening would lose the position, and hide that it was not open.
std::optional<int> descriptor_named(std::string_view file) {
    if (file.empty() || file == "-" || file == "/dev/stdout") return STDOUT_FILENO;
    if (file == "/dev/stderr") return STDERR_FILENO;
    for (const std::string_view directory : {"/dev/fd/", "/proc/self/fd/"}) {
        int number = -1;
        const char* end = file.data() + file.size();
        if (!file.starts_with(directory)) continue;
        const auto [stop, error] = std::from_chars(file.data() + directory.size(), end, number);
        if (error == std::errc() && stop == end && number >= 0) return number;
    }
    return {};
}

// The file that symbolic links lead to, existing or not: it is replaced, not the link.
std::string link_target(std::string file) {
    constexpr int max_links = 40;
    const std::string first = file;
    for (int i = 0; !descriptor_named(file); ++i) {
        if (i == max_links) file_failure(first, ELOOP);
        std::string target(4096, '\0');
        const ssize_t size = ::readlink(file.c_str(), target.data(), target.size());
        if (size < 0 && errno != EINVAL && errno != ENOENT && errno != ENOTDIR) file_failure(first, errno);
        if (size <= 0) break;
        target.resize(static_cast<std::size_t>(size));
        const auto slash = file.rfind('/');
        if (target.front() != '/' && slash != std::string::npos) target.insert(0, file, 0, slash + 1);
        file = std::move(target);
    }
    return file;
}

// Errors of a directory in which no file may be created, or a name replaced.
bool may_be_written_over(int error) {
    return error == EACCES || error == EPERM || error == EROFS || error == EBUSY || error == EXDEV ||
           error == ENAMETOOLONG;
}

// Flushes to disk, if the file system supports it.
int flushed(int descriptor) {
    if (::fsync(descriptor) == 0 || errno == EINVAL || errno == ENOTSUP || errno == ENOSYS) return 0;
    return errno;
}

// Truncates an overwritten file after the new content.
int cut_here(int descriptor) {
    struct stat status {};
    if (::fstat(descriptor, &status) != 0) return errno;
    if (!S_ISREG(status.st_mode)) return 0;
    const off_t size = ::lseek(descriptor, 0, SEEK_CUR);
    return size < 0 || ::ftruncate(descriptor, size) != 0 ? errno : flushed(descriptor);
}

// 0, or the error.
int copy(int from, int to) {
    std::string block(std::size_t{256} << 10U, '\0');
    while (true) {
        const ssize_t got = read_some(from, block.data(), block.size());
        if (got < 0) return errno;
        if (got == 0) return cut_here(to);
        if (const int error = write_all(to, std::string_view(block).substr(0, static_cast<std::size_t>(got))))
            return error;
    }
}

}  // namespace

OutputFile::OutputFile(std::string file) : file_(std::move(file)), target_(link_target(file_)) {
    if (const auto number = descriptor_named(target_)) {
        if (*number == STDOUT_FILENO) file_ = "<stdout>";
        descriptor_ = *number;
        given_ = true;
        return;
    }
    struct stat status {};
    exists_ = ::stat(file_.c_str(), &status) == 0;
    if (!exists_ && errno != ENOENT) fail_with(errno);
    refuse_inputs(file_);
    if (exists_ &&
        (!S_ISREG(status.st_mode) || target_.starts_with("/dev/") || target_.starts_with("/proc/"))) {
        // Devices and pipes are written directly; there is no file to replace.
        descriptor_ = ::open(file_.c_str(), O_WRONLY | O_CLOEXEC);
        if (descriptor_ < 0) fail_with(errno);
        return;
    }
    const mode_t mask = ::umask(0);
    ::umask(mask);
    mode_ = exists_ ? status.st_mode & 07777U : 0666U & ~mask;
    begin_temporary();
}

// Next to the target, else in the directory for temporary files, else none.
void OutputFile::begin_temporary() {
    const auto slash = target_.rfind('/');
    const std::string directory = slash == std::string::npos ? "" : target_.substr(0, slash + 1);
    temporary_.emplace(directory);
    if (const int error = temporary_->error()) {
        if (!exists_ || !may_be_written_over(error)) fail_with(error);
        const int in_place = ::open(target_.c_str(), O_WRONLY | O_CLOEXEC);
        if (in_place < 0) fail_with(errno);
        const char* stated = std::getenv("TMPDIR");
        temporary_.emplace(std::string(stated == nullptr || *stated == '\0' ? "/tmp" : stated) + "/");
        if (temporary_->error() != 0) {  // nowhere: a read-only system
            temporary_.reset();
            descriptor_ = in_place;
            return;
        }
        close_descriptor(in_place);
        beside_ = false;
    }
    descriptor_ = temporary_->descriptor();
}

OutputFile::~OutputFile() {
    if (!given_ && !temporary_ && descriptor_ >= 0) close_descriptor(descriptor_);
}

void OutputFile::fail_with(int error) { file_failure(file_, error); }

bool OutputFile::write(std::string_view text) {
    const int error = write_all(descriptor_, text);
    if (error != 0 && (error != EPIPE || temporary_)) fail_with(error);
    return error == 0;
}

// Blocks signals, as half of the content would be worse than none.
int OutputFile::write_over() {
    const SignalsHeld held;
    const Descriptor from(::open(temporary_->name().c_str(), O_RDONLY | O_CLOEXEC));
    if (from.number() < 0) return errno;
    Descriptor to(::open(target_.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC, mode_));
    if (to.number() < 0) return errno;
    int error = copy(from.number(), to.number());
    const int closing = to.close();
    if (error == 0) error = closing;
    if (error != 0 && !exists_) ::unlink(target_.c_str());
    return error;
}

void OutputFile::finish() {
    int error = 0;
    if (given_) {
        // a file system may report delayed errors on close
        const int copied = ::dup(descriptor_);
        error = copied < 0 ? errno : close_descriptor(copied);
        // no descriptor left to check with
        if (error == EMFILE) error = 0;
    } else if (!temporary_) {
        error = target_.starts_with("/proc/") ? 0 : cut_here(descriptor_);
        const int closing = close_descriptor(std::exchange(descriptor_, -1));
        if (error == 0) error = closing;
    } else {
        if (beside_ && ::fchmod(descriptor_, mode_) != 0) error = errno;
        if (error == 0 && beside_) error = flushed(descriptor_);
        const int closing = temporary_->close();
        if (error == 0) error = closing;
        if (error == 0) error = beside_ ? temporary_->rename_to(target_) : write_over();
        if (beside_ && may_be_written_over(error)) error = write_over();
    }
    if (error != 0) fail_with(error);
    temporary_.reset();
}

}  // namespace aicost
