// Work on a span of rows by several threads, handed over in order.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "cli/output_file.hpp"
#include "cli/sweep/text_buffer.hpp"
#include "cli/sweep/tiles.hpp"

namespace aicost {

// What one thread does with the tiles that it is given.
class SweepWorker {
public:
    virtual ~SweepWorker() = default;
    // One tile has been evaluated; `text` is what is written, in order of the rows.
    virtual void take(const TileRun& tile, TextBuffer& text) = 0;
};

struct SweepRun {
    const SweepPlan& plan;
    RowSpan rows;
    unsigned threads = 1;
    int progress_columns = 0;   // 0: no progress is shown
    OutputFile* out = nullptr;  // none: nothing is written
};

// Calls worker(thread) once for each thread. False where the reader has gone or the run was interrupted.
bool run_sweep(const SweepRun& run, const std::function<SweepWorker&(unsigned thread)>& worker);

// Ends the program as an interrupt does, if there was one.
void obey_interrupt();

}  // namespace aicost
