// Reports in headless Chromium: nothing is loaded, nothing complains, the numbers are those of --format json, every chart
// answers to the keyboard, no rule of accessibility is broken, no width scrolls sideways, and it prints.
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { extreme, hostile, single, six, planned } from "./profiles.mjs";
import { calculator } from "./calculator.mjs";
import { moved } from "./moved.mjs";
import { keeps, prints } from "./provenance.mjs";
import { randomly } from "./random.mjs";
import { answersAlone, whatIf } from "./whatif.mjs";

const [, , aicost, work, source, shared, calculatorFile] = process.argv;
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const pages = join(work, "pages");
mkdirSync(pages, { recursive: true });

let checks = 0;
const faults = [];
const check = (holds, what) => {
  ++checks;
  if (!holds) faults.push(what);
};
const run = (...words) => execFileSync(aicost, words, { encoding: "utf8", maxBuffer: 1 << 28, stdio: ["ignore", "pipe", "ignore"] });
const json = (...words) => JSON.parse(run(...words, "-f", "json"));
const same = (a, b) => JSON.stringify(a) === JSON.stringify(b);

const written = (name, profile) => {
  const file = join(pages, name + ".json");
  writeFileSync(file, JSON.stringify(profile));
  return ["-p", file];
};
const cases = [
  { name: "article", words: ["--tokens-per-day", "2M"], whole: true },
  { name: "hobbyist", words: ["-p", "hobbyist"] },
  { name: "batch-pipeline", words: ["-p", "batch-pipeline"] },
  { name: "single", words: written("single", single) },
  { name: "extreme", words: written("extreme", extreme) },
  { name: "planned", words: written("planned", planned) },
  { name: "six", words: written("six", six(100)) },
  { name: "nobody", words: written("nobody", six(1)) },
  { name: "hostile", words: [...written("hostile", hostile), "--title", "<img src=x onerror=alert(1)> & \"co\""] },
];

// What stands in the page: tables of values (numbers where the page has them) by the heading or the chart above.
const readPage = () => {
  const value = cell => {
    const data = cell.querySelector("data");
    return data ? Number(data.value) : cell.textContent.trim();
  };
  const rows = table => [...table.rows].map(row => [...row.cells].map(value));
  const sections = {};
  for (const section of document.querySelectorAll("section")) {
    const tables = [...section.querySelectorAll(":scope > .scroll table")].map(rows);
    const charts = [...section.querySelectorAll("figure.chart")].map(figure => ({
      kind: figure.dataset.kind, rows: rows(figure.querySelector(".numbers table")), lines: figure.querySelectorAll("polyline").length,
      text: figure.querySelector("desc").textContent }));
    sections[section.querySelector("h2").textContent] = { tables, charts, text: section.textContent };
  }
  return { sections, title: document.title, h1: [...document.querySelectorAll("h1")].map(one => one.textContent),
    levels: [...document.querySelectorAll("h1,h2,h3,h4")].map(one => Number(one.tagName[1])),
    figures: [...document.querySelectorAll(".figures data")].map(one => Number(one.value)), lang: document.documentElement.lang };
};

const close = (a, b) => a === b || (typeof a === "number" && typeof b === "number" && Math.abs(a - b) <= 1e-12 * Math.max(Math.abs(a), Math.abs(b)));
const equalTables = (name, what, page, expected) => {
  check(page.length === expected.length, `${name}: ${what}: ${page.length} rows on the page, ${expected.length} in json`);
  expected.forEach((row, i) => row.forEach((wanted, k) => {
    const got = page[i]?.[k];
    check(close(got, wanted) || (wanted === null && typeof got === "string"), `${name}: ${what}: row ${i}, column ${k}: ${got} on the page, ${wanted} in json`);
  }));
};

