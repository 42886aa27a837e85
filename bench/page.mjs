// node bench/page.mjs AICOST WORK [MOVES]: how long a report's page lets its reader wait, for every built-in profile, in headless
// Chromium. WORK: where tests/report_page/run has put playwright-core (build/…/tests/report_page). In milliseconds:
//
//   panel     from the start of loading until the controls stand
//   first     from a move of the first slider, at once thereafter, until what is looked at is changed: the engine is made
//   median    of the moves that follow, until verdict, cards, the options' table and the two charts of what they cost are changed
//             (and the slowest of ten), as the script is done with them
//   volume … risk   from such a move until that section is changed: break-even volumes, tornado, map, risk; `flips`: the curve and
//             the flip at each slider. Medians
//   whole     until all that follows has followed, where the slider then rests
//   blocked   the longest that the page was busy at a stretch meanwhile, of ten moves each (the median)
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, statSync } from "node:fs";
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
const parts = ["volume", "flips", "tornado", "map", "risk"];
console.log("profile            KB  panel  first median 9of10 " + parts.map(one => one.padStart(7)).join("") + "   whole blocked   load");
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
  const size = statSync(file).size;
  const times = await page.evaluate(async ({ moves, parts }) => {
    const main = document.querySelector("main"), sliders = [...document.querySelectorAll("#what-if input[type=range]")];
    const wait = ms => new Promise(done => setTimeout(done, ms));
    const sections = () => [...main.querySelectorAll(":scope > section:not(#what-if)")];
    const still = async () => { while (document.documentElement.dataset.state === "moving") await wait(5); };
    const median = all => [...all].sort((a, b) => a - b)[Math.floor(all.length / 2)];
    // until what is looked at is changed; `each`: how long until each other part has followed
    const move = (slider, value, each) => new Promise(done => {
      const before = sections()[0];
      const seen = new MutationObserver(() => {
        const now = performance.now() - began, [costs, volume, tornado, map, risk] = sections();
        if (costs === before) return;
        done(now);
        const flips = document.querySelector("#what-if .inputs");
        for (const [part, section] of Object.entries(each ? { volume, flips, tornado, map, risk } : {}))
          if (!section.hasAttribute("aria-busy")) each[part] ??= now;
      });
      seen.observe(main, { childList: true, subtree: true, attributes: true });
      slider.valueAsNumber = value;
      const began = performance.now();
      slider.dispatchEvent(new Event("input"));
      still().then(() => seen.disconnect());
    });
    const first = await move(sliders[0], 480);
    await still();
    const each = [];
    for (let i = 0; i < moves; ++i) {
      each.push(await move(sliders[i % sliders.length], 300 + (i * 37) % 400));
      await wait(60);
    }
    await still();
    const follows = [], wholes = [], blocked = [];
    let longest = 0, on = true, last = performance.now();
    const ping = () => {  // leaves time for what waits for idle moments
      const now = performance.now();
      longest = Math.max(longest, now - last);
      last = now;
      if (on) setTimeout(ping, 4);
    };
    ping();
    for (let i = 0; i < 10; ++i) {
      const told = {}, began = performance.now();
      longest = 0;
      await move(sliders[i % sliders.length], 320 + (i * 53) % 400, told);
      await still();
      follows.push(told);
      wholes.push(performance.now() - began);
      blocked.push(longest);
    }
    on = false;
    return { panel: globalThis.panelAt, first, each, whole: median(wholes), blocked: median(blocked), parts: parts.map(part => median(follows.map(one => one[part] ?? Infinity))) };
  }, { moves, parts });
  const cell = (number, width) => number.toFixed(0).padStart(width);
  console.log(name.padEnd(16) + cell(size / 1000, 5) + cell(times.panel, 7) + cell(times.first, 7) + at(times.each, 0.5).padStart(7) + at(times.each, 0.9).padStart(6) + " " +
    times.parts.map(one => cell(one, 7)).join("") + cell(times.whole, 8) + cell(times.blocked, 8) + loadavg()[0].toFixed(1).padStart(7));
  await page.close();
}
await browser.close();
