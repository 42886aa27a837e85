#!/usr/bin/env python3
"""ci_log.py AICOST TESTS: what reaches the log of a build server holds no command for its runner.

Hostile names of files, profiles, checks, models and feeds, in every format, on stdout and stderr; and what a check
that cannot be read leaves of the last report.
"""
import itertools
import os
import re
import tempfile

from harness import contents, end, expect, put, run

EVIL = ["##[error]x", "::error::x", "\n::error::x", "\r::warning::x", " \u00a0\u2003::add-mask::x", "##vso[task.complete]x",
        "##teamcity[x]", "\u2028::stop-commands::x", "a\n  ::set-output name=a::b##[group]"]
SPACE = "[\\s\u200b\ufeff]*"
tried = 0


def obeyed(text, format_=""):
    """The commands in it that a runner would obey; those of -f github are its own."""
    found = [sign for sign in ("##[", "##vso[", "##teamcity[") if sign in text]
    # what a line is to GitHub's runner, for its own format; to a careful one, for all else
    for line in re.split("\n|\r" if format_ == "github" else "\n|\r|\x85|\u2028|\u2029", text):
        if re.match(SPACE + "::", line):
            own = format_ == "github" and re.fullmatch(r"::(error|warning) (file=[^:,]*,)?(line=\d+,)?title=[^:,]*::.*", line)
            if not own:
                found.append(line)
    return found


def quoted(text):
    import json
    return json.dumps(text)


