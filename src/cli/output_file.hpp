// The output: stdout, a device, or a file that is written completely or not at all.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "system/temporary_file.hpp"

namespace aicost {

class OutputFile {
public:
    // An empty name, or "-", is stdout. Throws Failure: bad_file, or bad_input if the file has been read.
    explicit OutputFile(std::string file);
    OutputFile(const OutputFile&) = delete;
    OutputFile& operator=(const OutputFile&) = delete;
    ~OutputFile();  // deletes an unfinished file

    // stdout, or another inherited descriptor.
    [[nodiscard]] bool is_given() const { return given_; }
    // False if a pipe's reader has gone. Throws Failure if the bytes cannot be written.
    bool write(std::string_view text);
    // Renames the file into place, on disk: until then, or after a signal, the old one stays. If it cannot be
    // replaced (a mounted file, a directory without write permission) it is overwritten. Throws Failure if that
    // fails.
    void finish();

private:
    [[noreturn]] void fail_with(int error);
    void begin_temporary();
    int write_over();
    std::string file_;
    std::string target_;                      // after following links
    std::optional<TemporaryFile> temporary_;  // none: written to directly
    int descriptor_ = -1;
    bool given_ = false;   // an inherited descriptor
    bool exists_ = false;  // the file existed before
    bool beside_ = true;   // the temporary file is in the same directory, so it can be renamed
    unsigned mode_ = 0;
};

}  // namespace aicost
