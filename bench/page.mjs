// node bench/page.mjs AICOST WORK [MOVES]: how long a report's page lets its reader wait, for every built-in profile, in headless
// Chromium. WORK: where tests/report_page/run has put playwright-core (build/…/tests/report_page). In milliseconds:
//
//   panel    from the start of loading until the controls stand
//   first    from a move of the first slider, at once thereafter, until verdict, cards and table are changed: the engine is made
//   median   the same of the moves that follow (and the slowest of ten), as the script is done with them
//   whole    from such a move until the whole report has followed, where the slider then rests (0.15 s of it are that rest)
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { loadavg, tmpdir } from "node:os";
import path from "node:path";

const [aicost, work] = process.argv.slice(2, 4).map(one => path.resolve(one)), moves = Number(process.argv[4] ?? 60);
const { chromium } = createRequire(path.join(work, "page.mjs"))("playwright-core");
const dir = mkdtempSync(path.join(tmpdir(), "aicost-bench-"));
process.on("exit", () => rmSync(dir, { recursive: true, force: true }));
const run = (...words) => execFileSync(aicost, words, { encoding: "utf8", maxBuffer: 1 << 28, stdio: ["ignore", "pipe", "ignore"] });
const names = run("profile", "list", "-f", "csv").trim().split("\n").slice(1).map(line => line.split(",")[0]);
const sorted = all => [...all].sort((a, b) => a - b), at = (all, share) => sorted(all)[Math.floor(all.length * share)].toFixed(1);

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
console.log("profile           KB   panel   first  median  9 of 10   whole   load");
for (const name of names) {
  const file = path.join(dir, name + ".html");
  run("report", name, "-o", file);
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await page.addInitScript(() => {
    new MutationObserver((_, seen) => {
      if (!document.getElementById("what-if")) return;
      globalThis.panelAt = performance.now();
      seen.disconnect();
    }).observe(document, { childList: true, subtree: true });
  });
  await page.goto("file://" + file);
  await page.waitForFunction(() => globalThis.panelAt);
  const size = await page.content().then(() => execFileSync("stat", ["-c", "%s", file], { encoding: "utf8" }));
  const times = await page.evaluate(async moves => {
    const main = document.querySelector("main"), sliders = [...document.querySelectorAll("#what-if input[type=range]")];
    const wait = ms => new Promise(done => setTimeout(done, ms));
    // until the table of the options is another
    const move = (slider, value) => new Promise(done => {
      const seen = new MutationObserver(all => {
        if (!all.some(one => [...one.addedNodes].some(node => node.matches?.("table, section, thead, tbody")))) return;
        seen.disconnect();
        done(performance.now() - began);
      });
      seen.observe(main, { childList: true, subtree: true });
      slider.valueAsNumber = value;
      const began = performance.now();
      slider.dispatchEvent(new Event("input"));
    });
    const first = await move(sliders[0], 480);
    while (document.documentElement.dataset.state === "moving") await wait(20);
    const each = [];
    for (let i = 0; i < moves; ++i) {
      each.push(await move(sliders[i % sliders.length], 300 + (i * 37) % 400));
      await wait(60);
    }
    while (document.documentElement.dataset.state === "moving") await wait(20);
    const began = performance.now();
    await move(sliders[1], 450);
    while (document.documentElement.dataset.state === "moving") await wait(5);
    return { panel: globalThis.panelAt, first, each, whole: performance.now() - began };
  }, moves);
  const cell = (text, width) => String(text).padStart(width);
  console.log(name.padEnd(16) + cell((size / 1000).toFixed(0), 5) + cell(times.panel.toFixed(0), 8) + cell(times.first.toFixed(0), 8) + cell(at(times.each, 0.5), 8) +
    cell(at(times.each, 0.9), 9) + cell(times.whole.toFixed(0), 8) + cell(loadavg()[0].toFixed(1), 7));
  await page.close();
}
await browser.close();
