// Reading and writing file descriptors, despite interrupts and non-blocking ends.
#pragma once

#include <sys/types.h>

#include <cstddef>
#include <string_view>

namespace aicost {

// Closed by the destructor.
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

// As read(2): the number of bytes, 0 at the end, -1 with errno. Waits even if the descriptor is non-blocking.
ssize_t read_some(int descriptor, char* to, std::size_t size);

// Writes all of the text: 0, or the error.
int write_all(int descriptor, std::string_view text);

// 0, or the error of close(2). An interrupted close(2) has still closed.
int close_descriptor(int descriptor);

// A newly opened file gets the lowest free number: if 0, 1 or 2 is closed, it would be taken for stdin, stdout or
// stderr. This opens a placeholder for each that can be neither read nor written. False if that fails.
bool hold_standard_descriptors();

}  // namespace aicost
