#include "json/syntax.hpp"

#include <algorithm>
#include <cctype>

#include "text/encoding.hpp"
#include "text/value.hpp"

namespace aicost {

namespace {

constexpr std::string_view space = " \t\r\n";
constexpr std::string_view delimiters = " \t\r\n{}[],:\"";

bool contains(std::string_view text, std::string_view part) {
    return text.find(part) != std::string_view::npos;
}

// The start of the token that contains the character at `at`.
std::size_t token_start(std::string_view text, std::size_t at) {
    if (text[at] == '"') {
        std::size_t start = at;
        while (start > 0 && text[start - 1] != '"' && text[start - 1] != '\n') --start;
        return start > 0 && text[start - 1] == '"' ? start - 1 : at;
    }
    if (contains(delimiters, text.substr(at, 1))) return at;
    while (at > 0 && !contains(delimiters, text.substr(at - 1, 1))) --at;
    return at;
}

std::string token_at(std::string_view text, std::size_t start, std::size_t at) {
    constexpr std::size_t longest = 32;
    std::size_t end = at + 1;
    if (!contains(delimiters, text.substr(at, 1)))
        end = std::min(text.find_first_of(delimiters, at), text.size());
    std::string token(text.substr(start, std::min(end - start, longest)));
    while (token.size() == longest && (static_cast<unsigned char>(token.back()) & 0x80U) != 0)
        token.pop_back();  // not inside a character
    return end - start > longest ? token + "…" : token;
}

// The brackets still open at the end of the text, innermost first: "}]}".
std::string open_brackets(std::string_view text) {
    std::string open;
    bool quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        if (quoted && c == '\\') {
            ++i;
        } else if (c == '"') {
            quoted = !quoted;
        } else if (!quoted && (c == '{' || c == '[')) {
            open += c == '{' ? '}' : ']';
        } else if (!quoted && (c == '}' || c == ']') && !open.empty()) {
            open.pop_back();
        }
    }
    std::reverse(open.begin(), open.end());
    return open;
}

std::string hexadecimal(char c) {
    constexpr char digits[] = "0123456789ABCDEF";
    const auto byte = static_cast<unsigned char>(c);
    return {'0', 'x', digits[byte >> 4U], digits[byte & 15U]};
}

bool is_one_of(const std::string& word, std::initializer_list<std::string_view> words) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

// What would be right instead of `token`.
std::string remedy_for(const std::string& token, char before, std::string_view first,
                       std::string_view complaint) {
    std::string word = token;
    std::transform(word.begin(), word.end(), word.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    if (token.starts_with("//") || token.starts_with("/*") || token.front() == '#')
        return "take it away: JSON has no comments";
    if (!first.empty()) return std::string(first);
    if (token.front() == '\'' || token.starts_with("“") || token.starts_with("‘"))
        return "keys and texts stand in double quotes: \"…\"";
    if ((token == "}" || token == "]") && before == ',') return "take away the comma before it";
    if (is_one_of(word, {"nan", "-nan", "inf", "-inf", "+inf", "infinity", "-infinity", "undefined"}))
        return "a finite number, or null for the default";
    if (is_one_of(word, {"true", "false", "null", "none"})) return "true, false or null, in small letters";
    if (parse_value(token)) return "numbers that are not plain stand in quotes: \"" + token + "\"";
    if (contains(complaint, "expected end of input")) return "nothing may follow the closing }";
    if (contains(complaint, "expected ':'")) return "a colon between a key and its value";
    if (contains(complaint, "expected '}'")) return "a comma before it, or } to close the object";
    if (contains(complaint, "expected ']'")) return "a comma before it, or ] to close the list";
    if (contains(complaint, "parsing object key")) return "a key in double quotes, or } to close the object";
    return "a value: a number, \"a text\", true, false, null, { … } or [ … ]";
}

}  // namespace

SyntaxProblem syntax_problem(std::string_view text, std::size_t at, std::string_view complaint,
                             std::string_view whole) {
    if (const auto encoding = other_encoding(text); !encoding.empty())
        return {"is not UTF-8", std::string(encoding), "save it as UTF-8"};
    if (at < text.size() && contains(complaint, "ill-formed UTF-8")) {
        // the parser stops after the first byte of a character
        while (at > 0 && (static_cast<unsigned char>(text[at]) & 0x80U) == 0) --at;
        return {"is not UTF-8", "the byte " + hexadecimal(text[at]), "save it as UTF-8"};
    }
    const std::string problem = "is not valid JSON";
    if (at >= text.size()) {
        if (contains(complaint, "invalid string"))
            return {problem, "the end of the file inside a text", "close the text with \""};
        const std::string open = open_brackets(text);
        return {problem, "the end of the file",
                open.empty() ? "a value" : "the rest of it, at least " + open + " to close what is open"};
    }
    if (contains(complaint, "control character")) {
        if (text[at] == '\n' || text[at] == '\r')
            return {problem, "a line break inside a text",
                    "close the text with \" on its line, or write \\n in it"};
        return {problem, "the control character " + hexadecimal(text[at]) + " inside a text",
                text[at] == '\t' ? "write \\t" : "take it away"};
    }
    if (contains(complaint, "invalid string")) {
        const auto backslash = text.rfind('\\', at);
        const auto start = backslash == std::string_view::npos ? at : backslash;
        const bool surrogate = contains(complaint, "surrogate");
        constexpr std::size_t surrogate_size = 6;
        return {problem, std::string(text.substr(start, surrogate ? surrogate_size : at + 1 - start)),
                surrogate ? "the character itself, or both halves of its surrogate pair"
                          : "a backslash is written \\\\"};
    }
    const std::size_t start = token_start(text, at);
    const auto before = start == 0 ? start : text.find_last_not_of(space, start - 1);
    const std::string token = token_at(text, start, at);
    const bool first = text.find_first_not_of(space) == start;
    return {problem, token,
            remedy_for(token, start == 0 || before == std::string_view::npos ? ' ' : text[before],
                       first ? whole : std::string_view(), complaint)};
}

}  // namespace aicost
