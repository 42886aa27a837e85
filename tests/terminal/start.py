"""From nothing to an answer about one's own case: `aicost start` is driven at a terminal, as a person does it."""
import os
import pty
import select
import subprocess
import sys
import tempfile

import pseudo_terminal

program = os.path.abspath(sys.argv[1])
ANSWERS = [("pay or use", "eighty"), ("[60M tokens]", "$80"), ("cloud model", "gtp-5-mini"),
           ("[openai/gpt-5-mini]", ""), ("What for", "chat"), ("machine", "RTX 4090"), ("yours", ""),
           ("stand", "DE"), ("stay", "no")]


def fail(what):
    print(what)
    sys.exit(1)


with tempfile.TemporaryDirectory() as home:
    environment = {"PATH": os.environ["PATH"], "HOME": home, "TERM": "xterm", "LC_ALL": "C.UTF-8",
                   "PAGER": "cat", "COLUMNS": "80"}
    master, slave = pty.openpty()
    process = subprocess.Popen([program, "start", "--no-chart"], stdin=slave, stdout=slave, stderr=slave,
                               cwd=home, env=environment)
    os.close(slave)
    seen, screen = "", ""
    for question, answer in ANSWERS:
        while question not in seen or not seen.rstrip(" ").endswith(">"):
            if not select.select([master], [], [], 60)[0]:
                fail(f"waited for '{question}': {screen}")
            got = os.read(master, 65536).decode()
            seen, screen = seen + got, screen + got
        seen = ""
        os.write(master, (answer + "\n").encode())
    screen += pseudo_terminal.read_all(master).decode()
    if process.wait() != 0:
        fail(screen)
    for words in ("does not say of what", "did you mean", "local wins", "my.json is written"):
        if words not in screen:
            fail(f"no '{words}' in: {screen}")
    if any(len(line) > 80 for line in screen.split("local wins")[1].replace("\r", "").split("\n")):
        fail(f"wider than the terminal: {screen}")

    def run(*words):
        return subprocess.run([program, *words], cwd=home, env=environment, stdin=subprocess.DEVNULL,
                              capture_output=True, text=True)
    metrics = ["--get", "local.total", "--get", "cloud.total", "--get", "cloud.first_month", "--get", "winner"]
    again = run("compare", "my.json", *metrics)
    flags = run("start", "--monthly-bill", "80", "--cloud", "gpt-5-mini", "--use", "chat", "--gpu", "rtx-4090",
                "--owned", "--region", "de", "-o", "flags.json", *metrics)
    if again.returncode or again.stdout != flags.stdout or "\n80" not in again.stdout:
        fail(again.stdout + again.stderr + flags.stdout + flags.stderr)
    for cents in again.stdout.split("\n")[:2]:
        if f"{float(cents):,.2f}" not in screen:
            fail(f"{cents} is not in: {screen}")
