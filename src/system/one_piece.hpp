// Memory for a command that makes many small things, once, and then ends: one piece of the system's, of large pages where
// it has them, so that the kernel is asked a few times and not for each page. What is given back is taken again by things
// of its size, so that few pages are touched; all of it goes back to the system with the process. Only the thread that
// opened it takes any, and those that joined. The program's `operator new` (src/cli/memory.cpp) asks here first; where it
// is not linked, nothing is taken.
#pragma once

#include <array>
#include <cstddef>
#include <new>
#include <utility>

namespace aicost::one_piece {

struct Span {
    char* at = nullptr;
    char* end = nullptr;
};
struct Freed {
    Freed* next;
};
inline constexpr std::size_t grain = 16;  // what any object may need; a span is a multiple of it
inline constexpr std::size_t largest_kept = 2048, min_span = std::size_t{1} << 18U;

inline constinit thread_local Span mine;  // what is left of it
inline constinit thread_local Span next;  // likewise, when that does not do; none: there is no other
inline constinit thread_local std::array<Freed*, largest_kept / grain + 1> freed{};  // by size
inline constinit Span whole;

// From now on this thread's memory comes from there, until it is used up. Nothing changes where the system has none.
void open();
// The same for another thread while this lives, if it is open and no more than two others do so.
class Joined {
public:
    Joined();
    Joined(const Joined&) = delete;
    Joined& operator=(const Joined&) = delete;
    ~Joined();

private:
    bool has_joined_;
};

constexpr std::size_t grains(std::size_t size) { return size == 0 ? 1 : (size + grain - 1) / grain; }

// Null: it is not open, or it is used up.
inline void* take(std::size_t size) {
    const std::size_t count = grains(size);
    if (count < freed.size() && freed[count] != nullptr) {
        Freed* again = freed[count];
        freed[count] = again->next;
        return again;
    }
    const auto lacks = [&] {
        const auto left = static_cast<std::size_t>(mine.end - mine.at);
        return size > left || left == 0;
    };
    if (lacks() && next.end != nullptr) mine = std::exchange(next, Span());
    if (lacks()) return nullptr;
    char* taken = mine.at;
    mine.at += count * grain;
    return taken;
}

inline bool holds(const void* memory) {
    const auto* at = static_cast<const char*>(memory);
    return at >= whole.at && at < whole.end;
}

// What take(size) gave; to any thread.
inline void give(void* memory, std::size_t size) {
    const std::size_t count = grains(size);
    if (count < freed.size()) freed[count] = new (memory) Freed{freed[count]};
    // a file that has been read: its pages are there already
    if (count * grain < min_span || next.end != nullptr) return;
    auto* at = static_cast<char*>(memory);
    next = std::exchange(mine, {at, at + count * grain});
}

// An object that is not taken down where it lies in the piece: what it holds lies there, too, and goes with the process.
// It must hold nothing but memory.
template <class T>
class Kept {
public:
    template <class... Arguments>
    explicit Kept(Arguments&&... arguments) : object_(new T(std::forward<Arguments>(arguments)...)) {}
    Kept(const Kept&) = delete;
    Kept& operator=(const Kept&) = delete;
    ~Kept() {
        if (!holds(object_)) delete object_;
    }
    T* operator->() const { return object_; }
    T& operator*() const { return *object_; }

private:
    T* object_;
};

}  // namespace aicost::one_piece
