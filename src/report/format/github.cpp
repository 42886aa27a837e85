// Workflow commands of GitHub's runner: an annotation at the line of each finding.
#include "report/format/formats.hpp"
#include "text/log_commands.hpp"

namespace aicost {

namespace {

// Escapes that the runner decodes: % CR LF in the message, and also : and , in a property.
std::string escaped(const std::string& text, bool property) {
    std::string out;
    for (const char c : text) {
        switch (c) {
            case '%': out += "%25"; break;
            case '\r': out += "%0D"; break;
            case '\n': out += "%0A"; break;
            case ':': out += property ? "%3A" : ":"; break;
            case ',': out += property ? "%2C" : ","; break;
            default: out += c;
        }
    }
    return out;
}

}  // namespace

// Passed checks are only counted, in a line without text of the input, which the runner might obey.
std::string render_github(const Document& document, const Style&) {
    using Level = Finding::Level;
    std::string out;
    std::size_t counts[4] = {};
    for (const Finding& finding : document.findings) {
        ++counts[static_cast<std::size_t>(finding.level)];
        if (finding.level == Level::passed) continue;
        out += finding.level == Level::warning ? "::warning " : "::error ";
        std::string rest;
        if (!finding.file.empty()) rest += "file=" + escaped(finding.file, true) + ",";
        if (finding.line > 0) rest += "line=" + std::to_string(finding.line) + ",";
        rest += "title=" + escaped(finding.name, true) + "::" + escaped(finding.message, false);
        out += without_log_commands(rest) + "\n";
    }
    const auto count = [&](Level level) { return std::to_string(counts[static_cast<std::size_t>(level)]); };
    return out + "aicost check: passed " + count(Level::passed) + ", warnings " + count(Level::warning) +
           ", failed " + count(Level::failed) + ", not evaluated " + count(Level::broken) + "\n";
}

}  // namespace aicost
