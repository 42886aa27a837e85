// What a page contains besides the report: style and script, a chart library if the build had one
// (cmake/Page.cmake), and the engine (cmake/PageEngine.cmake).
#pragma once

#include <string_view>

namespace aicost::html {

// A text and its SHA-256, in hexadecimal.
struct Asset {
    std::string_view text;
    std::string_view sha256;
};

struct Assets {
    Asset style, script;
    Asset library, library_style;  // empty: built without it
    std::string_view library_licence;
    Asset engine_loader;      // empty: built without the engine
    std::string_view engine;  // WebAssembly, compressed by gzip, as text (cmake/PackEngine.mjs)
};
Assets assets();

}  // namespace aicost::html
