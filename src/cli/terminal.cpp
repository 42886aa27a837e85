#include "cli/terminal.hpp"

#include <fcntl.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstdlib>
#include <cstring>

namespace aicost {

namespace {

std::string_view environment(const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr ? std::string_view() : std::string_view(value);
}

// A locale that names another character set than UTF-8 has no line-drawing signs. Where none is named at all,
// as in most containers, the terminal at the other end still shows UTF-8.
bool speaks_unicode() {
    std::string_view locale = environment("LC_ALL");
    if (locale.empty()) locale = environment("LC_CTYPE");
    if (locale.empty()) locale = environment("LANG");
    if (locale.empty()) return true;
    std::string lower(locale);
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return lower.find("utf-8") != std::string::npos || lower.find("utf8") != std::string::npos;
}

int width_of_terminal(bool is_terminal) {
    constexpr int least = 40, most = 1000, usual = 80;
    const std::string_view columns = environment("COLUMNS");
    int stated = 0;
    if (!columns.empty() &&
        std::from_chars(columns.data(), columns.data() + columns.size(), stated).ec == std::errc() &&
        stated > 0) {
        return std::clamp(stated, least, most);
    }
    winsize size{};
    if (is_terminal && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) {
        return std::clamp(static_cast<int>(size.ws_col), least, most);
    }
    return usual;
}

[[noreturn]] void file_failure(const std::string& file, std::string_view what, int error) {
    fail(file + ": " + std::string(what) + ": " + std::strerror(error), Exit::bad_file);
}

class Descriptor {
public:
    explicit Descriptor(int number) : number_(number) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() {
        if (number_ >= 0) ::close(number_);
    }
    [[nodiscard]] int number() const { return number_; }
    int close() {
        const int result = ::close(number_);
        number_ = -1;
        return result;
    }

private:
    int number_;
};

// 0, or the error.
int write_all(int descriptor, std::string_view text) {
    while (!text.empty()) {
        const ssize_t written = ::write(descriptor, text.data(), text.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return errno;
        text.remove_prefix(static_cast<std::size_t>(written));
    }
    return 0;
}

// The file that symbolic links lead to, be it there or not: it is replaced, not the link.
std::string behind_links(std::string file) {
    constexpr int most_links = 40;
    const std::string first = file;
    for (int i = 0;; ++i) {
        if (i == most_links) file_failure(first, "cannot be written", ELOOP);
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

void write_file(const std::string& file, std::string_view text) {
    struct stat status {};
    const bool exists = ::stat(file.c_str(), &status) == 0;
    if (exists && (!S_ISREG(status.st_mode) || file.rfind("/dev/", 0) == 0 || file.rfind("/proc/", 0) == 0)) {
        // A device or a pipe takes the bytes as they come; there is no file to be replaced.
        const Descriptor out(::open(file.c_str(), O_WRONLY | O_CLOEXEC));
        const int error = out.number() < 0 ? errno : write_all(out.number(), text);
        if (error != 0) file_failure(file, "cannot be written", error);
        return;
    }
    const std::string target = behind_links(file);
    std::string temporary = target + ".XXXXXX";
    Descriptor out(::mkstemp(temporary.data()));
    if (out.number() < 0) file_failure(file, "cannot be written", errno);
    int error = write_all(out.number(), text);
    const mode_t mask = ::umask(0);
    ::umask(mask);
    if (error == 0 && ::fchmod(out.number(), exists ? status.st_mode & 07777U : 0666U & ~mask) != 0)
        error = errno;
    if (out.close() != 0 && error == 0) error = errno;
    if (error == 0 && ::rename(temporary.c_str(), target.c_str()) != 0) error = errno;
    if (error == 0) return;
    ::unlink(temporary.c_str());
    file_failure(file, "cannot be written", error);
}

}  // namespace

Style style_for(const Arguments& arguments) {
    const bool is_terminal = arguments.output.empty() && ::isatty(STDOUT_FILENO) == 1;
    Style style;
    style.width = width_of_terminal(is_terminal);
    style.ascii = arguments.ascii || !speaks_unicode();
    style.color =
        arguments.color == "always" || (arguments.color == "auto" && is_terminal &&
                                        environment("NO_COLOR").empty() && environment("TERM") != "dumb");
    return style;
}

std::string read_input(const std::string& file, std::size_t most) {
    const bool from_stdin = file == "-";
    const std::string name = from_stdin ? "<stdin>" : file;
    const Descriptor in(from_stdin ? ::dup(STDIN_FILENO) : ::open(file.c_str(), O_RDONLY | O_CLOEXEC));
    if (in.number() < 0) file_failure(name, "cannot be read", errno);
    struct stat status {};
    if (::fstat(in.number(), &status) == 0 && S_ISDIR(status.st_mode))
        file_failure(name, "cannot be read", EISDIR);
    std::string text;
    std::string block(std::size_t{64} << 10U, '\0');
    while (true) {
        const ssize_t got = ::read(in.number(), block.data(), block.size());
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) file_failure(name, "cannot be read", errno);
        if (got == 0) return text;
        text.append(block, 0, static_cast<std::size_t>(got));
        if (text.size() > most) {
            fail(name + ": is too large for a profile (got more than " + std::to_string(most >> 20U) +
                 " MiB); " + std::to_string(most >> 20U) + " MiB at most");
        }
    }
}

void write_output(const std::string& file, std::string_view text) {
    if (!file.empty() && file != "-" && file != "/dev/stdout") {
        write_file(file, text);
        return;
    }
    const int error = write_all(STDOUT_FILENO, text);
    if (error != 0 && error != EPIPE) file_failure("<stdout>", "cannot be written", error);
}

std::string printable(std::string_view line) {
    constexpr std::size_t longest = 2000;
    constexpr char digits[] = "0123456789abcdef";
    std::string text;
    for (const char c : line) {
        if (text.size() > longest && (static_cast<unsigned char>(c) & 0xC0U) != 0x80U) return text + "…";
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x20 || byte == 0x7F) {
            text += {'\\', 'x', digits[byte >> 4U], digits[byte & 15U]};
        } else {
            text += c;
        }
    }
    return text;
}

void write_error(std::string_view text) { static_cast<void>(write_all(STDERR_FILENO, text)); }

}  // namespace aicost
