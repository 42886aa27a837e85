// The profile in a page: for its script, and for its reader to keep.
#pragma once

#include <string>

#include "report/document.hpp"

namespace aicost::html {

// <script id="profile" type="application/json"> with {"file", "text", "options"}: it does not run.
std::string carried(const CarriedProfile& profile);

// A link that saves the text, bytes as they are, without a script and without a network.
std::string save_link(const CarriedProfile& profile);

// What a browser is to call it: "mine.json" of "plans/mine.json", "profile.json" of what was piped in.
std::string download_name(const std::string& file);

}  // namespace aicost::html
