// Golden tests: golden_runner AICOST_BINARY FILE…
//
// A .test file holds cases. Each is a command line, then what it must print:
//
//     # A comment.
//     $ aicost compare --tokens-per-day 2M
//       a line of standard output, after two spaces (an empty line may stand for an empty line)
//     ! a line of standard error
//     = 2
//
// "> " continues a command on the next line, "\ no newline" says that a stream ends without one, and the exit
// code is 0 where no "=" line stands. Commands run in /bin/sh with a small, fixed environment, in a fresh
// directory ($TMP) that holds links to the project's `docs`, `profiles` and `tests`. With UPDATE_GOLDEN=1 the
// expected parts are rewritten in place. Exit code: 0 all cases hold, 1 some do not, 2 a file cannot be used.
//
// Of a Markdown file the ```console blocks are cases, in one directory (golden_markdown.hpp).
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstddef>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "golden_case.hpp"
#include "golden_markdown.hpp"

namespace {

constexpr int sanitizer_exit = 99;  // what a sanitizer's finding exits with

// What an outcome looks like in a .test file, an empty line of output as two spaces.
Lines render(const Outcome& outcome) {
    Lines lines;
    for (const auto& line : split(outcome.out)) lines.push_back(line == no_newline ? line : "  " + line);
    for (const auto& line : split(outcome.err)) lines.push_back(line.empty() ? "!" : "! " + line);
    if (outcome.code != 0) lines.push_back("= " + std::to_string(outcome.code));
    return lines;
}

TestFile parse(const fs::path& file) {
    TestFile result;
    Lines pending, out, err, code;
    bool open = false;
    const auto close = [&] {
        if (!open) return;
        auto& expected = result.cases.back().expected;
        for (const auto* part : {&out, &err, &code})
            expected.insert(expected.end(), part->begin(), part->end());
        out.clear(), err.clear(), code.clear();
        open = false;
    };
    std::size_t number = 0;
    for (const auto& line : split(read(file))) {
        ++number;
        if (line.empty()) {
            pending.push_back(line);
        } else if (line.starts_with('#')) {
            close();
            pending.push_back(line);
        } else if (line.starts_with("$ ")) {
            close();
            result.cases.push_back({std::exchange(pending, {}), {line}, {}, number});
            open = true;
        } else if (open && line.starts_with("> ") && out.empty() && err.empty() && code.empty()) {
            result.cases.back().command.push_back(line);
        } else if (open && (line.starts_with("  ") || line == no_newline)) {
            out.insert(out.end(), pending.size(), "  ");  // empty lines between lines of output are output
            pending.clear();
            out.push_back(line);
        } else if (open && line.starts_with('!')) {
            pending.clear();
            err.push_back(line == "! " ? "!" : line);
        } else if (open && line.starts_with("= ")) {
            pending.clear();
            if (line != "= 0") code.push_back(line);
        } else {
            throw std::runtime_error(file.string() + ":" + std::to_string(number) +
                                     ": not a line of a test: " + line);
        }
    }
    close();
    result.after = std::move(pending);
    if (result.cases.empty()) throw std::runtime_error(file.string() + ": no test case");
    return result;
}

std::string to_text(const TestFile& test) {
    std::string text;
    const auto put = [&](const Lines& lines) {
        for (const auto& line : lines) text += line + '\n';
    };
    for (const auto& test_case : test.cases) {
        put(test_case.before);
        put(test_case.command);
        auto lines = test_case.expected;
        bool output_follows = false;  // only then can an empty line stand for itself
        for (auto line = lines.rbegin(); line != lines.rend(); ++line) {
            if (*line == "  " && output_follows) line->clear();
            output_follows = output_follows || (line->starts_with("  ") && *line != "  ");
        }
        put(lines);
    }
    put(test.after);
    return text;
}

// How cases stand in a file.
struct Notation {
    TestFile (*parse)(const fs::path& file);
    std::string (*to_text)(const TestFile& test);
    Lines (*render)(const Outcome& outcome);
};

Notation notation_of(const fs::path& file) {
    if (file.extension() == ".md") return {markdown::parse, markdown::to_text, markdown::render};
    return {parse, to_text, render};
}

// The directories a run needs; removed at its end.
class Sandbox {
public:
    Sandbox(const fs::path& binary, const fs::path& project) : project_(project) {
        auto name = (fs::temp_directory_path() / "golden-XXXXXX").string();
        if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("no temporary directory");
        root_ = name;
        fs::create_directory(root_ / "bin");
        fs::create_symlink(fs::canonical(binary), root_ / "bin" / "aicost");
        if (const char* more = std::getenv("GOLDEN_PATH")) more_programs_ = std::string(more) + ":";
        locale_ = fs::canonical(binary).parent_path() / "locale";
    }
    Sandbox(const Sandbox&) = delete;
    Sandbox& operator=(const Sandbox&) = delete;
    ~Sandbox() {
        std::error_code ignored;
        fs::remove_all(root_, ignored);
    }

