#include "cli/pager.hpp"

#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <string>

namespace aicost {

namespace {

constexpr int not_found = 127;  // the shell's exit code

std::string pager() {
    const char* stated = std::getenv("PAGER");
    const char* terminal = std::getenv("TERM");
    if (terminal == nullptr || std::string_view(terminal) == "dumb") return {};
    const std::string command = stated == nullptr ? "less" : stated;
    return command == "cat" ? std::string() : command;
}

bool fits(std::string_view text) {
    winsize size{};
    if (::isatty(STDOUT_FILENO) != 1 || ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_row == 0)
        return true;
    return std::count(text.begin(), text.end(), '\n') < size.ws_row;
}

// The user may quit the pager before reading everything.
void write_to_pager(int to, std::string_view text) {
    while (!text.empty()) {
        const ssize_t count = ::write(to, text.data(), text.size());
        if (count < 0 && errno == EINTR) continue;
        if (count <= 0) return;
        text.remove_prefix(static_cast<std::size_t>(count));
    }
}

[[noreturn]] void become(const std::string& command, const int (&ends)[2]) {
    std::signal(SIGPIPE, SIG_DFL);
    ::dup2(ends[0], STDIN_FILENO);
    ::close(ends[0]);
    ::close(ends[1]);
    ::setenv("LESS", "FRX", 0);  // keep colours, no alternate screen
    ::execl("/bin/sh", "sh", "-c", command.c_str(), nullptr);
    ::_exit(not_found);
}

}  // namespace

bool page(std::string_view text) {
    if (fits(text)) return false;
    const std::string command = pager();
    int ends[2];
    if (command.find_first_not_of(' ') == command.npos || ::pipe(ends) != 0) return false;
    const pid_t child = ::fork();
    if (child == 0) become(command, ends);
    ::close(ends[0]);
    if (child < 0) {
        ::close(ends[1]);
        return false;
    }
    write_to_pager(ends[1], text);
    ::close(ends[1]);
    int status = 0;
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    return !(WIFEXITED(status) && WEXITSTATUS(status) == not_found);
}

}  // namespace aicost
