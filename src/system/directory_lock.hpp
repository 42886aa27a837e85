// One process at a time in a directory.
#pragma once

#include <string>

#include "system/descriptor.hpp"

namespace aicost {

// Waits until no other holds it, a minute at most, and holds it to its end; the system lets go of it however
// the process ends. Where the file system knows no locks there is none to wait for.
class DirectoryLock {
public:
    explicit DirectoryLock(const std::string& directory);
    // 0, or why it is not held: ETIMEDOUT, another has not let go of it.
    [[nodiscard]] int error() const { return error_; }

private:
    Descriptor descriptor_;
    int error_ = 0;
};

}  // namespace aicost
