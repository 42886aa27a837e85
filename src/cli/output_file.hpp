// Where output goes: stdout, a device, or a file that is there whole or not at all.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "system/temporary_file.hpp"

namespace aicost {

class OutputFile {
public:
    // An empty name, or "-", is stdout. Throws Failure: bad_file, and bad_input where the file has been read.
    explicit OutputFile(std::string file);
    OutputFile(const OutputFile&) = delete;
    OutputFile& operator=(const OutputFile&) = delete;
    ~OutputFile();  // takes an unfinished file away

    // stdout, or another descriptor that was there before.
    [[nodiscard]] bool is_given() const { return given_; }
    // False where the reader of a pipe has gone. Throws Failure where the bytes can not be written.
    bool write(std::string_view text);
    // Puts the file in its place, on the disk: until then what was there stays, and after a signal, too. Where
    // nothing can take its place (a file that is mounted, a directory that may not be written) it is written
    // over. Throws Failure where that cannot be done.
    void finish();

private:
    [[noreturn]] void fail_with(int error);
    void begin_temporary();
    int write_over();
    std::string file_;
    std::string target_;                      // where its links lead
    std::optional<TemporaryFile> temporary_;  // none: written to directly
    int descriptor_ = -1;
    bool given_ = false;   // the descriptor was there before
    bool exists_ = false;  // so was the file
    bool beside_ = true;   // the temporary file can take its place
    unsigned mode_ = 0;
};

}  // namespace aicost
