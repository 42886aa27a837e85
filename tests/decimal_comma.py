#!/usr/bin/env python3
"""decimal_comma.py AICOST TESTS LOCALES: under a locale with a decimal comma every command prints the same bytes.

LOCALES is a directory with de_DE.UTF-8. Exit code 77: it is not there, or the C library does not take it.
"""
import os
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.abspath(sys.argv[2]), "terminal"))
from commands import COMMANDS  # noqa: E402

aicost, tests, locales = (os.path.abspath(word) for word in sys.argv[1:4])
os.chdir(os.path.join(tests, "terminal"))
plain = {"PATH": os.environ["PATH"], "XDG_DATA_HOME": "/nonexistent", "LC_ALL": "C.UTF-8"}
german = {**plain, "LC_ALL": "de_DE.UTF-8", "LANG": "de_DE.UTF-8", "LOCPATH": locales}

point = subprocess.run(["locale", "decimal_point"], env=german, capture_output=True, check=False).stdout
if point != b",\n":
    print("there is no locale de_DE.UTF-8 with a decimal comma")
    sys.exit(77)

FORMATS = {
    "compare": ("json", "csv", "markdown"),
    "breakeven": ("json", "csv", "markdown"),
    "sweep": ("json", "csv", "jsonl", "markdown"),
    "risk": ("json", "csv"),
    "sensitivity": ("json", "csv"),
    "check": ("json", "csv", "junit", "github", "markdown"),
    "explain": ("json", "csv"),
    "diff": ("json", "csv"),
    "advise": ("json", "markdown"),
    "size": ("json", "csv"),
    "usage": ("json", "csv"),
    "measure": ("json", "csv"),
    "catalog": ("json", "csv"),
}
EXTRA = [
    ["compare", "--tokens-per-day", "1.5M", "--set", "discount_rate=7.5%", "--get", "local.npv"],
    ["compare", "--tokens-per-day", "1,5"],
    ["compare", "--set", "cloud.price_per_1k=0,002"],
    ["check", "--assert", "local.total <= 1920.5"],
    ["usage", "../data/usage/session.jsonl", "--days", "1.5"],
    ["sweep", "-q", "--vary", "cloud.price_per_1k=0.001..0.003:0.0005", "-f", "csv"],
    ["profile", "show", "article"],
    ["profile", "schema"],
]

failures = count = 0
for words in COMMANDS + EXTRA:
    lines = [words]
    if "--help" not in words and "-f" not in words and words[0] in FORMATS and words not in EXTRA:
        lines += [words + ["-f", name] for name in FORMATS[words[0]]
                  if not (words[:2] == ["catalog", "show"] and name == "csv") and "--summary" not in words]
    for line in lines:
        outputs = []
        for environment in (plain, german):
            done = subprocess.run([aicost, *line], env=environment, capture_output=True, check=False)
            outputs.append((done.returncode, done.stdout, done.stderr))
        count += 1
        if outputs[0] != outputs[1]:
            failures += 1
            pairs = zip(outputs[0][1].splitlines(), outputs[1][1].splitlines())
            print("FAILED", " ".join(line), next(((a, b) for a, b in pairs if a != b), outputs[1][2]))

print(f"{count} outputs, {failures} differ")
sys.exit(1 if failures else 0)
