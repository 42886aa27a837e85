#!/usr/bin/env python3
"""lines.py AICOST TESTS: no line of any command is wider than the terminal, whatever its width, its signs and names.

Lines are measured with Python's own tables of Unicode. Piped, with COLUMNS, in Unicode and in ASCII; and on a
terminal, in colour, without (NO_COLOR) and on a dumb one. Other help's tests: every command stands in the list.
"""
import os
import re
import subprocess
import sys
import unicodedata

import pseudo_terminal
from commands import COMMANDS

aicost, tests = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
os.chdir(os.path.join(tests, "terminal"))
os.environ["XDG_DATA_HOME"] = "/nonexistent"
WIDTHS = (20, 40, 80, 200, 1000)
failures = 0


def width(line):
    def of(sign):
        if unicodedata.category(sign) in ("Mn", "Me", "Cf"):
            return 0
        return 2 if unicodedata.east_asian_width(sign) in "WF" else 1

    return sum(of(sign) for sign in line)


def fail(what, found):
    global failures
    print(f"FAILED {what}: {found!r}")
    failures += 1


def piped(words, columns):
    environment = {**os.environ, "COLUMNS": str(columns), "LC_ALL": "C.UTF-8"}
    done = subprocess.run([aicost] + words, env=environment, capture_output=True, check=False)
    if done.returncode not in (0, 1):
        fail(" ".join(words), done.stderr.decode())
    return done.stdout.decode()


def on_terminal(words, columns, **variables):
    """What a terminal of that width is sent."""
    environment = {"PATH": os.environ["PATH"], "XDG_DATA_HOME": "/nonexistent", "TERM": "xterm-256color",
                   "LC_ALL": "C.UTF-8", "PAGER": "cat", **variables}
    return pseudo_terminal.run([aicost] + words, 5000, columns, environment)[1].decode()


def check_lines(what, text, columns):
    wide = [line for line in text.split("\n") if width(line) > columns]
    if wide:
        fail(f"{what} at {columns} columns", max(wide, key=width))


known = re.findall(r"^  ([a-z]+)  ", subprocess.run([aicost, "--help"], capture_output=True, check=True).stdout.decode(),
                   re.MULTILINE)
missing = set(known) - {words[0] for words in COMMANDS}
if missing or len(known) < 10:
    fail("every command stands in commands.py", sorted(missing))

count = 0
for words in COMMANDS:
    helps = "--help" in words  # is laid out once, for 80 columns
    name = " ".join(words)
    for columns in WIDTHS:
        if helps and columns < 80:
            continue
        check_lines(name, piped(words, columns), columns)
        ascii_only = piped(words + ([] if helps else ["--ascii"]), columns)
        check_lines(f"{name} --ascii", ascii_only, columns)
        if not helps and not ascii_only.isascii():
            fail(f"{name} --ascii", re.findall(r"[^\x00-\x7f]+", ascii_only)[:3])
        count += 2
    plain = piped(words, 80)
    colored = on_terminal(words, 80)
    bare = re.sub(r"\x1b\[\d*m", "", colored)
    if bare != plain:
        fail(f"{name} on a terminal is the same but for its colours", bare[:200])
    for variables in ({"NO_COLOR": "1"}, {"TERM": "dumb"}):
        if on_terminal(words, 80, **variables) != plain:
            fail(f"{name} with {variables}", "is not as plain as in a pipe")
    check_lines(f"{name} on a terminal", re.sub(r"\x1b\[\d*m", "", on_terminal(words, 200)), 200)
    count += 4

print(f"{len(COMMANDS)} command lines, {count} outputs, {failures} failures")
sys.exit(1 if failures else 0)
