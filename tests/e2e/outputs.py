#!/usr/bin/env python3
"""outputs.py AICOST TESTS: what was written is there, or the exit code says not.

Names of any length, directories and files that may not be replaced, readers that are slow, every signal that can be
caught, an output that is an input too. Some of it needs root and a mount of its own, and says so where it is left out.
"""
import ctypes
import fcntl
import os
import shutil
import signal
import stat
import subprocess
import tempfile
import threading
import time

from harness import AICOST, WRITERS, contents, end, expect, inputs, put, run

SWEEP = ["sweep", "--vary", "workload.tokens_per_day=1..1e9:10000000", "--vary", "cloud.price_per_mtok=1..9:10000000",
         "-f", "csv", "-o", "out"]
NOBODY = 65534
left_out = []


def long_names():
    for size in (200, 248, 249, 254, 255):
        for name in ("n" * size, "deep/" + "n" * size, "é" * (size // 2)):
            os.makedirs("deep", exist_ok=True)
            for again in ("new", "old"):
                code, _, err = run(["compare", "-o", name])
                expect(f"a {again} name of {len(os.path.basename(name).encode())} bytes", code == 0 and b" wins: " in contents(name), err)
    code, _, err = run(["compare", "-o", "n" * 256])
    expect("a name that is too long", code == 3 and "File name too long" in err, (code, err))
    expect("nothing else is there", all(len(name) > 99 or name in ("in", "work", "right", "deep") for name in os.listdir()), os.listdir())


def slow_readers():
    """A pipe that does not wait, on stdout, stderr and stdin."""
    right = run(["profile", "schema"])[1] + run(["catalog", "models", "-f", "json"])[1]
    reading, writing = os.pipe()
    os.set_blocking(writing, False)
    fcntl.fcntl(writing, 1031, 4096)  # F_SETPIPE_SZ
    codes = []

    def write():
        for words in (["profile", "schema"], ["catalog", "models", "-f", "json"]):
            codes.append(subprocess.run([AICOST] + words, stdout=writing, check=False).returncode)
        os.close(writing)

    writer = threading.Thread(target=write)
    writer.start()
    time.sleep(0.2)
    got = b""
    while True:
        block = os.read(reading, 1000)
        if not block:
            break
        got += block
    writer.join()
    os.close(reading)
    expect("a pipe that does not wait", codes == [0, 0] and got == right, (codes, len(got), len(right)))

    text = contents("in/log.jsonl")
    for words in (["usage", "-", "-f", "json"], ["compare", "-p", "-", "-f", "json"]):
        text = contents("in/log.jsonl") if words[0] == "usage" else run(["profile", "show", "article"])[1]
        reading, writing = os.pipe()
        os.set_blocking(reading, False)
        process = subprocess.Popen([AICOST] + words, stdin=reading, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        time.sleep(0.1)
        half = len(text) // 2
        os.write(writing, text[:half])
        time.sleep(0.1)
        os.write(writing, text[half:])
        os.close(writing)
        os.close(reading)
        _, err = process.communicate(timeout=30)
        expect(f"{words[0]}: stdin that does not wait", process.returncode == 0, (process.returncode, err))


def signals():
    """Each that ends the program: the old file stays, and nothing else."""
    put("out", "old\n")
    numbers = [number for number in range(1, signal.SIGRTMAX + 1)
               if number not in (signal.SIGKILL, signal.SIGSTOP, signal.SIGCHLD, signal.SIGCONT, signal.SIGTSTP, signal.SIGTTIN,
                                 signal.SIGTTOU, signal.SIGURG, signal.SIGWINCH, signal.SIGPIPE, signal.SIGXFSZ, 32, 33)]
    before = sorted(os.listdir())
    for number in numbers:
        process = subprocess.Popen([AICOST] + SWEEP, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                                   preexec_fn=lambda: ctypes.CDLL(None).setrlimit(4, (ctypes.c_ulong * 2)(0, 0)))
        deadline = time.monotonic() + 20
        while len(os.listdir()) == len(before) and time.monotonic() < deadline:
            time.sleep(0.005)
        time.sleep(0.02)
        process.send_signal(number)
        process.wait(timeout=60)
        expect(f"signal {number}: ends as by it", process.returncode == -number or process.returncode == 99,
               process.returncode)  # 99: a sanitizer has taken it
        expect(f"signal {number}: nothing is left", sorted(os.listdir()) == before, os.listdir())
        expect(f"signal {number}: the old file stays", contents("out") == b"old\n")
        for name in set(os.listdir()) - set(before):
            os.remove(name)
    process = subprocess.Popen(["nohup", AICOST] + SWEEP, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    time.sleep(0.5)
    process.send_signal(signal.SIGHUP)
    time.sleep(0.3)
    expect("a signal that is ignored stays so", process.poll() is None)
    process.send_signal(signal.SIGTERM)
    process.wait()
    os.remove("out")
    for name in os.listdir():
        if name.startswith(".aicost"):
            os.remove(name)


def as_nobody():
    os.setgroups([])
    os.setgid(NOBODY)
    os.setuid(NOBODY)


def not_replaced():
    """A directory that nobody may write to, a file that is mounted: written in place."""
    is_root = os.geteuid() == 0
    user = {"preexec_fn": as_nobody} if is_root else {}
    os.mkdir("closed")
    put("closed/out", "old\n" * 100000)
    if is_root:
        os.chown("closed/out", NOBODY, NOBODY)
    os.chmod("closed", 0o555)
    for name, (words, file) in WRITERS.items():
        if file != "out" or name == "profile new":
            continue
        right = contents("right/" + name)
        code, _, err = run([word.replace("../in", "in") if word != "out" else "closed/out" for word in words], **user)
        expect(f"{name}: in a closed directory", code == 0 and contents("closed/out") == right, (code, err))
    code, _, err = run(["compare", "-o", "closed/new"], **user)
    expect("a new file in a closed directory", code == 3 and "Permission denied" in err, (code, err))
    os.environ["TMPDIR"] = "/nowhere"
    code, _, err = run(["compare", "-o", "closed/out"], **user)
    expect("without a place for temporary files", code == 0 and contents("closed/out") == contents("right/compare -o"), (code, err))
    code, _, err = run(["sweep", "--vary", "workload.tokens_per_day=1M..3M:50", "-f", "csv", "-o", "closed/out"], **user)
    expect("nor for a stream", code == 0 and contents("closed/out") == contents("right/sweep -o"), (code, err))
    del os.environ["TMPDIR"]
    os.chmod("closed", 0o755)
    shutil.rmtree("closed")

    if not is_root or subprocess.run(["unshare", "-m", "true"], check=False, stderr=subprocess.DEVNULL).returncode != 0:
        left_out.append("bind mounts")
        return
    for name, (words, file) in WRITERS.items():
        if name == "profile new":
            continue
        put("source", "old\n" * 100000)
        os.makedirs("aicost/catalogue", exist_ok=True)
        put(file, "")
        if file != "out":
            put("source", '{"entries": []}')
        words = [word.replace("../in", "in") for word in words]
        script = f'mount --bind source "{file}" && exec "$@"'
        process = subprocess.run(["unshare", "-m", "sh", "-c", script, "sh", AICOST] + words, stdout=subprocess.PIPE,
                                 stderr=subprocess.PIPE, check=False)
        expect(f"{name}: onto a mount", process.returncode == 0 and contents("source") == contents("right/" + name),
               (process.returncode, process.stderr))
        expect(f"{name}: nothing else is left", not [one for one in os.listdir(os.path.dirname(file) or ".") if one.startswith(".")])
        shutil.rmtree("aicost")
    os.remove("source")
    if os.path.exists("out"):
        os.remove("out")


def kept_as_they_were():
    put("out", "old")
    os.chmod("out", 0o640)
    run(["compare", "-o", "out"])
    expect("the mode stays", stat.S_IMODE(os.stat("out").st_mode) == 0o640)
    os.symlink("out", "link")
    run(["profile", "schema", "-o", "link"])
    expect("a link stays", os.path.islink("link") and contents("out").startswith(b"{"))
    os.remove("out")
    os.remove("link")


def roles():
    """An output that is an input, or is named twice: refused before anything is written."""
    profile = run(["profile", "show", "article"])[1]
    checks = '{"profile": "p.json", "checks": [{"assert": "1 < 2"}]}'

    def fresh():
        shutil.rmtree("roles", ignore_errors=True)
        os.makedirs("roles/logs")
        put("roles/p.json", profile)
        put("roles/c.json", checks)
        put("roles/base.json", '{"aicost": "1.0.0", "cases": []}')
        shutil.copy("in/log.jsonl", "roles/log.jsonl")
        shutil.copy("in/log.jsonl", "roles/logs/one.jsonl")
        shutil.copy("in/speed.json", "roles/speed.json")
        shutil.copy("in/feed.json", "roles/feed.json")
        os.link("roles/p.json", "roles/hard.json")
        os.symlink("p.json", "roles/soft.json")

    feed = ["catalog", "import", "feed.json", "--as-of", "2026-11-20"]
    cases = [
        ["compare", "-p", "p.json", "-o", "p.json"],
        ["compare", "-p", "p.json", "-o", "./p.json"],
        ["compare", "-p", "p.json", "-o", "hard.json"],
        ["compare", "-p", "soft.json", "-o", "p.json"],
        ["compare", "-p", "p.json", "-o", "soft.json"],
        ["sweep", "-q", "-p", "p.json", "--vary", "workload.tokens_per_day=1,2", "-f", "csv", "-o", "p.json"],
        ["report", "-p", "p.json", "-o", "p.json"],
        ["diff", "article", "p.json", "-o", "p.json"],
        ["check", "c.json", "-o", "c.json"],
        ["check", "c.json", "-f", "junit", "-o", "c.json"],
        ["check", "c.json", "-o", "p.json"],
        ["check", "c.json", "--write-baseline", "c.json"],
        ["check", "c.json", "--write-baseline", "p.json"],
        ["check", "c.json", "--baseline", "base.json", "--write-baseline", "base.json"],
        ["check", "c.json", "--write-baseline", "new", "-o", "new"],
        ["check", "c.json", "--write-baseline", "new", "-o", "./logs/../new"],
        ["usage", "log.jsonl", "-o", "log.jsonl"],
        ["usage", "log.jsonl", "--write-profile", "log.jsonl"],
        ["usage", "log.jsonl", "-p", "p.json", "--write-profile", "p.json"],
        ["usage", "log.jsonl", "--write-profile", "new", "-o", "new"],
        ["usage", "log.jsonl", "--write-profile", "new", "-o", "log.jsonl"],
        ["usage", "logs", "-o", "logs/one.jsonl"],
        ["measure", "speed.json", "-o", "speed.json"],
        ["measure", "speed.json", "--write-profile", "speed.json"],
        ["measure", "speed.json", "-p", "p.json", "--write-profile", "p.json"],
        ["profile", "validate", "p.json", "-o", "p.json"],
        ["profile", "new", "new", "-o", "new"],
        ["profile", "new", "new", "-p", "p.json", "-o", "p.json"],
        feed + ["-o", "feed.json"],
        feed + ["-o", "aicost/catalogue/cloud-models.json"],
    ]
    for words in cases:
        fresh()
        before = {name: contents("roles/" + name) for name in os.listdir("roles") if not os.path.isdir("roles/" + name)}
        before["logs/one.jsonl"] = contents("roles/logs/one.jsonl")
        environment = {**os.environ, "XDG_DATA_HOME": os.path.abspath("roles")}
        code, _, err = run(words, cwd="roles", env=environment)
        refused = "is read by this command too" in err or "is to be written twice" in err or "user's catalogue" in err or \
            "is the ending of" in err  # before that, of no format that it could have
        expect(f"{' '.join(words)}: refused", code == 2 and refused and err.count("\n") == 1, (code, err))
        expect(f"{' '.join(words)}: all stays", all(contents("roles/" + name) == text for name, text in before.items()) and
               not os.path.exists("roles/new"), os.listdir("roles"))
    fresh()
    with open("roles/p.json", "rb") as opened:
        code, _, err = run(["compare", "-p", "-", "-o", "p.json"], cwd="roles", stdin=opened)
    expect("read as stdin: refused", code == 2 and "is read by this command too" in err, (code, err))
    for words in (["compare", "-p", "/dev/stdin", "-o", "/dev/null"], ["usage", ".", "-o", "report.txt"],
                  ["usage", ".", "-o", "report.txt"], ["check", "c.json", "-o", "a", "--write-baseline", "b"]):
        with open("roles/p.json", "rb") as opened:
            code, _, err = run(words, cwd="roles", stdin=opened)
        expect(f"{' '.join(words)}: allowed", code == 0, (code, err))
    shutil.rmtree("roles")


with tempfile.TemporaryDirectory() as directory:
    os.chmod(directory, 0o777)
    os.chdir(directory)
    os.environ["XDG_DATA_HOME"] = directory
    inputs()
    os.mkdir("right")
    for name, (words, file) in WRITERS.items():
        shutil.rmtree("work")
        os.mkdir("work")
        expect(f"{name}: runs", run(words, cwd="work", env={**os.environ, "XDG_DATA_HOME": os.path.abspath("work")})[0] == 0)
        shutil.copy("work/" + file, "right/" + name)
    for part in (long_names, slow_readers, kept_as_they_were, roles, not_replaced, signals):
        part()
if left_out:
    print("left out: " + ", ".join(left_out))
end("outputs")
