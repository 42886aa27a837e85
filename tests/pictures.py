#!/usr/bin/env python3
"""pictures.py AICOST DIR [--write]: the pictures of the README and of docs/ are what the program draws.

Each is a chart of a page that the command prints, with what the page's style says of it: one file for light and dark.
--write makes them anew."""
import os
import re
import subprocess
import sys
from html import unescape

PICTURES = {
    "cost-by-month.svg": ("lines", ["compare", "--tokens-per-day", "2M"]),
    "winner-map.svg": ("map", ["report", "--tokens-per-day", "2M"]),
}
WIDTH, EDGE, LEGEND = 720, 16, 26  # of the whole, around the chart, above it


def element(text, start, tag):
    """The element that begins at `start`, with others of its kind in it."""
    depth = 0
    for at in re.finditer(rf"<{tag}\b[^>]*?(/?)>|</{tag}>", text[start:]):
        depth += -1 if at.group(0).startswith("</") else 0 if at.group(1) else 1
        if depth == 0:
            return text[start : start + at.end()]
    raise ValueError(f"<{tag}> never ends")


def rules(style):
    """(media, selectors, declarations) of each rule; media: empty, or the condition around it."""
    style = re.sub(r"/\*.*?\*/", "", style, flags=re.S)
    outside = re.sub(r"@media[^{]*\{(?:[^{}]*\{[^{}]*\})*\s*\}", "", style)
    for media, body in [("", outside)] + re.findall(r"@media ([^{]*)\{((?:[^{}]*\{[^{}]*\})*)\s*\}", style):
        for selectors, declarations in re.findall(r"([^{}]+)\{([^{}]*)\}", body):
            yield media.strip(), selectors.strip(), " ".join(declarations.split())


def style_of(page, drawn):
    classes = set(" ".join(re.findall(r'class="([^"]*)"', drawn)).split()) | {"picture"}
    light = {"": "", "(prefers-color-scheme: dark)": ""}
    for media, selectors, declarations in rules(page):
        named = set(re.findall(r"\.([\w-]+)", selectors))
        of_picture = named and named <= classes and "[" not in selectors and ":" not in selectors
        if media in light and (selectors == ":root" or of_picture):
            light[media] += f"{selectors}{{{declarations}}}\n"
    dark = light["(prefers-color-scheme: dark)"]
    return f"{light['']}svg{{font-family:system-ui,sans-serif}}\n@media (prefers-color-scheme: dark){{\n{dark}}}\n"


def picture(page, kind):
    figure = element(page, page.index("<figure", page.index(f'data-kind="{kind}"') - 200), "figure")
    chart = element(figure, figure.index('<svg class="picture"'), "svg")
    height = int(re.search(r'height="(\d+)"', chart).group(1))
    drawn, x = [], EDGE
    for sample, name in re.findall(r"<li>(<svg.*?</svg>)<span>(.*?)</span></li>", figure, re.S):
        drawn.append(sample.replace("<svg ", f'<svg x="{x}" y="{EDGE - 6}" ', 1))
        drawn.append(f'<text x="{x + 42}" y="{EDGE + 5}" class="name">{name}</text>')
        x += 42 + 9 * len(unescape(name)) + 24
    drawn.append(chart.replace('width="100%"', f'x="{EDGE}" y="{EDGE + LEGEND}" width="{WIDTH - 2 * EDGE}"', 1))
    whole = "\n".join(drawn)
    total = height + LEGEND + 2 * EDGE
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="picture" width="{WIDTH}" height="{total}" viewBox="0 0 {WIDTH} {total}">\n'
        f"<style>\n{style_of(re.findall(r'<style>(.*?)</style>', page, re.S)[-1], whole)}</style>\n"
        f'<rect width="100%" height="100%" fill="var(--paper)"/>\n{whole}\n</svg>\n'
    )


def main():
    aicost, directory = sys.argv[1:3]
    write = "--write" in sys.argv
    wrong = 0
    for name, (kind, command) in PICTURES.items():
        page = subprocess.run([aicost, *command, "-q", "-f", "html"], capture_output=True, text=True, check=True).stdout
        drawn = picture(page, kind)
        file = os.path.join(directory, name)
        there = open(file, encoding="utf-8").read() if os.path.exists(file) else ""
        if write and there != drawn:
            with open(file, "w", encoding="utf-8") as out:
                out.write(drawn)
        elif there != drawn:
            print(f"{file}: is not what `aicost {' '.join(command)}` draws; ./dev golden makes it anew")
            wrong = 1
    sys.exit(wrong)


main()
