// The panel: its controls come to what the program says with --set; a saved profile costs the same; a link opens the same.
export const settled = (page, wanted) => page.waitForFunction(state => document.documentElement.dataset.state === state, wanted, { timeout: 60000 });
export const figures = page => page.locator(".lead .figures data").evaluateAll(all => all.map(one => Number(one.value)));
export const byCost = compare => Object.values(compare.options).sort((a, b) => (b.feasible && b.allowed) - (a.feasible && a.allowed) || a.npv - b.npv).map(one => one.total);
export const same = (a, b) => a.length === b.length && a.every((value, i) => Math.abs(value - b[i]) <= 1e-12 * Math.abs(b[i]));
const report = page => page.locator("main > :not(#what-if)").allInnerTexts();

export async function whatIf({ check, name, page, context, open, file, run, json, pages, axe }) {
  if (!(await page.evaluate(() => typeof aicost !== "undefined"))) return;  // built without the engine
  await settled(page, "written");
  const before = await report(page);
  const sliders = page.locator("#what-if .input input[type=range]");
  check(await sliders.count() >= 3, `${name}: too few inputs to move`);
  for (let i = 0; i < 2; ++i) {
    await sliders.nth(i).focus();
    for (let key = 0; key < 4; ++key) await page.keyboard.press(i ? "ArrowLeft" : "ArrowRight");
  }
  await settled(page, "changed");
  const state = decodeURIComponent(new URL(page.url()).hash.replace("#set=", "")).split("&");
  const set = state.flatMap(one => ["--set", one]);
  check(state.length === 2, `${name}: the address does not have the state: ${page.url()}`);
  const compare = json("compare", "-p", name, ...set);
  check(same(await figures(page), byCost(compare)), `${name}: ${set}: the page says ${await figures(page)}, compare ${byCost(compare)}`);
  check((await page.locator("#what-if .said").textContent()) === (await page.locator(".lead .answer").textContent()), `${name}: the live region does not say the verdict`);
  check(await page.evaluate(() => document.activeElement.type) === "range", `${name}: the focus is lost`);

  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save this profile" }).click();
  const saved = `${pages}/saved-${name}.json`;
  await (await download).saveAs(saved);
  check(same(byCost(json("compare", "-p", saved)), byCost(compare)), `${name}: the saved profile costs something else`);

  const [other, otherContext] = await open(name + " by its link", file, {});
  await other.goto(page.url());
  await other.reload();
  await settled(other, "changed");
  check(same(await figures(other), await figures(page)), `${name}: the link opens another state`);
  await other.goto("file://" + file + "#set=no.such.input=3");
  await other.reload();
  await settled(other, "written");
  check((await other.locator("#what-if .fault").textContent()).includes("no.such.input"), `${name}: a link that does not fit is not told of`);
  await otherContext.close();

  const there = await page.evaluate(() => location.hash);
  await page.getByRole("button", { name: "Pin this state" }).click();
  await sliders.nth(0).focus();
  for (let key = 0; key < 3; ++key) await page.keyboard.press("ArrowRight");
  await settled(page, "changed");
  check(await page.locator("#what-if .pinned table").count() >= 1, `${name}: nothing is compared with the pinned state`);
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => axe.run({ resultTypes: ["violations"] }));
  for (const one of violations) check(false, `${name}: what if: ${one.id}: ${one.help}: ${one.nodes.slice(0, 2).map(node => node.target).join("; ")}`);
  await page.getByRole("button", { name: "Unpin" }).click();
  const undo = page.getByRole("button", { name: "Undo" });
  for (let i = 0; i < 4 && await page.evaluate(() => location.hash) !== there; ++i) {
    await undo.click();
    await settled(page, "changed");
  }
  check(same(await figures(page), byCost(compare)), `${name}: undo does not lead back`);
  await page.getByRole("button", { name: "Reset" }).click();
  await settled(page, "written");
  const after = await report(page);
  check(after.join() === before.join(), `${name}: reset does not give the page as it was written: ${after.find((part, i) => part !== before[i])?.slice(0, 300)}`);

  const field = page.locator("#what-if .input input[type=text]").first();
  await field.fill("nonsense");
  await field.press("Tab");
  await settled(page, "changed, with a fault");
  check((await page.locator("#what-if .fault").textContent()).includes("nonsense"), `${name}: a value that is none is not told of`);
}
