#include "catalogue/names.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

#include "catalogue/feeds/feed.hpp"
#include "text/encoding.hpp"
#include "text/nearest.hpp"
#include "text/quick_hash.hpp"

namespace aicost {

namespace {

constexpr std::string_view hosts[] = {
    "bedrock",   "azure",     "vertex",    "openrouter", "together",       "fireworks",
    "baseten",   "deepinfra", "groq",      "cerebras",   "cloudflare",     "nebius",
    "novita",    "vercel",    "sambanova", "hyperbolic", "github-copilot", "databricks",
    "snowflake", "replicate", "oci",       "watsonx",    "ollama",
};

bool is_host(std::string_view provider) {
    return std::find(std::begin(hosts), std::end(hosts), provider) != std::end(hosts);
}

bool take_end(std::string& name, std::string_view end) {
    if (name.size() <= end.size() || !name.ends_with(end)) return false;
    name.resize(name.size() - end.size());
    return true;
}

// The position of the date, "-20251001" or "-2026-07-09", in a normalised name; its size if there is none.
std::size_t date_start(std::string_view name) {
    for (const std::string_view pattern : {"-dddddddd", "-dddd-dd-dd"}) {
        if (name.size() <= pattern.size()) continue;
        const std::string_view end = name.substr(name.size() - pattern.size());
        const bool fits = std::equal(end.begin(), end.end(), pattern.begin(),
                                     [](char c, char p) { return p == 'd' ? is_digit(c) : c == p; });
        if (fits && end.substr(1, 2) == "20") return name.size() - end.size();
    }
    return name.size();
}

// Likewise "-v1-0", "-v2", "-1-0": Bedrock's versions.
std::size_t version_start(std::string_view name) {
    std::size_t rest = name.size();
    while (rest > 0 && (is_digit(name[rest - 1]) || name[rest - 1] == '-')) --rest;
    if (rest > 2 && rest < name.size() && name.substr(rest - 2, 2) == "-v") return rest - 2;
    constexpr std::string_view end = "-1-0";
    return name.size() > end.size() && name.ends_with(end) ? name.size() - end.size() : name.size();
}

// Cuts the name at that position.
bool cut(std::string& name, std::size_t from) {
    const bool any = from < name.size();
    name.resize(from);
    return any;
}

// Bedrock's "us.anthropic.claude-…": region and maker before the name.
constexpr std::string_view bedrock_regions[] = {"us-gov", "us", "eu", "apac",  "jp",
                                                "au",     "ca", "in", "global"};
constexpr std::string_view bedrock_makers[] = {
    "anthropic", "openai", "amazon",     "meta",     "mistral", "cohere",  "ai21",   "deepseek", "qwen",
    "google",    "xai",    "moonshotai", "moonshot", "zai",     "minimax", "nvidia", "writer"};

std::string take_start(std::string& name, std::span<const std::string_view> starts) {
    for (const std::string_view start : starts) {
        if (name.size() <= start.size() + 1 || !name.starts_with(start) || name[start.size()] != '.')
            continue;
        name.erase(0, start.size() + 1);
        return std::string(start);
    }
    return {};
}

std::string lower(std::string_view text) {
    std::string out(text);
    for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    return out;
}

// A name in parts: provider, region and model.
struct Parts {
    std::string provider;  // its name in the catalogue; empty: not stated
    std::string region;
    std::string model;  // lower-case
    bool latest = false;
};

void take_shelves(std::string& name) {
    for (const std::string_view scheme : {"https://", "http://"}) {
        if (name.starts_with(scheme)) name.erase(0, scheme.size());
    }
    for (const std::string_view shelf : {"models/", "huggingface.co/", "hf.co/"}) {
        if (name.starts_with(shelf)) name.erase(0, shelf.size());
    }
    if (name.starts_with("~")) name.erase(0, 1);  // OpenRouter's names that move from model to model
    // "publishers/anthropic/models/x", "accounts/fireworks/models/x"
    for (const std::string_view outer : {"publishers/", "accounts/", "projects/"}) {
        const auto at = name.find("/models/");
        if (name.starts_with(outer) && at != name.npos)
            name = name.substr(outer.size(), name.find('/', outer.size()) - outer.size()) + "/" +
                   name.substr(at + 8);
    }
    // Claude Code's suffix for the longer context
    take_end(name, "[1m]");
}

bool is_zone(std::string_view word) {
    return word == "us" || word == "eu" || word == "global" || word == "global-standard" ||
           word == "standard" || word == "us-east-1" || word == "us-west-2" || word == "us-gov-west-1" ||
           word == "us-gov-east-1" || word.starts_with("eu-") || word.starts_with("ap-") ||
           word.starts_with("us-east") || word.starts_with("us-west") || word.starts_with("ca-") ||
           word.starts_with("sa-");
}

Parts parts_of(std::string_view written) {
    Parts parts;
    std::string name = lower(written);
    take_shelves(name);
    const auto slash = name.find('/');
    if (slash != name.npos) {
        parts.provider = provider_name(name.substr(0, slash));
        name.erase(0, slash + 1);
        take_shelves(name);
        // azure/eu/gpt-4o, bedrock/us-east-1/anthropic.claude-…, bedrock/converse/…
        if (parts.provider == "azure" || parts.provider == "bedrock") {
            for (auto next = name.find('/'); next != name.npos; next = name.find('/')) {
                const std::string word = name.substr(0, next);
                if (is_zone(word)) parts.region = word;
                if (!is_zone(word) && word != "converse" && word != "invoke") break;
                name.erase(0, next + 1);
            }
        }
    }
    if (parts.provider.empty() || parts.provider == "bedrock") {
        std::string bare = name;
        const std::string region = take_start(bare, bedrock_regions);
        const std::string maker = take_start(bare, bedrock_makers);
        if (!maker.empty()) {
            name = bare;
            if (!region.empty()) parts.region = region;
            parts.provider = "bedrock";
        }
    }
    for (const std::string_view end : {"-latest", ":latest", "@latest", "@default"})
        parts.latest |= take_end(name, end);
    parts.model = name;
    return parts;
}

// The spelling as is, and without version and date.
std::vector<std::string> model_spellings(const Parts& parts) {
    std::string name = spelled(parts.model);
    std::vector<std::string> all{name};
    const bool versions = parts.provider == "bedrock";
    if (versions && cut(name, version_start(name))) all.push_back(name);
    if (cut(name, date_start(name))) all.push_back(name);
    if (versions && cut(name, version_start(name))) all.push_back(name);
    return all;
}

// Only the model's name, after the last slash.
std::string_view last_part(std::string_view name) {
    for (const char* at = name.data() + name.size(); at != name.data(); --at) {
        if (at[-1] == '/') return name.substr(static_cast<std::size_t>(at - name.data()));
    }
    return name;
}

// How each byte is spelled.
constexpr auto spellings = [] {
    std::array<char, 256> all{};
    all.fill('-');
    for (char c = '0'; c <= '9'; ++c) all[static_cast<unsigned char>(c)] = c;
    for (char c = 'a'; c <= 'z'; ++c)
        all[static_cast<unsigned char>(c)] = all[static_cast<unsigned char>(c - 32)] = c;
    all['/'] = '/';
    return all;
}();

void put_spelled(std::string& out, std::string_view name) {
    out.resize(name.size());
    char* const begin = out.data();
    char* end = begin;
    char last = '-';  // none stands at the beginning
    for (const char c : name) {
        const char now = spellings[static_cast<unsigned char>(c)];
        if (now == '-' && last == '-') continue;
        *end++ = last = now;
    }
    while (end != begin && end[-1] == '-') --end;
    out.resize(static_cast<std::size_t>(end - begin));
}

void add(std::vector<std::string>& keys, std::string key) {
    if (std::find(keys.begin(), keys.end(), key) == keys.end()) keys.push_back(std::move(key));
}

}  // namespace

std::string spelled(std::string_view name) {
    std::string out;
    put_spelled(out, name);
    return out;
}

namespace {

// "p/x": x at p; "x": x at any provider; "@m/x": x of the maker m, at another seller; "?…": of some date; "~…": the same
// for another name than the id.
std::vector<std::string> spelling_keys(const CloudModel& model) {
    std::vector<std::string> keys;
    const auto own = [&](std::string_view name, const std::string& mark, bool of_maker) {
        const Parts parts = parts_of(name);
        const std::vector<std::string> all = model_spellings(parts);
        const std::string provider = parts.provider.empty() ? model.provider : parts.provider;
        // "x-latest" is also x, if nothing else is
        if (parts.latest) {
            add(keys, mark + provider + "/" + all.front() + "-latest");
            if (of_maker) add(keys, mark + std::string(last_part(all.front())) + "-latest");
        }
        for (std::size_t i = 0; i < all.size(); ++i) {
            const std::string sure = i == 0 && !parts.latest ? "" : "?", start = sure + mark;
            add(keys, start + provider + "/" + all[i]);
            if (of_maker) add(keys, start + std::string(last_part(all[i])));
            const auto slash = parts.model.find('/'), spelled_slash = all[i].find('/');
            if (slash == std::string::npos || spelled_slash == std::string::npos) continue;
            add(keys, sure + "@" + mark + provider_name(parts.model.substr(0, slash)) +
                          all[i].substr(spelled_slash));
        }
    };
    own(model.fact.id, "", true);
    for (const std::string& alias : model.aliases) own(alias, "~", alias.find('/') == alias.npos);
    return keys;
}

std::string with_dashes(const std::string& name, bool behind) {
    std::string out;
    const auto letter = [](char c) { return c >= 'a' && c <= 'z'; };
    for (const char c : name) {
        const bool before_number = !out.empty() && letter(out.back()) && is_digit(c);
        const bool behind_number = !out.empty() && is_digit(out.back()) && letter(c);
        if (before_number || (behind && behind_number)) out += '-';
        out += c;
    }
    return out;
}

// The keys that a name could mean, surest first. A fitting entry has one of them.
std::vector<std::string> asked_keys(std::string_view name) {
    std::vector<std::string> keys{"=" + std::string(name), "~=" + std::string(name)};
    const Parts parts = parts_of(name);
    const std::vector<std::string> all = model_spellings(parts);
    const std::string at = parts.provider.empty() ? "" : parts.provider + "/";
    const auto both = [&](const std::string& start, const std::string& one) {
        add(keys, start + at + one);
        add(keys, start + "~" + at + one);
    };
    // some catalogues have "x-latest" as is; a dated entry is also found without its date
    if (parts.latest) both("", all.front() + "-latest");
    for (const std::string& one : all) both("", one);
    // "gpt4o" and "gpt5mini": a dash before and after a number
    both("", with_dashes(all.front(), false));
    both("", with_dashes(all.front(), true));
    both("?", all.back());
    // "acme/loom" where only others sell it
    if (parts.provider.empty()) return keys;
    for (const std::string& one : all) both("@", one);
    both("?@", all.back());
    return keys;
}

// OpenRouter's "x:nitro" is x, at the seller that is the fastest: the name without the end.
constexpr std::string_view routes[] = {":nitro", ":floor", ":exacto", ":online"};
std::string_view without_route(std::string_view name) {
    for (const std::string_view route : routes) {
        if (name.ends_with(route)) return name.substr(0, name.size() - route.size());
    }
    return name;
}

}  // namespace

namespace {

// A normalised name without the suffixes that parts_of() and model_spellings() remove, for any provider.
std::string_view without_ends(std::string_view name) {
    while (!name.empty()) {
        std::size_t end = name.size();
        const auto take = [&](std::string_view word) {
            if (name.ends_with(word)) end = name.size() - word.size();
        };
        const char last = name.back();
        if (is_digit(last)) end = std::min(version_start(name), date_start(name));
        if (last == 't') take("-latest"), take("-default");
        if (last == 'm') take("-1m");
        if (last == 'o') take("-nitro"), take("-exacto");
        if (last == 'r') take("-floor");
        if (last == 'e') take("-online");
        if (last == 'v') take("-v");
        if (end == name.size()) break;
        name = name.substr(0, end);
    }
    return name;
}

// Of words by their size and two of their letters: a name's first word that has no bit there is none of them.
constexpr std::uint64_t bit_of(std::string_view word) {
    const auto letter = [](char c) { return std::size_t{static_cast<unsigned char>(c)}; };
    return std::uint64_t{1} << ((word.size() + 7 * letter(word.front()) + letter(word.back())) % 64);
}
constexpr std::uint64_t bits_of(std::span<const std::string_view> words) {
    std::uint64_t bits = 0;
    for (const std::string_view word : words) bits |= bit_of(word.substr(0, word.find('-')));
    return bits;
}

template <const auto& words>
bool take_word(std::string_view& name) {
    constexpr std::uint64_t bits = bits_of(words);
    std::size_t dash = 0;
    while (dash < name.size() && name[dash] != '-') ++dash;
    if (dash == 0 || dash == name.size() || (bits & bit_of(name.substr(0, dash))) == 0) return false;
    for (const std::string_view word : words) {
        if (name.size() <= word.size() + 1 || name[word.size()] != '-' || !name.starts_with(word)) continue;
        name.remove_prefix(word.size() + 1);
        return true;
    }
    return false;
}

// Likewise without preceding makers and regions.
std::string_view without_makers(std::string_view name) {
    for (;;) {
        std::string_view rest = name;
        take_word<bedrock_regions>(rest);
        if (!take_word<bedrock_makers>(rest)) return name;
        name = rest;
    }
}

}  // namespace

void RoughNames::add_name(std::string_view name, std::vector<std::uint64_t>& keys) {
    const auto add_key = [&](std::string_view rough) {
        const std::uint64_t key = quick_hash(rough);
        if (std::find(keys.begin(), keys.end(), key) == keys.end()) keys.push_back(key);
    };
    if (name.ends_with("[1m]") || name.ends_with("[1M]")) name.remove_suffix(4);
    put_spelled(spelled_, last_part(name));
    const std::string_view whole = spelled_, start = without_ends(whole), end = without_makers(whole);
    const bool of_maker = end.size() < whole.size();
    add_key(of_maker ? without_makers(start) : start);
    if (of_maker) add_key(without_ends(end));  // in a short name both may remove the same part
}

void RoughNames::add_keys(std::string_view name, std::vector<std::uint64_t>& keys) {
    add_name(name, keys);
    const std::string whole = spelled(name);
    for (const bool behind : {false, true}) {
        if (const std::string dashed = with_dashes(whole, behind); dashed != whole) add_name(dashed, keys);
    }
}

void RoughNames::add_keys(const CloudModel& entry, std::vector<std::uint64_t>& keys) {
    const std::string_view own = last_part(entry.fact.id);
    add_name(own, keys);
    const auto add_other = [&](std::string_view name) {
        const std::string_view part = last_part(name);
        if (part != own) add_name(part, keys);  // otherwise it has no keys of its own
    };
    for (const std::string& alias : entry.aliases) add_other(alias);
    for (const RegionPrice& region : entry.regions) add_other(region.name);
}

ModelNames::ModelNames(const std::vector<CloudModel>& models) : models_(models) {
    ids_.reserve(models.size());
    for (const CloudModel& model : models) {
        ids_.emplace(model.fact.id, &model);
        for (const std::string& alias : model.aliases) aliases_.emplace(alias, &model);
        for (const RegionPrice& region : model.regions) {
            // "us", "data zone": a place, not a model
            if (region.name.find_first_of("./") != std::string::npos) aliases_.emplace(region.name, &model);
        }
    }
}

const ModelNames::Keys& ModelNames::spellings() const {
    if (std::exchange(spelled_, true)) return spellings_;
    for (const CloudModel& model : models_) {
        for (std::string& key : spelling_keys(model)) spellings_[std::move(key)].push_back(&model);
    }
    return spellings_;
}

namespace {

// The price factor of the region in a name.
void settle_region(NameAnswer& answer, std::string_view name) {
    const std::string region = parts_of(name).region;
    for (const RegionPrice& one : answer.entry->regions) {
        if (one.name != name && (region.empty() || one.name != region)) continue;
        answer.region = region.empty() ? one.name : region;
        answer.factor = one.factor;
        return;
    }
}

// The maker of a model that an entry's name states: openrouter/acme/loom is acme's.
std::string stated_maker(const CloudModel& entry) {
    const std::string& id = entry.fact.id;
    const auto first = id.find('/'), second = first == id.npos ? first : id.find('/', first + 1);
    return second == id.npos ? std::string() : provider_name(id.substr(first + 1, second - first - 1));
}

// The maker's own entry of a model that is also sold by others: by what these call it, by its name, or else the only
// one that is not of a host.
const CloudModel* makers_own(const std::vector<const CloudModel*>& fitting) {
    const auto only_one = [&](auto is_own) -> const CloudModel* {
        const auto first = std::find_if(fitting.begin(), fitting.end(), is_own);
        if (first == fitting.end() || std::find_if(first + 1, fitting.end(), is_own) != fitting.end())
            return nullptr;
        return *first;
    };
    std::vector<std::string> makers;
    makers.reserve(fitting.size());
    for (const CloudModel* one : fitting) makers.push_back(stated_maker(*one));
    const CloudModel* own = only_one([&](const CloudModel* one) {
        return std::find(makers.begin(), makers.end(), one->provider) != makers.end() ||
               maker_of(last_part(spelled(one->fact.id))) == one->provider;
    });
    return own != nullptr ? own : only_one([](const CloudModel* one) { return !is_host(one->provider); });
}

}  // namespace

NameAnswer ModelNames::find(std::string_view name) const {
    NameAnswer answer;
    for (const auto* names : {&ids_, &aliases_}) {
        const auto at = names->find(name);
        if (at == names->end()) continue;
        answer.entry = at->second;
        settle_region(answer, name);
        return answer;
    }
    if (const std::string_view base = without_route(name); base.size() < name.size()) {
        answer = find_spelled(name);
        return answer.entry != nullptr || !answer.candidates.empty() ? answer : find(base);
    }
    return find_spelled(name);
}

NameAnswer ModelNames::find_spelled(std::string_view name) const {
    NameAnswer answer;
    const Keys& all = spellings();
    const bool latest = parts_of(name).latest;
    for (const std::string& key : asked_keys(name)) {
        const auto at = all.find(key);
        if (at == all.end()) continue;
        const std::vector<const CloudModel*>& fitting = at->second;
        if (fitting.size() == 1) answer.entry = fitting.front();
        const bool of_others = key.find('@') != key.npos;  // none of them is the maker's
        if (answer.entry == nullptr && !of_others) answer.entry = makers_own(fitting);
        if (answer.entry == nullptr && latest && key.front() == '?') {
            answer.entry = *std::max_element(
                fitting.begin(), fitting.end(),
                [](const auto* a, const auto* b) { return spelled(a->fact.id) < spelled(b->fact.id); });
        }
        if (answer.entry != nullptr) {
            settle_region(answer, name);
            return answer;
        }
        for (const CloudModel* one : fitting) answer.candidates.push_back(one->fact.id);
        return answer;
    }
    return answer;
}

bool names_a_maker(std::string_view name) { return !maker_of(last_part(spelled(name))).empty(); }

std::vector<std::string> near_models(std::string_view name, const std::vector<CloudModel>& models) {
    constexpr std::size_t max = 3;
    const Parts parts = parts_of(name);
    const std::string bare(last_part(spelled(parts.model)));
    const std::string_view maker = maker_of(bare);
    std::vector<std::string> found;
    const auto add_near = [&](auto chosen) {
        std::vector<std::string> names, ids;
        for (const CloudModel& model : models) {
            if (!chosen(model)) continue;
            names.emplace_back(last_part(spelled(model.fact.id)));
            ids.push_back(model.fact.id);
        }
        for (const std::string& near : nearest(bare, names, max)) {
            for (std::size_t i = 0; i < names.size() && found.size() < max; ++i) {
                if (names[i] == near) add(found, ids[i]);
            }
        }
    };
    if (!parts.provider.empty())
        add_near([&](const CloudModel& model) { return model.provider == parts.provider; });
    if (!maker.empty()) {
        add_near([&](const CloudModel& model) { return model.provider == maker; });
        add_near(
            [&](const CloudModel& model) { return maker_of(last_part(spelled(model.fact.id))) == maker; });
    } else {
        add_near([](const CloudModel&) { return true; });
    }
    return found;
}

std::string model_advice(const NameAnswer& answer, std::string_view name,
                         const std::vector<CloudModel>& models) {
    if (!answer.candidates.empty()) {
        constexpr std::size_t max = 8;
        std::vector<std::string> some = answer.candidates;
        const bool more = some.size() > max;
        if (more) some.resize(max);
        return "it could be " + alternatives(some) + (more ? ", or another" : "") +
               "; the whole id says which";
    }
    const std::string word = spelled(name);
    if (std::any_of(models.begin(), models.end(),
                    [&](const CloudModel& model) { return model.provider == word; }))
        return "a provider; `aicost catalog models " + word + "` lists what it sells";
    if (name.find(',') != name.npos) return "one id; several are for `aicost sweep --vary PATH=a,b`";
    const auto close = near_models(name, models);
    return close.empty() ? std::string("`aicost catalog models` lists what is")
                         : "did you mean " + alternatives(close) + "?";
}

}  // namespace aicost
