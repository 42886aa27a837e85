#include "report/workbook/styles.hpp"

#include <algorithm>

#include "report/formatted.hpp"
#include "report/workbook/xml.hpp"

namespace aicost {

namespace {

// By CellLook: font, fill and border are indices into the lists below.
struct Look {
    int font, fill, border;
};
constexpr Look looks[] = {{0, 0, 0}, {1, 0, 0}, {2, 2, 1}, {2, 0, 0}, {3, 0, 0}, {4, 3, 2}};

constexpr const char* fonts =
    "<fonts count=\"5\"><font><sz val=\"11\"/><name val=\"Calibri\"/></font>"
    "<font><b/><sz val=\"14\"/><name val=\"Calibri\"/></font>"
    "<font><b/><sz val=\"11\"/><name val=\"Calibri\"/></font>"
    "<font><sz val=\"10\"/><color rgb=\"FF595959\"/><name val=\"Calibri\"/></font>"
    "<font><sz val=\"11\"/><color rgb=\"FF0000FF\"/><name val=\"Calibri\"/></font></fonts>";
// the first two are required by the format
constexpr const char* fills =
    "<fills count=\"4\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill "
    "patternType=\"gray125\"/></fill>"
    "<fill><patternFill patternType=\"solid\"><fgColor rgb=\"FFEDEDED\"/></patternFill></fill>"
    "<fill><patternFill patternType=\"solid\"><fgColor rgb=\"FFFFF2CC\"/></patternFill></fill></fills>";
constexpr const char* borders =
    "<borders count=\"3\"><border/><border><left/><right/><top/><bottom style=\"thin\"/><diagonal/></border>"
    "<border><left style=\"hair\"/><right style=\"hair\"/><top style=\"hair\"/><bottom "
    "style=\"hair\"/><diagonal/></border></borders>";
constexpr const char* winner =
    "<dxfs count=\"1\"><dxf><font><b/><color rgb=\"FF006100\"/></font><fill><patternFill "
    "patternType=\"solid\"><bgColor rgb=\"FFC6EFCE\"/></patternFill></fill></dxf></dxfs>";
constexpr std::size_t first_own_format = 164;

template <class T>
std::size_t place_in(std::vector<T>& list, const T& one) {
    const auto found = std::find(list.begin(), list.end(), one);
    if (found != list.end()) return static_cast<std::size_t>(found - list.begin());
    list.push_back(one);
    return list.size() - 1;
}

}  // namespace

std::size_t StyleTable::number_of(const SheetCell& cell) {
    if (!cell.number_format.empty()) place_in(formats_, cell.number_format);
    return place_in(styles_, Style{cell.look, cell.number_format, cell.wrap, cell.right});
}

std::string StyleTable::part() const {
    std::string out =
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<styleSheet "
        "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">";
    if (!formats_.empty()) {
        out += formatted("<numFmts count=\"{}\">", formats_.size());
        for (std::size_t i = 0; i < formats_.size(); ++i)
            out += formatted("<numFmt numFmtId=\"{}\" formatCode=\"{}\"/>", first_own_format + i,
                             xml_text(formats_[i]));
        out += "</numFmts>";
    }
    out += fonts;
    out += fills;
    out += borders;
    out +=
        "<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" "
        "borderId=\"0\"/></cellStyleXfs>";
    out += formatted("<cellXfs count=\"{}\">", styles_.size());
    for (const auto& [look, format, wrap, right] : styles_) {
        const Look& one = looks[static_cast<std::size_t>(look)];
        const auto found = std::find(formats_.begin(), formats_.end(), format);
        const std::size_t number =
            format.empty() ? 0 : first_own_format + static_cast<std::size_t>(found - formats_.begin());
        out += formatted(
            "<xf numFmtId=\"{}\" fontId=\"{}\" fillId=\"{}\" borderId=\"{}\" xfId=\"0\" "
            "applyNumberFormat=\"1\" applyFont=\"1\" applyFill=\"1\" applyBorder=\"1\" "
            "applyAlignment=\"1\"><alignment vertical=\"{}\"{}{}/></xf>",
            number, one.font, one.fill, one.border, wrap ? "bottom" : "top",
            right ? " horizontal=\"right\"" : "", wrap ? " wrapText=\"1\"" : "");
    }
    out += "</cellXfs>";
    out += winner;
    return out + "</styleSheet>";
}

}  // namespace aicost
