// What a page says of how it was made, what can be taken from it, and what it is on paper.
import { readFileSync } from "node:fs";

// Fields of one line of CSV.
const fields = line => [...(line + ",").matchAll(/("(?:[^"]|"")*"|[^,]*),/g)].map(([, field]) => field.replace(/^"|"$/g, "").replaceAll('""', '"'));

export async function keeps({ check, name, page, words, report }) {
  const carried = JSON.parse(await page.locator("#profile").textContent());
  const saved = await page.locator("#save").getAttribute("href");
  check(decodeURIComponent(saved.slice(saved.indexOf(",") + 1)) === carried.text, `${name}: the saved profile is not the one that is carried`);
  if (words[1]?.endsWith(".json")) check(carried.text === readFileSync(words[1], "utf8"), `${name}: the page carries another profile`);
  const made = page.locator("section").filter({ has: page.locator("h2", { hasText: "How this report was made" }) });
  const told = await made.textContent();
  for (const fact of [report.made.command.replace(" --format json", ""), "aicost " + report.aicost, report.made.newest_price?.as_of ?? "no price says"])
    check(told.includes(fact), `${name}: the page does not say '${fact}'`);

  await page.evaluate(() => Object.defineProperty(navigator, "clipboard", { value: { writeText: async text => { window.copied = text; } } }));
  for (const index of [0, 1]) {
    const scroll = page.locator("section > .scroll").nth(index);
    await scroll.locator("+ .tools button").click();
    const table = await scroll.evaluate(one => [...one.querySelectorAll("tr")].map(row => [...row.cells].map(cell => cell.querySelector("data")?.value ?? (cell.matches(".empty") ? "" : cell.textContent.trim()))));
    const copied = (await page.evaluate(() => window.copied)).split("\r\n").slice(0, -1).map(fields);
    check(JSON.stringify(copied) === JSON.stringify(table.map(row => row.map(text => /^[=+@-]/.test(text) && !Number.isFinite(Number(text)) ? "'" + text : text))), `${name}: table ${index} is copied otherwise: ${JSON.stringify(copied[1])}`);
  }
  check(/^Copied: \d+ rows?\.$/.test(await page.locator(".status").textContent()), `${name}: copying says nothing`);

  const hints = await page.evaluate(() => [...document.querySelectorAll(".scroll")].filter(one => one.checkVisibility({ contentVisibilityAuto: true }) && one.clientWidth > 0 && one.querySelector("table")).map(one =>
    [one.scrollWidth > one.clientWidth + 1, !one.nextElementSibling.querySelector(".more").hidden]));
  check(hints.every(([wide, said]) => wide === said), `${name}: a table that scrolls does not say so, or one that does not does`);
  const greens = await page.evaluate(() => {
    const green = getComputedStyle(document.querySelector(".win, .strong") ?? document.body).getPropertyValue("--win").trim();
    const probe = document.createElement("i");
    document.body.append(probe);
    probe.style.color = green;
    const wanted = getComputedStyle(probe).color;
    probe.remove();
    return [...document.querySelectorAll("main *")].filter(one => !one.closest(".win") && [getComputedStyle(one).color, getComputedStyle(one).fill, getComputedStyle(one).stroke].includes(wanted)).length;
  });
  check(greens === 0, `${name}: ${greens} things that have not won are green`);
}

export async function prints({ check, name, page, file }) {
  await page.pdf({ path: file, preferCSSPageSize: true });
  const pages = readFileSync(file, "latin1").match(/\/Type \/Page\b(?!s)/g).length;
  check(pages >= 3 && pages <= 10, `${name}: ${pages} sheets of paper`);
}
