// At what value of each input the winner changes.
#include "report/decimals.hpp"
#include "report/formatted.hpp"
#include "report/number.hpp"
#include "report/view/verdict.hpp"
#include "report/view/views.hpp"
#include "text/plural.hpp"

namespace aicost {

namespace {

// "2.00000" pieces are 2: what is stated is whole.
std::string without_zeros(std::string text) {
    const auto last = text.find_last_not_of('0');
    const bool cents = text.size() == last + 3;  // of an amount
    if (text.find('.') != std::string::npos && text[last] == '.' && !cents) text.resize(last);
    return text;
}

std::string change_in_words(double change) { return (change > 0.0 ? "+" : "") + percent_text(change); }

}  // namespace

Document flips_view(const Profile& profile, const Comparison& comparison, const std::vector<Flip>& flips) {
    Document document = document_of(profile, "breakeven");
    auto& blocks = document.blocks;
    const std::string& currency = document.currency;
    const bool turns = !flips.empty() && flips.front().at.has_value();
    blocks.emplace_back(
        Paragraph{verdict_text(profile, comparison, turns ? flip_text(flips.front(), currency) : ""), true});
    blocks.emplace_back(Paragraph{subject_text(profile), false});

    Table people, machines;
    people.audience = Table::Audience::people;
    people.columns = {
        {"Input", ""}, {"Now", "", true}, {"Changes at", "", true}, {"By", "", true}, {"Then wins", ""}};
    machines.audience = Table::Audience::machines;
    for (const char* key : {"input", "unit", "value", "flips_at", "change", "then"})
        machines.columns.push_back({"", key});
    DataList list;
    std::string never;
    for (const Flip& flip : flips) {
        const std::string unit(symbol(flip.unit));
        const auto then = flip.then ? std::optional(comparison.options[*flip.then].id) : std::nullopt;
        list.emplace_back(DataObject{{"path", flip.path},
                                     {"unit", unit},
                                     {"value", flip.present},
                                     {"flips_at", flip.at},
                                     {"change", flip.change()},
                                     {"then", then ? Data(*then) : Data()}});
        machines.rows.push_back({text_cell(flip.path), text_cell(unit),
                                 number_cell(flip.present, Unit::number), number_cell(flip.at, Unit::number),
                                 number_cell(flip.change(), Unit::number),
                                 then ? text_cell(*then) : empty_cell("")});
        if (!flip.at) {
            never += (never.empty() ? "" : ", ") + flip.path;
            continue;
        }
        const auto change = flip.change();
        const auto figures = alike_texts({flip.present, *flip.at}, flip.unit, currency);
        people.rows.push_back(
            {text_cell(flip.path), text_cell(with_suffix(without_zeros(figures[0]), info(flip.unit).suffix)),
             text_cell(figures[1]), change ? text_cell(change_in_words(*change)) : empty_cell("-"),
             text_cell(flip.then ? comparison.options[*flip.then].label : "nobody")});
    }
    if (!people.rows.empty()) blocks.emplace_back(std::move(people));
    blocks.emplace_back(std::move(machines));
    Notes notes;
    notes.lines.emplace_back(
        "One input moves at a time, the others as they are; the nearest change is first.");
    if (!never.empty()) notes.lines.push_back("Whatever their value alone, the winner stays: " + never);
    blocks.emplace_back(std::move(notes));
    blocks.emplace_back(catalogue_notes(profile));

    document.data = data_head(profile, comparison, "breakeven");
    document.data.emplace_back("winner", to_data(winner_of(comparison)));
    document.data.emplace_back("inputs", std::move(list));
    return document;
}

}  // namespace aicost
