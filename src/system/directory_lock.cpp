#include "system/directory_lock.hpp"

#include <fcntl.h>
#include <sys/file.h>

#include <cerrno>
#include <chrono>
#include <thread>

namespace aicost {

DirectoryLock::DirectoryLock(const std::string& directory)
    : descriptor_(::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)) {
    if (descriptor_.number() < 0) {
        error_ = errno;
        return;
    }
    using namespace std::chrono_literals;
    const auto end = std::chrono::steady_clock::now() + 60s;
    while (::flock(descriptor_.number(), LOCK_EX | LOCK_NB) != 0) {
        if (errno == EINTR) continue;
        if (errno == ENOSYS || errno == EOPNOTSUPP || errno == EINVAL || errno == EBADF || errno == ENOLCK)
            return;
        error_ = errno == EWOULDBLOCK ? ETIMEDOUT : errno;
        if (error_ != ETIMEDOUT || std::chrono::steady_clock::now() > end) return;
        error_ = 0;
        std::this_thread::sleep_for(5ms);
    }
}

}  // namespace aicost
