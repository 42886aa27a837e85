#include "text/text_width.hpp"

namespace aicost {

std::string as_ascii(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const char32_t character = next_character(text, at);
        if (character < 0x80) {
            out += static_cast<char>(character);
            continue;
        }
        switch (character) {
            case U'│': out += '|'; break;
            case U'─': out += '-'; break;
            case U'→':
            case U'▶': out += '>'; break;
            case U'▼': out += 'v'; break;
            case U'└':
            case U'┘':
            case U'┌':
            case U'┐':
            case U'┤':
            case U'├':
            case U'┬':
            case U'┴':
            case U'┼': out += '+'; break;
            case U'·':
            case U'×': out += '*'; break;
            case U'±': out += "+/-"; break;
            case U'−':
            case U'–':
            case U'—': out += '-'; break;
            case U'…': out += "..."; break;
            case U'≤': out += "<="; break;
            case U'≥': out += ">="; break;
            case U'✓': out += '+'; break;
            case U'✗': out += '-'; break;
            case U'€': out += "EUR "; break;
            case U'£': out += "GBP "; break;
            case U'¥': out += "JPY "; break;
            case U'₹': out += "INR "; break;
            case U'“':
            case U'”': out += '"'; break;
            case U'‘':
            case U'’': out += '\''; break;
            default: out += '?'; break;
        }
    }
    return out;
}

}  // namespace aicost