// The numbers of the page against what the single commands print.
function compareNumbers(name, page, words, report) {
  const compare = json("compare", ...words);
  const can = one => one.feasible && one.allowed, options = Object.entries(compare.options)  // by cost, those first that can win
    .sort(([, a], [, b]) => can(b) - can(a) || a.npv - b.npv);
  check(same(report.compare, compare), `${name}: the report's compare is not that of aicost compare`);
  const { "What the options cost": costs, "Cost against volume": volume, "What matters most": matters, "Who wins where": wins, "How sure it is": sure } = page.sections;
  const withStatus = costs.tables[0][0][1] === "Status";
  equalTables(name, "options", costs.tables[0].slice(1).map(row => withStatus ? [row[0], ...row.slice(2)] : row),
    options.map(([id, one]) => [id, one.upfront, one.first_month, one.total, one.cost_per_mtok, id === compare.baseline ? "baseline" : one.savings]));
  equalTables(name, "figures", page.figures.map(one => [one]), options.map(([, one]) => [one.total]));
  equalTables(name, "items", costs.tables[1].slice(1).map(row => row.slice(0, 3)),
    options.flatMap(([id, one]) => [...Object.entries(one.items).map(([item, total]) => [id, item, total]), [id, "total", one.total]]));
  const cumulative = costs.charts[0];
  check(cumulative.kind === "lines" && cumulative.lines === options.length, `${name}: cumulative cost has a line for each option`);
  check(cumulative.rows.length > compare.horizon_months, `${name}: cumulative cost has a row for each month`);
  options.forEach(([id, one], i) => {
    const paid = cumulative.rows.slice(1).filter(row => typeof row[i + 1] === "number");
    check(close(paid[0][i + 1], one.upfront), `${name}: ${id} begins with ${paid[0][i + 1]}, up-front is ${one.upfront}`);
    const recovered = one.items.resale ?? one.items["local.resale"] ?? 0;
    check(Math.abs(paid.at(-1)[i + 1] + recovered - one.total) <= 1e-9 * Math.abs(one.total) + 1e-9, `${name}: ${id} ends with ${paid.at(-1)[i + 1]}, total is ${one.total}`);
  });

  const even = json("breakeven", ...words), order = [even.baseline, ...Object.keys(compare.options).filter(id => id !== even.baseline)];
  check(same(report.breakeven, even), `${name}: the report's breakeven is not that of aicost breakeven`);
  if (even.levels.length) equalTables(name, "levels", volume.tables[0].slice(1).map(row => row.slice(1, -1)), even.levels.map(level => order.map(id => level.options[id].total)));
  check(volume.charts[0].rows.length >= 100, `${name}: cost against volume has its points`);

  if (report.sensitivity) {
    const tornado = json("sensitivity", ...words);
    check(same(report.sensitivity, tornado), `${name}: the report's sensitivity is not that of aicost sensitivity`);
    const moving = tornado.inputs.filter(one => one.at_low !== one.at_high);
    equalTables(name, "sensitivity", matters.tables[0].slice(1).map(row => [row[0], row[3], row[4]]), moving.map(one => [one.path, one.at_low, one.at_high]));
    equalTables(name, "tornado", matters.charts[0].rows.slice(1).map(row => [row[0], row[2], row[4]]), moving.slice(0, 20).map(one => [one.path, one.at_low, one.at_high]));
  }
  if (report.map) {
    const [down, across] = [report.map.down, report.map.across], list = side => `${side.path}=${side.values.join(",")}`;
    const sweep = json("sweep", "-q", ...words, "--vary", list(down), "--vary", list(across), "--columns", "winner");
    const winners = sweep.rows.map(row => row.winner);
    check(same(winners, report.map.winners.flat()), `${name}: the map is not what aicost sweep finds`);
    equalTables(name, "map", wins.charts[0].rows.slice(1).reverse(), down.values.map((value, i) => [value, ...report.map.winners[i].map(one => one ?? "none")]));
    check(same(wins.charts[0].rows[0].slice(1), across.values), `${name}: the map's columns`);
  } else {
    check(wins.text.includes(report.left_out.map), `${name}: the page says why there is no map`);
  }
  if (report.risk) {
    const uncertain = report.risk.uncertain.flatMap(one => ["--uncertain", `${one.path}=${one.distribution}`]);
    const risk = json("risk", ...words, ...uncertain);
    const without = ({ spread: _, ...drawn }) => drawn;  // how it came to its ranges
    check(same(without(report.risk), without(risk)), `${name}: the report's risk is not that of aicost risk`);
    const percentiles = sure.tables[1].slice(1);
    equalTables(name, "percentiles", percentiles, Object.entries(risk.metrics).map(([metric, one]) => [metric, one.p5, one.p10, one.p50, one.p90, one.p95]));
    const metric = Object.values(risk.metrics).find(one => one.histogram.low !== null && one.histogram.low < one.histogram.high);
    if (metric) equalTables(name, "histogram", sure.charts[0].rows.slice(1).map(row => [row[2]]), metric.histogram.counts.map(count => [count / risk.draws]));
  }
}

