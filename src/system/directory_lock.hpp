// A lock that lets one process at a time change a directory.
#pragma once

#include <string>

#include "system/descriptor.hpp"

namespace aicost {

// Waits for the lock, a minute at most, and holds it until destroyed; the system releases it however the
// process ends. Does nothing on a file system without locks.
class DirectoryLock {
public:
    explicit DirectoryLock(const std::string& directory);
    // 0, or why it is not held; ETIMEDOUT: another process still holds it.
    [[nodiscard]] int error() const { return error_; }

private:
    Descriptor descriptor_;
    int error_ = 0;
};

}  // namespace aicost
