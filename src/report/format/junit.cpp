// JUnit XML in the shape that Jenkins and GitLab read.
#include <algorithm>

#include "report/format/formats.hpp"
#include "text/text_width.hpp"

namespace aicost {

namespace {

// A text for XML 1.0: characters not allowed there become U+FFFD.
std::string xml_escaped(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t from = at;
        const char32_t character = next_character(text, at);
        const bool control = character < 0x20 && character != '\t' && character != '\n' && character != '\r';
        const bool broken = at - from == 1 && static_cast<unsigned char>(text[from]) >= 0x80;
        const bool surrogate = character >= 0xD800 && character <= 0xDFFF;
        if (control || broken || surrogate || character == 0xFFFE || character == 0xFFFF ||
            character > 0x10FFFF) {
            out += "\xEF\xBF\xBD";
            continue;
        }
        switch (character) {
            case '&': out += "&amp;"; break;
            case '<': out += "&lt;"; break;
            case '>': out += "&gt;"; break;
            case '"': out += "&quot;"; break;
            case '\t': out += "&#9;"; break;
            case '\n': out += "&#10;"; break;
            case '\r': out += "&#13;"; break;
            default: out += text.substr(from, at - from);
        }
    }
    return out;
}

std::string attribute(std::string_view name, std::string_view value) {
    return " " + std::string(name) + "=\"" + xml_escaped(value) + "\"";
}

using Findings = std::vector<const Finding*>;

// JUnit has no warnings: they are reported as skipped, which is visible but not a failure.
std::string counts(const Findings& all) {
    const auto count = [&](Finding::Level level) {
        return std::to_string(
            std::count_if(all.begin(), all.end(), [&](const Finding* one) { return one->level == level; }));
    };
    return attribute("tests", std::to_string(all.size())) +
           attribute("failures", count(Finding::Level::failed)) +
           attribute("errors", count(Finding::Level::broken)) +
           attribute("skipped", count(Finding::Level::warning));
}

std::string test_case(const Finding& finding) {
    std::string out =
        "    <testcase" + attribute("name", finding.name) + attribute("classname", finding.suite);
    if (!finding.file.empty()) out += attribute("file", finding.file);
    if (finding.line > 0) out += attribute("line", std::to_string(finding.line));
    out += attribute("time", "0");
    const std::string message = attribute("message", finding.message);
    const std::string place =
        finding.line > 0 ? finding.file + ":" + std::to_string(finding.line) + ": " : "";
    const std::string text = ">" + xml_escaped(place + finding.message);
    switch (finding.level) {
        case Finding::Level::passed: return out + "/>\n";
        case Finding::Level::warning:
            return out + ">\n      <skipped" + attribute("message", "warning: " + finding.message) +
                   "/>\n    </testcase>\n";
        case Finding::Level::failed:
            return out + ">\n      <failure" + message + attribute("type", "assertion") + text +
                   "</failure>\n    </testcase>\n";
        case Finding::Level::broken:
            return out + ">\n      <error" + message + attribute("type", "evaluation") + text +
                   "</error>\n    </testcase>\n";
    }
    return out;
}

}  // namespace

std::string render_junit(const Document& document, const Style&) {
    Findings all;
    std::vector<std::pair<std::string, Findings>> suites;  // in order of their first finding
    for (const Finding& finding : document.findings) {
        all.push_back(&finding);
        auto suite = std::find_if(suites.begin(), suites.end(),
                                  [&](const auto& one) { return one.first == finding.suite; });
        if (suite == suites.end()) suite = suites.insert(suites.end(), {finding.suite, {}});
        suite->second.push_back(&finding);
    }
    std::string out = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites" +
                      attribute("name", "aicost check") + counts(all) + attribute("time", "0") + ">\n";
    for (const auto& [name, findings] : suites) {
        out += "  <testsuite" + attribute("name", name) + counts(findings) + attribute("time", "0") + ">\n";
        for (const Finding* finding : findings) out += test_case(*finding);
        out += "  </testsuite>\n";
    }
    return out + "</testsuites>\n";
}

}  // namespace aicost