    // An empty directory, but for links to the project's.
    void clear() {
        const auto home = root_ / "tmp";
        fs::remove_all(home);
        fs::create_directory(home);
        for (const char* name : {"docs", "profiles", "tests"})
            if (fs::exists(project_ / name)) fs::create_directory_symlink(project_ / name, home / name);
    }
    void write(const std::string& name, const std::string& text) const {
        std::ofstream(root_ / "tmp" / name, std::ios::binary) << text;
    }

    Outcome run(const std::string& command) {
        const auto home = root_ / "tmp";
        const int status = execute(command, home);
        const auto text = [&](const char* stream) {
            auto result = read(root_ / stream);
            for (auto at = result.find(home.string()); at != std::string::npos;
                 at = result.find(home.string(), at))
                result.replace(at, home.string().size(), "$TMP");
            return result;
        };
        return {text("out"), text("err"), WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status)};
    }

private:
    int execute(const std::string& command, const fs::path& home) const {
        const auto exit_code = "exitcode=" + std::to_string(sanitizer_exit);
        Lines environment = {
            "PATH=" + (root_ / "bin").string() + ":" + more_programs_ + "/usr/local/bin:/usr/bin:/bin",
            "HOME=" + home.string(),
            "TMP=" + home.string(),
            "TMPDIR=" + home.string(),
            "LC_ALL=C.UTF-8",
            "TZ=UTC",
            "TERM=xterm-256color",
            "ASAN_OPTIONS=" + exit_code,
            "LSAN_OPTIONS=" + exit_code,
            "UBSAN_OPTIONS=print_stacktrace=1:" + exit_code,
        };
        if (fs::exists(locale_)) environment.push_back("LOCPATH=" + locale_.string());
        std::vector<char*> pointers;
        for (auto& variable : environment) pointers.push_back(variable.data());
        pointers.push_back(nullptr);
        const auto out = (root_ / "out").string(), err = (root_ / "err").string();

        const pid_t child = fork();
        if (child == 0) {
            const auto open_as = [](int descriptor, const char* file, int flags) {
                const int opened = open(file, flags, 0600);
                if (opened < 0 || dup2(opened, descriptor) < 0) _exit(127);
                close(opened);
            };
            open_as(STDIN_FILENO, "/dev/null", O_RDONLY);
            open_as(STDOUT_FILENO, out.c_str(), O_WRONLY | O_CREAT | O_TRUNC);
            open_as(STDERR_FILENO, err.c_str(), O_WRONLY | O_CREAT | O_TRUNC);
            if (chdir(home.c_str()) == 0)
                execle("/bin/sh", "sh", "-c", command.c_str(), static_cast<char*>(nullptr), pointers.data());
            _exit(127);
        }
        int status = 0;
        if (child < 0 || waitpid(child, &status, 0) != child)
            throw std::runtime_error("cannot run " + command);
        return status;
    }

    fs::path root_, project_, locale_;
    std::string more_programs_;  // GOLDEN_PATH: where to look for what a page needs
};

