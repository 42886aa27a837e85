// Long outputs, a screen at a time.
#pragma once

#include <string_view>

namespace aicost {

// If stdout is a terminal with fewer lines: through $PAGER, or less. False: nothing was shown, so write the text
// directly (no terminal, no pager, an empty PAGER or `cat`, a text that fits).
bool page(std::string_view text);

}  // namespace aicost
