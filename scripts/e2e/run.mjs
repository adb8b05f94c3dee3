// `npm run e2e`: the chatbot in a real browser before and after a removal; see docs/e2e.md.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs, stripVTControlCharacters } from "node:util";
import { git, materialise } from "../fixture.mjs";
import { pythonEnvironment } from "../python-environment.mjs";
import { startApplication } from "./application.mjs";
import { launchBrowser } from "./browser.mjs";
import { differences } from "./compare.mjs";
import { explore } from "./explore.mjs";
import { photograph, signUp, useProviders } from "./journey.mjs";
import { startModelServer } from "./model-server.mjs";
import { newVisitor } from "./visitor.mjs";

const target = "ollama";
const successor = "openai";
const answer = "At nine.";
/** Pages that no page links: the window for other sites, and an address that does not exist. */
const unlinked = ["/widget/1", "/nothing"];
/** What the removal takes out of the pages, and nothing else. */
const goes = [
  "select#providerSelect = ollama",
  'button#ollamaTab "Ollama"',
  "select#ollamaModel = llama3.1:8b",
  "select#ollamaModel = qwen2.5:7b",
  'button "Pull a model"',
].map((control) => `user /dashboard/ ${control}`);

const { values: options } = parseArgs({
  options: { screenshots: { type: "string" }, keep: { type: "boolean" }, fault: { type: "boolean" } },
});
const folder = mkdtempSync(join(tmpdir(), "unpick-e2e-"));
const closing = [];
for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => close().finally(() => process.exit(130)));

try {
  process.exitCode = await main();
} catch (error) {
  console.error(`\n${stripVTControlCharacters(error.message)}`);
  process.exitCode = 1;
} finally {
  await close();
}

async function main() {
  const python = pythonEnvironment(fileURLToPath(new URL("requirements.txt", import.meta.url)));
  const browser = await launchBrowser();
  closing.push(() => browser.close());
  console.log(`Chromium ${browser.version()}`);
  const checkouts = await removal();
  const reports = {};
  for (const name of ["before", "after"]) {
    reports[name] = await visit({ python, browser, name, checkout: checkouts[name] });
    const { problems, controls, providers } = reports[name];
    console.log(
      `${name}: ${controls.length} controls used, ${providers.length} providers, ${problems.length} problems`,
    );
  }
  if (options.keep) writeFileSync(join(folder, "reports.json"), JSON.stringify(reports, null, 2));
  const found = differences(reports.before, reports.after, { target, controls: goes });
  for (const difference of found) console.error(`✗ ${difference}`);
  if (found.length === 0) console.log("No problem that was not there before; what goes is gone, and the rest works.");
  return found.length === 0 ? 0 : 1;
}

/** The chatbot in a repository, and two checkouts of it: as it was, and the branch that `unpick apply` writes. */
async function removal() {
  const { folder: repository } = await materialise("chatbot", join(folder, "repository"));
  const cli = fileURLToPath(new URL("../../dist/src/cli.js", import.meta.url));
  const line = ["apply", target, "--successor", successor, "--yes"];
  const run = spawnSync(process.execPath, [cli, ...line], { cwd: repository, encoding: "utf8" });
  if (run.status !== 0) throw new Error(`unpick ${line.join(" ")} failed:\n${run.stdout}${run.stderr}`);
  const checkouts = { before: join(folder, "before"), after: join(folder, "after") };
  git(repository, "worktree", "add", "--quiet", "--detach", checkouts.before, "main");
  git(repository, "worktree", "add", "--quiet", checkouts.after, `unpick/${target}`);
  if (options.fault) takeAway(join(checkouts.after, "static/v2/js/dashboard-llm.js"), "showProvider");
  return checkouts;
}

/** For `--fault`: a function goes, its callers stay. The run must fail. */
function takeAway(path, name) {
  const text = readFileSync(path, "utf8");
  const without = text.replace(new RegExp(`^function ${name}\\(.*?^}\\n`, "ms"), "");
  if (without === text) throw new Error(`there is no function ${name} in ${path}`);
  writeFileSync(path, without);
}

/** One checkout, from an empty store to a report. */
async function visit({ python, browser, name, checkout }) {
  const models = await startModelServer(answer);
  const data = join(folder, `${name}-data`);
  const application = await startApplication({ python, folder: checkout, data, models: models.url, answer }).catch(
    async (error) => {
      await models.close();
      throw error;
    },
  );
  const stop = async () => {
    await application.stop();
    await models.close();
  };
  closing.push(stop);
  const problems = [];
  const arrive = (state) =>
    newVisitor({ browser, origin: application.url, state }, (problem) => problems.push(problem));

  const ada = await arrive();
  await signUp(ada);
  const providers = await useProviders(ada, successor);
  const signedIn = await ada.state();
  const images = options.screenshots ?? fileURLToPath(new URL("../../docs/images", import.meta.url));
  mkdirSync(images, { recursive: true });
  if (!options.fault) await photograph(ada, target, join(images, `dashboard-${name}.png`));
  await ada.close();
  const controls = [
    ...(await explore(["/", ...unlinked], () => arrive(), "visitor")),
    ...(await explore(["/", ...unlinked], () => arrive(signedIn), "user")),
  ];
  closing.splice(closing.indexOf(stop), 1);
  await stop();
  return { problems, controls, providers };
}

/** Ends what is still running, the last started first, and takes the folder away. */
async function close() {
  for (const end of closing.splice(0).reverse()) await end().catch((error) => console.error(error.message));
  if (options.keep) console.log(`Kept: ${folder}`);
  else rmSync(folder, { recursive: true, force: true });
}
