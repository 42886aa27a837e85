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
#include <optional>

#include "cli/file_roles.hpp"
#include "cli/output_file.hpp"
#include "system/descriptor.hpp"
#include "text/log_commands.hpp"
#include "text/text_width.hpp"

namespace aicost {

namespace {

std::string_view environment(const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr ? std::string_view() : std::string_view(value);
}

// A locale with a character set other than UTF-8 has no line-drawing characters. If none is set at all, as in
// most containers, the terminal at the other end still shows UTF-8.
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

// The width by COLUMNS, or of the terminal at a descriptor; none if neither tells.
std::optional<int> columns_of(int descriptor) {
    constexpr int min = 20, max = 1000;
    const std::string_view columns = environment("COLUMNS");
    int stated = 0;
    if (!columns.empty() &&
        std::from_chars(columns.data(), columns.data() + columns.size(), stated).ec == std::errc() &&
        stated > 0) {
        return std::clamp(stated, min, max);
    }
    winsize size{};
    if (::isatty(descriptor) == 1 && ::ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
        return std::clamp(static_cast<int>(size.ws_col), min, max);
    return std::nullopt;
}

constexpr int usual_columns = 80;

bool log_is_inert = false;
bool messages_are_ascii = false;

// Is the output read by a build server's runner?
bool keeps_log_inert() {
    for (const char* name : {"GITHUB_ACTIONS", "TF_BUILD", "TEAMCITY_VERSION"}) {
        if (!environment(name).empty()) return true;
    }
    return log_is_inert;
}

[[noreturn]] void file_failure(const std::string& file, std::string_view what, int error) {
    fail(file + ": " + std::string(what) + ": " + std::strerror(error), Exit::bad_file);
}

}  // namespace

void keep_log_inert() { log_is_inert = true; }
void keep_messages_ascii() { messages_are_ascii = true; }

Style style_for(const Arguments& arguments) {
    const bool is_terminal = arguments.output.empty() && ::isatty(STDOUT_FILENO) == 1;
    Style style;
    style.width = columns_of(is_terminal ? STDOUT_FILENO : -1).value_or(usual_columns);
    style.ascii = arguments.ascii || !speaks_unicode();
    style.csv_safe = arguments.csv_safe;
    style.color =
        arguments.color == "always" || (arguments.color == "auto" && is_terminal &&
                                        environment("NO_COLOR").empty() && environment("TERM") != "dumb");
    return style;
}

int terminal_rows(const Arguments& arguments) {
    winsize size{};
    if (!arguments.output.empty() || ::isatty(STDOUT_FILENO) != 1 ||
        ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0)
        return 0;
    return size.ws_row;
}

int progress_columns() {
    if (::isatty(STDERR_FILENO) != 1 || environment("TERM") == "dumb") return 0;
    return columns_of(STDERR_FILENO).value_or(usual_columns);
}

std::string read_input(const std::string& file, std::size_t max_bytes, const std::string& what) {
    const bool from_stdin = file == "-";
    const std::string name = from_stdin ? "<stdin>" : file;
    const Descriptor in(from_stdin ? ::dup(STDIN_FILENO) : ::open(file.c_str(), O_RDONLY | O_CLOEXEC));
    if (in.number() < 0) file_failure(name, "cannot be read", errno);
    note_input(in.number());
    struct stat status {};
    if (::fstat(in.number(), &status) == 0 && S_ISDIR(status.st_mode))
        file_failure(name, "cannot be read", EISDIR);
    std::string text;
    const auto too_large = [&] {
        fail(name + ": is too large for a " + what + " (got more than " + std::to_string(max_bytes >> 20U) +
             " MiB); " + std::to_string(max_bytes >> 20U) + " MiB at most");
    };
    const auto size = static_cast<std::uintmax_t>(S_ISREG(status.st_mode) ? status.st_size : 0);
    const auto at = from_stdin ? std::max(::lseek(in.number(), 0, SEEK_CUR), off_t{0}) : off_t{0};
    if (size > max_bytes + static_cast<std::uintmax_t>(at)) too_large();
    text.reserve(static_cast<std::size_t>(size) + 1);
    std::string block(std::size_t{64} << 10U, '\0');
    while (true) {
        const ssize_t got = read_some(in.number(), block.data(), block.size());
        if (got < 0) file_failure(name, "cannot be read", errno);
        if (got == 0) return text;
        if (text.size() + static_cast<std::size_t>(got) > max_bytes) too_large();
        // reserve room for a long stream only once: untouched memory is free
        constexpr std::size_t is_long = std::size_t{1} << 20U;
        if (text.size() > is_long && text.capacity() - text.size() < static_cast<std::size_t>(got))
            text.reserve(max_bytes);
        text.append(block, 0, static_cast<std::size_t>(got));
    }
}

void write_output(const std::string& file, std::string_view text) {
    OutputFile out(file);
    static_cast<void>(out.write(out.is_given() && keeps_log_inert() ? without_log_commands(text) : text));
    out.finish();
}

void write_commands(const std::string& file, std::string_view text) {
    OutputFile out(file);
    static_cast<void>(out.write(text));
    out.finish();
}

std::string printable(std::string_view line) {
    constexpr std::size_t longest = 1000;
    constexpr char digits[] = "0123456789abcdef";
    std::string text;
    for (std::size_t at = 0; at < line.size();) {
        if (text.size() > longest) {
            text += "…";
            break;
        }
        const std::size_t begin = at;
        const char32_t character = next_character(line, at);
        if (!controls_terminal(character)) {
            text += line.substr(begin, at - begin);
        } else if (character < 0x100) {
            text += {'\\', 'x', digits[character >> 4U], digits[character & 15U]};
        } else {
            text += "\\u";
            for (const unsigned shift : {12U, 8U, 4U, 0U}) text += digits[(character >> shift) & 15U];
        }
    }
    return messages_are_ascii ? as_ascii(text) : text;
}

void write_error(std::string_view text) {
    // reporting that memory has run out must not need any
    const bool may_command =
        keeps_log_inert() && (text.find("##") != text.npos || text.find("::") != text.npos);
    static_cast<void>(write_all(STDERR_FILENO, may_command ? without_log_commands(text) : text));
}

}  // namespace aicost
