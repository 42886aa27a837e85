#!/usr/bin/env python3
"""descriptors.py AICOST TESTS: every writer with each of the descriptors 0, 1 and 2 closed, and with all of them.

The file is there and whole, nothing else has got into it, and a result that was to go to a closed stdout exits 3.
"""
import os
import shutil
import tempfile

from harness import AICOST, WRITERS, contents, end, expect, inputs, put, run

tried = 0
with tempfile.TemporaryDirectory() as directory:
    os.chdir(directory)
    os.environ["XDG_DATA_HOME"] = os.path.join(directory, "work")
    inputs()

    def fresh():
        shutil.rmtree("work")
        os.mkdir("work")

    def closing(descriptors):
        return lambda: [os.close(descriptor) for descriptor in descriptors]

    for name, (words, file) in WRITERS.items():
        fresh()
        code, out, err = run(words, cwd="work")
        expect(f"{name}: runs", code == 0, (code, err))
        right = contents("work/" + file)
        expect(f"{name}: writes something", len(right) > 50, right)
        for closed in ([0], [1], [2], [0, 1], [0, 2], [1, 2], [0, 1, 2]):
            fresh()
            tried += 1
            what = f"{name}, closed {closed}"
            code, now, err = run(words, cwd="work", preexec_fn=closing(closed))
            expect(f"{what}: the file is whole", os.path.exists("work/" + file) and contents("work/" + file) == right)
            lost = 1 in closed and out != b""
            expect(f"{what}: exit code", code == (3 if lost else 0), (code, err))
            if lost and 2 not in closed:
                expect(f"{what}: says so", err == "error: <stdout>: cannot be written: Bad file descriptor\n", err)
            if 1 not in closed:
                expect(f"{what}: the same on stdout", now == out, now)

    # what is read of a closed stdin, and what goes to descriptors by their names
    code, _, err = run(["compare", "-p", "-"], preexec_fn=closing([0]))
    expect("a closed stdin", code == 3 and err == "error: <stdin>: cannot be read: Bad file descriptor\n", (code, err))
    for file, closed, right in (("-", [1], 3), ("/dev/stdout", [1], 3), ("/dev/stderr", [2], 3), ("/dev/fd/1", [1], 3),
                                ("/proc/self/fd/1", [1], 3), ("/dev/fd/9", [], 3), ("/dev/stdout", [], 0),
                                ("/dev/stderr", [], 0), ("/dev/fd/1", [], 0)):
        tried += 1
        code, out, err = run(["compare", "-o", file], preexec_fn=closing(closed))
        expect(f"-o {file}, closed {closed}", code == right and (code != 0 or " wins: " in out.decode() + err), (code, err))
    os.symlink("/dev/stdout", "link")
    put("log", "before\n")
    tried += 1
    os.system(f"'{AICOST}' compare -o link >> log; '{AICOST}' compare -o /dev/stderr 2>> log")
    text = contents("log").decode()
    expect("a log is appended to", text.startswith("before\n") and text.count(" wins: ") == 2, text[:300])
end(f"descriptors: {tried} tried")
