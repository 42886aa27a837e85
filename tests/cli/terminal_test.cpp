#include "cli/terminal.hpp"

#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "catch.hpp"
#include "cli/output_file.hpp"
#include "temporary_directory.hpp"
#include "text/text_width.hpp"

namespace terminal_test {

using namespace aicost;
namespace fs = std::filesystem;

namespace {

// A variable of the environment, set back at the end.
class Variable {
public:
    Variable(const char* name, const char* value) : name_(name) {
        if (const char* old = std::getenv(name)) old_ = old;
        if (value != nullptr) {
            ::setenv(name, value, 1);
        } else {
            ::unsetenv(name);
        }
    }
    Variable(const Variable&) = delete;
    Variable& operator=(const Variable&) = delete;
    ~Variable() {
        if (old_) {
            ::setenv(name_, old_->c_str(), 1);
        } else {
            ::unsetenv(name_);
        }
    }

private:
    const char* name_;
    std::optional<std::string> old_;
};

class Directory : public TemporaryDirectory {
public:
    [[nodiscard]] std::string file(const char* name) const { return (path() / name).string(); }
    [[nodiscard]] auto count() const {
        return std::distance(fs::directory_iterator(path()), fs::directory_iterator());
    }
};

std::string content(const std::string& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

Exit code_of(const std::function<void()>& action) {
    try {
        action();
    } catch (const Failure& failure) {
        CHECK(failure.lines.size() == 1);
        return failure.code;
    }
    return Exit::done;
}

}  // namespace

TEST_CASE("The width is COLUMNS', within reason, else 80", "[cli]") {
    const std::pair<const char*, int> widths[] = {
        {"200", 200}, {"40", 40}, {"12", 20},   {"99999", 1000}, {"0", 80},
        {"-5", 80},   {"", 80},   {"wide", 80}, {nullptr, 80},   {"99999999999999999999", 80}};
    for (const auto& [columns, width] : widths) {
        const Variable variable("COLUMNS", columns);
        CHECK(style_for({}).width == width);
    }
}

TEST_CASE("A locale without UTF-8 is drawn in ASCII", "[cli]") {
    const auto ascii_in = [](const char* all, const char* type, const char* lang) {
        const Variable a("LC_ALL", all), b("LC_CTYPE", type), c("LANG", lang);
        return style_for({}).ascii;
    };
    CHECK_FALSE(ascii_in("C.UTF-8", nullptr, nullptr));
    CHECK_FALSE(ascii_in("de_DE.utf8", nullptr, nullptr));
    CHECK_FALSE(ascii_in(nullptr, "en_US.UTF-8", "C"));
    CHECK_FALSE(ascii_in("", "", "en_US.UTF-8"));
    CHECK_FALSE(ascii_in(nullptr, nullptr, nullptr));
    CHECK(ascii_in("C", nullptr, "en_US.UTF-8"));
    CHECK(ascii_in("POSIX", nullptr, nullptr));
    CHECK(ascii_in(nullptr, "en_US.ISO-8859-1", nullptr));
    const Variable locale("LC_ALL", "C.UTF-8");
    Arguments arguments;
    arguments.ascii = true;
    CHECK(style_for(arguments).ascii);
}

TEST_CASE("Colour is as asked for, and none where the output is a file", "[cli]") {
    Arguments arguments;
    arguments.output = "somewhere";
    CHECK_FALSE(style_for(arguments).color);
    arguments.color = "always";
    CHECK(style_for(arguments).color);
    {
        const Variable variable("NO_COLOR", "1");
        CHECK(style_for(arguments).color);  // what is asked for by name is given
    }
    arguments.color = "never";
    CHECK_FALSE(style_for(arguments).color);
}

TEST_CASE("A file is written whole, or the old one stays", "[cli]") {
    const Directory directory;
    const std::string file = directory.file("out");
    write_output(file, "one");
    CHECK(content(file) == "one");
    ::chmod(file.c_str(), 0640);
    write_output(file, "two");
    CHECK(content(file) == "two");
    CHECK((fs::status(file).permissions() & fs::perms::mask) ==
          (fs::perms::owner_read | fs::perms::owner_write | fs::perms::group_read));
    fs::create_symlink("out", directory.file("link"));
    write_output(directory.file("link"), "three");
    CHECK(fs::is_symlink(directory.file("link")));
    CHECK(content(file) == "three");
    CHECK(directory.count() == 2);

    fs::create_symlink("loop", directory.file("loop"));
    CHECK(code_of([&] { write_output(directory.file("loop"), "x"); }) == Exit::bad_file);
    CHECK(code_of([&] { write_output(directory.file("no/out"), "x"); }) == Exit::bad_file);
    CHECK(code_of([&] { write_output("/dev/full", "x"); }) == Exit::bad_file);
    CHECK(code_of([&] { write_output("/dev/null", "x"); }) == Exit::done);
    CHECK(directory.count() == 3);
}

TEST_CASE("A signal takes away what is not in its place yet", "[cli]") {
    const Directory directory;
    const std::string file = directory.file("out");
    write_output(file, "old");
    for (const int signal : {SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGUSR1, SIGALRM, SIGRTMIN, SIGRTMAX}) {
        const pid_t child = ::fork();
        if (child == 0) {
            std::signal(signal, SIG_DFL);
            OutputFile out(file);
            static_cast<void>(out.write("half"));
            ::raise(signal);
            ::_exit(0);
        }
        int status = 0;
        REQUIRE(::waitpid(child, &status, 0) == child);
        CHECK(WIFSIGNALED(status));
        CHECK(WTERMSIG(status) == signal);
        CHECK(content(file) == "old");
        CHECK(directory.count() == 1);
    }
    { const OutputFile left(file); }
    CHECK(directory.count() == 1);
}

TEST_CASE("A file is read whole, or not at all", "[cli]") {
    const Directory directory;
    const std::string file = directory.file("in");
    const std::string text(200000, 'x');
    write_output(file, text);
    CHECK(read_input(file, 200000) == text);
    CHECK(code_of([&] { read_input(file, 199999); }) == Exit::bad_input);
    CHECK(code_of([&] { read_input(directory.file("none"), 10); }) == Exit::bad_file);
    CHECK(code_of([&] { read_input(directory.file(""), 10); }) == Exit::bad_file);
    CHECK(code_of([&] { read_input("/dev/zero", 1000); }) == Exit::bad_input);
    CHECK(read_input("/dev/null", 10).empty());
}

TEST_CASE("A message is one line that any terminal can bear", "[cli]") {
    CHECK(printable("plain é") == "plain é");
    CHECK(printable("a\nb\x1b[31m\x7f") == "a\\x0ab\\x1b[31m\\x7f");
    CHECK(printable("\u009b31m \x9b") == "\\x9b31m \\x9b");  // C1 controls, whole and as a byte
    CHECK(printable("\u202eleft\u2066 日") == "\\u202eleft\\u2066 日");
    std::string wide;
    for (int i = 0; i < 5000; ++i) wide += "é";
    const std::string cut = printable(wide);
    CHECK(cut.size() < 1010);
    CHECK(text_width(cut) == (cut.size() - 3) / 2 + 1);  // no character is cut in two
}

}  // namespace terminal_test
