// The <main> of a document's page, which the engine in the page regenerates when an input changes.
#pragma once

#include <string>

#include "report/document.hpp"

namespace aicost::html {

struct Content {
    std::string html;  // <header>, <nav> and a <section> for each part
    bool charts = false;
};
Content content(const Document& document);

}  // namespace aicost::html
