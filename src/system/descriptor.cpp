#include "system/descriptor.hpp"

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

namespace aicost {

namespace {

// After a call that failed with errno: true if it should be retried.
bool should_retry(int descriptor, short event) {
    if (errno == EINTR) return true;
    if (errno != EAGAIN) return false;
    pollfd one{descriptor, event, 0};
    return ::poll(&one, 1, -1) >= 0 || errno == EINTR;
}

}  // namespace

Descriptor::~Descriptor() { close(); }

int Descriptor::close() { return number_ < 0 ? 0 : close_descriptor(std::exchange(number_, -1)); }

ssize_t read_some(int descriptor, char* to, std::size_t size) {
    while (true) {
        const ssize_t got = ::read(descriptor, to, size);
        if (got >= 0 || !should_retry(descriptor, POLLIN)) return got;
    }
}

int write_all(int descriptor, std::string_view text) {
    while (!text.empty()) {
        const ssize_t written = ::write(descriptor, text.data(), text.size());
        if (written >= 0) {
            text.remove_prefix(static_cast<std::size_t>(written));
        } else if (!should_retry(descriptor, POLLOUT)) {
            return errno;
        }
    }
    return 0;
}

int close_descriptor(int descriptor) { return ::close(descriptor) == 0 || errno == EINTR ? 0 : errno; }

bool hold_standard_descriptors() {
    for (const int descriptor : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
        if (::fcntl(descriptor, F_GETFD) >= 0 || errno != EBADF) continue;
        int held = ::open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY);
#ifdef O_PATH
        if (held < 0) held = ::open("/", O_PATH | O_DIRECTORY);  // a root directory without /dev
#endif
        if (held != descriptor) return false;
    }
    return true;
}

}  // namespace aicost
