// Opens every page and uses every control on it, also those that another one brings to light.
import { controlsOfPage, emptyFields } from "./controls.mjs";
import { summary } from "./visitor.mjs";

const content = {
  email: "visitor@example.org",
  password: "correct horse",
  url: "http://127.0.0.1:9",
  number: "1",
  text: "sample",
  search: "sample",
  textarea: "When does the office open?",
};
const upload = { name: "sample.txt", mimeType: "text/plain", buffer: Buffer.from("The office opens at nine.\n") };

/**
 * Explores from some paths on whatever they link.
 * @param {string[]} paths where to start
 * @param {() => Promise<Awaited<ReturnType<typeof import("./visitor.mjs").newVisitor>>>} arrive a visitor with a new
 *   context, always in the same state of being signed in
 * @param {string} role who visits, part of the names of controls
 * @returns {Promise<string[]>} the controls that could be used, each with role and page
 */
export async function explore(paths, arrive, role) {
  const queue = [...paths];
  const controls = [];
  for (const path of queue) {
    const result = await explorePage(path, arrive);
    controls.push(...result.controls.map((key) => `${role} ${path} ${key}`));
    for (const link of result.links) if (!queue.includes(link)) queue.push(link);
  }
  return controls;
}

/**
 * Uses each control once, in the order in which they are found. Whenever one leaves the page, a new visitor opens it
 * again and uses first what brought the next control to light.
 */
async function explorePage(path, arrive) {
  const revealedBy = new Map();
  const used = new Set();
  const links = new Set();
  let visitor = null;
  try {
    for (let trail = []; ; ) {
      visitor ??= await open(path, arrive);
      const now = await visitor.page.evaluate(controlsOfPage);
      for (const { key, usable, link } of now) {
        if (link) links.add(link);
        if (usable && !revealedBy.has(key)) revealedBy.set(key, trail);
      }
      const next = [...revealedBy.keys()].find((key) => !used.has(key));
      if (next === undefined) return { controls: [...revealedBy.keys()], links };
      used.add(next);
      if (!now.some(({ key, usable }) => key === next && usable)) {
        await visitor.close();
        visitor = await open(path, arrive);
        for (const step of revealedBy.get(next)) await use(visitor, step);
      }
      const left = await use(visitor, next);
      if (left) {
        await visitor.close();
        visitor = null;
        trail = [];
      } else trail = [...revealedBy.get(next), next];
    }
  } finally {
    await visitor?.close();
  }
}

async function open(path, arrive) {
  const visitor = await arrive();
  await visitor.go(path);
  return visitor;
}

/** Fills in what is empty, then clicks or chooses; whether the page was left. */
async function use(visitor, key) {
  const { page } = visitor;
  await fill(visitor);
  const control = (await page.evaluate(controlsOfPage)).find((one) => one.key === key);
  if (control?.elsewhere) return false;
  if (!control?.usable) {
    visitor.found("out of reach", key);
    return false;
  }
  const element = page.locator(`[data-e2e-key="${quoted(key)}"]`);
  await page.evaluate(() => {
    document.documentElement.dataset.e2eVisit = "here";
  });
  try {
    if (control.option)
      await element.locator("xpath=ancestor::select").selectOption(await element.evaluate((one) => one.value));
    else await element.click();
  } catch (error) {
    visitor.found("cannot be used", `${key}: ${summary(error)}`);
  }
  await visitor.settle();
  return page.evaluate(() => document.documentElement.dataset.e2eVisit !== "here");
}

async function fill({ page, settle }) {
  for (const { field, type } of await page.evaluate(emptyFields)) {
    const input = page.locator(`[data-e2e-field="${field}"]`);
    if (type === "file") await input.setInputFiles(upload);
    else if (content[type]) await input.fill(content[type]);
  }
  await settle();
}

/** As a value between the quotes of an attribute selector. */
const quoted = (text) => text.replaceAll(/["\\]/g, "\\$&");
