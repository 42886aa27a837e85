// The parts of a report, each worked out when it is first asked for, and kept for the others.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "cli/command.hpp"
#include "cli/studies.hpp"
#include "report/view/report_view.hpp"

namespace aicost {

enum class ReportPart { answer, breakeven, sensitivity, map, risk, sources };
inline constexpr ReportPart report_parts[] = {ReportPart::answer,      ReportPart::breakeven,
                                              ReportPart::sensitivity, ReportPart::map,
                                              ReportPart::risk,        ReportPart::sources};
// "answer": verdict, cards, what the options cost; none of that name: nothing.
std::optional<ReportPart> report_part(std::string_view name);

struct ReportArguments {
    std::string title;
    bool still = false;
};
// Of `report`, and of what a page asks for in its place.
extern const std::span<const OptionRow> report_own_options;

class ReportStudy {
public:
    // Throws Failure, as all below do.
    explicit ReportStudy(Arguments arguments);

    [[nodiscard]] const Arguments& arguments() const { return arguments_; }
    [[nodiscard]] const Profile& profile() const { return profile_; }
    [[nodiscard]] const Comparison& comparison() const { return comparison_; }
    [[nodiscard]] const Provenance& made() const { return made_; }

    // The inputs that a page begins with.
    DataObject inputs();
    Document document(std::span<const ReportPart> parts);

private:
    const VolumeAnswer& answer();
    const BreakEvenView& volumes();
    const Section<SensitivityView>& sensitivity();
    const SensitivityView& moved();
    const Section<WinnerMap>& map();
    const Section<RiskView>& risk();
    const ReportSources& sources();

    Arguments arguments_;
    Profile profile_;
    Comparison comparison_;
    Provenance made_;
    std::optional<VolumeAnswer> answer_;
    std::optional<BreakEvenView> volumes_;
    std::optional<Section<SensitivityView>> sensitivity_;
    std::optional<Section<WinnerMap>> map_;
    std::optional<Section<RiskView>> risk_;
    std::optional<Profile> drawn_;  // with the uncertain inputs of risk_
    std::optional<ReportSources> sources_;
};

}  // namespace aicost
