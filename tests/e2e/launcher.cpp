// launcher count FILE COMMAND…     writes to the file which system calls the command makes, and how often each
// launcher CALL N ERROR COMMAND…   runs it with the N-th of these calls failing (0: each of them)
//
// By ptrace, so that it works on a program that is linked statically. CALL is a number or one of the names below; only
// calls that the program makes itself are counted: those of the loader and the C library before main() are not. Exits as
// the command does, 128 + N by signal N; 77 where ptrace cannot be had.
#include <sys/ptrace.h>
#include <sys/syscall.h>
#include <sys/user.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <map>
#include <string>
#include <utility>

namespace {

constexpr int cannot = 77;

#if defined(__x86_64__)

struct Name {
    const char* name;
    long number;
};
constexpr Name names[] = {
    {"read", SYS_read},
    {"write", SYS_write},
    {"openat", SYS_openat},
    {"close", SYS_close},
    {"mmap", SYS_mmap},
    {"munmap", SYS_munmap},
    {"brk", SYS_brk},
    {"mprotect", SYS_mprotect},
    {"clone3", SYS_clone3},
    {"clone", SYS_clone},
    {"fsync", SYS_fsync},
    {"rename", SYS_rename},
    {"unlink", SYS_unlink},
    {"fchmod", SYS_fchmod},
    {"fcntl", SYS_fcntl},
    {"flock", SYS_flock},
    {"newfstatat", SYS_newfstatat},
    {"fstat", SYS_fstat},
    {"lseek", SYS_lseek},
    {"readlink", SYS_readlink},
    {"mkdir", SYS_mkdir},
    {"dup", SYS_dup},
    {"poll", SYS_poll},
    {"ioctl", SYS_ioctl},
    {"rt_sigaction", SYS_rt_sigaction},
    {"rt_sigprocmask", SYS_rt_sigprocmask},
    {"getrandom", SYS_getrandom},
    {"umask", SYS_umask},
    {"ftruncate", SYS_ftruncate},
    {"getdents64", SYS_getdents64},
    {"futex", SYS_futex},
    {"sched_getaffinity", SYS_sched_getaffinity},
    {"madvise", SYS_madvise},
    {"stat", SYS_stat},
};

long number_of(const std::string& call) {
    for (const Name& one : names) {
        if (call == one.name) return one.number;
    }
    return std::atol(call.c_str());
}

std::string name_of(long number) {
    for (const Name& one : names) {
        if (number == one.number) return one.name;
    }
    return std::to_string(number);
}

constexpr Name errors[] = {{"EBUSY", EBUSY},   {"EXDEV", EXDEV},   {"EACCES", EACCES}, {"EIO", EIO},
                           {"ENOSPC", ENOSPC}, {"EINTR", EINTR},   {"EAGAIN", EAGAIN}, {"ENOMEM", ENOMEM},
                           {"EPERM", EPERM},   {"EINVAL", EINVAL}, {"ENOSYS", ENOSYS}, {"EMFILE", EMFILE},
                           {"EDQUOT", EDQUOT}, {"EROFS", EROFS},   {"ENOLCK", ENOLCK}, {"EBADF", EBADF}};

struct Thread {
    bool inside = false;               // a call has begun and not ended
    bool failing = false;              // it is to fail
    unsigned long long asked_for = 0;  // by a brk that fails: its argument
};

struct Run {
    bool counts = false;
    long call = -1, which = 0, error = 0;
    long seen = 0;
    bool begun = false;  // past the loader: hold_standard_descriptors() is the first to ask for 0, 1 and 2
    std::map<long, long> calls;

    void stop(pid_t pid, Thread& thread) {
        user_regs_struct registers{};
        if (::ptrace(PTRACE_GETREGS, pid, nullptr, &registers) != 0) return;
        if (thread.inside) {
            thread.inside = false;
            if (const auto asked_for = std::exchange(thread.asked_for, 0)) {
                registers.rdi = asked_for;
                ::ptrace(PTRACE_SETREGS, pid, nullptr, &registers);
            }
            if (!thread.failing) return;
            thread.failing = false;
            registers.rax = static_cast<unsigned long long>(-error);
            ::ptrace(PTRACE_SETREGS, pid, nullptr, &registers);
            return;
        }
        thread.inside = true;
        const long number = static_cast<long>(registers.orig_rax);
        if (number == SYS_fcntl && registers.rdi == 0) begun = true;
        if (!begun) return;
        ++calls[number];
        if (counts || number != call || (++seen != which && which != 0)) return;
        if (number == SYS_brk) {  // fails by giving what it had, as when it is asked for nothing
            thread.asked_for = std::exchange(registers.rdi, 0);
            ::ptrace(PTRACE_SETREGS, pid, nullptr, &registers);
            return;
        }
        thread.failing = true;
        registers.orig_rax = static_cast<unsigned long long>(-1);
        ::ptrace(PTRACE_SETREGS, pid, nullptr, &registers);
    }
};

int follow(pid_t child, Run& run) {
    std::map<pid_t, Thread> threads;
    int status = 0;
    if (::waitpid(child, &status, 0) != child || !WIFSTOPPED(status)) return cannot;
    if (::ptrace(PTRACE_SETOPTIONS, child, nullptr,
                 PTRACE_O_TRACESYSGOOD | PTRACE_O_TRACECLONE | PTRACE_O_EXITKILL) != 0)
        return cannot;
    ::ptrace(PTRACE_SYSCALL, child, nullptr, nullptr);
    while (true) {
        const pid_t pid = ::waitpid(-1, &status, __WALL);
        if (pid < 0) return cannot;
        if (WIFEXITED(status) || WIFSIGNALED(status)) {
            threads.erase(pid);
            if (pid != child) continue;
            return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
        }
        const int signal = WSTOPSIG(status);
        long passed_on = 0;
        if (signal == (SIGTRAP | 0x80)) {
            run.stop(pid, threads[pid]);
        } else if (signal != SIGTRAP && signal != SIGSTOP) {
            passed_on = signal;
        }
        ::ptrace(PTRACE_SYSCALL, pid, nullptr, passed_on);
    }
}

int launch(int argc, char** argv) {
    Run run;
    run.counts = argc > 1 && std::strcmp(argv[1], "count") == 0;
    const int first = run.counts ? 3 : 4;
    if (argc <= first) {
        std::fputs("launcher count FILE COMMAND… | launcher CALL N ERROR COMMAND…\n", stderr);
        return 2;
    }
    if (!run.counts) {
        run.call = number_of(argv[1]);
        run.which = std::atol(argv[2]);
        for (const Name& one : errors) {
            if (std::strcmp(argv[3], one.name) == 0) run.error = one.number;
        }
        if (run.error == 0) return 2;
    }
    const pid_t child = ::fork();
    if (child == 0) {
        if (::ptrace(PTRACE_TRACEME, 0, nullptr, nullptr) != 0) ::_exit(cannot);
        ::execv(argv[first], argv + first);
        ::_exit(127);
    }
    const int code = follow(child, run);
    if (run.counts) {
        std::FILE* out = std::fopen(argv[2], "w");
        if (out == nullptr) return 2;
        for (const auto& [number, times] : run.calls)
            std::fprintf(out, "%s %ld\n", name_of(number).c_str(), times);
        std::fclose(out);
    }
    return code;
}

#else

int launch(int, char**) { return cannot; }

#endif

}  // namespace

int main(int argc, char** argv) { return launch(argc, argv); }
