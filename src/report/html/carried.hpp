// The profile in a page: for its script, and for its reader to keep.
#pragma once

#include <string>

#include "report/document.hpp"

namespace aicost::html {

// <script id="ID" type="application/json">: data for a page's script, which does not run.
std::string carried_data(const std::string& id, DataObject data);

// That of "profile", with {"file", "text", "options"}.
std::string carried(const CarriedProfile& profile);

// A link that saves the text, bytes as they are, without a script and without a network.
std::string save_link(const CarriedProfile& profile);

// What a browser is to call it: "mine.json" of "plans/mine.json", "profile.json" of what was piped in.
std::string download_name(const std::string& file);

}  // namespace aicost::html
