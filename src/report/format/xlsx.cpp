#include <stdexcept>

#include "report/format/formats.hpp"
#include "report/workbook/workbook.hpp"

namespace aicost {

std::string render_xlsx(const Document& document, const Style&) {
    if (!document.workbook) throw std::logic_error("this document has no workbook");
    return xlsx_file(*document.workbook);
}

}  // namespace aicost
