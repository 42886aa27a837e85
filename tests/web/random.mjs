// Random profiles (what is built in, or stands in the shared cases, with other numbers), options and flags; the same of a seed.
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, readdirSync } from "node:fs";
import path from "node:path";

export const randomly = ({ program, source, shared, env, seed }) => {
  let state = seed;
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
  const models = ids("models"), gpus = ids("gpus"), regions = ids("electricity"), open = ids("open-models"), uses = ids("uses");

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
  // Of `aicost start`: mostly what can be, and what is missing, said twice, or of no such id.
  const randomFlags = () => {
    const wrong = () => random() < 0.04, flags = [], number = (low, high) => String(Math.round(low * (high / low) ** random()));
    const volumes = [["--monthly-bill", number(5, 5000)], ["--tokens-per-month", number(1e6, 1e10)], ["--tokens-per-day", pick(["2M", "250K", "1e7"])], ["--users", number(1, 200)]];
    if (!wrong()) flags.push(...pick(volumes));
    if (wrong()) flags.push(...pick(volumes.filter(([name]) => !flags.includes(name))));
    if (random() < 0.1) flags.push("--requests-per-user-hour", number(1, 50));
    if (!wrong()) flags.push("--cloud", wrong() ? pick(["no-such-model", "gpt"]) : pick(models));
    if (!wrong()) flags.push("--use", wrong() ? "no-such-use" : pick(uses));
    if (!wrong()) flags.push("--gpu", wrong() ? "rtx-4091" : random() < 0.4 ? "none" : pick(gpus));
    if (random() < 0.3) flags.push(random() < 0.5 ? "--owned" : "--buy");
    if (random() < 0.2) flags.push("--gpus", wrong() ? "1.5" : number(1, 8));
    if (random() < 0.3) flags.push("--gpu-price", wrong() ? "cheap" : number(100, 40000));
    if (random() < 0.3) flags.push("--model", wrong() ? "no-such-model" : pick(open));
    if (!wrong()) flags.push("--region", wrong() ? "atlantis" : pick(regions));
    if (random() < 0.2) flags.push("--data-stays-on-premises");
    if (random() < 0.3) flags.push("--months", wrong() ? "0" : number(1, 60));
    return flags;
  };
  return { names, builtIn, random, pick, randomProfile, randomOptions, randomFlags };
};
