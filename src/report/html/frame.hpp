// The whole of a page about its <main>: policy, styles, what is carried, scripts.
#pragma once

#include <string>

#include "report/document.hpp"
#include "report/html/assets.hpp"

namespace aicost::html {

// What a page has besides a document's.
struct Additions {
    Asset style, script;
    std::string before;  // <main>
    std::string after;   // the footer: data for scripts
};

// The document as one HTML page that needs nothing else: no network, no files beside it.
std::string page(const Document& document, const Additions& more);

}  // namespace aicost::html
