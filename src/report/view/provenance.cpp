#include "report/view/provenance.hpp"

#include "aicost/parameter.hpp"
#include "report/formatted.hpp"
#include "text/day.hpp"

namespace aicost {

namespace {

std::string dated_text(const DatedPrice& price) {
    return price.as_of + ": " + price.path + (price.source.empty() ? "" : " (" + price.source + ")");
}

Data dated_data(const std::optional<DatedPrice>& price) {
    if (!price) return {};
    return DataObject{{"as_of", price->as_of}, {"path", price->path}, {"source", price->source}};
}

}  // namespace

PriceDates price_dates(const Profile& profile) {
    PriceDates dates;
    int first = 0, last = 0;
    Scenario scenario = profile.scenario;
    for (const Parameter& parameter : all_parameters(scenario)) {
        if (!parameter.get() || !counts_in_currency(parameter.field().unit)) continue;
        const Origin origin = profile.origin(parameter.path());
        if (origin.kind == Origin::Kind::fallback) continue;
        const auto day = last_day(origin.as_of);
        if (!day) {
            ++dates.undated;
            continue;
        }
        const DatedPrice price{parameter.path(), origin.source, origin.as_of};
        if (!dates.oldest || *day < first) dates.oldest = price, first = *day;
        if (!dates.newest || *day > last) dates.newest = price, last = *day;
    }
    return dates;
}

std::vector<std::pair<std::string, std::string>> provenance_words(const Profile& profile,
                                                                  const Provenance& provenance) {
    std::vector<std::pair<std::string, std::string>> words;
    const auto add = [&](const char* name, std::string text) {
        if (!text.empty()) words.emplace_back(name, std::move(text));
    };
    add("profile", profile.text.file);
    add("command", provenance.command);
    add("program", "aicost " AICOST_VERSION);
    const PriceDates dates = price_dates(profile);
    add("newest price", dates.newest ? dated_text(*dates.newest) : "no price says of which day it is");
    add("oldest price", dates.oldest ? dated_text(*dates.oldest) : "");
    if (dates.newest && dates.undated > 0)
        add("without a date", formatted("{} of its prices", dates.undated));
    add("as of", provenance.as_of);
    return words;
}

Table provenance_table(const Profile& profile, const Provenance& provenance) {
    Table table;
    table.audience = Table::Audience::people;
    table.columns = {{"Of this report", ""}, {"What it is", ""}};
    for (const auto& [what, text] : provenance_words(profile, provenance))
        table.rows.push_back({text_cell(what), text_cell(what == "command" ? "`" + text + "`" : text)});
    return table;
}

DataObject provenance_data(const Profile& profile, const Provenance& provenance) {
    const PriceDates dates = price_dates(profile);
    return {{"profile", profile.text.file},
            {"command", provenance.command},
            {"as_of", provenance.as_of.empty() ? Data() : Data(provenance.as_of)},
            {"newest_price", dated_data(dates.newest)},
            {"oldest_price", dated_data(dates.oldest)},
            {"undated_prices", dates.undated}};
}

}  // namespace aicost
