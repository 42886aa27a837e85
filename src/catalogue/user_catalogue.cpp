#include "catalogue/user_catalogue.hpp"

#include <fcntl.h>
#include <sys/stat.h>

#include <algorithm>
#include <cerrno>
#include <cstdint>
#include <cstring>

#include "aicost/catalogue.hpp"
#include "system/descriptor.hpp"

namespace aicost {

std::string user_catalogue_file(const std::string& directory, std::string_view name) {
    return directory.empty() ? directory : directory + "/" + std::string(name) + ".json";
}

namespace {

[[noreturn]] void unreadable(const std::string& file, const std::string& why) {
    throw CatalogueFault(file + ": cannot be read: " + why, true);
}

std::string text_of(int descriptor, const std::string& file) {
    const auto too_large = [&] {
        throw CatalogueFault(file + ": is too large for a catalogue (got more than " +
                                 std::to_string(largest_user_catalogue >> 20U) + " MiB); " +
                                 std::to_string(largest_user_catalogue >> 20U) + " MiB at most",
                             false);
    };
    struct stat status {};
    if (::fstat(descriptor, &status) != 0) unreadable(file, std::strerror(errno));
    if (S_ISDIR(status.st_mode)) unreadable(file, std::strerror(EISDIR));
    if (!S_ISREG(status.st_mode)) unreadable(file, "is a pipe or a device, not a file");
    if (static_cast<std::uintmax_t>(status.st_size) > largest_user_catalogue) too_large();
    std::string text;
    text.reserve(static_cast<std::size_t>(status.st_size) + 1);
    char block[65536];
    ssize_t size = 0;
    while ((size = read_some(descriptor, block, sizeof block)) > 0) {
        text.append(block, static_cast<std::size_t>(size));
        if (text.size() > largest_user_catalogue) too_large();
    }
    if (size < 0) unreadable(file, std::strerror(errno));
    return text;
}

}  // namespace

std::optional<std::string> user_catalogue_text(const std::string& directory, std::string_view name,
                                               std::string* passed_over) {
    const std::string file = user_catalogue_file(directory, name);
    if (file.empty()) return {};
    // a pipe without a writer would block
    const Descriptor in(::open(file.c_str(), O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC));
    if (in.number() >= 0) return text_of(in.number(), file);
    const int error = errno;
    if (error == ENOENT || error == ENOTDIR) return {};
    if (passed_over == nullptr) unreadable(file, std::strerror(error));
    *passed_over = std::strerror(error);
    return {};
}

}  // namespace aicost
