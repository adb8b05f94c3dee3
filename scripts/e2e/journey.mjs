// What somebody does with the chatbot: signs up, uploads a document, saves the settings of each provider, reads them back
// from a new page, asks a question.

import { summary } from "./visitor.mjs";

const dashboard = "/dashboard/";
const account = { email: "ada@example.org", password: "correct horse" };
const document = { name: "hours.txt", mimeType: "text/plain", buffer: Buffer.from("The office opens at nine.\n") };
const question = "When does the office open?";

/** Registers, uploads a document, and tells what the browser stores of somebody who is signed in. */
export async function signUp(visitor) {
  const { page, settle } = visitor;
  await visitor.go("/register");
  await page.fill("#email", account.email);
  await page.fill("#password", account.password);
  await page.click("main button[type=submit]");
  await settle();
  expect(visitor.path() === dashboard, `signing up leads to ${visitor.path()}, not ${dashboard}`);
  await page.click("text=Documents");
  await page.setInputFiles("#file", document);
  await page.click("#uploadForm button");
  await settle();
  expect((await page.locator("#documents .document").count()) === 1, "the uploaded document is not listed");
  return visitor.state();
}

/** Chooses and uses every provider that the page offers; the last one stays chosen. */
export async function useProviders(visitor, last) {
  await visitor.go(dashboard);
  const offered = await visitor.page
    .locator("#providerSelect option")
    .evaluateAll((all) => all.map((one) => one.value));
  const order = [
    ...offered.filter((provider) => provider !== last),
    ...offered.filter((provider) => provider === last),
  ];
  const providers = [];
  for (const [index, provider] of order.entries()) {
    const facts = {};
    try {
      Object.assign(facts, await save(visitor, provider, provider === last ? "0.7" : String(1 + index / 2)));
      Object.assign(facts, await ask(visitor));
    } catch (error) {
      visitor.found("cannot be used", `${provider}: ${summary(error)}`);
    }
    providers.push({ provider, facts });
  }
  return providers;
}

/** Saves the settings with one provider, then opens the page anew and says what it shows. */
async function save(visitor, provider, temperature) {
  const { page, settle } = visitor;
  await openModelTab(visitor);
  await page.selectOption("#providerSelect", provider);
  const tab = page.locator(`#${provider}Tab`);
  if (await tab.count()) await tab.click();
  await settle();
  const key = page.locator(`#${provider}Key`);
  if (await key.count()) await key.fill(`key of ${provider}`);
  const models = page.locator(`#${provider}Model`);
  const model = (await models.count()) ? await models.locator("option").last().getAttribute("value") : null;
  if (model) await models.selectOption(model);
  await page.fill("#temperature", temperature);
  await page.click("#saveButton");
  await settle();
  const notice = await page.locator(".flash").allTextContents();

  await openModelTab(visitor);
  const test = page.locator("#testButton");
  if ((await test.count()) && (await test.isEnabled())) await test.click();
  await settle();
  return {
    notice,
    chosen: await page.inputValue("#providerSelect"),
    model: model && ((await models.inputValue()) === model ? "read back" : await models.inputValue()),
    temperature: (await page.inputValue("#temperature")) === temperature ? "read back" : "lost",
    openTab: await page.locator(".provider-tab.active").allTextContents(),
    openSettings: await page.locator(".provider-config.active").evaluateAll((all) => all.map(({ id }) => id)),
    connection: (await test.count()) ? await page.textContent("#testResult") : "no test",
  };
}

async function openModelTab(visitor) {
  await visitor.go(dashboard);
  await visitor.page.click("text=Model >> visible=true");
  await visitor.settle();
}

/** One question on the chat page and one in the window that customers embed. */
async function ask(visitor) {
  const { page, settle } = visitor;
  await visitor.go("/chat");
  const placeholder = await page.getAttribute("#question", "placeholder");
  await page.fill("#question", question);
  await page.click("#askForm button");
  await settle();
  const answer = await page.locator(".message").last().textContent();
  const badge = await page.locator(".badge").allTextContents();
  await visitor.go("/widget/1");
  await page.fill("#widgetQuestion", question);
  await page.click("#widgetForm button");
  await settle();
  return { placeholder, badge, answer, widget: await page.locator(".widget-message").last().textContent() };
}

/** The dashboard with its model tab, as somebody sees it; an address with a port of the day is written over. */
export async function photograph(visitor, provider, path) {
  await openModelTab(visitor);
  const tab = visitor.page.locator(`#${provider}Tab`);
  if (await tab.count()) await tab.click();
  const address = visitor.page.locator(`#${provider}Url`);
  if (await address.count()) await address.fill("http://localhost:11434");
  await visitor.settle();
  await visitor.page.screenshot({ path, fullPage: true });
}

function expect(holds, message) {
  if (!holds) throw new Error(message);
}
