// What a page shows of a document: its <main>, which the engine in a page makes anew when an input changes.
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
