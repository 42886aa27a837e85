#include "system/temporary_file.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <climits>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <utility>

#include "system/descriptor.hpp"

namespace aicost {

namespace {

// Files that the signal handler deletes. A handler may neither allocate memory nor take locks.
constexpr int max_doomed = 4;
char doomed_names[max_doomed][PATH_MAX + 1];
volatile std::sig_atomic_t is_doomed[max_doomed];

void remove_and_exit(int signal) {
    remove_temporary_files();
    std::signal(signal, SIG_DFL);
    ::raise(signal);  // is delivered when the handler returns
}

// Signals whose default ends the program. One that is ignored or already handled is left alone.
void handle_signals() {
    constexpr int that_end[] = {SIGHUP,    SIGINT,  SIGQUIT,   SIGILL,  SIGTRAP, SIGABRT, SIGBUS,
                                SIGFPE,    SIGUSR1, SIGSEGV,   SIGUSR2, SIGPIPE, SIGALRM, SIGTERM,
                                SIGXCPU,   SIGXFSZ, SIGVTALRM, SIGPROF, SIGSYS,
#ifdef SIGSTKFLT
                                SIGSTKFLT,
#endif
#ifdef SIGPWR
                                SIGPWR,
#endif
#ifdef SIGPOLL
                                SIGPOLL
#endif
    };
    const auto handle = [](int signal) {
        struct sigaction action {};
        if (::sigaction(signal, nullptr, &action) != 0 || action.sa_handler != SIG_DFL) return;
        action.sa_handler = remove_and_exit;
        ::sigfillset(&action.sa_mask);
        ::sigaction(signal, &action, nullptr);
    };
    for (const int signal : that_end) handle(signal);
#ifdef SIGRTMIN
    for (int signal = SIGRTMIN; signal <= SIGRTMAX; ++signal) handle(signal);
#endif
}

int doom(const std::string& name) {
    for (int i = 0; i < max_doomed; ++i) {
        if (is_doomed[i] != 0 || name.size() > PATH_MAX) continue;
        std::memcpy(doomed_names[i], name.c_str(), name.size() + 1);
        is_doomed[i] = 1;
        return i;
    }
    return -1;
}

}  // namespace

void remove_temporary_files() {
    for (int i = 0; i < max_doomed; ++i) {
        if (is_doomed[i] != 0) ::unlink(doomed_names[i]);
    }
}

SignalsHeld::SignalsHeld() {
    sigset_t all;
    ::sigfillset(&all);
    for (const int fault : {SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV}) ::sigdelset(&all, fault);
    ::pthread_sigmask(SIG_BLOCK, &all, &before_);
}

SignalsHeld::~SignalsHeld() { ::pthread_sigmask(SIG_SETMASK, &before_, nullptr); }

TemporaryFile::TemporaryFile(std::string_view directory) : name_(std::string(directory) + ".aicost-XXXXXX") {
    handle_signals();
    const SignalsHeld held;
    descriptor_ = ::mkostemp(name_.data(), O_CLOEXEC);
    if (descriptor_ < 0) {
        error_ = errno;
        name_.clear();
    } else {
        doomed_ = doom(name_);
    }
}

TemporaryFile::~TemporaryFile() {
    close();
    if (!name_.empty()) ::unlink(name_.c_str());
    if (doomed_ >= 0) is_doomed[doomed_] = 0;
}

int TemporaryFile::close() { return descriptor_ < 0 ? 0 : close_descriptor(std::exchange(descriptor_, -1)); }

int TemporaryFile::rename_to(const std::string& target) {
    const SignalsHeld held;
    if (::rename(name_.c_str(), target.c_str()) != 0) return errno;
    name_.clear();
    if (doomed_ >= 0) is_doomed[std::exchange(doomed_, -1)] = 0;
    return 0;
}

}  // namespace aicost
