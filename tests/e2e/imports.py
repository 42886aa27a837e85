"""Many imports at once, killed at random: the catalogue is whole, it has every import that said 0, and `undo` gives back
the bytes that were there before the last of them."""
import json
import os
import random
import signal
import subprocess
import tempfile
import time

from harness import AICOST, contents, end, expect, put, run

IMPORTS, MODELS = 40, 300


def feed(number):
    return json.dumps({f"maker{number}/model-{n}": {"mode": "chat", "input_cost_per_token": (1 + n % 7) / 1e6,
                                                    "output_cost_per_token": (4 + n % 11) / 1e6}
                       for n in range(MODELS)})


def storm(directory, seed):
    draw = random.Random(seed)
    environment = {**os.environ, "XDG_DATA_HOME": directory + "/data"}
    for number in range(IMPORTS):
        put(f"{directory}/{number}.json", feed(number))
    running = [subprocess.Popen([AICOST, "catalog", "import", f"{directory}/{n}.json", "--as-of", "2026-11-20"],
                                env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                stderr=subprocess.PIPE) for n in range(IMPORTS)]
    for process in draw.sample(running, IMPORTS // 3):
        time.sleep(draw.random() * 0.03)
        process.send_signal(draw.choice([signal.SIGKILL, signal.SIGTERM, signal.SIGINT]))
    errors = [process.communicate(timeout=120)[1].decode() for process in running]
    file = directory + "/data/aicost/catalogue/cloud-models.json"
    entries = {entry["id"] for entry in json.loads(contents(file))["entries"]}
    for number, process in enumerate(running):
        there = sum(f"maker{number}/model-{n}" in entries for n in range(MODELS))
        if process.returncode == 0:
            expect(f"import {number} of {seed}, which said 0, is in the catalogue", there == MODELS, there)
        else:
            expect(f"import {number} of {seed} was ended by a signal", process.returncode < 0, errors[number])
            expect(f"import {number} of {seed} is there as a whole or not at all", there in (0, MODELS), there)
    code, out, _ = run(["catalog", "list", "--own", "-f", "json"], env=environment)
    expect("the catalogue is read", code == 0 and len(json.loads(out)["entries"]) == len(entries), code)

    # the last two imports are taken back, byte by byte; then, where nothing more is kept, an error says so
    states = [contents(file)]
    for number in range(2):
        put(f"{directory}/last.json", feed(100 + number))
        code, _, error = run(["catalog", "import", f"{directory}/last.json", "--as-of", "2026-11-21"], env=environment)
        expect("an import after the storm", code == 0, error)
        states.append(contents(file))
    for number in (1, 0):
        code, _, error = run(["catalog", "undo"], env=environment)
        expect("undo", code == 0 and contents(file) == states[number], error)
    for _ in range(IMPORTS):
        before = contents(file) if os.path.exists(file) else None
        code, _, error = run(["catalog", "undo"], env=environment)
        if code != 0:
            break
        expect("each undo gives back other bytes", before != (contents(file) if os.path.exists(file) else None))
    expect("at last there is nothing to take back", code == 2 and "nothing to take back" in error, error)


def slow(directory):
    """An index that cannot be written is a warning, and what is there is found without it."""
    environment = {**os.environ, "XDG_DATA_HOME": directory + "/data"}
    put(directory + "/a.json", feed(1))
    code, _, error = run(["catalog", "import", directory + "/a.json", "--as-of", "2026-11-20"], env=environment)
    expect("an import", code == 0 and not error, error)
    index = directory + "/data/aicost/catalogue/cloud-models.index"
    expect("it makes an index", os.path.exists(index))
    price = ["compare", "-q", "--cloud", "maker1/model-3", "--set", "workload.output_share=0", "--get",
             "cloud.cost_per_mtok"]
    expect("found by the index", run(price, env=environment)[1] == b"4\n", run(price, env=environment))
    whole = contents(index)
    for spoiled in (b"", whole[:8], whole[:40], whole[:-16], whole.replace(b"aicost", b"aicosT")):
        put(index, spoiled)
        expect("found without it", run(price, env=environment)[1] == b"4\n", run(price, env=environment))
    os.remove(index)
    os.mkdir(index)
    code, _, error = run(["catalog", "import", directory + "/a.json", "--as-of", "2026-11-21"], env=environment)
    expect("a warning", code == 0 and "warning: " in error and "slower" in error, (code, error))
    expect("and no loss", run(price, env=environment)[1] == b"4\n", run(price, env=environment))
    # a file that was changed by hand is not what the index says, nor what an import made of it
    os.rmdir(index)
    file = directory + "/data/aicost/catalogue/cloud-models.json"
    run(["catalog", "import", directory + "/a.json", "--as-of", "2026-11-22"], env=environment)
    put(file, contents(file).replace(b'"input_per_mtok":4,', b'"input_per_mtok":9,'))
    expect("the file counts", run(price, env=environment)[1] == b"9\n", run(price, env=environment))
    code, _, error = run(["catalog", "undo"], env=environment)
    expect("nothing is taken back over it", code == 2 and "nothing to take back" in error, (code, error))


for seed in range(3):
    with tempfile.TemporaryDirectory() as directory:
        storm(directory, seed)
with tempfile.TemporaryDirectory() as directory:
    slow(directory)
end("imports at once")
