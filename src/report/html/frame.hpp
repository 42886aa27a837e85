// A page around its <main>: policy, styles, embedded data, scripts.
#pragma once

#include <string>

#include "report/document.hpp"
#include "report/html/assets.hpp"

namespace aicost::html {

// Additions to a document's page.
struct Additions {
    Asset style, script;
    std::string before;  // <main>
    std::string after;   // the footer: data for scripts
};

// The document as one self-contained HTML page, without network or other files.
std::string page(const Document& document, const Additions& more);

}  // namespace aicost::html
