// A sweep with a progress line and rows to a file, which can be interrupted.
#pragma once

#include <functional>

#include "aicost/sweep.hpp"
#include "cli/output_file.hpp"

namespace aicost {

struct SweepStream {
    const Sweep& sweep;
    RowSpan rows;
    unsigned threads = 1;
    int progress_columns = 0;   // 0: show no progress
    OutputFile* out = nullptr;  // null: write nothing
};

// Runs it; `run` calls the engine: run_sweep() with workers, or sweep_summary().
void stream_sweep(const SweepStream& stream, const std::function<void(const SweepRun& run)>& run);

// Ends the program as by an interrupt, if there was one.
void obey_interrupt();

}  // namespace aicost
