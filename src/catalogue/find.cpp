#include "catalogue/find.hpp"

#include "text/encoding.hpp"

namespace aicost {

namespace {

bool is_digits(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return is_digit(c); });
}

// "rtx4090" is "rtx" and "4090"; "a100", "h100", "l40s" are one word.
void add_word(std::vector<std::string>& words, const std::string& word) {
    for (const std::string_view start : {"rtx", "gtx", "radeon", "rx", "geforce"}) {
        if (word.size() > start.size() && word.starts_with(start) && is_digit(word[start.size()])) {
            words.emplace_back(start);
            return add_word(words, word.substr(start.size()));
        }
    }
    for (const std::string_view noise :
         {"nvidia", "geforce", "amd", "instinct", "apple", "tesla", "gpu", "intel", "hbm2e", "hbm2", "hbm3",
          "hbm3e", "graphics", "generation", "gen"}) {
        if (word == noise) return;
    }
    if (word.starts_with("sxm") && word.size() <= 4) return words.emplace_back("sxm"), void();
    words.push_back(word);
}

}  // namespace

std::vector<std::string> gpu_words(std::string_view name) {
    std::vector<std::string> words;
    std::string word;
    std::string text = spelled(name);
    std::replace(text.begin(), text.end(), '/', '-');
    text += '-';
    for (const char c : text) {
        if (c != '-') {
            word += c;
        } else if (!word.empty()) {
            // "80 GB" is one word
            if ((word == "gb" || word == "gib") && !words.empty() && is_digits(words.back())) {
                words.back() += "gb";
            } else {
                add_word(words, word);
            }
            word.clear();
        }
    }
    return words;
}

std::string open_model_key(std::string_view name) {
    const auto slash = name.rfind('/');
    if (slash != name.npos) name = name.substr(slash + 1);
    std::string key = spelled(name);
    // how it was trained or packed, which the weights' size does not depend on
    constexpr std::string_view ends[] = {"-instruct", "-it",    "-chat", "-hf",   "-gguf", "-fp8",
                                         "-fp16",     "-bf16",  "-awq",  "-gptq", "-int4", "-int8",
                                         "-latest",   "-mxfp4", "-4bit", "-8bit", "-mlx",  "-nvfp4"};
    for (bool again = true; again;) {
        again = false;
        for (const std::string_view end : ends) {
            if (key.size() <= end.size() || !key.ends_with(end)) continue;
            key.resize(key.size() - end.size());
            again = true;
        }
        // "-q4-k-m"
        const auto at = key.rfind("-q");
        if (at != key.npos && at + 2 < key.size() && is_digit(key[at + 2]) && key.size() - at <= 8) {
            key.resize(at);
            again = true;
        }
    }
    if (key.starts_with("meta-llama-")) key.erase(0, 5);
    std::erase(key, '-');
    return key;
}

}  // namespace aicost
