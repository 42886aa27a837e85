#include "cli/output_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <utility>

#include "cli/failure.hpp"

namespace aicost {

namespace {

[[noreturn]] void file_failure(const std::string& file, int error) {
    fail(file + ": cannot be written: " + std::strerror(error), Exit::bad_file);
}

// The file that symbolic links lead to, be it there or not: it is replaced, not the link.
std::string behind_links(std::string file) {
    constexpr int most_links = 40;
    const std::string first = file;
    for (int i = 0;; ++i) {
        if (i == most_links) file_failure(first, ELOOP);
        std::string target(4096, '\0');
        const ssize_t size = ::readlink(file.c_str(), target.data(), target.size());
        if (size < 0) break;
        target.resize(static_cast<std::size_t>(size));
        const auto slash = file.rfind('/');
        if (target.front() != '/' && slash != std::string::npos) target.insert(0, file, 0, slash + 1);
        file = std::move(target);
    }
    return file;
}

}  // namespace

OutputFile::OutputFile(std::string file, Interrupts interrupts) : file_(std::move(file)) {
    if (file_.empty() || file_ == "-" || file_ == "/dev/stdout") {
        file_ = "<stdout>";
        descriptor_ = STDOUT_FILENO;
        return;
    }
    struct stat status {};
    const bool exists = ::stat(file_.c_str(), &status) == 0;
    if (exists && (!S_ISREG(status.st_mode) || file_.starts_with("/dev/") || file_.starts_with("/proc/"))) {
        // A device or a pipe takes the bytes as they come; there is no file to be replaced.
        descriptor_ = ::open(file_.c_str(), O_WRONLY | O_CLOEXEC);
        if (descriptor_ < 0) fail_with(errno);
        return;
    }
    const mode_t mask = ::umask(0);
    ::umask(mask);
    mode_ = exists ? status.st_mode & 07777U : 0666U & ~mask;
    target_ = behind_links(file_);
    if (interrupts == Interrupts::wait) {
        sigset_t held;
        ::sigemptyset(&held);
        for (const int signal : {SIGINT, SIGTERM, SIGHUP}) ::sigaddset(&held, signal);
        ::pthread_sigmask(SIG_BLOCK, &held, &mask_.emplace());
    }
    temporary_ = target_ + ".XXXXXX";
    descriptor_ = ::mkstemp(temporary_.data());
    if (descriptor_ < 0) {
        const int error = errno;
        temporary_.clear();
        release_signals();
        fail_with(error);
    }
}

void OutputFile::release_signals() {
    if (mask_) ::pthread_sigmask(SIG_SETMASK, &*mask_, nullptr);
    mask_.reset();
}

OutputFile::~OutputFile() {
    if (descriptor_ >= 0 && descriptor_ != STDOUT_FILENO) ::close(descriptor_);
    if (!temporary_.empty()) ::unlink(temporary_.c_str());
    release_signals();
}

void OutputFile::fail_with(int error) { file_failure(file_, error); }

bool OutputFile::write(std::string_view text) {
    while (!text.empty()) {
        const ssize_t written = ::write(descriptor_, text.data(), text.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0 && errno == EPIPE) return false;
        if (written < 0) fail_with(errno);
        text.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
}

void OutputFile::finish() {
    if (descriptor_ == STDOUT_FILENO) return;
    int error = !temporary_.empty() && ::fchmod(descriptor_, mode_) != 0 ? errno : 0;
    if (::close(std::exchange(descriptor_, -1)) != 0 && error == 0) error = errno;
    if (error == 0 && !temporary_.empty() && ::rename(temporary_.c_str(), target_.c_str()) != 0)
        error = errno;
    if (error != 0) fail_with(error);
    temporary_.clear();
    release_signals();
}

}  // namespace aicost
