// A person at the browser: opens pages, sees what is wrong with them, waits until they have settled.
import { stripVTControlCharacters } from "node:util";

/**
 * A visitor with cookies and stored values of their own, and one page.
 * @param {{ browser: import("playwright-core").Browser, origin: string, state?: object }} options `state` holds the
 *   cookies and stored values of somebody who is signed in
 * @param {(problem: import("./compare.mjs").Problem) => void} report
 */
export async function newVisitor({ browser, origin, state }, report) {
  const context = await browser.newContext({ storageState: state, viewport: { width: 960, height: 720 } });
  context.setDefaultTimeout(5_000);
  const page = await context.newPage();
  const waiting = new Set();
  const pathOf = (url) => (url.startsWith(origin) ? url.slice(origin.length) : url);
  const here = () => pathOf(page.url()).replace(/[?#].*/, "");
  const found = (kind, text) => report({ kind, page: here(), text });
  const asked = (request) => `${request.method()} ${pathOf(request.url())}`;

  context.on("console", (message) => {
    if (message.type() === "error") found("console error", `${message.text()} (${pathOf(message.location().url)})`);
  });
  context.on("weberror", (error) => found("script error", String(error.error())));
  context.on("request", (request) => waiting.add(request));
  context.on("requestfinished", (request) => waiting.delete(request));
  context.on("requestfailed", (request) => {
    waiting.delete(request);
    found("failed request", `${asked(request)} ${request.failure()?.errorText ?? ""}`);
  });
  context.on("response", (response) => {
    if (response.status() >= 400) found("refused request", `${asked(response.request())} ${response.status()}`);
  });
  // Questions are answered with yes, as someone does who wants to see what happens.
  page.on("dialog", (dialog) => dialog.accept());

  /** Until nothing is being fetched and the page has been drawn, three times in a row. */
  async function settle() {
    const end = Date.now() + 15_000;
    for (let quiet = 0; quiet < 3; ) {
      if (Date.now() > end) {
        for (const request of waiting) found("request without an end", asked(request));
        waiting.clear();
        return;
      }
      const drawn = await frame(page);
      quiet = drawn && waiting.size === 0 ? quiet + 1 : 0;
    }
  }

  return {
    page,
    found,
    settle,
    path: here,
    async go(path) {
      await page.goto(origin + path);
      await settle();
    },
    state: () => context.storageState(),
    close: () => context.close(),
  };
}

/** Whether the page has been drawn; false if it was left meanwhile. */
async function frame(page) {
  try {
    await page.waitForLoadState("load");
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));
    return true;
  } catch (error) {
    if (/context was destroyed|navigat/i.test(error.message)) return false;
    throw error;
  }
}

/** What did not work, and on what, without the driver's log and colours. */
export function summary(error) {
  const [first, ...log] = stripVTControlCharacters(error.message).split("\n");
  const subject = log.find((line) => line.includes("waiting for"));
  return [first, subject?.replace(/^\W+/, "")].filter(Boolean).join(" ");
}
