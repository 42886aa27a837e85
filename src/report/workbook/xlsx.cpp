// The minimum of Office Open XML (ECMA-376) that a workbook needs.
#include <algorithm>
#include <cmath>

#include "aicost/formulas.hpp"
#include "report/formatted.hpp"
#include "report/number.hpp"
#include "report/workbook/styles.hpp"
#include "report/workbook/workbook.hpp"
#include "report/workbook/xml.hpp"
#include "report/workbook/zip.hpp"

namespace aicost {

namespace {

constexpr const char* head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
constexpr const char* main_space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
constexpr const char* relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
constexpr const char* package_relations = "http://schemas.openxmlformats.org/package/2006/relationships";
constexpr const char* parts = "application/vnd.openxmlformats-officedocument.spreadsheetml.";

std::string address(std::size_t row, std::size_t column) { return column_name(column) + std::to_string(row); }

// A text that begins with "=" or "+" stays a text: only <f> makes a formula.
std::string text_element(const std::string& text) {
    return "<is><t xml:space=\"preserve\">" + xml_text(text) + "</t></is>";
}

std::string cell_element(const SheetCell& cell, std::size_t row, std::size_t column, StyleTable& styles) {
    const std::size_t style = styles.number_of(cell);
    if (std::holds_alternative<std::monostate>(cell.content) && style == 0) return {};
    const std::string start = formatted("<c r=\"{}\" s=\"{}\"", address(row, column), style);
    if (const auto* text = std::get_if<std::string>(&cell.content))
        return start + " t=\"inlineStr\">" + text_element(*text) + "</c>";
    if (const auto* number = std::get_if<double>(&cell.content)) {
        if (!std::isfinite(*number)) return start + " t=\"inlineStr\">" + text_element("–") + "</c>";
        return start + "><v>" + shortest_text(*number) + "</v></c>";
    }
    if (const auto* live = std::get_if<FormulaCell>(&cell.content)) {
        const std::string formula = "<f>" + xml_text(live->formula) + "</f>";
        if (const auto* text = std::get_if<std::string>(&live->value))
            return start + " t=\"str\">" + formula + "<v>" + xml_text(*text) + "</v></c>";
        const double value = std::get<double>(live->value);
        if (!std::isfinite(value)) return start + " t=\"e\">" + formula + "<v>#N/A</v></c>";
        return start + ">" + formula + "<v>" + shortest_text(value) + "</v></c>";
    }
    return start + "/>";
}

std::string view_element(const Sheet& sheet, bool first) {
    std::string out = "<sheetViews><sheetView showGridLines=\"0\" workbookViewId=\"0\"";
    if (first) out += " tabSelected=\"1\"";
    out += ">";
    const int rows = sheet.frozen_rows, columns = sheet.frozen_columns;
    if (rows > 0 || columns > 0) {
        out += "<pane";
        if (columns > 0) out += formatted(" xSplit=\"{}\"", columns);
        if (rows > 0) out += formatted(" ySplit=\"{}\"", rows);
        const char* pane = rows > 0 && columns > 0 ? "bottomRight" : rows > 0 ? "bottomLeft" : "topRight";
        out += formatted(" topLeftCell=\"{}\" activePane=\"{}\" state=\"frozen\"/>",
                         address(static_cast<std::size_t>(rows) + 1, static_cast<std::size_t>(columns) + 1),
                         pane);
    }
    return out + "</sheetView></sheetViews>";
}

std::string columns_element(const Sheet& sheet) {
    if (sheet.widths.empty()) return {};
    std::string out = "<cols>";
    for (std::size_t i = 0; i < sheet.widths.size(); ++i)
        out += formatted("<col min=\"{0}\" max=\"{0}\" width=\"{1}\" customWidth=\"1\"/>", i + 1,
                         sheet.widths[i]);
    return out + "</cols>";
}

std::string validations_element(const Sheet& sheet) {
    if (sheet.validations.empty()) return {};
    std::string out = formatted("<dataValidations count=\"{}\">", sheet.validations.size());
    for (const Validation& one : sheet.validations) {
        const std::string min = shortest_text(one.min), max = shortest_text(one.max);
        out += formatted(
            "<dataValidation type=\"{}\" allowBlank=\"0\" showErrorMessage=\"1\" errorTitle=\"Out of range\" "
            "error=\"{}\" sqref=\"{}\"><formula1>{}</formula1><formula2>{}</formula2></dataValidation>",
            one.whole ? "whole" : "decimal",
            formatted("a {}number from {} to {}", one.whole ? "whole " : "", min, max), one.cell, min, max);
    }
    return out + "</dataValidations>";
}

std::string sheet_part(const Sheet& sheet, bool first, StyleTable& styles) {
    std::string out = head;
    out += formatted("<worksheet xmlns=\"{}\"><sheetPr><pageSetUpPr fitToPage=\"1\"/></sheetPr>", main_space);
    out += view_element(sheet, first) + "<sheetFormatPr defaultRowHeight=\"15\"/>" + columns_element(sheet);
    out += "<sheetData>";
    for (std::size_t row = 1; row <= sheet.rows.size(); ++row) {
        std::string cells;
        for (std::size_t column = 1; column <= sheet.rows[row - 1].size(); ++column)
            cells += cell_element(sheet.rows[row - 1][column - 1], row, column, styles);
        const bool high = sheet.heading_row > 0 && row == static_cast<std::size_t>(sheet.heading_row);
        if (!cells.empty())
            out += formatted("<row r=\"{}\"{}>{}</row>", row, high ? " ht=\"45\" customHeight=\"1\"" : "",
                             cells);
    }
    out += "</sheetData>";
    int priority = 0;
    for (const WinnerRule& rule : sheet.winners)
        out += formatted(
            "<conditionalFormatting sqref=\"{}\"><cfRule type=\"expression\" dxfId=\"0\" "
            "priority=\"{}\"><formula>{}</formula></cfRule></conditionalFormatting>",
            rule.range, ++priority, xml_text(rule.formula));
    out += validations_element(sheet);
    out +=
        "<pageMargins left=\"0.5\" right=\"0.5\" top=\"0.6\" bottom=\"0.6\" header=\"0.3\" footer=\"0.3\"/>"
        "<pageSetup paperSize=\"9\" orientation=\"landscape\" fitToWidth=\"1\" fitToHeight=\"0\"/>"
        "<headerFooter><oddFooter>&amp;L&amp;A&amp;R&amp;P / &amp;N</oddFooter></headerFooter>";
    return out + "</worksheet>";
}

std::string workbook_part(const Workbook& workbook) {
    std::string out = head;
    out += formatted("<workbook xmlns=\"{}\" xmlns:r=\"{}\"><bookViews><workbookView/></bookViews><sheets>",
                     main_space, relations);
    for (std::size_t i = 0; i < workbook.sheets.size(); ++i)
        out += formatted("<sheet name=\"{}\" sheetId=\"{}\" r:id=\"rId{}\"/>",
                         xml_text(workbook.sheets[i].name), i + 1, i + 1);
    out += "</sheets>";
    std::string names;
    for (std::size_t i = 0; i < workbook.sheets.size(); ++i) {
        const Sheet& sheet = workbook.sheets[i];
        if (sheet.heading_row > 0)
            names += formatted(
                "<definedName name=\"_xlnm.Print_Titles\" localSheetId=\"{}\">{}${}:${}</definedName>", i,
                xml_text(sheet_reference(sheet.name)), sheet.heading_row, sheet.heading_row);
    }
    for (const auto& [name, cell] : workbook.names)
        names += formatted("<definedName name=\"{}\">{}</definedName>", xml_text(name), xml_text(cell));
    if (!names.empty()) out += "<definedNames>" + names + "</definedNames>";
    // programs recalculate everything on opening, whatever values the cells have
    return out + "<calcPr calcId=\"191029\" fullCalcOnLoad=\"1\"/></workbook>";
}

std::string content_types(std::size_t sheets) {
    std::string out = head;
    out +=
        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
        "<Default Extension=\"rels\" "
        "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
        "<Override PartName=\"/docProps/core.xml\" "
        "ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>";
    const auto part = [&](const std::string& name, const char* type) {
        out += formatted("<Override PartName=\"/xl/{}.xml\" ContentType=\"{}{}+xml\"/>", name, parts, type);
    };
    part("workbook", "sheet.main");
    part("styles", "styles");
    for (std::size_t i = 1; i <= sheets; ++i) part("worksheets/sheet" + std::to_string(i), "worksheet");
    return out + "</Types>";
}

std::string root_relations() {
    return formatted(
        "{}<Relationships xmlns=\"{}\"><Relationship Id=\"rId1\" Type=\"{}/officeDocument\" "
        "Target=\"xl/workbook.xml\"/><Relationship Id=\"rId2\" "
        "Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties\" "
        "Target=\"docProps/core.xml\"/></Relationships>",
        head, package_relations, relations);
}

std::string workbook_relations(std::size_t sheets) {
    std::string out = formatted("{}<Relationships xmlns=\"{}\">", head, package_relations);
    for (std::size_t i = 1; i <= sheets; ++i)
        out += formatted(
            "<Relationship Id=\"rId{0}\" Type=\"{1}/worksheet\" Target=\"worksheets/sheet{0}.xml\"/>", i,
            relations);
    return out +
           formatted("<Relationship Id=\"rId{}\" Type=\"{}/styles\" Target=\"styles.xml\"/></Relationships>",
                     sheets + 1, relations);
}

// Without a date, so that the same input gives the same bytes.
std::string properties(const Workbook& workbook) {
    return std::string(head) +
           "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/"
           "core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>" +
           xml_text(workbook.title) + "</dc:title><dc:creator>aicost</dc:creator></cp:coreProperties>";
}

}  // namespace

std::string xlsx_file(const Workbook& workbook) {
    ZipWriter zip;
    const std::size_t sheets = workbook.sheets.size();
    zip.add("[Content_Types].xml", content_types(sheets));
    zip.add("_rels/.rels", root_relations());
    zip.add("docProps/core.xml", properties(workbook));
    zip.add("xl/workbook.xml", workbook_part(workbook));
    zip.add("xl/_rels/workbook.xml.rels", workbook_relations(sheets));
    StyleTable styles;
    for (std::size_t i = 0; i < sheets; ++i)
        zip.add("xl/worksheets/sheet" + std::to_string(i + 1) + ".xml",
                sheet_part(workbook.sheets[i], i == 0, styles));
    zip.add("xl/styles.xml", styles.part());
    return zip.finish();
}

}  // namespace aicost
