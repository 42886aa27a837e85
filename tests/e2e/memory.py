#!/usr/bin/env python3
"""memory.py AICOST TESTS: with less and less memory a run ends with 3 and one line, and never by a signal.

And it runs on one thread where no other can be made.
"""
import os
import resource
import shutil
import tempfile

from harness import WRITERS, end, expect, inputs, put, run

RUNS = {
    **{name: words for name, (words, _) in WRITERS.items()},
    "sweep by threads": ["sweep", "--vary", "workload.tokens_per_day=1M..3M:400", "--vary", "cloud.price_per_mtok=1..9:50",
                         "-f", "csv", "--threads", "8", "-o", "out"],
    "risk by threads": ["risk", "--uncertain", "workload.tokens_per_day=uniform(1M, 2M)", "--draws", "200000",
                        "--threads", "8", "-o", "out"],
    "usage of many": ["usage", "../in/logs", "../in/packed", "-o", "out"],
}
MEGABYTE = 1 << 20
tried = 0

with tempfile.TemporaryDirectory() as directory:
    os.chdir(directory)
    os.environ["XDG_DATA_HOME"] = os.path.join(directory, "work")
    inputs()
    os.makedirs("in/logs")
    for number in range(20):
        shutil.copy("in/log.jsonl", f"in/logs/{number}.jsonl")
    os.system("gzip -c in/log.jsonl > in/packed")
    for name, words in RUNS.items():
        good = 0
        megabytes = 4
        while good < 3 and megabytes < 2000:
            shutil.rmtree("work")
            os.mkdir("work")
            limit = int(megabytes * MEGABYTE)
            code, _, err = run(words, cwd="work", preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (limit, limit)))
            tried += 1
            # below what it takes to begin, the system ends it
            began = code not in (127, -11, -9) or megabytes > 64
            if began:
                expect(f"{name}, {megabytes:.1f} MB: exit code", code in (0, 3), (code, err))
                if code == 3:
                    expect(f"{name}, {megabytes:.1f} MB: one line", err.count("memory") >= 1, err)
                    expect(f"{name}, {megabytes:.1f} MB: nothing is left", not [one for one in os.listdir("work") if one.startswith(".")])
            good += code == 0
            megabytes *= 1.12
        expect(f"{name}: runs in the end", good >= 3)
end(f"memory: {tried} tried")