// The lines of both: common ones after ' ' (a few around each change), expected ones after '-', actual ones
// after '+'.
void print_difference(const Lines& expected, const Lines& actual) {
    const auto rows = expected.size(), columns = actual.size();
    std::vector<std::vector<std::size_t>> common(rows + 1, std::vector<std::size_t>(columns + 1));
    for (auto i = rows; i-- > 0;)
        for (auto j = columns; j-- > 0;)
            common[i][j] = expected[i] == actual[j] ? common[i + 1][j + 1] + 1
                                                    : std::max(common[i + 1][j], common[i][j + 1]);
    Lines lines;
    std::vector<std::size_t> changes;
    for (std::size_t i = 0, j = 0; i < rows || j < columns;) {
        if (i < rows && j < columns && expected[i] == actual[j]) {
            lines.push_back(' ' + expected[i++]), ++j;
            continue;
        }
        changes.push_back(lines.size());
        const bool remove = j == columns || (i < rows && common[i + 1][j] >= common[i][j + 1]);
        lines.push_back(remove ? '-' + expected[i++] : '+' + actual[j++]);
    }
    constexpr std::size_t context = 3;
    std::puts("--- expected\n+++ actual");
    bool skipping = false;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const bool near = std::any_of(changes.begin(), changes.end(), [&](std::size_t change) {
            return i <= change + context && change <= i + context;
        });
        if (near)
            std::puts(lines[i].c_str());
        else if (!skipping)
            std::puts("@@");
        skipping = !near;
    }
}

fs::path project_of(const fs::path& file) {
    for (auto directory = fs::absolute(file).parent_path(); directory != directory.root_path();
         directory = directory.parent_path())
        if (directory.filename() == "tests") return directory.parent_path();
    for (auto directory = fs::absolute(file).parent_path(); directory != directory.root_path();
         directory = directory.parent_path())
        if (fs::exists(directory / "profiles")) return directory;
    return fs::current_path();
}

std::string command_of(const Case& test_case) {
    std::string command;
    for (const auto& line : test_case.command) command += (command.empty() ? "" : "\n") + line.substr(2);
    return command;
}

// How many cases of the file fail; with `update`, makes those that do not crash hold instead.
int run_file(const fs::path& binary, const fs::path& file, bool update) {
    const auto notation = notation_of(file);
    auto test = notation.parse(file);
    Sandbox sandbox(binary, project_of(file));
    int failed = 0, updated = 0, skipped = 0;
    sandbox.clear();
    for (auto& test_case : test.cases) {
        const auto command = command_of(test_case);
        if (!test.one_directory) sandbox.clear();
        for (const auto& [name, text] : test_case.files) sandbox.write(name, text);
        const auto missing =
            std::find_if(test_case.needs.begin(), test_case.needs.end(),
                         [&](const auto& program) { return sandbox.run("command -v " + program).code != 0; });
        if (missing != test_case.needs.end()) {
            std::printf("SKIPPED: %s:%zu: %s is missing\n", file.c_str(), test_case.line, missing->c_str());
            ++skipped;
            continue;
        }
        const auto outcome = sandbox.run(command);
        const auto actual = notation.render(outcome);
        const bool crashed = outcome.code == sanitizer_exit || outcome.code > 128;
        if (actual == test_case.expected && !crashed) continue;
        if (update && !crashed) {
            test_case.expected = actual;
            ++updated;
            continue;
        }
        ++failed;
        std::printf("%s:%zu: $ %s\n", file.c_str(), test_case.line, command.c_str());
        if (crashed) std::printf("crashed or failed a sanitizer's check, exit code %d\n", outcome.code);
        print_difference(test_case.expected, actual);
        std::puts("");
    }
    if (updated > 0) std::ofstream(file, std::ios::binary) << notation.to_text(test);
    std::printf("%s: %zu cases, %d failed", file.filename().c_str(), test.cases.size(), failed);
    if (updated > 0) std::printf(", %d updated", updated);
    if (skipped > 0) std::printf(", %d skipped", skipped);
    std::puts("");
    return failed;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc < 3) {
        std::fputs("usage: golden_runner AICOST_BINARY FILE...\n", stderr);
        return 2;
    }
    const char* setting = std::getenv("UPDATE_GOLDEN");
    const bool update = setting != nullptr && std::strcmp(setting, "1") == 0;
    int failed = 0;
    try {
        for (int i = 2; i < argc; ++i) failed += run_file(argv[1], argv[i], update);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "golden_runner: %s\n", error.what());
        return 2;
    }
    return failed > 0 ? 1 : 0;
}
