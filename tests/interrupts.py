#!/usr/bin/env python3
"""interrupts.py AICOST: what a terminal, a signal and a reader that goes away do to a run.

Ctrl-C and SIGTERM end it as they end any program, nothing half-written is left, and the line of progress, which is
shown on a terminal alone, is wiped. A pipe whose reader has gone is no error, whatever the format.
"""
import os
import pty
import re
import signal
import struct
import subprocess
import sys
import tempfile
import termios
import time
import fcntl

aicost = os.path.abspath(sys.argv[1])
failures = 0

# Long enough that a signal comes in the middle, and that a run which does not stop at once is seen: a hundred trillion
# rows; a billion draws.
SWEEP = ["sweep", "--vary", "workload.tokens_per_day=1..1e9:10000000", "--vary", "cloud.price_per_mtok=1..9:10000000"]
RISK = ["risk", "--uncertain", "workload.tokens_per_day=uniform(1M, 2M)", "--draws", "1B", "--sampling", "random"]
LONG = {
    "sweep -f csv": SWEEP + ["--format", "csv"],
    "sweep -f jsonl": SWEEP + ["--format", "jsonl"],
    "sweep --summary": SWEEP + ["--summary"],
    "risk": RISK,
}


def expect(what, holds, found=""):
    global failures
    print(f"{'ok    ' if holds else 'FAILED'} {what}{'' if holds else f': {found!r}'}")
    failures += not holds


def on_terminal(words, columns=80, term="xterm-256color", seconds=1.0, end_with=signal.SIGINT, extra=()):
    """Runs with stderr on a terminal of its own: exit code, and what the terminal was sent."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, columns, 0, 0))
    environment = {"PATH": os.environ["PATH"], "TERM": term, "LC_ALL": "C.UTF-8", **dict(extra)}
    process = subprocess.Popen([aicost] + words, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=slave,
                               env=environment)
    os.close(slave)
    os.set_blocking(master, False)
    sent, deadline, signalled = b"", time.monotonic() + seconds, False
    while True:
        try:
            sent += os.read(master, 65536) or b""
        except BlockingIOError:
            pass
        except OSError:  # the terminal is closed: the program has ended
            break
        if process.poll() is not None and signalled:
            try:
                sent += os.read(master, 65536)
            except OSError:
                pass
            break
        if time.monotonic() > deadline and not signalled:
            process.send_signal(end_with)
            signalled = True
        time.sleep(0.01)
    process.wait()
    os.close(master)
    return process.returncode, sent.decode()


def lines_of_progress(sent):
    return [line for line in re.split(r"\r|\n", sent) if "million/s" in line]


with tempfile.TemporaryDirectory() as directory:
    os.chdir(directory)

    for name, words in LONG.items():
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            with open("out", "w", encoding="utf-8") as old:
                old.write("old\n")
            process = subprocess.Popen([aicost] + words + ["-o", "out"], stdout=subprocess.DEVNULL,
                                       stderr=subprocess.DEVNULL)
            time.sleep(0.4)
            process.send_signal(number)
            process.wait(timeout=60)
            what = f"{name}, {number.name}"
            expect(f"{what}: ends as by the signal", process.returncode == -number, process.returncode)
            expect(f"{what}: nothing half-written is left", os.listdir() == ["out"], os.listdir())
            expect(f"{what}: the old file stays", open("out", encoding="utf-8").read() == "old\n")
    os.remove("out")

    code, sent = on_terminal(SWEEP + ["--format", "csv", "-o", "out"])
    progress = lines_of_progress(sent)
    expect("progress: a line with a bar, a rate and the time left",
           any(re.search(r"\[#*\.*\] +\d+%  [\d.e+]+ million/s  \d+ s left", line) for line in progress), sent[-300:])
    expect("progress: no line is as wide as the terminal",
           all(len(re.sub(r"\x1b\[K", "", line)) < 80 for line in progress), progress)
    expect("progress: it is wiped at the end", sent.rstrip().endswith("\r\x1b[K"), sent[-80:])
    expect("progress: Ctrl-C ends it as any program", code == -signal.SIGINT, code)
    expect("progress: nothing half-written is left", os.listdir() == [], os.listdir())

    _, sent = on_terminal(SWEEP + ["--format", "csv"], columns=40)
    progress = lines_of_progress(sent)
    expect("progress: it fits a narrow terminal",
           progress and all(len(re.sub(r"\x1b\[K", "", line)) < 40 for line in progress), progress[-1:])

    for what, words, options in (
        ("on a dumb terminal", [], {"term": "dumb"}),
        ("with --quiet", ["--quiet"], {}),
    ):
        _, sent = on_terminal(SWEEP + ["--format", "csv"] + words, **options)
        expect(f"progress: none {what}", not lines_of_progress(sent) and "\x1b" not in sent, sent[-200:])
    process = subprocess.Popen([aicost] + SWEEP + ["--format", "csv"], stdout=subprocess.DEVNULL,
                               stderr=subprocess.PIPE)
    time.sleep(0.5)
    process.send_signal(signal.SIGTERM)
    text = process.communicate()[1]
    expect("progress: none where stderr is a pipe", text == b"sweep: 100,000,000,000,000 scenarios\n", text)

    for words in (
        ["compare", "--monthly", "-f", "csv"],
        ["compare", "-f", "json"],
        ["compare", "-f", "markdown"],
        ["compare"],
        SWEEP + ["-f", "csv"],
        SWEEP + ["-f", "jsonl"],
        ["catalog", "models"],
        ["catalog", "models", "-f", "csv"],
        ["profile", "schema"],
        ["profile", "params"],
        ["check", "--assert", "1 < 2", "-f", "junit"],
        ["check", "--assert", "1 < 2", "-f", "github"],
        ["--help"],
    ):
        process = subprocess.Popen([aicost] + words, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        first = process.stdout.readline()
        process.stdout.close()
        errors = process.stderr.read().decode()
        errors = re.sub(r"^sweep: [\d,]+ scenarios\n", "", errors)
        code = process.wait(timeout=60)
        expect(f"| head -1: {' '.join(words[:1] + words[-2:])}", code == 0 and errors == "" and first != b"", (code, errors))

sys.exit(1 if failures else 0)
