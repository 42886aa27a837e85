// The tables of inputs in docs/profile.md are those of describe_parameters(), as is everything that walks the
// list of fields. With UPDATE_GOLDEN=1 they are written anew.
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <set>

#include "aicost/profile.hpp"
#include "catch.hpp"

namespace profile_doc_test {

namespace {

constexpr const char* page_file = "docs/profile.md";
const std::string begin = "<!-- inputs: ";
const std::string end = "<!-- end of inputs -->";

std::string escaped(const std::string& text) {
    std::string out;
    for (const char c : text) {
        if (c == '|' || c == '<') out += '\\';
        out += c;
    }
    return out;
}

// The inputs whose path begins with `prefix`; of the profile itself, those without a dot.
std::string table_of(const std::string& prefix, std::set<std::string>& listed) {
    std::string table = "| key | unit | value | default | meaning |\n|---|---|---|---|---|\n";
    for (const auto& one : aicost::describe_parameters()) {
        const bool here = prefix == "profile" ? one.path.find('.') == std::string::npos
                                              : one.path.starts_with(prefix + ".");
        if (!here) continue;
        listed.insert(one.path);
        const std::string key = prefix == "profile" ? one.path : one.path.substr(prefix.size() + 1);
        table += "| `" + key + "` | " + escaped(std::string(symbol(one.unit))) + " | " +
                 escaped(one.range.empty() ? one.type : one.range) + " | " + escaped(one.fallback) + " | " +
                 escaped(one.help) + " |\n";
    }
    return table;
}

}  // namespace

TEST_CASE("docs/profile.md lists every input as the program does", "[docs]") {
    std::ifstream in(page_file);
    REQUIRE(in);
    const std::string page{std::istreambuf_iterator<char>(in), {}};
    std::string written;
    std::set<std::string> listed;
    std::size_t from = 0;
    for (auto at = page.find(begin); at != std::string::npos; at = page.find(begin, from)) {
        const auto name = at + begin.size();
        const auto line_end = page.find('\n', at) + 1;
        const auto stop = page.find(end, at);
        REQUIRE(stop != std::string::npos);
        written += page.substr(from, line_end - from) + "\n" +
                   table_of(page.substr(name, page.find(" -->", name) - name), listed) + "\n";
        from = stop;
    }
    written += page.substr(from);
    for (const auto& one : aicost::describe_parameters()) {
        INFO(one.path);
        CHECK(listed.count(one.path) == 1);
    }
    const char* update = std::getenv("UPDATE_GOLDEN");
    if (update != nullptr && std::string(update) == "1") {
        std::ofstream(page_file) << written;
    } else {
        INFO("UPDATE_GOLDEN=1 ./dev test writes the tables of " << page_file << " anew");
        CHECK((written == page));
    }
}

}  // namespace profile_doc_test
