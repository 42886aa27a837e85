#!/usr/bin/env python3
"""workbook.py AICOST TESTS: what LibreOffice makes of the formulas of a workbook is what aicost computes.

Every built-in profile and some of the tests', as they are written and with cells of inputs changed, which `--set` says to the
program. AICOST_WORKBOOK=all changes each input alone. 77: LibreOffice is missing (Debian: libreoffice-calc-nogui).
"""
import csv
import html
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile

AICOST, TESTS = sys.argv[1:3]
# all sheets, full precision
CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
CENT = 0.005
LOAN = """{"horizon_months": 30, "discount_rate": "6%", "workload": {"tokens_per_day": "3M", "growth_per_month": "2%"},
 "options": {"box": {"kind": "owned", "hardware": {"pc": {"unit_price": 3000, "quantity": 2},
   "ssd": {"unit_price": 300, "lifetime_months": 7.5, "price_change_per_year": "-20%"}}, "salvage_share": "25%",
   "financing": {"share": "60%", "apr": "5%", "months": 18}, "monthly_costs": {"hosting": 40},
   "electricity": {"price_per_kwh": 0.3, "load_watts": 700, "idle_watts": 80},
   "serving": {"input_tokens_per_second": 2000, "output_tokens_per_second": 80}},
  "api": {"kind": "api", "label": "=SUM(1,2)", "price_per_mtok": 2, "monthly_fee": 5},
  "a1": {"kind": "rented", "price_per_hour": 0.9, "units": 1,
   "serving": {"input_tokens_per_second": 2000, "output_tokens_per_second": 80}}}}"""


def run(*words):
    return subprocess.run([AICOST, *words], capture_output=True, check=True).stdout


def cells(text):
    """The cells of a sheet's XML that hold a value or a text: address, content, style."""
    for address, style, content in re.findall(r'<c r="([A-Z]+\d+)" s="(\d+)"[^>]*>(.*?)</c>', text):
        yield address, html.unescape(re.sub("<[^>]*>", "", content)), style


class Book:
    def __init__(self, path):
        with zipfile.ZipFile(path) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}
        self.sheet = "xl/worksheets/sheet2.xml"
        by_address = {address: content for address, content, _ in cells(self.parts[self.sheet].decode())}
        rows = [(address[1:], path) for address, path in by_address.items() if address[0] == "A"]
        self.inputs = {path: (f"B{row}", float(by_address[f"B{row}"])) for row, path in rows
                       if by_address.get(f"D{row}") == "here"}
        self.bounds = {cell: (float(least), float(most)) for cell, least, most in re.findall(
            r'sqref="(B\d+)"><formula1>([^<]*)</formula1><formula2>([^<]*)', self.parts[self.sheet].decode())}

    def another(self, path):
        cell, value = self.inputs[path]
        least, most = self.bounds.get(cell, (0.0, 1e300))
        whole = re.search(f'type="whole"[^>]*sqref="{cell}"', self.parts[self.sheet].decode())
        steps = [value + 1, value - 1] if whole else [value * 0.9 if value else 0.01, value * 1.1]
        return next(other for other in steps if least <= other <= most)

    def write(self, path, changes):
        sheet = self.parts[self.sheet].decode()
        for name, value in changes.items():
            cell = self.inputs[name][0]
            sheet, count = re.subn(rf'(<c r="{cell}"[^>]*><v>)[^<]*', rf"\g<1>{value!r}", sheet)
            assert count == 1, cell
        # without what the formulas were: what stands there then, LibreOffice has computed
        parts = {name: re.sub(rb"(</f>)<v>[^<]*</v>", rb"\1", content) for name, content in self.parts.items()}
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in parts.items():
                archive.writestr(name, re.sub("(</f>)<v>[^<]*</v>", r"\1", sheet).encode() if name == self.sheet else content)


def made(book):
    """How the workbook was made, as its first sheet says."""
    texts = [content for address, content, _ in cells(book.parts["xl/worksheets/sheet1.xml"].decode())]
    words, last = {}, ""
    for text in texts[texts.index("How it was made") + 1:]:
        if re.match("(profile|command|program|newest price|oldest price|without a date|as of): ", text):
            last, text = text.split(": ", 1)
            words[last] = text
        else:
            words[last] += " " + text  # a line that is wrapped
    return words


def near(a, b):
    return abs(a - b) <= max(CENT, 1e-9 * abs(b))


