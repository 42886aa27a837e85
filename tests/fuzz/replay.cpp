// NAME_replay FILE|DIRECTORY…: the inputs of the corpus, one after the other, without libFuzzer. Fails where
// a reader has no input among them.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>

#include "harness.hpp"

namespace fs = std::filesystem;

extern "C" __attribute__((weak)) int LLVMFuzzerInitialize(int* count, char*** words);
__attribute__((weak)) std::string reader_of(std::string_view text);
__attribute__((weak)) std::vector<std::string> all_readers();

int main(int count, char** words) {
    if (LLVMFuzzerInitialize != nullptr) LLVMFuzzerInitialize(&count, &words);
    std::vector<fs::path> files;
    for (int i = 1; i < count; ++i) {
        if (fs::is_directory(words[i])) {
            std::copy(fs::directory_iterator(words[i]), fs::directory_iterator(), std::back_inserter(files));
        } else {
            files.emplace_back(words[i]);
        }
    }
    std::set<std::string> seen;
    for (const fs::path& file : files) {
        std::ifstream in(file, std::ios::binary);
        const std::string text{std::istreambuf_iterator<char>(in), {}};
        std::fprintf(stderr, "%s\n", file.c_str());  // the last line says which input failed
        LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(text.data()), text.size());
        if (reader_of != nullptr) seen.insert(reader_of(text));
    }
    int missing = files.empty() ? 1 : 0;
    if (all_readers != nullptr) {
        for (const std::string& name : all_readers()) {
            if (seen.contains(name)) continue;
            std::fprintf(stderr, "no input of the corpus is read as %s\n", name.c_str());
            ++missing;
        }
    }
    std::fprintf(stderr, "%zu inputs\n", files.size());
    return missing == 0 ? 0 : 1;
}
