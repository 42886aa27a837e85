#!/usr/bin/env python3
"""half_read.py AICOST TESTS: a log that can be read in part alone prints what there is, writes no profile, exits 3.

Cut gzip and zstd, a disk's error, a file or a directory below a directory that may not be read.
"""
import gzip
import json
import os
import shutil
import subprocess
import tempfile

from harness import contents, end, expect, inputs, put, run

NOBODY = 65534


def line(number):
    return json.dumps({"type": "assistant", "timestamp": "2026-11-%02dT%02d:00:00Z" % (number % 28 + 1, number % 24),
                       "requestId": f"r{number}", "message": {"id": f"m{number}", "model": "claude-sonnet-4-5", "usage": {
                           "input_tokens": 100 + number, "output_tokens": 50}}}) + "\n"


LOG = "".join(line(number) for number in range(20000)).encode()


def packed():
    yield "gzip", gzip.compress(LOG, 1)
    if shutil.which("zstd"):
        yield "zstd", subprocess.run(["zstd", "-1", "-q", "-c"], input=LOG, stdout=subprocess.PIPE, check=True).stdout


def as_nobody():
    os.setgroups([])
    os.setgid(NOBODY)
    os.setuid(NOBODY)


def half(what, words, problem, **options):
    code, out, err = run(words + ["--write-profile", "new.json", "-f", "json"], **options)
    expect(f"{what}: exit code", code == 3, (code, err))
    expect(f"{what}: what there is", out and json.loads(out)["requests"] > 0, out[:200])
    expect(f"{what}: said once", sum(problem in one for one in err.splitlines()) == 1 and
           all(one.startswith("error: ") for one in err.splitlines() if problem in one), err)
    expect(f"{what}: no profile", not os.path.exists("new.json") and "new.json: not written" in err, err)


with tempfile.TemporaryDirectory() as directory:
    os.chmod(directory, 0o777)
    os.chdir(directory)
    os.environ["XDG_DATA_HOME"] = directory
    inputs()
    for kind, whole in packed():
        put("log", whole)
        code, _, err = run(["usage", "log"])
        expect(f"{kind}, whole", code == 0 and err == "", (code, err))
        for share in (0.3, 0.6, 0.99):
            put("log", whole[:int(len(whole) * share)])
            half(f"{kind}, cut at {share}", ["usage", "log"], "data ends early")
            half(f"{kind}, cut at {share}, with another", ["usage", "in/log.jsonl", "log"], "data ends early")
            with open("log", "rb") as opened:
                half(f"{kind}, cut at {share}, on stdin", ["usage", "-"], "data ends early", stdin=opened)
        damaged = bytearray(whole)
        damaged[len(whole) // 2:len(whole) // 2 + 64] = os.urandom(64)
        put("log", bytes(damaged))
        code, _, err = run(["usage", "log"])
        expect(f"{kind}, damaged", code == 3, (code, err))
        put("log", whole[:20])
        code, out, err = run(["usage", "log"])
        expect(f"{kind}, nothing can be read", code == 3 and out == b"", (code, err))

    user = {"preexec_fn": as_nobody} if os.geteuid() == 0 else {}
    os.makedirs("logs/deep/deeper")
    for file in ("logs/a.jsonl", "logs/b.jsonl", "logs/deep/c.jsonl", "logs/deep/deeper/d.jsonl"):
        shutil.copy("in/log.jsonl", file)
    all_of_it = json.loads(run(["usage", "logs", "-f", "json"])[1])["copies"]
    expect("below a directory, all", all_of_it == 24, all_of_it)
    os.chmod("logs/b.jsonl", 0)
    half("a file below a directory", ["usage", "logs"], "logs/b.jsonl: cannot be read: Permission denied", **user)
    os.chmod("logs/deep/deeper", 0)
    half("a directory below a directory", ["usage", "logs"], "logs/deep/deeper: cannot be listed: Permission denied", **user)
    code, out, err = run(["usage", "logs", "-f", "json"], **user)
    expect("the rest is counted", json.loads(out)["copies"] == 8, out)
    code, out, err = run(["usage", "logs/a.jsonl", "logs/b.jsonl"], **user)
    expect("one that is named", code == 3 and out == b"", (code, err))
    os.chmod("logs/deep/deeper", 0o755)
    for number in range(30):
        put(f"logs/x{number}", "")
        os.chmod(f"logs/x{number}", 0)
    code, out, err = run(["usage", "logs"], **user)
    expect("many are counted", code == 3 and "21 more files that could not be read" in err and err.count("error: ") == 11, err)
    shutil.rmtree("logs")
    os.mkdir("logs")
    put("logs/a", "")
    os.chmod("logs/a", 0)
    code, out, err = run(["usage", "logs"], **user)
    expect("nothing but that", code == 3 and "logs/a: cannot be read" in err, (code, err))
end("half_read")
