"""What the tests of the terminal run: every command, each of its tables and charts, narrow and wide names."""
import re

PROFILES = ("article", "coding-assistant", "batch-pipeline", "hobbyist", "wide.json")
COMMANDS = [["--help"]]
for name in ("start compare rank breakeven size advise sweep sensitivity risk check explain diff catalog usage measure profile "
             "completion report licenses").split():
    COMMANDS.append([name, "--help"])
for profile in PROFILES:
    COMMANDS += [
        ["compare", "-p", profile],
        ["compare", "-p", profile, "--items"],
        ["report", "-p", profile, "-f", "table", "--draws", "1000"],
        ["breakeven", "-p", profile],
        ["sensitivity", "-p", profile],
        ["advise", "-p", profile],
        ["explain", "cloud.total", "-p", profile],
        ["sweep", "-p", profile, "-q", "--vary", "workload.tokens_per_day=1e5..1e7:log:9"],
        ["diff", profile, "article"],
        ["check", "-p", profile, "--assert", "cloud.total <= 20", "--assert", "winner == cloud"],
        ["risk", "-p", profile, "--uncertain", "workload.output_share=uniform(0.1, 0.6)"],
    ]
COMMANDS += [
    ["breakeven", "--on", "local.hardware.gpu.unit_price"],
    ["compare", "--set", "currency=EUR", "--set", "discount_rate=8%"],
    ["compare", "--tokens-per-day", "900T"],
    ["compare", "--months", "600"],
    ["size", "--model", "llama-3.3-70b", "--tokens-per-day", "20M"],
    ["size", "--model", "llama-3.1-8b"],
    ["sweep", "-q", "--vary", "workload.tokens_per_day=1e5..1e7:log:3", "--vary",
     "local.hardware.gpu.unit_price=1000,2000"],
    ["sweep", "-q", "--vary", "workload.tokens_per_day=1e5..1e7:log:40", "--vary",
     "local.hardware.gpu.unit_price=500..5000:20", "-f", "map"],
    ["sweep", "-q", "--vary", "workload.tokens_per_day=1e5..1e7:log:40", "--summary"],
    ["check", "wide-checks.json"],
    ["catalog", "models"],
    ["catalog", "gpus"],
    ["catalog", "open-models"],
    ["catalog", "quantizations"],
    ["catalog", "throughput", "h100"],
    ["catalog", "electricity"],
    ["catalog", "show", "rtx-4090"],
    ["catalog", "show", "openai/gpt-5-mini"],
    ["catalog", "show", "llama-3.3-70b"],
    ["catalog", "import", "../feeds/litellm.json", "--as-of", "2026-11-20", "--dry-run"],
    ["profile", "list"],
    ["profile", "params"],
    ["usage", "../data/usage/session.jsonl"],
    ["usage", "../data/usage/openai-usage.json"],
    ["measure", "../data/measure/llama-bench.json"],
    ["measure", "../data/measure/vllm-benchmark.json"],
]


def title(words):
    return re.sub(r"[^a-z0-9]+", "-", " ".join(words).lower()).strip("-")
