// The profile embedded in a page: for its script, and to download.
#pragma once

#include <string>

#include "report/document.hpp"

namespace aicost::html {

// <script id="ID" type="application/json">: data for a page's script; not executed.
std::string carried_data(const std::string& id, DataObject data);

// The one with id "profile": {"file", "text", "options"}.
std::string carried(const CarriedProfile& profile);

// A link that saves the text unchanged, without a script or a network.
std::string save_link(const CarriedProfile& profile);

// The file name for downloads: "mine.json" for "plans/mine.json", "profile.json" for stdin.
std::string download_name(const std::string& file);

}  // namespace aicost::html
