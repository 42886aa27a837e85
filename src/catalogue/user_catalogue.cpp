#include "catalogue/user_catalogue.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>

#include "aicost/catalogue.hpp"

namespace aicost {

std::string user_catalogue_directory() {
    // a relative path is to be ignored, says the specification
    const char* data = std::getenv("XDG_DATA_HOME");
    if (data != nullptr && *data == '/') return std::string(data) + "/aicost/catalogue";
    const char* home = std::getenv("HOME");
    if (home != nullptr && *home == '/') return std::string(home) + "/.local/share/aicost/catalogue";
    return {};
}

std::string user_catalogue_file(std::string_view name) {
    const std::string directory = user_catalogue_directory();
    return directory.empty() ? directory : directory + "/" + std::string(name) + ".json";
}

std::optional<std::string> user_catalogue_text(std::string_view name) {
    const std::string file = user_catalogue_file(name);
    if (file.empty()) return {};
    const auto unreadable = [&](int error) {
        throw CatalogueFault(file + ": cannot be read: " + std::strerror(error), true);
    };
    const int descriptor = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0) {
        if (errno != ENOENT && errno != ENOTDIR) unreadable(errno);
        return {};
    }
    std::string text;
    struct stat status {};
    if (::fstat(descriptor, &status) == 0 && status.st_size > 0)
        text.reserve(static_cast<std::size_t>(status.st_size) + 1);
    char buffer[65536];
    ssize_t size = 0;
    while ((size = ::read(descriptor, buffer, sizeof buffer)) > 0 || (size < 0 && errno == EINTR)) {
        if (size > 0) text.append(buffer, static_cast<std::size_t>(size));
    }
    const int error = errno;
    ::close(descriptor);
    if (size < 0) unreadable(error);
    return text;
}

bool is_older(std::string_view date, std::string_view than) {
    const std::size_t both = std::min(date.size(), than.size());
    return date.substr(0, both) < than.substr(0, both);
}

}  // namespace aicost
