#!/usr/bin/env python3
"""Times `aicost usage` against ccusage (its native program) and DuckDB's read_json on the same generated sessions.

    compare.py AICOST [--bytes 1000000000] [--rounds 5] [--dense] [--must]

The commands run one after the other, round by round; medians of the wall time, and the largest peak memory, are
printed. The token totals of all three must agree, and the costs of aicost and ccusage. --must: exit 1 unless aicost is 5 times as fast as ccusage, twice as
fast as DuckDB, and within 64 MiB + 16 bytes a unique message. Data and npm packages are in $AICOST_BENCH
(~/.cache/aicost-bench). Needs g++, node and npm.
"""
import argparse
import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

here = Path(__file__).resolve().parent
bench = Path(os.environ.setdefault("AICOST_BENCH", str(Path.home() / ".cache/aicost-bench")))


def prepare(size, dense):
    native = bench / "npm/node_modules/@ccusage/ccusage-linux-x64/bin/ccusage"
    if not native.exists():
        (bench / "npm").mkdir(parents=True, exist_ok=True)
        subprocess.run(["npm", "i", "--silent", "ccusage@20.0.24", "@ccusage/ccusage-linux-x64@20.0.24",
                        "@duckdb/node-api"], cwd=bench / "npm", check=True)
    native.chmod(0o755)
    maker = bench / "bin/make_sessions"
    source = here / "make_sessions.cpp"
    if not maker.exists() or maker.stat().st_mtime < source.stat().st_mtime:
        maker.parent.mkdir(parents=True, exist_ok=True)
        subprocess.run(["g++", "-std=c++20", "-O2", source, "-o", maker], check=True)
    tree = bench / f"sessions-{'dense-' if dense else ''}{size}"
    if not tree.exists():
        subprocess.run([maker, tree, str(size)] + (["dense"] if dense else []), check=True)
    for file in tree.rglob("*.jsonl"):  # into the page cache, in pieces: this process's peak is a floor of the others'
        with file.open("rb") as content:
            while content.read(1 << 20):
                pass
    return native, tree


def run(command, environment):
    begin = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, env={**os.environ, **environment})
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - begin
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        sys.exit(f"{command[0]} failed")
    return seconds, usage.ru_maxrss * 1024, output


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("aicost")
    parser.add_argument("--bytes", type=int, default=1_000_000_000)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--dense", action="store_true")
    parser.add_argument("--must", action="store_true")
    options = parser.parse_args()
    native, tree = prepare(options.bytes, options.dense)
    (bench / "home").mkdir(exist_ok=True)
    commands = {
        "ccusage": ([native, "claude", "daily", "--json", "--offline"],
                    {"HOME": str(bench / "home"), "TZ": "UTC", "CLAUDE_CONFIG_DIR": str(tree)}),
        "DuckDB": (["node", here / "duckdb_sessions.mjs", f"{tree}/projects/*/*.jsonl"], {}),
        "aicost": ([options.aicost, "usage", tree / "projects", "-f", "json"], {}),
    }
    times = {name: [] for name in commands}
    peaks = {name: 0 for name in commands}
    outputs = {}
    for _ in range(options.rounds):
        for name, (command, environment) in commands.items():
            seconds, peak, outputs[name] = run(command, environment)
            times[name].append(seconds)
            peaks[name] = max(peaks[name], peak)

    ours = json.loads(outputs["aicost"])
    t = ours["tokens"]
    totals = {"aicost": (t["fresh_input"], t["output"], t["cache_write"] + t["cache_write_1h"], t["cache_read"])}
    c = json.loads(outputs["ccusage"])["totals"]
    costs = ours["cost"], c["totalCost"]
    totals["ccusage"] = (c["inputTokens"], c["outputTokens"], c["cacheCreationTokens"], c["cacheReadTokens"])
    totals["DuckDB"] = tuple(int(word) for word in outputs["DuckDB"].split()[1:])
    medians = {name: statistics.median(all_times) for name, all_times in times.items()}
    for name in commands:
        print(f"{name:8} median {medians[name]:7.3f} s  min {min(times[name]):7.3f}  max {max(times[name]):7.3f}  "
              f"{medians[name] / medians['aicost']:6.2f} x aicost  peak {peaks[name] / 2**20:7.1f} MiB  "
              f"totals {' '.join(map(str, totals[name]))}")
    limit = (64 << 20) + 16 * ours["requests"]
    print(f"{ours['requests']} unique messages: memory limit {limit / 2**20:.1f} MiB; best of each: ccusage "
          f"{min(times['ccusage']) / min(times['aicost']):.2f} x, DuckDB {min(times['DuckDB']) / min(times['aicost']):.2f} x")
    print(f"cost at list prices: aicost ${costs[0]:.6f}, ccusage ${costs[1]:.6f}")
    if len(set(totals.values())) != 1 or abs(costs[0] - costs[1]) > 1e-6 * costs[1]:
        sys.exit("the totals differ")
    if options.must and (medians["ccusage"] < 5 * medians["aicost"] or medians["DuckDB"] < 2 * medians["aicost"]
                         or peaks["aicost"] > limit):
        sys.exit("a target is missed")


main()
