#!/usr/bin/env python3
"""injection.py AICOST TESTS LAUNCHER [EACH]: every writer, with each of its system calls failing in turn.

A run whose call has failed ends with 0, and then all that it was to write is there, or with 3 and a message, and then
the file is what it was before, or the whole new one; nothing else is left. EACH calls of a kind are tried at most (6).
Prints the table of docs/testing.md.
"""
import os
import shutil
import subprocess
import sys
import tempfile

from harness import AICOST, WRITERS, contents, end, expect, inputs, put, run

LAUNCHER = os.path.abspath(sys.argv[3])
EACH = int(sys.argv[4]) if len(sys.argv) > 4 else 6

# The errors of each call. With all: all of these calls fail, not one of them; those of the memory once more all from one on.
ERRORS = {
    "read": ["EIO", "EINTR", "EAGAIN"],
    "write": ["ENOSPC", "EIO", "EINTR", "EAGAIN"],
    "openat": ["EACCES", "EMFILE", "EIO"],
    "close": ["EIO", "EINTR"],
    "rename": ["EBUSY", "EXDEV", "EACCES", "ENOSPC"],
    "fsync": ["EIO", "ENOSPC", "EINVAL"],
    "fchmod": ["EPERM"],
    "ftruncate": ["EIO"],
    "newfstatat": ["EIO", "EACCES"],
    "fstat": ["EIO"],
    "stat": ["EIO"],
    "readlink": ["EIO", "EACCES"],
    "mkdir": ["EACCES", "ENOSPC"],
    "flock": ["EINTR", "ENOLCK", "EIO"],
    "dup": ["EMFILE"],
    "getdents64": ["EIO"],
    "mmap": ["ENOMEM"],
    "brk": ["ENOMEM"],
    "mprotect": ["ENOMEM"],
    "clone3": ["EAGAIN"],
    "clone": ["EAGAIN"],
}
MEMORY = ("mmap", "brk", "mprotect")

RUNS = {
    **WRITERS,
    "sweep by threads": (["sweep", "--vary", "workload.tokens_per_day=1M..3M:400", "--vary", "cloud.price_per_mtok=1..9:50",
                          "-f", "csv", "--threads", "4", "-o", "out"], "out"),
    "risk by threads": (["risk", "--uncertain", "workload.tokens_per_day=uniform(1M, 2M)", "--draws", "50000", "--threads", "4",
                         "-o", "out"], "out"),
    "usage of a directory": (["usage", "../in/logs", "-o", "out"], "out"),
    "compare of a file": (["compare", "-p", "../in/p.json", "-o", "out"], "out"),
    "onto stdout": (["compare", "-p", "../in/p.json", "-f", "json"], None),
}


def launched(words, **options):
    process = subprocess.run([LAUNCHER] + words[0] + [AICOST] + words[1], cwd="work", stdin=subprocess.DEVNULL,
                             stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=120, check=False, **options)
    return process.returncode, process.stdout, process.stderr.decode(errors="backslashreplace")


def fresh(file, old):
    shutil.rmtree("work")
    os.makedirs("work/aicost/catalogue")
    if file and old is not None:
        put("work/" + file, old)


def left():
    """The files that are there, and of what an import keeps beside the catalogue what it holds."""
    files = sorted(os.path.join(at, name)[5:] for at, _, names in os.walk("work") for name in names)
    beside = {file: contents("work/" + file) for file in files if file.endswith((".index", "/lock")) or "/undo/" in file}
    for file, text in beside.items():
        if file.endswith(".index"):
            beside[file] = text[:16] + text[32:]  # but the time of the file that it is of
    return [file for file in files if file not in beside], beside


def calls_of(words):
    code, out, _ = launched((["count", "../calls"], words))
    counted = dict(line.split() for line in contents("calls").decode().splitlines())
    return code, out, {name: int(times) for name, times in counted.items()}


def tried_at(times):
    """Some numbers of 1 to times, the first and the last among them."""
    if times <= EACH:
        return list(range(1, times + 1))
    return sorted({1 + i * (times - 1) // (EACH - 1) for i in range(EACH)})


def hold(name, what, outcome, right_out, file, old, right, right_beside, call):
    code, out, err = outcome
    now = contents("work/" + file) if file and os.path.exists("work/" + file) else None
    before = len(failures())
    expect(f"{what}: exit code", code in (0, 3), (code, err))
    if code == 0:
        expect(f"{what}: what it was to write", out == right_out and now == right, (out[:200], err))
    elif name == "usage of a directory" and call in ("read", "openat", "newfstatat", "getdents64") and now != old:
        expect(f"{what}: what could be read", now.startswith(b"Usage from"), now[:200])
    elif file:
        expect(f"{what}: the file is the old one or the new", now in (old, right), (now or b"")[:200])
    if code == 3 and call != "write":
        expect(f"{what}: says so", "error: " in err, err)
    files, beside = left()
    expect(f"{what}: nothing else is left", files == ([file] if now is not None else []), files)
    # all of it whole, and of this import; what is missing has been told of
    expect(f"{what}: beside the catalogue", all(right_beside.get(at) == text for at, text in beside.items()), beside)
    if code == 0 and "warning: " not in err:
        expect(f"{what}: all of it", beside == right_beside, beside)
    return len(failures()) > before


def failures():
    import harness
    return range(harness.failures)


probe = subprocess.run([LAUNCHER, "count", "/dev/null", "/bin/true"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False)
if probe.returncode != 0:
    print("ptrace cannot be had here: left out")
    sys.exit(77)
table = {}
with tempfile.TemporaryDirectory() as directory:
    os.chdir(directory)
    os.environ["XDG_DATA_HOME"] = os.path.join(directory, "work")
    inputs()
    put("in/p.json", run(["profile", "show", "article"])[1])
    os.makedirs("in/logs/deep")
    for name in ("a", "b", "deep/c"):
        shutil.copy("in/log.jsonl", f"in/logs/{name}.jsonl")
    for name, (words, file) in RUNS.items():
        old = None if name == "profile new" else b'{"entries": []}\n' if name == "catalog import" else b"old\n"
        fresh(file, old)
        code, right_out, times = calls_of(words)
        expect(f"{name}: runs", code == 0, code)
        right = contents("work/" + file) if file else None
        if name == "catalog import":  # once more onto what is there, so that it is not read as an empty one
            old = right.replace(b"acme/one", b"acme/two")
            fresh(file, old)
            code, right_out, times = calls_of(words)
            right = contents("work/" + file)
        right_beside = left()[1]
        for call, errors in ERRORS.items():
            for error in errors if call in times else []:
                numbers = [0] if call.startswith("clone") else tried_at(times[call])
                for number in numbers:
                    fresh(file, old)
                    outcome = launched(([call, str(number), error], words))
                    row = table.setdefault(call, [set(), 0, 0])
                    row[0].add(error)
                    row[1] += 1
                    row[2] += hold(name, f"{name}: {call} {number} {error}", outcome, right_out, file, old, right, right_beside, call)
print("| call | errors | tried | failed |\n|---|---|---:|---:|")
for call, (errors, count, failed) in table.items():
    print(f"| `{call}` | {', '.join(error for error in ERRORS[call] if error in errors)} | {count} | {failed} |")
print(f"| all | | {sum(row[1] for row in table.values())} | {sum(row[2] for row in table.values())} |")
end("injection")
