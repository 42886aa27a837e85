#include "report/html/frame.hpp"

#include "report/format/formats.hpp"
#include "report/html/carried.hpp"
#include "report/html/content.hpp"
#include "report/html/markup.hpp"

namespace aicost {

namespace {

using html::Asset;
using html::escaped;

// A text's hash in base64, as content security policies identify it.
std::string policy_hash(const Asset& asset) {
    constexpr std::string_view digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const auto bits_of = [&](std::size_t i) {
        if (i >= asset.sha256.size()) return 0U;
        const char hex = asset.sha256[i];
        return static_cast<unsigned>(hex <= '9' ? hex - '0' : hex - 'a' + 10);
    };
    std::string out = "'sha256-";
    for (std::size_t i = 0; i < asset.sha256.size(); i += 3) {  // three times four bits are two digits
        const unsigned bits = bits_of(i) << 8U | bits_of(i + 1) << 4U | bits_of(i + 2);
        out += digits[bits >> 6U];
        out += digits[bits & 63U];
    }
    out.back() = '=';  // 256 bits are 43 digits and a padding character
    return out + "'";
}

std::string hashes(std::initializer_list<Asset> all) {
    std::string out;
    for (const Asset& one : all) {
        if (one.text.empty()) continue;
        out += (out.empty() ? "" : " ") + policy_hash(one);
    }
    return out;
}

std::string element(std::string_view name, const Asset& asset) {
    if (asset.text.empty()) return {};
    return "<" + std::string(name) + ">" + std::string(asset.text) + "</" + std::string(name) + ">\n";
}

struct Parts {
    html::Assets assets;  // those not needed by this page are empty
    html::Additions more;
};

// Nothing may be loaded, sent or run except what the page itself contains.
std::string head(const std::string& title, const Parts& page) {
    const html::Assets& assets = page.assets;
    std::string out =
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; base-uri 'none'; "
        "form-action 'none'; "
        "img-src data:; style-src " +
        hashes({assets.style, assets.library_style, page.more.style}) + "; script-src " +
        hashes({assets.script, assets.library, assets.engine_loader, page.more.script}) +
        (assets.engine.empty() ? "" : " 'wasm-unsafe-eval'; worker-src blob:") +
        "\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        "<meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"generator\" "
        "content=\"aicost " AICOST_VERSION
        "\">\n<meta name=\"referrer\" content=\"no-referrer\">\n<link rel=\"icon\" "
        "href=\"data:,\">\n<title>" +
        escaped(title) + "</title>\n" + element("style", assets.library_style) +
        element("style", assets.style) + element("style", page.more.style);
    if (!assets.library.text.empty() && !assets.library_licence.empty())
        out += "<!-- The charts are drawn with uPlot.\n\n" + std::string(assets.library_licence) + "-->\n";
    return out + "</head>\n";
}

}  // namespace

std::string html::page(const Document& document, const Additions& more) {
    const auto [body, charts] = content(document);
    Parts page{assets(), more};
    if (!charts && more.script.text.empty()) page.assets.library = page.assets.library_style = {};
    if (!document.profile || !document.profile->engine || page.assets.engine.empty())
        page.assets.engine_loader = {}, page.assets.engine = {};
    const bool answers = charts || body.find("<table") != std::string::npos;
    return head(document.title, page) +
           "<body>\n<a class=\"skip\" href=\"#content\">Skip to the content</a>\n" + more.before +
           "<main id=\"content\">\n" + body +
           "</main>\n<footer><p>Made by aicost " AICOST_VERSION
           ". This page is one file: it loads nothing and sends nothing.</p>" +
           (document.profile ? save_link(*document.profile) : "") + "</footer>\n" +
           (document.profile ? carried(*document.profile) : "") +
           (page.assets.engine.empty() || document.profile->inputs.empty()
                ? ""
                : carried_data("inputs", document.profile->inputs)) +
           more.after +
           (page.assets.engine.empty() ? ""
                                       : "<script type=\"text/plain\" id=\"engine\">\n" +
                                             std::string(page.assets.engine) + "</script>\n") +
           element("script", page.assets.engine_loader) + element("script", page.assets.library) +
           (answers ? element("script", page.assets.script) : "") + element("script", more.script) +
           "</body>\n</html>\n";
}

std::string render_html(const Document& document, const Style&) { return html::page(document, {}); }

}  // namespace aicost
