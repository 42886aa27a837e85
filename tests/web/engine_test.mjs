// node engine_test.mjs AICOST MODULE SOURCE [SHARED]: what the engine of a page answers is what the program prints, byte for byte,
// of random profiles and of what is wrong with them; and how long it takes.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import vm from "node:vm";
import { gunzipSync } from "node:zlib";

const [program, module, source, shared] = process.argv.slice(2).map(file => path.resolve(file));
const count = Number(process.env.PROFILES ?? 1000);
const loader = readFileSync(path.join(source, "src/report/html/web/engine.js"), "utf8");
const engine = vm.runInThisContext(`${loader};aicostEngine`)(async () => readFileSync(module));

// the program without a catalogue of the user's own
const home = mkdtempSync(path.join(tmpdir(), "aicost-page-"));
process.on("exit", () => rmSync(home, { recursive: true, force: true }));
const env = { PATH: process.env.PATH, HOME: home, XDG_CONFIG_HOME: home, XDG_DATA_HOME: home };
const file = "one.json"; // the same name for both
const run = (command, options, text) => {
  writeFileSync(path.join(home, file), text);
  const profile = command === "diff" ? [file] : ["-p", file];
  const { status, stdout, stderr } = spawnSync(program, [command, ...profile, ...options], { cwd: home, env, encoding: "utf8", maxBuffer: 1 << 28 });
  const wrong = stderr.split("\n").filter(line => line.startsWith("error: ")).map(line => line.slice(7) + "\n").join("");
  return { ok: status === 0, text: status === 0 ? stdout : wrong };
};
const inside = html => html.slice(html.indexOf('<main id="content">\n') + 20, html.indexOf("</main>\n<footer>"));

// ---- random profiles: what is built in, or stands in the shared cases, with other numbers ----
let state = 20261129;
const random = () => { // mulberry32
  state = (state + 0x6d2b79f5) | 0;
  let t = Math.imul(state ^ (state >>> 15), 1 | state);
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
};
const pick = list => list[Math.floor(random() * list.length)];
const names = ["article", "batch-pipeline", "coding-assistant", "hobbyist", "team-seats"];
const builtIn = names.map(name => readFileSync(path.join(source, "profiles", name + ".json"), "utf8"));
const cases = shared && existsSync(path.join(shared, "cases"))
  ? readdirSync(path.join(shared, "cases")).filter(name => /^(profile|case)-\d+\.json$/.test(name)).map(name => path.join(shared, "cases", name)) : [];
const ids = list => JSON.parse(execFileSync(program, ["catalog", list, "-f", "json"], { env, encoding: "utf8", maxBuffer: 1 << 28 })).entries.map(entry => entry.id);
const models = ids("models"), gpus = ids("gpus"), regions = ids("electricity");

const change = (node, key) => {
  const value = node[key];
  if (typeof value === "object" && value !== null) {
    for (const one of Object.keys(value)) change(value, one);
  } else if (typeof value === "number" && random() < 0.2) {
    const other = value * 10 ** (random() - 0.5);
    node[key] = Number.isInteger(value) && value > 0 ? Math.max(1, Math.round(other)) : value <= 1 ? Math.min(1, other) : other;
  } else if (typeof value === "boolean" && random() < 0.05) {
    node[key] = !value;
  }
  if (random() < 0.002) delete node[key];
};
const randomProfile = () => {
  const text = cases.length && random() < 0.5 ? readFileSync(pick(cases), "utf8") : pick(builtIn);
  if (random() < 0.1) return text;
  const root = { profile: JSON.parse(text) };
  change(root, "profile");
  return JSON.stringify(root.profile ?? {}, null, random() < 0.5 ? 2 : undefined);
};
// In the order in which the program takes them, which the report states.
const randomOptions = () => {
  const options = [];
  if (random() < 0.3) options.push("--tokens-per-day", String(Math.round(10 ** (3 + 6 * random()))));
  if (random() < 0.2) options.push("--months", String(1 + Math.floor(random() * 72)));
  if (random() < 0.1) options.push("--gpu", pick(gpus));
  if (random() < 0.1) options.push("--cloud", pick(models));
  if (random() < 0.1) options.push("--region", pick(regions));
  if (random() < 0.2) options.push("--set", `discount_rate=${(random() * 0.3).toFixed(3)}`);
  if (random() < 0.02) options.push("--set", "no.such.input=1");
  return options;
};

