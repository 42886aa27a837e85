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

CountedName counted_name(std::string_view name) {
    CountedName counted;
    std::string text = spelled(name);
    const auto take_number = [](std::string_view digits) {
        int value = 0;
        for (const char c : digits.substr(0, 4)) value = 10 * value + (c - '0');
        return value;
    };
    // "2x4090", "2-x-rtx-4090"
    std::size_t digits = 0;
    while (digits < text.size() && is_digit(text[digits])) ++digits;
    const std::size_t times = digits < text.size() && text[digits] == '-' ? digits + 1 : digits;
    if (digits > 0 && digits <= 3 && times < text.size() && text[times] == 'x') {
        counted.count = take_number(text.substr(0, digits));
        text.erase(0, times + 1);
    }
    // "rtx-4090x2", "rtx-4090-x-2"
    const auto x = text.rfind('x');
    if (x != text.npos && x > 0 && (is_digit(text[x - 1]) || text[x - 1] == '-')) {
        const std::string_view behind = std::string_view(text).substr(x + 1);
        const std::string_view number = behind.starts_with('-') ? behind.substr(1) : behind;
        if (is_digits(number) && number.size() <= 3) {
            counted.count = take_number(number);
            text.resize(x);
        }
    }
    // "rtx-4090-24gb"
    if (text.ends_with("gb") || text.ends_with("gib")) {
        const auto end = text.find_last_not_of("gib-") + 1;
        auto start = end;
        while (start > 0 && is_digit(text[start - 1])) --start;
        if (start < end && end - start <= 4 && start > 0) {
            counted.memory_gib = take_number(std::string_view(text).substr(start, end - start));
            text.resize(start);
        }
    }
    while (text.ends_with('-')) text.pop_back();
    while (text.starts_with('-')) text.erase(0, 1);
    counted.name = std::move(text);
    return counted;
}

std::string_view region_of_other_name(std::string_view spelled_name) {
    struct OtherName {
        std::string_view name, id;
    };
    // ISO's three-letter codes, native and short names of countries
    static constexpr OtherName names[] = {
        {"usa", "us"},     {"america", "us"}, {"united-states", "us"}, {"united-states-of-america", "us"},
        {"uk", "gb"},      {"gbr", "gb"},     {"great-britain", "gb"}, {"britain", "gb"},
        {"england", "gb"}, {"deu", "de"},     {"ger", "de"},           {"deutschland", "de"},
        {"fra", "fr"},     {"che", "ch"},     {"schweiz", "ch"},       {"suisse", "ch"},
        {"esp", "es"},     {"espana", "es"},  {"ita", "it"},           {"italia", "it"},
        {"nld", "nl"},     {"holland", "nl"}, {"nederland", "nl"},     {"pol", "pl"},
        {"polska", "pl"},  {"can", "ca"},     {"ind", "in"},           {"jpn", "jp"},
        {"aus", "au"}};
    for (const OtherName& one : names) {
        if (one.name == spelled_name) return one.id;
    }
    return {};
}

std::string open_model_key(std::string_view name) {
    const auto slash = name.rfind('/');
    if (slash != name.npos) name = name.substr(slash + 1);
    std::string key = spelled(name);
    // how it was trained or packaged, which does not affect the weights' size
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
