#!/usr/bin/env python3
"""pager.py AICOST TESTS LOCALES: outputs that are longer than the terminal go through $PAGER, others do not, and nothing
does where there is no terminal, no pager or PAGER says so."""
import os
import subprocess
import sys

import pseudo_terminal

aicost = os.path.abspath(sys.argv[1])
failures = 0


def shown(rows, **variables):
    """The lines that a terminal of so many rows shows of a comparison, without its chart, which has some twenty."""
    environment = {"PATH": os.environ["PATH"], "XDG_DATA_HOME": "/nonexistent", "TERM": "xterm", "LC_ALL": "C.UTF-8",
                   **variables}
    code, sent = pseudo_terminal.run([aicost, "compare", "-q", "--no-chart"], rows, 80, environment, subprocess.STDOUT)
    return len(sent.decode().splitlines()) if code == 0 else -1


def expect(what, wanted, got):
    global failures
    if wanted != got:
        failures += 1
        print(f"{what}: wanted {wanted} lines, got {got}")


whole = shown(500)
assert whole > 12, whole
expect("a pager that shows three lines", 3, shown(10, PAGER="head -n 3"))
expect("an output that fits", whole, shown(500, PAGER="head -n 3"))
expect("PAGER=cat", whole, shown(10, PAGER="cat"))
expect("an empty PAGER", whole, shown(10, PAGER=""))
expect("a terminal that cannot", whole, shown(10, PAGER="head -n 3", TERM="dumb"))
done = subprocess.run([aicost, "compare", "-q", "--no-chart"], env={**os.environ, "PAGER": "head -n 3"}, capture_output=True, check=True)
expect("a pipe", whole, len(done.stdout.decode().splitlines()))
# a pager that is not there: the shell says so, and all is shown
if shown(10, PAGER="no-such-pager") < whole:
    failures += 1
    print("a pager that is not there hides the output")
sys.exit(failures > 0)