async function keyboard(name, page) {
  const charts = await page.locator("figure.chart").count();
  check(charts >= 4, `${name}: only ${charts} charts`);
  for (let i = 0; i < charts; ++i) {
    const chart = page.locator("figure.chart").nth(i), plot = chart.locator(".plot");
    await plot.focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    const first = await chart.locator(".readout").textContent();
    check(first.length > 3, `${name}: chart ${i} says nothing at an arrow key`);
    await page.keyboard.press("ArrowDown");
    const box = await plot.boundingBox();
    await plot.hover({ position: { x: box.width * 0.6, y: Math.min(box.height / 2, 160) } });
    check((await chart.locator(".readout").textContent()).length > 3, `${name}: chart ${i} says nothing at the pointer`);
    const legend = chart.locator(".legend button").first();
    if (await legend.count()) {
      await legend.focus();
      await page.keyboard.press("Enter");
      check(await legend.getAttribute("aria-pressed") === "false", `${name}: chart ${i}: the legend does not switch off`);
      check(await chart.locator(".off").count() > 0, `${name}: chart ${i}: nothing is switched off`);
      await page.keyboard.press("Space");
      check(await chart.locator(".off").count() === 0, `${name}: chart ${i}: the legend does not switch on again`);
    }
    for (const tool of await chart.locator(":scope > .tools button").all()) {
      await tool.focus();
      await page.keyboard.press("Enter");
    }
  }
  // every stop of the tab key can be seen
  const stops = await page.evaluate(() => [...document.querySelectorAll(".plot,.legend button,.tools button,summary,nav a,.skip")].filter(one => one.tabIndex < 0).length);
  check(stops === 0, `${name}: ${stops} controls are out of the keyboard's reach`);
}

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic",
  "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"] });

async function open(name, file, options, before) {
  const context = await browser.newContext(options);
  if (before) await context.addInitScript(before);
  const page = await context.newPage();
  page.on("console", message => check(false, `${name}: console ${message.type()}: ${message.text()}`));
  page.on("pageerror", error => check(false, `${name}: ${error.message}`));
  page.on("dialog", dialog => { check(false, `${name}: a dialog: ${dialog.message()}`); dialog.dismiss(); });
  page.on("request", request => { if (request.url() !== "file://" + file && !/^(data|blob):/.test(request.url())) check(false, `${name}: asks for ${request.url()}`); });
  await page.goto("file://" + file);
  return [page, context];
}

