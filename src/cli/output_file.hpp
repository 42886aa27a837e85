// Where output goes: stdout, a device, or a file that is there whole or not at all.
#pragma once

#include <csignal>
#include <optional>
#include <string>
#include <string_view>

namespace aicost {

class OutputFile {
public:
    // What becomes of a Ctrl-C while the file is not in its place yet. Some writers see to it themselves; for
    // the others it waits until the file is whole, so that no piece of it is left.
    enum class Interrupts { come, wait };
    // An empty name, or "-", is stdout. Throws Failure (bad_file).
    explicit OutputFile(std::string file, Interrupts interrupts = Interrupts::come);
    OutputFile(const OutputFile&) = delete;
    OutputFile& operator=(const OutputFile&) = delete;
    ~OutputFile();  // takes an unfinished file away

    // False where the reader of a pipe has gone. Throws Failure where the bytes can not be written.
    bool write(std::string_view text);
    // Puts the file in its place.
    void finish();

private:
    [[noreturn]] void fail_with(int error);
    void release_signals();
    std::string file_;
    std::string target_;     // where its links lead
    std::string temporary_;  // empty: written to directly
    int descriptor_ = -1;
    unsigned mode_ = 0;
    std::optional<sigset_t> mask_;  // of signals, as it was before they had to wait
};

}  // namespace aicost
