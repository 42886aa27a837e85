// Line drawings: how data flows, and framed lists. Each has an ASCII version of the same size (as_ascii).
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace aicost {

using Lines = std::vector<std::string>;

// Boxes in a row with arrows between them, and an arrow from box `marked` down to `note`.
Lines flow_picture(const std::vector<std::string>& boxes, std::size_t marked, const std::string& note);

// One box above two others or more, each with words below it.
struct Branch {
    std::string name;
    Lines words;
};
Lines router_picture(const std::string& top, const std::vector<Branch>& branches);

// A titled frame around lines.
Lines framed(const std::string& title, const Lines& lines, std::size_t width);

}  // namespace aicost
