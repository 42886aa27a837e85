// The panel: its controls come to what the program says with --set; a saved profile costs the same; a link opens the same.
export const settled = (page, wanted) => page.waitForFunction(state => document.documentElement.dataset.state === state, wanted, { timeout: 60000 });
export const figures = page => page.locator(".lead .figures data").evaluateAll(all => all.map(one => Number(one.value)));
export const byCost = compare => Object.values(compare.options).sort((a, b) => (b.feasible && b.allowed) - (a.feasible && a.allowed) || a.npv - b.npv).map(one => one.total);
export const same = (a, b) => a.length === b.length && a.every((value, i) => Math.abs(value - b[i]) <= 1e-12 * Math.abs(b[i]));
// What a report's parts say, in the page or in the program's output, without what the page's script puts in.
const partsOf = from => {
  const holder = from ? new DOMParser().parseFromString(from, "text/html") : document;
  return [...holder.querySelectorAll("main > section:not(#what-if), main > .lead")].map(part => {
    const copy = part.cloneNode(true);
    for (const one of copy.querySelectorAll("h1, .changed, .tools, .readout, .upright, .uplot, .cursor, .box")) one.remove();
    return copy.textContent.replace(/\s+/g, " ").trim();
  });
};
const report = page => page.evaluate(partsOf);

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
  const shown = await report(page), wanted = await page.evaluate(partsOf, run("report", "-p", name, ...set));
  const other = wanted.findIndex((part, i) => part !== shown[i]);
  check(other < 0 && shown.length === wanted.length, `${name}: ${set}: the page has ${shown[other]}\nthe report ${wanted[other]}`);
  check(await page.locator("main [aria-busy]").count() === 0, `${name}: a part has not followed`);
  check((await page.locator("#what-if .said").textContent()) === (await page.locator(".lead .answer").textContent()), `${name}: the live region does not say the verdict`);
  check(await page.evaluate(() => document.activeElement.type) === "range", `${name}: the focus is lost`);

  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Save this profile" }).click();
  const saved = `${pages}/saved-${name}.json`;
  await (await download).saveAs(saved);
  check(same(byCost(json("compare", "-p", saved)), byCost(compare)), `${name}: the saved profile costs something else`);

  const [linked, otherContext] = await open(name + " by its link", file, {});
  await linked.goto(page.url());
  await linked.reload();
  await settled(linked, "changed");
  check(same(await figures(linked), await figures(page)), `${name}: the link opens another state`);
  await linked.goto("file://" + file + "#set=no.such.input=3");
  await linked.reload();
  await settled(linked, "written");
  check((await linked.locator("#what-if .fault").textContent()).includes("no.such.input"), `${name}: a link that does not fit is not told of`);
  for (const [odd, fault] of [["#set=%", /malformed/], ["#set=&", /^$/]]) {
    await linked.goto("file://" + file + odd);
    await linked.reload();
    await settled(linked, "written");
    check(fault.test(await linked.locator("#what-if .fault").textContent()), `${name}: ${odd} is not told of`);
  }
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

// One move, with what all parts say thereafter.
export async function answersAlone({ check, page, json }) {
  if (!(await page.evaluate(() => typeof aicost !== "undefined"))) return;
  await settled(page, "written");
  await page.locator("#what-if .input input[type=range]").first().focus();
  await page.keyboard.press("ArrowRight");
  await settled(page, "changed");
  const set = decodeURIComponent(new URL(page.url()).hash.replace("#set=", ""));
  const compare = json("compare", "-p", "hobbyist", "--set", set);
  check(same(await figures(page), byCost(compare)), `without a worker: ${set}: the page says ${await figures(page)}, compare ${byCost(compare)}`);
}
