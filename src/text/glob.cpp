#include "text/glob.hpp"

#include <fnmatch.h>

#include <algorithm>
#include <filesystem>

namespace aicost {

namespace fs = std::filesystem;

bool is_pattern(const std::string& text) { return text.find_first_of("*?[") != std::string::npos; }

bool fits_pattern(const std::string& name, const std::string& pattern) {
    return ::fnmatch(pattern.c_str(), name.c_str(), FNM_CASEFOLD) == 0;
}

std::vector<std::string> matching_files(const std::string& pattern, const std::string& below) {
    const fs::path whole = fs::path(below) / pattern;
    std::vector<fs::path> found{whole.root_path()};
    for (const fs::path& part : whole.relative_path()) {
        std::vector<fs::path> next;
        for (const fs::path& directory : found) {
            std::error_code ignored;
            if (!is_pattern(part.string())) {
                if (fs::exists(directory / part, ignored)) next.push_back(directory / part);
                continue;
            }
            const fs::path listed = directory.empty() ? fs::path(".") : directory;
            for (fs::directory_iterator entry(listed, ignored), end; !ignored && entry != end;
                 entry.increment(ignored)) {
                const fs::path name = entry->path().filename();
                if (::fnmatch(part.c_str(), name.c_str(), FNM_PERIOD) == 0) next.push_back(directory / name);
            }
        }
        found = std::move(next);
    }
    std::vector<std::string> files;
    for (const fs::path& file : found) {
        std::error_code ignored;
        if (fs::is_regular_file(file, ignored)) files.push_back(file.lexically_normal().string());
    }
    std::sort(files.begin(), files.end());
    return files;
}

}  // namespace aicost
