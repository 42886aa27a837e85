#include <algorithm>

#include "report/formatted.hpp"
#include "report/number.hpp"
#include "report/view/verdict.hpp"
#include "report/view/views.hpp"
#include "report/view/volume_text.hpp"
#include "text/plural.hpp"

namespace aicost {

std::string label_of(std::string_view id) {
    std::string label(id);
    for (char& c : label) {
        if (c == '_' || c == '-') c = ' ';
    }
    if (!label.empty() && label.front() >= 'a' && label.front() <= 'z')
        label.front() = static_cast<char>(label.front() - 'a' + 'A');
    return label;
}

std::string months_word(int months) { return counted(months, "month"); }

std::string short_horizon(int months) {
    return months % 12 == 0 ? formatted("{}yr", months / 12) : formatted("{}mo", months);
}

std::string volume_text(const Scenario& scenario, const std::string& over) {
    const Workload& work = scenario.workload;
    std::string text = formatted("{} tokens/day ({} output)", tokens_text(volume_per_day(scenario).value()),
                                 percent_text(output_share(scenario)));
    if (work.active_days_per_week != 7.0)
        text += formatted(" on {} a week", counted(plain_text(work.active_days_per_week), "day"));
    text += over;
    if (work.growth_per_month != 0.0)
        text += formatted(", growing {} a month", percent_text(work.growth_per_month));
    return text;
}

static std::string note_words(const Note& note) {
    using Code = Note::Code;
    switch (note.code) {
        case Code::too_few_units:
            return formatted("cannot serve the workload from month {} on: needs {}, has {}", note.month,
                             counted(plain_text(note.value, 15), "unit"), plain_text(note.limit, 15));
        case Code::over_rate_limit:
            return formatted(
                "cannot serve the workload from month {} on: {} tokens a minute at the peak, the rate limit "
                "is {}",
                note.month, tokens_text(note.value), tokens_text(note.limit));
        case Code::barred_on_premises: return "barred: the data may not leave the premises";
        case Code::barred_offline: return "barred: it must work offline";
        case Code::barred_rate_limits: return "barred: there may be no rate limits";
        case Code::barred_quality:
            return formatted("barred: it does not list the required capability '{}'", note.word);
        case Code::over_plan_limit:
            return formatted(
                "cannot serve the workload from month {} on: {} tokens a month, the plan allows {}",
                note.month, tokens_text(note.value), tokens_text(note.limit));
        case Code::price_steps:
            return note.value == 1.0 ? formatted("its prices change in month {}", note.month)
                                     : formatted("its prices change {} times, first in month {}",
                                                 plain_text(note.value), note.month);
        case Code::no_effect: return note.word;
        case Code::model_does_not_fit:
            return formatted(
                "the model does not fit: its weights alone need {:.1f} GiB, one unit has {} GiB; the figures "
                "hold for a "
                "smaller model, or for more memory",
                note.value, plain_text(note.limit));
        case Code::units_sized: return "sized to " + counted(plain_text(note.value, 15), "unit");
        case Code::batch_not_discounted:
            return formatted("{} of the work may wait for a batch price, but no batch_discount is stated",
                             percent_text(note.value));
    }
    return {};
}

std::string note_text(const Note& note) {
    return note.part.empty() ? note_words(note) : "its part " + note.part + ": " + note_words(note);
}

std::string input_text(double value, Unit unit, const std::string& currency) {
    return with_suffix(number_text(value, unit, currency), info(unit).suffix);
}

std::string origin_text(const Origin& origin) {
    std::string text;
    switch (origin.kind) {
        case Origin::Kind::fallback: return "default";
        case Origin::Kind::command_line: return origin.file;
        case Origin::Kind::profile: text = formatted("{}:{}", origin.file, origin.line); break;
        case Origin::Kind::catalogue: text = "catalogue"; break;
    }
    if (!origin.source.empty()) text += "; " + origin.source;
    if (!origin.as_of.empty()) text += ", " + origin.as_of;
    return text;
}

std::string never_text(const BreakEven& break_even) {
    if (break_even.reason == BreakEven::Never::no_monthly_saving) return "no monthly saving";
    return formatted("not within {} months", break_even.searched_months);
}

Notes catalogue_notes(const Profile& profile) {
    Notes notes{"From the catalogue", {}};
    for (const Filled& value : profile.filled) {
        const std::string line = value.as_of.empty() ? value.source : value.source + ", " + value.as_of;
        if (std::find(notes.lines.begin(), notes.lines.end(), line) == notes.lines.end())
            notes.lines.push_back(line);
    }
    notes.lines.insert(notes.lines.end(), profile.warnings.begin(), profile.warnings.end());
    return notes;
}

Data to_data(const MetricValue& value) {
    return std::visit(
        [](const auto& held) -> Data {
            if constexpr (std::is_same_v<std::decay_t<decltype(held)>, std::monostate>) {
                return {};
            } else {
                return Data(held);
            }
        },
        value);
}

Cell to_cell(const MetricValue& value, Unit unit) {
    if (const auto* number = std::get_if<double>(&value)) return number_cell(*number, unit);
    if (const auto* flag = std::get_if<bool>(&value)) return text_cell(*flag ? "yes" : "no");
    if (const auto* word = std::get_if<std::string>(&value)) return text_cell(*word);
    return empty_cell("-");
}

Document document_of(const Profile& profile, std::string_view command) {
    Document document;
    document.title = "aicost " + std::string(command) + ": " + name_of(profile);
    document.currency = profile.scenario.currency;
    return document;
}

DataObject data_head(const Profile& profile, const Comparison& comparison, std::string_view command) {
    return {{"aicost", AICOST_VERSION},
            {"command", std::string(command)},
            {"profile", profile.name},
            {"currency", profile.scenario.currency},
            {"horizon_months", profile.scenario.horizon_months},
            {"baseline", comparison.options[comparison.baseline].id}};
}

}  // namespace aicost
