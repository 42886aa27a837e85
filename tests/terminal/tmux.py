#!/usr/bin/env python3
"""tmux.py AICOST TESTS [--show]: what stands on the screen of a real terminal is what was printed, line for line.

A line that is wider than the terminal, or measured otherwise than by the terminal, would be broken or shifted there.
At 80 and 200 columns, in Unicode and in ASCII. --show prints the screens. Exit code 77: there is no tmux.
"""
import os
import shlex
import shutil
import subprocess
import sys

from commands import COMMANDS

if shutil.which("tmux") is None:
    print("tmux is not installed")
    sys.exit(77)

aicost, tests = os.path.abspath(sys.argv[1]), os.path.abspath(sys.argv[2])
show = "--show" in sys.argv[3:]
os.chdir(os.path.join(tests, "terminal"))
ROWS = 2000
socket = f"aicost-{os.getpid()}"
environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8", "TERM": "xterm-256color",
               "XDG_DATA_HOME": "/nonexistent", "HOME": "/nonexistent", "PAGER": "cat"}
failures = 0


def tmux(*words):
    return subprocess.run(["tmux", "-u", "-L", socket, "-f", "/dev/null", *words], env=environment, check=True,
                          capture_output=True).stdout.decode()


def screen(words, columns):
    command = (f"{shlex.join([aicost, *words])} 2> /dev/null; tmux -L {socket} wait-for -S done; "
               "exec sleep 60")
    tmux("new-session", "-d", "-x", str(columns), "-y", str(ROWS), "-s", "screen", command)
    tmux("wait-for", "done")
    text = tmux("capture-pane", "-p", "-t", "screen")
    tmux("new-session", "-d", "-s", "keep", "exec sleep 600") if not kept else None
    kept.append(1)
    tmux("kill-session", "-t", "screen")
    return [line.rstrip() for line in text.rstrip("\n").split("\n")]


kept = []
count = 0
try:
    for columns in (80, 200):
        for words in COMMANDS:
            for options in ([], ["--ascii"]):
                if "--help" in words and (options or columns > 80):
                    continue
                line = words + options
                printed = subprocess.run([aicost, *line], env={**environment, "COLUMNS": str(columns)},
                                         capture_output=True, check=False).stdout.decode()
                expected = [one.rstrip() for one in printed.rstrip("\n").split("\n")]
                # an empty cell of braille is a blank to the eye
                shown = screen(line, columns)
                if show:
                    print(f"$ aicost {shlex.join(line)}", *shown, sep="\n")
                if shown != expected:
                    pairs = [(a, b) for a, b in zip(expected, shown) if a != b]
                    print(f"FAILED at {columns} columns: aicost {shlex.join(line)}", *(pairs[:1] or [len(shown)]),
                          sep="\n  ")
                    failures += 1
                count += 1
finally:
    subprocess.run(["tmux", "-L", socket, "kill-server"], check=False, capture_output=True)

print(f"{count} screens, {failures} failures")
sys.exit(1 if failures else 0)