const tally = { answers: 0, faults: 0, pages: 0 };
const check = async (command, options, text) => {
  const wanted = run(command, options, text);
  if (wanted.ok && options.at(-1) === "html") wanted.text = inside(wanted.text), ++tally.pages;
  const answer = await engine.ask(command, options, { name: file, text });
  const same = answer.ok === wanted.ok && answer.text === wanted.text;
  if (!same) {
    const lines = wanted.text.split("\n"), others = answer.text.split("\n"), at = lines.findIndex((line, i) => line !== others[i]);
    console.error(`aicost ${command} ${file} ${options.join(" ")}\n${text}`);
    assert.fail(`line ${at + 1}: ${lines[at]} is ${others[at]} in the page`);
  }
  ++tally[wanted.ok ? "answers" : "faults"];
  return wanted.ok;
};

for (let i = 0; i < count;) {
  const text = randomProfile(), options = randomOptions();
  if (!await check("compare", [...options, "--format", "json"], text)) continue;
  if (i % 5 === 0) await check("report", ["--draws", "200", ...options, "--format", "json"], text);
  if (i % 20 === 0) await check("report", ["--draws", "200", ...options, "--format", "html"], text);
  if (i % 20 === 1) await check("compare", [...options, "--items", "--format", "html"], text);
  if (i % 20 === 2) await check("diff", ["--set", "discount_rate=20%", "--format", "json"], text);
  if (i % 20 === 3) await check("explain", ["winner", ...options, "--format", "json"], text);
  ++i;
}
await check("compare", ["--items", "--format", "json"], "{");
console.log(`${count} random profiles: ${tally.answers} answers and ${tally.faults} complaints are the program's, ${tally.pages} of them pages`);

// ---- the page: it carries the module that was tested, and what it was made of ----
{
  const text = builtIn[0].replace('"description": "', '"description": "</script><!-- \\" <b>');
  const options = ["--draws", "500", "--set", "discount_rate=5%"]; // in the order that the program takes them
  const page = run("report", options, text).text;
  const held = id => page.match(new RegExp(`<script type="[^"]*" id="${id}">([^<]*)</script>`))[1];
  assert.ok(gunzipSync(Buffer.from(held("engine"), "base64")).equals(readFileSync(module)));
  const carried = JSON.parse(page.match(/<script id="profile"[^>]*>([^<]*)<\/script>/)[1]);
  assert.deepEqual([carried.file, carried.text, carried.options], [file, text, options]);
  assert.ok(page.includes("'wasm-unsafe-eval'") && page.includes(loader));
  assert.ok(page.length <= 1.5e6, `the page has ${page.length} bytes`);
  const still = run("report", ["--static", ...options], text).text;
  assert.ok(!still.includes("wasm") && !still.includes('id="engine"'));
  console.log(`a page of ${page.length} bytes, ${still.length} without the engine`);
}

// ---- the time of one answer ----
const median = async (text, name, command, options) => {
  const times = [];
  for (let i = 0; i < 25; ++i) {
    const begin = performance.now();
    const { ok } = await engine.ask(command, ["--set", `discount_rate=${(0.01 * i).toFixed(2)}`, ...options], { name, text });
    assert.ok(ok);
    if (i >= 5) times.push(performance.now() - begin);
  }
  return times.sort((a, b) => a - b)[10];
};
for (const [i, name] of names.entries()) {
  const times = [];
  for (const [command, ...options] of [["compare", "--format", "html"], ["report", "--format", "html"]])
    times.push(`${command} ${(await median(builtIn[i], name, command, options)).toFixed(1)} ms`);
  console.log(`${name}: ${times.join(", ")}`);
}
