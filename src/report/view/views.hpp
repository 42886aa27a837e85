// Results as documents, for each command. This decides words and order, not layout.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "aicost/break_even.hpp"
#include "aicost/evaluate.hpp"
#include "aicost/explain.hpp"
#include "aicost/flip.hpp"
#include "aicost/metric.hpp"
#include "aicost/profile.hpp"
#include "aicost/sweep.hpp"
#include "report/document.hpp"
#include "report/view/verdict.hpp"

namespace aicost {

// The beginning of every document about a profile.
Document document_of(const Profile& profile, std::string_view command);
// The head of the JSON: program, command, profile, currency, horizon, baseline.
DataObject data_head(const Profile& profile, const Comparison& comparison, std::string_view command);

struct CompareOptions {
    bool items = false;          // the cost of each item
    bool monthly = false;        // what is paid in each month
    bool yearly = false;         // and in each year
    bool profile_order = false;  // for people: options in the profile's order, not by cost
    Part part = Part::words;
};
Document compare_view(const Profile& profile, const Comparison& comparison, const CompareOptions& options);

// One usage level of the break-even table, evaluated.
struct LevelResult {
    UsageLevel level;
    Comparison comparison;
};
struct BreakEvenView {
    Comparison comparison;  // at the profile's own volume
    std::vector<LevelResult> levels;
    VolumeAnswer by_volume;
    std::vector<Series> cost_by_volume;  // totals of every option
    std::vector<Mark> marks;
};
Document break_even_view(const Profile& profile, const BreakEvenView& results);

// The result of `breakeven --on PATH`, for one equality.
struct SolveResult {
    std::string equality;  // "local.total = cloud.total"
    Solution solution;
    bool served = true;  // can the options serve the workload at that value?
};
struct SolveView {
    std::string path;
    Unit unit = Unit::none;
    std::string help;
    std::optional<double> present;
    std::vector<SolveResult> results;
};
Document solve_view(const Profile& profile, const Comparison& comparison, const SolveView& results);

// `breakeven --all`
Document flips_view(const Profile& profile, const Comparison& comparison, const std::vector<Flip>& flips);

Document explain_view(const Profile& profile, const Comparison& comparison, const Derivation& derivation);
Document metrics_view(const Profile& profile);  // every metric, with its meaning
// Only its lines, with or without the inputs' sources.
enum class Origins { shown, listed_elsewhere };
Tree explain_tree(const Profile& profile, const Derivation& derivation, Origins origins);

struct DiffSide {
    std::string name;  // "article", "article with --set …"
    const Profile& profile;
    const Comparison& comparison;
};
Document diff_view(const DiffSide& before, const DiffSide& after);

// The catalogue entries behind a profile's figures, with their sources and dates.
Notes catalogue_notes(const Profile& profile);

// `words`: for each row, the values of inputs that are words.
struct SweepWords {
    std::vector<std::string> paths;
    std::vector<std::vector<std::string>> values;
};

// A summary of a part, which `sweep --merge` puts together with the others.
struct SweepShard {
    std::uint64_t part = 1, parts = 1;
    std::vector<std::string> vary;   // "PATH=RANGE", as it was typed
    std::vector<std::string> where;  // conditions
};
// `varied`: the paths of the inputs.
Document summary_view(const Profile& profile, const std::vector<std::string>& varied,
                      const SweepSummary& summary, const std::string& selection = {},
                      const std::optional<SweepShard>& shard = {});

// Who wins over two inputs: a letter for each option.
struct WinnerMap {
    struct Side {
        std::string path;
        std::vector<double> values;
        Unit unit = Unit::number;
        std::optional<double> present;  // the profile's own value
    };
    Side down, across;
    std::vector<std::vector<double>> winners;  // by row, encoded as in batch.hpp
};
Document map_view(const Profile& profile, const WinnerMap& map);

// ---- words
// ------------------------------------------------------------------------------------------------------

// "Local" for local, "Local gpu" for local_gpu
std::string label_of(std::string_view id);
// "24 months", "1 month"
std::string months_word(int months);
// "2yr", "18mo"
std::string short_horizon(int months);
// An input's number with its unit: "$1,200", "2M tokens/day", "25%".
std::string input_text(double value, Unit unit, const std::string& currency);
// "default", "article.json:22 (source, date)", "--set"
std::string origin_text(const Origin& origin);
std::string note_text(const Note& note);
std::string never_text(const BreakEven& break_even);
Data to_data(const MetricValue& value);
Cell to_cell(const MetricValue& value, Unit unit);

}  // namespace aicost
