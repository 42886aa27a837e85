// Long outputs, a screen at a time.
#pragma once

#include <string_view>

namespace aicost {

// Where stdout is a terminal that has fewer lines: through $PAGER, or less. False: nothing was shown, and the
// text is to be written as it is (no terminal, no pager, an empty PAGER or `cat`, a text that fits).
bool page(std::string_view text);

}  // namespace aicost
