// node engine_test.mjs AICOST MODULE SOURCE [SHARED]: what the engine of a page answers is what the program prints, byte for byte,
// of random profiles and of what is wrong with them; and how long it takes.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import vm from "node:vm";
import { gunzipSync } from "node:zlib";
import { randomly } from "./random.mjs";

const [program, module, source, shared] = process.argv.slice(2).map(file => path.resolve(file));
const count = Number(process.env.PROFILES ?? 1000);
const loader = readFileSync(path.join(source, "src/report/html/web/engine.js"), "utf8");
const { aicostEngine, aicostBytes } = vm.runInThisContext(`${loader};({ aicostEngine, aicostBytes })`);
const engine = aicostEngine(async () => readFileSync(module));

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
const { names, builtIn, random, randomProfile, randomOptions, randomFlags } = randomly({ program, source, shared, env, seed: 20261129 });
const inside = html => html.slice(html.indexOf('<main id="content">\n') + 20, html.indexOf("</main>\n<footer>"));

const tally = { answers: 0, faults: 0, pages: 0, parts: 0 };
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

// The parts of a report that a page asks for one by one, in any order, are those of the whole.
const checkParts = async (options, text) => {
  const report = run("report", ["--draws", "200", ...options, "--format", "html"], text);
  const parts = { answer: [0], breakeven: [1], sensitivity: [2], map: [3], risk: [4], sources: [5, 6, 7, 8] };
  const sections = html => html.match(/<section[^]*?<\/section>/g), lead = html => html.match(/<header class="lead">[^]*?<\/header>/)[0];
  const certainty = /<p data-of="risk">.*<\/p>\n/, made = /<tr><th[^>]*>command<\/th>[^]*?<\/tr>/;
  for (const [part, places] of Object.entries(parts).sort(() => random() - 0.5)) {
    const { ok, text: answer } = await engine.ask("answer", ["--draws", "200", ...options, "--part", part], { name: file, text });
    assert.equal(ok, report.ok, answer);
    if (!ok) return;
    const whole = sections(inside(report.text)), some = sections(answer);
    assert.equal(some.length, whole.length);
    // how it was made names the format, which a page does not ask for
    for (const at of places) assert.equal(some[at].replace(made, ""), whole[at].replace(made, ""), `${part}: another section than the report's`);
    for (const [at, section] of some.entries()) if (!places.includes(at)) assert.ok(/<h2 [^>]*>[^<]*<\/h2>\n<\/section>$/.test(section), `${part}: ${section}`);
    if (part === "answer") assert.equal(lead(answer), lead(report.text).replace(certainty, ""));
    if (part === "risk") assert.equal(lead(answer).match(certainty)?.[0], lead(report.text).match(certainty)?.[0]);
    ++tally.parts;
  }
};

for (let i = 0; i < count;) {
  const text = randomProfile(), options = randomOptions();
  if (!await check("compare", [...options, "--format", "json"], text)) continue;
  if (i % 5 === 0) await check("report", ["--draws", "200", ...options, "--format", "json"], text);
  if (i % 20 === 0) await check("report", ["--draws", "200", ...options, "--format", "html"], text);
  if (i % 20 === 1) await check("compare", [...options, "--items", "--format", "html"], text);
  if (i % 20 === 2) await check("diff", ["--set", "discount_rate=20%", "--format", "json"], text);
  if (i % 20 === 4) await check("rank", [...options.filter((one, k) => one !== "--cloud" && options[k - 1] !== "--cloud"), ...(random() < 0.5 ? ["--top", "30"] : []), "--format", random() < 0.5 ? "json" : "html"], text);
  if (i % 10 === 5) await checkParts(options, text);
  if (i % 20 === 3) await check("explain", ["winner", ...options, "--format", "json"], text);
  ++i;
}
await check("compare", ["--items", "--format", "json"], "{");
console.log(`${count} random profiles: ${tally.answers} answers and ${tally.faults} complaints are the program's, ${tally.pages} of them pages; ${tally.parts} parts are the report's`);

// ---- the five questions: the profile that `aicost start` writes, or what is wrong with the flags ----
{
  const told = { profiles: 0, faults: 0 }, written = path.join(home, "my.json");
  for (let i = 0; i < Math.max(40, count / 10); ++i) {
    const flags = randomFlags();
    rmSync(written, { force: true });
    const { status, stderr } = spawnSync(program, ["start", ...flags, "-q", "--brief"], { cwd: home, env, input: "", encoding: "utf8" });
    const wanted = status === 0 ? readFileSync(written, "utf8") : stderr.split("\n").filter(line => line.startsWith("error: ")).map(line => line.slice(7) + "\n").join("");
    const { ok, text } = await engine.ask("started", flags, { name: "", text: "" });
    assert.equal(ok, status === 0, `aicost start ${flags.join(" ")}: ${text}${stderr}`);
    assert.equal(ok ? JSON.parse(text).profile : text, wanted, `aicost start ${flags.join(" ")}`);
    if (ok) assert.ok(JSON.parse(text).file === "my.json" && JSON.parse(text).notes.length > 0);
    ++told[ok ? "profiles" : "faults"];
  }
  assert.ok(told.profiles >= 10 && told.faults >= 10, `${told.profiles} profiles, ${told.faults} complaints`);
  console.log(`aicost start: ${told.profiles} profiles and ${told.faults} complaints are the program's`);
}

// ---- the page: it carries the module that was tested, and what it was made of ----
{
  const text = builtIn[0].replace('"description": "', '"description": "</script><!-- \\" <b>');
  const options = ["--draws", "500", "--set", "discount_rate=5%"]; // in the order that the program takes them
  const page = run("report", options, text).text;
  const held = id => page.match(new RegExp(`<script type="[^"]*" id="${id}">([^<]*)</script>`))[1];
  assert.ok(gunzipSync(aicostBytes(held("engine"))).equals(readFileSync(module)));
  const carried = JSON.parse(page.match(/<script id="profile"[^>]*>([^<]*)<\/script>/)[1]);
  assert.deepEqual([carried.file, carried.text, carried.options], [file, text, options]);
  const begun = JSON.parse(page.match(/<script id="inputs"[^>]*>([^<]*)<\/script>/)[1]), asked = ["--set", "discount_rate=5%"];
  const { inputs } = JSON.parse((await engine.ask("inputs", asked, { name: file, text })).text);
  assert.ok(begun.inputs.length >= 3);
  assert.deepEqual(begun.inputs, inputs.filter(one => "curve" in one), "the panel begins with something else than the engine says");
  const plain = JSON.parse((await engine.ask("inputs", [...asked, "--plain"], { name: file, text })).text).inputs;
  assert.deepEqual(plain.map(one => one.path).sort(), inputs.map(one => one.path).sort());
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
  for (const part of ["answer", "breakeven", "sensitivity", "map", "risk", "sources"])
    times.push(`${part} ${(await median(builtIn[i], name, "answer", ["--part", part])).toFixed(1)} ms`);
  for (const [command, ...options] of [["report", "--format", "html"], ["inputs"]])
    times.push(`${command} ${(await median(builtIn[i], name, command, options)).toFixed(1)} ms`);
  console.log(`${name}: ${times.join(", ")}`);
}
