// A file that replaces another only when complete, and is otherwise deleted.
#pragma once

#include <csignal>
#include <string>
#include <string_view>

namespace aicost {

class TemporaryFile {
public:
    // Gets a unique name in the directory, which ends with a slash or is empty (the working directory). If it
    // cannot be created, error() says why.
    explicit TemporaryFile(std::string_view directory);
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;
    // Deletes the file. So does each catchable signal that ends the program.
    ~TemporaryFile();

    [[nodiscard]] int error() const { return error_; }
    [[nodiscard]] int descriptor() const { return descriptor_; }
    [[nodiscard]] const std::string& name() const { return name_; }
    // 0, or the error, after which nothing more can be written.
    int close();
    // Renames it to `target`: 0, or the error, and then the file still exists.
    int rename_to(const std::string& target);

private:
    std::string name_;
    int descriptor_ = -1;
    int error_ = 0;
    int doomed_ = -1;  // the index of its name in the signal handler's list
};

// Deletes all of them, before a program ends without running destructors.
void remove_temporary_files();

// Blocks signals during its lifetime.
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
