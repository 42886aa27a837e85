#include <algorithm>
#include <cctype>

#include "harness.hpp"

namespace aicost::fuzz {

std::string flag_name(std::string_view title) {
    std::string name;
    for (const char c : title) {
        const auto byte = static_cast<unsigned char>(c);
        name += std::isalnum(byte) != 0 ? static_cast<char>(std::tolower(byte)) : '-';
    }
    return name;
}

std::string chosen_reader(int* count, char*** words, const std::vector<std::string>& names) {
    constexpr std::string_view flag = "--reader=";
    for (int i = 1; i < *count; ++i) {
        const std::string_view word = (*words)[i];
        if (word == "--readers") {
            for (const std::string& name : names) std::puts(name.c_str());
            std::exit(0);
        }
        if (!word.starts_with(flag)) continue;
        std::string name(word.substr(flag.size()));
        if (std::find(names.begin(), names.end(), name) != names.end()) return name;
        std::fprintf(stderr, "there is no reader '%s'; --readers lists them\n", name.c_str());
        std::exit(2);
    }
    return {};
}

}  // namespace aicost::fuzz
