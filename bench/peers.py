"""Runs what bench/peers says, compares the results and prints a table of ratios."""
import json
import os
import resource
import statistics
import subprocess
import sys
import time

AICOST, BENCH = sys.argv[1], sys.argv[2]
ROUNDS = int(os.environ.get("ROUNDS", "5"))
REFERENCE = os.path.join(BENCH, "reference.json")
AXES = json.load(open(REFERENCE))["sweep"]["vary"]
METRICS = ["cloud.total", "local.total", "cloud.npv", "local.npv", "local.break_even_month"]


def sweep(prices, *more, order=None):
    command = [AICOST, "sweep", "-q", "-p", REFERENCE]
    for path in order or AXES:
        values = AXES[path] if path != "cloud.price_per_mtok" else f"0.5..{0.5 * max(prices, 2)}:{max(prices, 2)}"
        command += ["--vary", f"{path}={values}"]
    return command + list(more)


# name, scenarios, command
SUMMARY = [
    ("aicost sweep --summary, 1 thread", 10_000_000, sweep(25, "--summary", "--threads", "1")),
    ("aicost sweep --summary, 2 threads", 10_000_000, sweep(25, "--summary", "--threads", "2")),
    ("the same, axes reversed, 2 threads", 10_000_000,
     sweep(25, "--summary", "--threads", "2", order=list(reversed(list(AXES))))),
    ("numpy, closed sums", 800_000, [sys.executable, os.path.join(BENCH, "sweep_numpy.py"), "2"]),
    ("awk", 800_000, ["awk", "-v", "prices=2", "-f", os.path.join(BENCH, "sweep.awk")]),
]
COLUMNS = ["--columns", ",".join(METRICS)]
CSV = [
    ("aicost sweep, csv --digits 2, 2 threads", 10_000_000,
     sweep(25, "-f", "csv", "--digits", "2", "--threads", "2", *COLUMNS)),
    ("aicost sweep, csv, full precision, 2 threads", 10_000_000,
     sweep(25, "-f", "csv", "--threads", "2", *COLUMNS)),
    ("aicost sweep, jsonl, full precision, 2 threads", 10_000_000,
     sweep(25, "-f", "jsonl", "--threads", "2", *COLUMNS)),
    ("numpy + savetxt", 800_000, [sys.executable, os.path.join(BENCH, "sweep_numpy.py"), "2", "csv"]),
]

DRAWS = 10_000_000
RISK = [
    ("aicost risk, 1 thread", DRAWS, [AICOST, "risk", "-p", REFERENCE, "--draws", str(DRAWS), "--threads", "1"]),
    ("aicost risk, 2 threads", DRAWS, [AICOST, "risk", "-p", REFERENCE, "--draws", str(DRAWS), "--threads", "2"]),
    ("numpy, Philox, blocks of 100,000", 1_000_000,
     [sys.executable, os.path.join(BENCH, "risk_numpy.py"), "1000000"]),
]


def run(command):
    start = time.perf_counter()
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - start


def check_agreement():
    summary = json.loads(subprocess.run(sweep(2, "--summary", "-f", "json"), capture_output=True, check=True,
                                        text=True).stdout)
    ours = [summary["metrics"][name]["least"] for name in METRICS]
    ours += [summary["metrics"][name]["greatest"] for name in METRICS]
    ours += [summary["wins"][name] for name in ("tie", "local", "cloud")]
    for name, _, command in (SUMMARY[3], SUMMARY[4]):
        theirs = [float(word) for word in subprocess.run(command, capture_output=True, check=True,
                                                         text=True).stdout.split()]
        for mine, other in zip(ours, theirs, strict=True):
            if abs(mine - other) > 1e-9 * abs(mine):
                sys.exit(f"{name} does not agree: {other} where aicost has {mine}")
    print(f"aicost, numpy and awk agree on 800,000 scenarios: wins, least and greatest of {len(METRICS)} results\n")


def check_risk_agreement():
    metrics = ("local.savings", "local.break_even_month")
    command = [AICOST, "risk", "-p", REFERENCE, "--draws", "1M", "-f", "json"]
    for metric in metrics:
        command += ["--metric", metric]
    risk = json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
    ours = [risk["options"]["local"]["wins"]["share"]]
    for metric in metrics:
        ours += [risk["metrics"][metric][percentile] for percentile in ("p10", "p50", "p90")]
    theirs = [float(word) for word in subprocess.run(RISK[2][2], capture_output=True, check=True,
                                                     text=True).stdout.split()]
    for mine, other in zip(ours, theirs, strict=True):
        if abs(mine - other) > 0.015 * abs(mine):
            sys.exit(f"numpy's Monte Carlo does not agree: {other} where aicost has {mine}")
    print("aicost and numpy agree on 1,000,000 draws: who wins, P10, P50 and P90 of savings and break-even month\n")


def table(title, peers):
    times = {name: [] for name, _, _ in peers}
    for _ in range(ROUNDS):
        for name, _, command in peers:
            times[name].append(run(command))
    rate = {name: count / statistics.median(times[name]) for name, count, _ in peers}
    best = max(rate.values())
    print(f"| {title} | scenarios or draws | median s | million/s | the best is × |")
    print("|---|---:|---:|---:|---:|")
    for name, count, _ in peers:
        print(f"| {name} | {count:,} | {statistics.median(times[name]):.3f} | {rate[name] / 1e6:.3g} "
              f"| {best / rate[name]:.3g} |")
    print()


check_agreement()
check_risk_agreement()
table("compute", SUMMARY)
table("to text (/dev/null)", CSV)
table("Monte Carlo, 6 inputs, break-even months", RISK)
print(f"most memory that one of them took: {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024} MB")
