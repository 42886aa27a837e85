#!/usr/bin/env python3
"""user_catalogue.py AICOST TESTS: the user's catalogue is shared by all that the user runs, and by nobody else.

Forty pairs of imports at once lose nothing; a home directory that may not be read has no catalogue; a pipe, a device or
a file without end in its place keeps nobody waiting.
"""
import json
import os
import shutil
import subprocess
import tempfile
import time

from harness import AICOST, FEED, contents, end, expect, put, run

NOBODY = 65534
FILE = "aicost/catalogue/cloud-models.json"


def as_nobody():
    os.setgroups([])
    os.setgid(NOBODY)
    os.setuid(NOBODY)


def pairs():
    both = 0
    for round_ in range(40):
        shutil.rmtree("aicost", ignore_errors=True)
        if round_ % 2 == 1:  # onto one that is there
            os.makedirs("aicost/catalogue")
            put(FILE, '{"entries": []}\n')
        feeds = []
        for name in ("one", "two"):
            feed = json.loads(FEED % name)
            (entry,) = feed.values()
            put(name, json.dumps({f"openrouter/acme/{name}{i}": entry for i in range(300)}))
            feeds.append(subprocess.Popen([AICOST, "catalog", "import", name, "--as-of", "2026-11-20"],
                                          stdout=subprocess.DEVNULL, stderr=subprocess.PIPE))
        for process in feeds:
            err = process.communicate(timeout=60)[1]
            expect("an import of a pair", process.returncode == 0 and err == b"", (process.returncode, err))
        text = contents(FILE).decode()
        both += "acme/one299" in text and "acme/two299" in text
        left = set(os.listdir("aicost/catalogue"))
        known = {"cloud-models.json", "cloud-models.index", "undo"}
        expect("nothing else is left", left == known, left)
        kept = [contents("aicost/catalogue/undo/" + name) for name in os.listdir("aicost/catalogue/undo")]
        counts = sorted(len(json.loads(text)["entries"]) if text else 0 for text in kept)
        expect("what undo needs is whole", counts == [0, 300], counts)
    expect("both are there, 40 times", both == 40, both)
    for entries in (300, 0):
        code, out, err = run(["catalog", "undo"])
        now = len(json.loads(contents(FILE))["entries"]) if os.path.exists(FILE) else 0
        expect("one import is taken back", code == 0 and now == entries, (code, now, err))


def homes():
    environment = {name: value for name, value in os.environ.items() if name != "XDG_DATA_HOME"}
    os.makedirs("home/.local/share/aicost/catalogue")
    own = "home/.local/share/" + FILE
    put(own, '{"entries": []}')
    root = os.geteuid() == 0
    user = {"preexec_fn": as_nobody} if root else {}
    environment["HOME"] = os.path.abspath("home")
    right = run(["catalog", "models"], env=environment)
    for closed in (own, "home/.local/share/aicost/catalogue", "home/.local", "home"):
        mode = os.stat(closed).st_mode
        os.chmod(closed, 0)
        for words in (["catalog", "models"], ["size", "--model", "qwen3-8b"],
                      ["compare", "--cloud", "openai/gpt-5-mini"], ["usage", "log"]):
            if words[0] == "size" and closed == own:
                continue  # it reads other files
            code, out, err = run(words, env=environment, **user)
            expect(f"{closed} closed, {words[0]}: one warning", err.count("warning: ") == 1 and code == 0 and
                   "home/.local/share/aicost/catalogue: cannot be read: Permission denied; only the built-in" in err, (code, err))
            code, out, err = run(words + ["-q"], env=environment, **user)
            expect(f"{closed} closed, {words[0]} -q: none", code == 0 and err == "", err)
        code, out, err = run(["catalog", "models"], env=environment, **user)
        expect(f"{closed} closed: the built-in one", out == right[1])
        code, out, err = run(["catalog", "import", "one", "--as-of", "2026-11-20"], env=environment, **user)
        expect(f"{closed} closed: nothing is imported over it", code == 3 and "error: " in err, (code, err))
        stated = {**environment, "XDG_DATA_HOME": os.path.abspath("home/.local/share")}
        code, out, err = run(["catalog", "models"], env=stated, **user)
        expect(f"{closed} closed, but stated: an error", code == 3 and "cannot be read: Permission denied" in err, (code, err))
        os.chmod(closed, mode)
    code, out, err = run(["compare"], env=environment, **user)
    expect("what needs no catalogue warns of none", code == 0 and err == "", err)
    for home in ("home", "stated"):
        where = environment if home == "home" else stated
        os.remove(own)
        os.mkfifo(own)
        begin = time.monotonic()
        code, out, err = run(["catalog", "models"], env=where)
        expect("a pipe", code == 3 and "is a pipe or a device" in err and time.monotonic() - begin < 5, (code, err))
        os.remove(own)
        os.symlink("/dev/zero", own)
        code, out, err = run(["catalog", "models"], env=where)
        expect("a device", code == 3 and "is a pipe or a device" in err, (code, err))
        os.remove(own)
        with open(own, "wb") as out:
            out.truncate(1 << 30)
        code, out, err = run(["catalog", "models"], env=where)
        expect("a gigabyte", code == 2 and "is too large for a catalogue" in err, (code, err))


with tempfile.TemporaryDirectory() as directory:
    os.chmod(directory, 0o777)
    os.chdir(directory)
    os.environ["XDG_DATA_HOME"] = directory
    put("log", '{"type":"assistant","timestamp":"2026-11-01T10:00:00Z","requestId":"r","message":{"id":"m",'
               '"model":"claude-sonnet-4-5","usage":{"input_tokens":100,"output_tokens":50}}}\n')
    pairs()
    homes()
end("user_catalogue")
