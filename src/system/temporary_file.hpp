// A file that is to take another's place, and that nobody finds if it does not.
#pragma once

#include <csignal>
#include <string>
#include <string_view>

namespace aicost {

class TemporaryFile {
public:
    // With a name of its own in the directory, which ends with a slash or is empty: the working one. Where it
    // cannot be made, error() says why.
    explicit TemporaryFile(std::string_view directory);
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;
    // Takes the file away. So does each signal that ends the program and can be caught.
    ~TemporaryFile();

    [[nodiscard]] int error() const { return error_; }
    [[nodiscard]] int descriptor() const { return descriptor_; }
    [[nodiscard]] const std::string& name() const { return name_; }
    // 0, or the error: nothing can be written any more.
    int close();
    // Puts it in the place of `target`: 0, or the error, and then the file is still there.
    int rename_to(const std::string& target);

private:
    std::string name_;
    int descriptor_ = -1;
    int error_ = 0;
    int doomed_ = -1;  // where the name stands for the signals' handler
};

// All that there are, before a program ends without its destructors.
void take_away_temporary_files();

// No signal that can be held back comes between its two ends.
class SignalsHeld {
public:
    SignalsHeld();
    SignalsHeld(const SignalsHeld&) = delete;
    SignalsHeld& operator=(const SignalsHeld&) = delete;
    ~SignalsHeld();

private:
    sigset_t before_;
};

}  // namespace aicost
