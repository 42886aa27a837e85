// A sweep that a person waits for: a line of progress, an interrupt that is obeyed, rows to a file.
#pragma once

#include <functional>

#include "aicost/sweep.hpp"
#include "cli/output_file.hpp"

namespace aicost {

struct SweepStream {
    const Sweep& sweep;
    RowSpan rows;
    unsigned threads = 1;
    int progress_columns = 0;   // 0: no progress is shown
    OutputFile* out = nullptr;  // none: nothing is written
};

// Runs it; `run` is what the engine is asked for: run_sweep() with workers, or sweep_summary().
void stream_sweep(const SweepStream& stream, const std::function<void(const SweepRun& run)>& run);

// Ends the program as an interrupt does, if there was one.
void obey_interrupt();

}  // namespace aicost