const started = Date.now(), lap = what => process.env.TIMES && console.log(what, Date.now() - started);
for (const { name, words, whole } of cases) {
  const file = join(pages, name + ".html");
  run("report", ...words, "-o", file);
  const text = readFileSync(file, "utf8");
  check(text === run("report", ...words), `${name}: a second run gives other bytes`);
  check(!/\b(src|href)="(?!#|data:|https?:\/\/)/.test(text), `${name}: refers to another file`);
  const report = json("report", ...words);
  const library = text.includes("var uPlot=");

  const [page, context] = await open(name, file, { viewport: { width: 1280, height: 900 }, colorScheme: "light" });
  const content = await page.evaluate(readPage);
  check(content.lang === "en" && content.h1.length === 1 && content.h1[0] === report.title && content.title === report.title, `${name}: title ${content.title}, headline ${content.h1}`);
  const said = await page.locator(".lead > p").allTextContents();
  check(new Set(said).size === said.length, `${name}: says the same twice: ${said.join(" | ")}`);
  check(text.length <= 1.5e6, `${name}: a page of ${text.length} bytes`);
  check(content.levels.every((level, i) => i === 0 ? level === 1 : level <= content.levels[i - 1] + 1), `${name}: headings leave out a level`);
  compareNumbers(name, content, words.filter((word, i) => word !== "--title" && words[i - 1] !== "--title"), report);
  await page.locator("figure.chart").first().scrollIntoViewIfNeeded();  // drawn when it is nearly seen
  await page.waitForTimeout(100);
  check(await page.locator(".uplot").count() > 0 === library, `${name}: the chart library is ${library ? "there and unused" : "missing and used"}`);
  lap(name + " numbers");
  if (whole || name === "planned") await keyboard(name, page);
  lap(name + " keyboard");

  for (const [scheme, width] of [["light", 1280], ["dark", 360]]) {
    await page.emulateMedia({ colorScheme: scheme });
    await page.setViewportSize({ width, height: 900 });
    await page.waitForTimeout(50);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth);
    check(wide <= width, `${name}: ${wide} px wide on a screen of ${width}`);
    lap(name + " width");
    if (!whole && scheme === (cases.findIndex(one => one.name === name) % 2 ? "light" : "dark")) continue;  // one of the two is enough
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() => axe.run({ resultTypes: ["violations"] }));
    for (const one of violations) check(false, `${name}: ${scheme}, ${width} px: ${one.id}: ${one.help}: ${one.nodes.slice(0, 3).map(node => node.target + " " + (node.any[0]?.message ?? "")).join("; ")}`);
    if (process.env.SHOTS) await page.screenshot({ path: join(process.env.SHOTS, `${name}-${scheme}-${width}.png`), fullPage: true });
  }
  lap(name + " axe");
  if (words[0] === "-p" || whole) await keeps({ check, name, page, words, aicost, report });
  await page.emulateMedia({ media: "print" });
  check(await page.locator(".uplot:visible").count() === 0 && await page.locator("svg.picture:visible").count() === await page.locator("figure.chart").count(), `${name}: paper does not show every picture`);
  await context.close();
}

for (const name of json("profile", "list").profiles.map(one => one.name)) {
  const file = join(pages, "print-" + name + ".html");
  run("report", "-p", name, "-o", file);
  const [page, context] = await open(name, file, {});
  await prints({ check, name, page, file: join(pages, name + ".pdf") });
  await whatIf({ check, name, page, context, open, file, run, json, pages, axe });
  await context.close();
  lap(name + " printed and moved");
}

// Where a browser gives no worker the page answers all the same.
{
  const [page, context] = await open("no worker", join(pages, "print-hobbyist.html"), {}, () => { delete globalThis.Worker; });
  await answersAlone({ check, page, json });
  await context.close();
}
// Only a program with the engine has pages that answer.
if (readFileSync(join(pages, "article.html"), "utf8").includes('id="engine"')) {
  await moved({ check, open, run, json, pages, count: Number(process.env.PROFILES ?? 50), randomly: randomly({ program: aicost, source, shared, env: process.env, seed: 20261130 }) });
  lap("random profiles moved");
} else {
  console.log("SKIPPED: random profiles through their controls: the program has no engine for pages");
}
if (calculatorFile) {
  await calculator({ check, open, run, json, pages, axe, file: calculatorFile, aicost });
  lap("calculator");
} else {
  console.log("SKIPPED: the calculator: it is made where the engine for pages is");
}

// Without a script every picture is there.
{
  const file = join(pages, "article.html");
  const [page, context] = await open("no script", file, { javaScriptEnabled: false, viewport: { width: 360, height: 900 } });
  check(await page.locator("svg.picture:visible").count() === await page.locator("figure.chart").count(), "no script: pictures are missing");
  check(await page.locator(".plot[tabindex]").count() === 0, "no script: a chart that nothing answers in takes the focus");
  await context.close();
}
// What gets into a page nevertheless does not run.
{
  const file = join(pages, "injected.html");
  writeFileSync(file, readFileSync(join(pages, "article.html"), "utf8").replace("</main>", "<script>document.title = 'run'</script><img src=\"http://127.0.0.1:9/x\"></main>"));
  const context = await browser.newContext();
  const page = await context.newPage();
  const blocked = [];
  page.on("console", message => blocked.push(message.text()));
  await page.goto("file://" + file);
  check(await page.title() !== "run", "the policy lets a foreign script run");
  check(blocked.filter(text => text.includes("Content Security Policy")).length >= 2, `the policy blocks nothing: ${blocked}`);
  await context.close();
}
await browser.close();

for (const fault of faults.slice(0, 40)) console.log(fault);
console.log(`${checks} checks, ${faults.length} faults`);
process.exit(faults.length ? 1 : 0);
