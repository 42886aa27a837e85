"""What the end-to-end tests share: running the program, and counting what does not hold."""
import os
import subprocess
import sys

AICOST = os.path.abspath(sys.argv[1])
TESTS = os.path.abspath(sys.argv[2])
failures = 0


def expect(what, holds, found=""):
    global failures
    if not holds:
        print(f"FAILED {what}: {found!r}"[:1500])
        failures += 1


def end(what):
    print(f"{what}: {failures} failed")
    sys.exit(1 if failures else 0)


def run(words, **options):
    """Exit code, stdout, stderr."""
    options.setdefault("stdin", subprocess.DEVNULL)
    process = subprocess.run([AICOST] + words, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=60,
                             check=False, **options)
    return process.returncode, process.stdout, process.stderr.decode(errors="backslashreplace")


def contents(file):
    with open(file, "rb") as opened:
        return opened.read()


def put(file, text):
    with open(file, "wb") as opened:
        opened.write(text if isinstance(text, bytes) else text.encode())


FEED = '{"openrouter/acme/%s": {"input_cost_per_token": 0.000001, "output_cost_per_token": 0.000002, ' \
       '"litellm_provider": "openrouter", "mode": "chat"}}'


# Every command that writes a file, and the file. $IN is the directory with what it reads.
WRITERS = {
    "compare -o": (["compare", "-o", "out"], "out"),
    "compare -f html -o": (["compare", "-f", "html", "-o", "out"], "out"),
    "report -o": (["report", "-o", "out", "--draws", "1000"], "out"),
    "sweep -o": (["sweep", "--vary", "workload.tokens_per_day=1M..3M:50", "-f", "csv", "-o", "out"], "out"),
    "sweep --summary -o": (["sweep", "--vary", "workload.tokens_per_day=1M..3M:50", "--summary", "-o", "out"], "out"),
    "risk -o": (["risk", "--uncertain", "workload.tokens_per_day=uniform(1M, 2M)", "--draws", "1000", "-o", "out"], "out"),
    "check -f junit -o": (["check", "--assert", "1 < 2", "-f", "junit", "-o", "out"], "out"),
    "check --write-baseline": (["check", "--assert", "1 < 2", "--write-baseline", "out"], "out"),
    "usage --write-profile": (["usage", "../in/log.jsonl", "--write-profile", "out"], "out"),
    "measure --write-profile": (["measure", "../in/speed.json", "--write-profile", "out"], "out"),
    "profile new": (["profile", "new", "out"], "out"),
    "profile schema -o": (["profile", "schema", "-o", "out"], "out"),
    "catalog import": (["catalog", "import", "../in/feed.json", "--as-of", "2026-11-20"],
                       "aicost/catalogue/cloud-models.json"),
    "catalog models -o": (["catalog", "models", "-o", "out"], "out"),
}


def inputs():
    """Makes in/ with what the writers read, and work/ to run them in."""
    os.mkdir("in")
    os.mkdir("work")
    put("in/feed.json", FEED % "one")
    put("in/log.jsonl", "".join(
        '{"type":"assistant","timestamp":"2026-11-0%dT10:00:00Z","requestId":"r%d","message":{"id":"m%d",'
        '"model":"claude-sonnet-4-5","usage":{"input_tokens":100,"output_tokens":50}}}\n' % (day, day, day)
        for day in range(1, 9)))
    put("in/speed.json", '[{"model_filename": "m.gguf", "n_prompt": 512, "n_gen": 0, "avg_ts": 1500.0},'
                         '{"model_filename": "m.gguf", "n_prompt": 0, "n_gen": 128, "avg_ts": 45.0}]')
