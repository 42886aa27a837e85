// The calculator's own style and script (cmake/Page.cmake).
#pragma once

#include "report/html/assets.hpp"

namespace aicost::calculator {

html::Asset style();
html::Asset script();

}  // namespace aicost::calculator
