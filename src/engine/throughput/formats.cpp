// Does an engine run a format of weights on a GPU?
#include <algorithm>
#include <span>

#include "aicost/throughput.hpp"

namespace aicost {

namespace {

constexpr std::string_view usual_gguf = "q4_k_m";

bool holds(const std::vector<std::string>& list, std::string_view word) {
    return std::find(list.begin(), list.end(), word) != list.end();
}

const FormatSupport* row_of(const std::vector<FormatSupport>& table, std::string_view engine,
                            std::string_view format) {
    const auto row = std::find_if(table.begin(), table.end(), [&](const FormatSupport& one) {
        return one.engine == engine && one.format == format;
    });
    return row == table.end() ? nullptr : &*row;
}

// An engine without any format on an architecture does not support it.
bool knows(const std::vector<FormatSupport>& table, std::string_view engine, std::string_view architecture) {
    return std::any_of(table.begin(), table.end(), [&](const FormatSupport& row) {
        return row.engine == engine &&
               (holds(row.native, architecture) || holds(row.weights_only, architecture));
    });
}

}  // namespace

FormatRun format_run(const std::vector<FormatSupport>& table, std::string_view engine,
                     const Quantization& format, const Gpu& gpu) {
    if (gpu.architecture.empty()) return FormatRun::not_known;
    if (!knows(table, engine, gpu.architecture)) {
        const bool anywhere = std::any_of(table.begin(), table.end(), [&](const FormatSupport& row) {
            return knows(table, row.engine, gpu.architecture);
        });
        return anywhere ? FormatRun::no : FormatRun::not_known;
    }
    const FormatSupport* row = row_of(table, engine, format.fact.id);
    if (row == nullptr && format.kind == "gguf") row = row_of(table, engine, usual_gguf);
    if (row == nullptr) return format.kind == "gguf" ? FormatRun::no : FormatRun::not_known;
    if (holds(row->native, gpu.architecture)) return FormatRun::native;
    if (holds(row->weights_only, gpu.architecture)) return FormatRun::weights_only;
    return holds(row->no, gpu.architecture) ? FormatRun::no : FormatRun::not_known;
}

}  // namespace aicost