def faults_of(table, words):
    """Where the summary that was computed anew is not what the program says."""
    expected = json.loads(run("compare", "-q", *words, "-f", "json"))
    start = next(i for i, row in enumerate(table) if row and row[0] == "Option") + 1
    winners = []
    for (name, option), row in zip(expected["options"].items(), table[start:]):
        for column, metric in ((2, "upfront"), (3, "first_month"), (4, "total"), (5, "npv")):
            if not near(float(row[column]), option[metric]):
                yield f"{name}.{metric}: {row[column]}, not {option[metric]}"
        price = option["cost_per_mtok"]
        if (row[6] == "–") != (price is None) or price is not None and abs(float(row[6]) - price) > 1e-6 * abs(price):
            yield f"{name}.cost_per_mtok: {row[6]}, not {price}"
        can_win = option["feasible"] and not option.get("requirements_not_met")
        if (row[8] == "yes") != can_win:
            yield f"{name}: can win {row[8]}, not {can_win}"
        winners.append(row[0])
    says = table[1][0]
    winner = expected["winner"]
    place = list(expected["options"]).index(winner) if winner in expected["options"] else None
    if place is not None and not says.startswith(winners[place] + " "):
        yield f"verdict: {says}, but {winner} wins"
    amount = re.search(r"wins: \D*([\d,]+\.\d\d) less", says)
    if amount and abs(float(amount[1].replace(",", "")) - expected["margin"]) > 0.0051:
        yield f"verdict: {says}, not {expected['margin']}"


def main():
    if not shutil.which("soffice"):
        print("LibreOffice is missing")
        return 77
    with tempfile.TemporaryDirectory() as folder:
        loan = os.path.join(folder, "loan.json")
        with open(loan, "w", encoding="utf-8") as file:
            file.write(LOAN)
        names = [line.split(",")[0] for line in run("profile", "list", "-f", "csv").decode().splitlines()[1:]]
        profiles = names + [loan] + [os.path.join(TESTS, "invalid/inputs", f"good_{one}.json")
                                     for one in ("plain", "watts", "texts", "unusual")]
        asked = []  # file, words for the program
        for number, profile in enumerate(profiles):
            path = os.path.join(folder, f"p{number}.xlsx")
            run("report", "-q", profile, "-o", path)
            with open(path, "rb") as file:
                first = file.read()
            run("report", "-q", profile, "-o", path)
            with open(path, "rb") as file:
                assert file.read() == first, f"{profile}: not the same bytes"
            of_report = Book(path)
            run("compare", "-q", profile, "--as-of", "2026-11-20", "-o", path)
            book = Book(path)
            assert made(of_report)["command"] == ("aicost report" if profile == "article" else f"aicost report {profile}"), made(of_report)
            assert made(book)["command"].endswith(" --as-of 2026-11-20"), made(book)
            assert made(book)["as of"] == "2026-11-20" and made(book)["program"].startswith("aicost "), made(book)
            assert profile == loan or "newest price" in made(book), made(book)
            others = [[part for name, part in sorted(one.parts.items()) if name != "xl/worksheets/sheet1.xml"]
                      for one in (of_report, book)]
            assert others[0] == others[1], f"{profile}: report and compare write other formulas"
            few = list(book.inputs)
            changes = [[], few[::2], few[1::2]]
            if os.environ.get("AICOST_WORKBOOK") == "all":
                changes += [[one] for one in few]
            for change in changes:
                change = {name: book.another(name) for name in change}
                other = os.path.join(folder, f"p{number}_{len(asked)}.xlsx")
                book.write(other, change)
                words = [profile] + [word for name, value in change.items() for word in ("--set", f"{name}={value!r}")]
                asked.append((other, words))
        out = os.path.join(folder, "out")
        subprocess.run(["soffice", "--headless", f"-env:UserInstallation=file://{folder}/office", "--convert-to", CSV,
                        "--outdir", out, *[path for path, _ in asked]], check=True, capture_output=True)
        wrong = 0
        for path, words in asked:
            stem = os.path.basename(path)[:-5]
            with open(os.path.join(out, f"{stem}-Summary.csv"), encoding="utf-8") as file:
                table = list(csv.reader(file))
            for fault in faults_of(table, words):
                wrong += 1
                print(" ".join(words), fault, sep=": ")
            for sheet in os.listdir(out):
                if sheet.startswith(stem + "-"):
                    with open(os.path.join(out, sheet), encoding="utf-8") as file:
                        for error in set(re.findall(r"#(?:N/A|NAME\?|VALUE!|REF!|DIV/0!|NUM!)|Err:\d+", file.read())):
                            wrong += 1
                            print(" ".join(words), sheet, error, sep=": ")
        print(f"{len(asked)} workbooks, {wrong} differences")
        return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
