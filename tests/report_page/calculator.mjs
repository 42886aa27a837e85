// aicost.html: the five questions by keyboard, links, files and the ranking come to what the program says; it asks for nothing,
// and breaks no rule of accessibility.
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { byCost, figures, same, settled } from "./whatif.mjs";

const shown = (page, head) => page.waitForFunction(wanted => document.documentElement.dataset.shows?.startsWith(wanted) && document.documentElement.dataset.state === "written", head, { timeout: 120000 });
const verdict = page => page.locator("main .answer").first().textContent();
const numbers = () => [...document.querySelector("main .scroll table").querySelectorAll("data")].map(one => Number(one.value));

export async function calculator({ check, open, run, json, pages, axe, file }) {
  const name = "calculator";
  check(readFileSync(file).length <= 1.5e6, `${name}: ${readFileSync(file).length} bytes`);
  const [page, context] = await open(name, file, { viewport: { width: 1440, height: 900 }, colorScheme: "light" });
  await shown(page, "profile=article");
  check(same(await figures(page), byCost(json("compare"))), `${name}: the first example is not what compare says`);

  // by keyboard alone
  const type = async (id, text) => {
    await page.locator("#start-" + id).focus();
    await page.keyboard.press("Control+A");
    await page.keyboard.type(text);
  };
  await page.locator("#own summary").focus();
  await page.keyboard.press("Enter");
  await type("volume", "80");
  await page.keyboard.press("Tab");
  await page.keyboard.type("dollars");
  await type("cloud", "no-such-model");
  await type("gpu", "rtx-4090");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  await type("region", "");
  await page.keyboard.press("Delete");
  await page.keyboard.press("Enter");
  check(await page.evaluate(() => document.activeElement.id) === "start-region" && (await page.locator("#start-region-fault").textContent()).length > 3, `${name}: an empty field is not told of`);
  await type("region", "de");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.activeElement.id === "start-cloud", null, { timeout: 60000 });
  check((await page.locator("#start-cloud-fault").textContent()).includes("not in the catalogue"), `${name}: a model that is none is not told of at its field`);
  await type("cloud", "gpt-5-mini");
  await page.keyboard.press("Enter");
  await shown(page, "start=");
  const flags = ["--monthly-bill", "80", "--cloud", "gpt-5-mini", "--use", "chat", "--gpu", "rtx-4090", "--region", "de", "--owned"];
  const mine = pages + "/my.json";
  rmSync(mine, { force: true });
  run("start", ...flags, "-o", mine);
  const saved = await page.locator("#save").evaluate(one => decodeURIComponent(one.href.slice(one.href.indexOf(",") + 1)));
  check(saved === readFileSync(mine, "utf8"), `${name}: the profile is not that of aicost start`);
  const compare = json("compare", "-p", mine);
  check(same(await figures(page), byCost(compare)), `${name}: the answer is not what compare says of it`);
  check((await page.locator("#calculator-said").textContent()) === await verdict(page), `${name}: the live region does not say the verdict`);
  check(await page.locator("#chosen li").count() > 0, `${name}: what was chosen is not said`);
  check(await page.locator("#start-cloud[aria-invalid]").count() === 0, `${name}: a fault that is mended stays marked`);

  // an input is moved; the link opens the same elsewhere
  await page.locator("#what-if .input input[type=range]").first().focus();
  for (let key = 0; key < 3; ++key) await page.keyboard.press("ArrowRight");
  await settled(page, "changed");
  const set = decodeURIComponent(page.url().split("&set=")[1]).split("&").flatMap(one => ["--set", one]);
  check(same(await figures(page), byCost(json("compare", "-p", mine, ...set))), `${name}: ${set}: the page says something else`);
  const [other, otherContext] = await open(name + " by its link", file, { viewport: { width: 820, height: 900 } });
  await other.goto(page.url());
  await other.reload();
  await settled(other, "changed");
  check(same(await figures(other), await figures(page)), `${name}: the link opens another state`);
  check(await other.locator("#start-volume").inputValue() === "80" && await other.locator("#start-owned").isChecked(), `${name}: the link does not fill the form`);
  for (const [hash, words] of [["#profile=none-such", "none-such"], ["#file=plan.json", "plan.json"], ["#start=cloud:gpt-5-mini", "missing"]]) {
    await other.goto("file://" + file + hash);
    await other.reload();
    await other.waitForFunction(() => !document.getElementById("calculator-fault").hidden, null, { timeout: 60000 });
    check((await other.locator("#calculator-fault").textContent()).includes(words), `${name}: ${hash} is not told of`);
  }

  // the ranking, and back
  await page.locator("#show-rank").focus();
  await page.keyboard.press("Enter");
  await shown(page, "start=");
  await page.waitForFunction(() => document.documentElement.dataset.shows.endsWith("&view=rank"), null, { timeout: 60000 });
  const ranked = await page.evaluate(numbers);
  await other.setContent(run("rank", "-p", mine, ...set, "--top", "30", "-f", "html").replace(/<script[^]*?<\/script>|<meta http-equiv[^>]*>/g, ""));
  check(ranked.length > 60 && JSON.stringify(ranked) === JSON.stringify(await other.evaluate(numbers)), `${name}: the ranking is not that of aicost rank`);
  await page.locator("#show-report").click();
  await settled(page, "changed");
  check(await page.locator("#show-report").getAttribute("aria-pressed") === "true", `${name}: the report does not come back`);

  // a file, whole and broken; another example
  await page.setInputFiles("#open", mine);
  await shown(page, "file=my.json");
  check(same(await figures(page), byCost(compare)), `${name}: a file comes to something else`);
  const broken = pages + "/broken.json";
  writeFileSync(broken, "{\"workload\": {\"tokens_per_day\": \"many\"}}");
  await page.setInputFiles("#open", broken);
  await page.waitForFunction(() => !document.getElementById("calculator-fault").hidden, null, { timeout: 60000 });
  check((await page.locator("#calculator-fault").textContent()).includes("broken.json:1"), `${name}: a fault of a file does not say where`);
  await page.locator("#example").selectOption("hobbyist");
  await shown(page, "profile=hobbyist");
  check(same(await figures(page), byCost(json("compare", "-p", "hobbyist"))), `${name}: an example comes to something else`);
  check(await page.title() === await page.locator("h1").textContent(), `${name}: the title is another page's`);
  await page.goBack();
  await shown(page, "file=my.json").catch(() => check(false, `${name}: back leads nowhere`));

  for (const width of [390, 820, 1440]) {
    for (const colorScheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 900 });
      await page.waitForTimeout(50);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth);
      check(wide <= width, `${name}: ${wide} px wide on a screen of ${width}`);
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() => axe.run({ resultTypes: ["violations"] }));
      for (const one of violations) check(false, `${name}: ${colorScheme}, ${width} px: ${one.id}: ${one.help}: ${one.nodes.slice(0, 3).map(node => node.target).join("; ")}`);
      if (process.env.SHOTS) await page.screenshot({ path: `${process.env.SHOTS}/calculator-${colorScheme}-${width}.png` });
    }
  }
  await page.emulateMedia({ media: "print" });
  check(!await page.locator("#calculator").isVisible() && await page.locator("main").isVisible(), `${name}: paper shows the form`);
  await otherContext.close();
  await context.close();

  const [still, stillContext] = await open(name + " without a script", file, { javaScriptEnabled: false });
  check(same(await figures(still), byCost(json("compare"))) && !await still.locator("#controls").isVisible(), `${name}: without a script it is not the report of an example`);
  await stillContext.close();
}