with tempfile.TemporaryDirectory() as directory:
    os.chdir(directory)
    os.environ["XDG_DATA_HOME"] = directory
    profile = run(["profile", "show", "article"])[1].decode()
    for evil in EVIL:
        name = re.sub(r"[/\0]", "", evil) + ".json"
        put(name, profile.replace('"name": "article"', f'"name": {quoted(evil)}', 1)
            .replace('"description": "', '"description": ' + quoted(evil)[:-1] + " ", 1))
        put("raw.json", profile.replace("{", "{ // " + evil.replace("\n", "\n// ").replace("\r", "\n// ").replace("\u2028", " ") + "\n", 1))
        put("checks.json", f'{{"checks": [{{"name": {quoted(evil)}, "assert": "local.total < 1"}}, '
                           f'{{"name": {quoted(evil)}, "assert": "1 < 2"}}, {{"name": {quoted(evil)}, "assert": "nothing.{evil[:2]} < 2"}}]}}'
            .replace("nothing.##", "nothing.x").replace("nothing.::", "nothing.x").replace("nothing.\n:", "nothing.x")
            .replace("nothing.\r:", "nothing.x").replace("nothing. \u00a0", "nothing.x").replace("nothing.\u2028:", "nothing.x")
            .replace("nothing.a\n", "nothing.x"))
        put("bad.json", f'{{"checks": [{{"name": {quoted(evil)}, {quoted(evil)}: 1}}]}}')
        put("log.jsonl", f'{{"type":"assistant","timestamp":"2026-11-01T10:00:00Z","requestId":"r","message":{{"id":"m",'
                         f'"model":{quoted(evil)},"usage":{{"input_tokens":100,"output_tokens":50}}}}}}\n{evil}\n')
        commands = [["compare", "-p", name], ["compare", "-p", evil], ["compare", "--set", evil + "=1"], ["report", "-p", name, "-f", "markdown"],
                    ["report", "--title", evil, "-f", "markdown"], ["explain", evil], ["profile", "show", name], ["profile", "show", "raw.json"],
                    ["profile", "validate", name, evil], ["usage", "log.jsonl"], ["usage", evil], ["measure", evil], [evil],
                    ["check", "checks.json"], ["check", "bad.json"], ["check", "--assert", evil], ["check", evil], ["compare", "--" + evil],
                    ["catalog", "show", evil], ["catalog", "models", evil], ["compare", "-o", evil + "/x"],
                    ["compare", "-f", evil]]
        for words, (how, extra) in itertools.product(commands, (
                ("GITHUB_ACTIONS", {"GITHUB_ACTIONS": "true"}), ("TF_BUILD", {"TF_BUILD": "True"}), ("-f github", {}))):
            formats = {"check": ["table", "markdown", "github", "junit"], "report": ["markdown"]}.get(
                words[0], ["table", "json", "csv", "markdown"])
            for format_ in ["github"] if how == "-f github" else formats if how == "GITHUB_ACTIONS" else ["table"]:
                if "-f" in words and how != "-f github":
                    continue
                code, out, err = run([word for word in words if "\0" not in word] + ["-f", format_], env={**os.environ, **extra})
                tried += 1
                found = obeyed(out.decode(errors="replace"), format_) + obeyed(err)
                expect(f"{words}, {how}, -f {format_}", not found and code in (0, 1, 2, 3), (found[:3], code))
    code, out, err = run(["profile", "show", "raw.json"])
    expect("elsewhere nothing is changed", out == contents("raw.json"))

    # a check file at fault: annotated, and no old report
    put("fault.json", '{"checks": [\n  {"assert": "local.total <"},\n  {"asert": "1 < 2"}]}')
    code, out, err = run(["check", "fault.json", "-f", "github"])
    expect("a check file at fault is annotated", code == 2 and b"::error file=fault.json,line=2,title=" in out and
           b"::error file=fault.json,line=3,title=" in out and "error: fault.json:2" in err, (code, out, err))
    for words, exit_code in ((["fault.json"], 2), (["nowhere.json"], 3), (["--assert", "1 <"], 2),
                             (["--assert", "1 < 2", "--baseline", "nowhere"], 3)):
        put("report.xml", "an old one")
        code, out, err = run(["check"] + words + ["-f", "junit", "-o", "report.xml"])
        report = contents("report.xml")
        expect(f"check {words}: its report says so", code == exit_code and b"<error" in report and b"an old one" not in report, (code, report))
        code, out, err = run(["check"] + words + ["-f", "github"])
        expect(f"check {words}: its annotation", code == exit_code and out.startswith(b"::error "), (code, out))

    # csv for spreadsheets
    for begin in "=+-@":
        put("log.jsonl", f'{{"type":"assistant","timestamp":"2026-11-01T10:00:00Z","requestId":"r","message":{{"id":"m",'
                         f'"model":"{begin}cmd|x","usage":{{"input_tokens":100,"output_tokens":50}}}}}}\n')
        plain = run(["usage", "log.jsonl", "-f", "csv"])[1].decode()
        safe = run(["usage", "log.jsonl", "-f", "csv", "--csv-safe"])[1].decode()
        expect(f"--csv-safe, {begin}", f",{begin}cmd|x" in plain and f",'{begin}cmd|x" in safe and
               safe.replace(f"'{begin}", begin) == plain, safe)
    table = run(["compare", "-f", "csv", "--set", "workload.tokens_per_day=1"])[1]
    expect("--csv-safe leaves numbers alone", run(["compare", "-f", "csv", "--csv-safe", "--set", "workload.tokens_per_day=1"])[1] == table)

    # names and titles that are no UTF-8
    for name in (b"caf\xe9.json", b"\xff\xfe.json", b"\xc3.json"):
        put("log.jsonl", '{"type":"assistant","timestamp":"2026-11-01T10:00:00Z","requestId":"r","message":{"id":"m",'
                         '"model":"claude-sonnet-4-5","usage":{"input_tokens":100,"output_tokens":50}}}\n')
        code, out, err = run(["usage", "log.jsonl", "--write-profile", name])
        expect(f"--write-profile {name}", code == 0 and os.path.exists(name), (code, err))
        expect(f"compare -p {name}", run(["compare", "-p", name])[0] == 0)
        for format_ in ("html", "json", "markdown", "csv", "table"):
            code, out, err = run(["report", "--title", name, "-f", format_])
            expect(f"--title {name} -f {format_}", code == 0 and out.decode("utf-8") != "", (code, err))
end(f"ci_log: {tried} tried")
