// Where output goes: stdout, a device, or a file that is there whole or not at all.
#pragma once

#include <string>
#include <string_view>

namespace aicost {

class OutputFile {
public:
    // An empty name, or "-", is stdout. Throws Failure (bad_file).
    explicit OutputFile(std::string file);
    OutputFile(const OutputFile&) = delete;
    OutputFile& operator=(const OutputFile&) = delete;
    ~OutputFile();  // takes an unfinished file away

    // False where the reader of a pipe has gone. Throws Failure where the bytes can not be written.
    bool write(std::string_view text);
    // Puts the file in its place.
    void finish();

private:
    [[noreturn]] void fail_with(int error);
    std::string file_;
    std::string target_;     // where its links lead
    std::string temporary_;  // empty: written to directly
    int descriptor_ = -1;
    unsigned mode_ = 0;
};

}  // namespace aicost
