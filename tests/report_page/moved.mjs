// Random profiles, through the controls of their pages: a slider, then a field; the figures are those of `aicost compare --set`.
import { writeFileSync } from "node:fs";
import { byCost, figures, same, settled } from "./whatif.mjs";

const resting = /^(written|changed)/;

export async function moved({ check, open, run, json, pages, randomly, count }) {
  const { random, pick, randomProfile } = randomly;
  const tally = { pages: 0, moves: 0, faults: 0 };
  while (tally.pages < count) {
    const name = "random-" + tally.pages, profile = `${pages}/${name}.json`, file = `${pages}/${name}.html`;
    writeFileSync(profile, randomProfile());
    try {
      run("report", "-p", profile, "--draws", "200", "-o", file);
    } catch {
      continue;  // a fault of the profile, which the program tells
    }
    ++tally.pages;
    const [page, context] = await open(name, file, {});
    await settled(page, "written");
    const rows = page.locator("#what-if .input"), all = await rows.count();
    for (const way of all === 0 ? [] : ["slider", "field"]) {
      const row = rows.nth(Math.floor(random() * all)), path = (await row.locator("label").textContent()).trim();
      if (way === "slider") {
        await row.locator("input[type=range]").fill(String(Math.round(1000 * random())));
      } else {
        const field = row.locator("input[type=text]"), shown = await field.inputValue();
        const [, number, sign] = /^([-\d.e+]+)(.*)$/.exec(shown) ?? [, "1", ""];
        await field.fill(Number((Number(number) * pick([0.5, 0.8, 1.25, 2]) || 1).toPrecision(3)) + sign);
        await field.press("Tab");
      }
      await page.waitForFunction(() => document.documentElement.dataset.state === "moving" || /^changed/.test(document.documentElement.dataset.state), null, { timeout: 5000 }).catch(() => {});
      await page.waitForFunction(state => new RegExp(state).test(document.documentElement.dataset.state), resting.source, { timeout: 120000 });
      if ((await page.evaluate(() => document.documentElement.dataset.state)).includes("fault")) {
        check((await page.locator("#what-if .fault").textContent()).length > 5, `${name}: ${path}: a fault without words`);
        ++tally.faults;
        break;
      }
      const set = decodeURIComponent(new URL(page.url()).hash.replace(/^#(set=)?/, "")).split("&").filter(Boolean).flatMap(one => ["--set", one]);
      const wanted = byCost(json("compare", "-p", profile, ...set)), got = await figures(page);
      check(same(got, wanted), `${name}: ${set.join(" ")}: the page says ${got}, compare ${wanted}`);
      const table = await page.locator("main > section:not(#what-if):has(.scroll table) .scroll table").first().evaluate(one => {
        const total = [...one.tHead.rows[0].cells].findIndex(cell => cell.textContent === "Total");
        return [...one.tBodies[0].rows].map(row => Number(row.cells[total].querySelector("data").value));
      });
      check(same(table, wanted), `${name}: ${set.join(" ")}: the table says ${table}, compare ${wanted}`);
      ++tally.moves;
    }
    await context.close();
  }
  console.log(`${tally.pages} random profiles: ${tally.moves} moves of their controls, and ${tally.faults} that do not fit`);
}
