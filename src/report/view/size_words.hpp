// The sentences of `aicost size`.
#pragma once

#include "report/view/size_view.hpp"

namespace aicost {

std::string two_digits(double value);             // "7.3", "25"
std::string speed_range(const Machine& machine);  // of one request: "measured", "16-21"
RateRange one_request_range(const Machine& machine);
std::string memory_text(const SizeView& view);   // memory of the model and a request
std::string fit_text(const SizeView& view);      // does the GPU asked about hold it, and how many do?
std::string size_verdict(const SizeView& view);  // the best machine compared with the profile's API
std::string serve_text(const SizeView& view, std::size_t index, std::string_view lead);
Notes unfit_notes(const SizeView& view);  // GPUs that cannot serve, by reason
Notes size_assumptions(const SizeView& view);
// Of the best machines, or of `all` that are shown.
Notes size_sources(const SizeView& view, bool all);

// The machines of the ranking: the cheapest, and those of the GPU asked about, whatever their rank.
std::vector<std::size_t> shown(const SizeView& view);
// The best machine, and the best of the GPU asked about.
std::vector<std::size_t> looked_at(const SizeView& view);

}  // namespace aicost
