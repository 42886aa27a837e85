#!/usr/bin/env python3
"""hostile.py AICOST: inputs without end or bottom are refused quickly, in little memory, with one short line.

A gigabyte of zeros or spaces in a file, streams that never end, JSON nested a million deep on a small stack: for
every command that reads a file. tests/invalid/hostile.test has the messages of what is merely strange.
"""
import os
import resource
import subprocess
import sys
import tempfile
import time

aicost = os.path.abspath(sys.argv[1])
sanitized = subprocess.run(["grep", "-q", "__asan_init", aicost], check=False).returncode == 0

READERS = {
    "profile": ["compare", "-p", "FILE"],
    "check file": ["check", "FILE"],
    "baseline": ["check", "--assert", "1 < 2", "--baseline", "FILE"],
    "price feed": ["catalog", "import", "FILE", "--as-of", "2026-11-20"],
    "usage log": ["usage", "FILE"],
    "measurement": ["measure", "FILE"],
}
STREAMS = {name: words for name, words in READERS.items() if name not in ("check file", "baseline")}

SECONDS = 10  # a busy machine's; a tenth of one is usual
MEGABYTES = 64  # of a file; streams are read as far as the largest file may be
STREAM_MEGABYTES = {"profile": 32, "price feed": 160, "usage log": 32, "measurement": 100}
LONGEST = 600  # bytes of a message: the price feeds that are known take most of them

failures = 0


def run(words, stdin=subprocess.DEVNULL, stack=None):
    """Exit code, stderr, seconds, megabytes."""
    begin = time.monotonic()
    with tempfile.TemporaryFile() as errors:
        process = subprocess.Popen(
            [aicost] + words,
            stdin=stdin,
            stdout=subprocess.DEVNULL,
            stderr=errors,
            preexec_fn=(lambda: resource.setrlimit(resource.RLIMIT_STACK, (stack, stack))) if stack else None,
        )
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        errors.seek(0)
        return process.returncode, errors.read().decode(), time.monotonic() - begin, usage.ru_maxrss / 1024


def check(what, outcome, words, megabytes):
    global failures
    code, message, seconds, memory = outcome
    faults = []
    if code != 2:
        faults.append(f"exit code {code}")
    if not message.startswith("error: ") or message.count("\n") != 1 or len(message.encode()) > LONGEST:
        faults.append(f"no short message: {message[:200]!r}")
    if not any(word in message for word in words):
        faults.append(f"its message is: {message!r}")
    if seconds > SECONDS * (6 if sanitized else 1):
        faults.append(f"{seconds:.1f} s")
    if memory > megabytes and not sanitized:
        faults.append(f"{memory:.0f} MB")
    print(f"{what:40} {seconds:5.2f} s {memory:5.0f} MB  {'ok' if not faults else 'FAILED: ' + '; '.join(faults)}")
    failures += bool(faults)


def fill(file, unit):
    """A gigabyte of the byte: as a hole where it is 0, else by repeating a block."""
    with open(file, "wb") as out:
        if unit == b"\0":
            out.truncate(1 << 30)
        else:
            for _ in range(1024):
                out.write(unit * (1 << 20))


with tempfile.TemporaryDirectory() as directory:
    os.environ["XDG_DATA_HOME"] = directory
    os.chdir(directory)
    refused = ["is too large", "is not a usage log", "is empty"]

    for what, byte in (("zeros", b"\0"), ("spaces", b" ")):
        fill("large", byte)
        for name, words in READERS.items():
            words = [word.replace("FILE", "./large") for word in words]
            check(f"{name}: 1 GB of {what}", run(words), refused, MEGABYTES)
        os.remove("large")

    for name, words in STREAMS.items():
        words = [word.replace("FILE", "-") for word in words]
        endless = subprocess.Popen(["yes", '{"a": [1, 2]}'], stdout=subprocess.PIPE)
        outcome = run(words, stdin=endless.stdout)
        endless.stdout.close()
        endless.wait()
        check(f"{name}: a stream without end", outcome, refused, STREAM_MEGABYTES[name])

    deep = ["nested", "is not a usage log"]
    for what, text in (
        ("'[' a million times", b"[" * 1_000_000),
        ("'[' and ']' a million times", b"[" * 1_000_000 + b"]" * 1_000_000),
        ("objects, 500,000 deep", b'{"a":' * 500_000 + b"1" + b"}" * 500_000),
    ):
        with open("deep", "wb") as out:
            out.write(text)
        for name, words in READERS.items():
            words = [word.replace("FILE", "./deep") for word in words]
            stack = None if sanitized else 256 << 10
            check(f"{name}: {what}", run(words, stack=stack), deep, MEGABYTES)

sys.exit(1 if failures else 0)
