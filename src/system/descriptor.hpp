// The bytes of a descriptor, whatever comes between them: interrupts, and ends that are not ready yet.
#pragma once

#include <sys/types.h>

#include <cstddef>
#include <string_view>

namespace aicost {

// Closed at the end.
class Descriptor {
public:
    explicit Descriptor(int number) : number_(number) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor();
    [[nodiscard]] int number() const { return number_; }
    // 0, or the error.
    int close();

private:
    int number_;
};

// As read(2): how many bytes, 0 at the end, -1 with errno. Waits for them where the descriptor does not.
ssize_t read_some(int descriptor, char* to, std::size_t size);

// All of the text: 0, or the error.
int write_all(int descriptor, std::string_view text);

// 0, or the error of close(2). An interrupted one has closed.
int close_descriptor(int descriptor);

// Whatever is opened takes the lowest number that is free: where 0, 1 or 2 were closed it would be taken for
// stdin, stdout or stderr. So those are held by something that can neither be read nor written. False where
// that cannot be done.
bool hold_standard_descriptors();

}  // namespace aicost
