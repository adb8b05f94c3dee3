// The chatbot as a process: started in a folder with data of its own, stopped by its process id.
import { spawn } from "node:child_process";
import { mkdirSync, openSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const serve = fileURLToPath(new URL("serve.py", import.meta.url));
const standIns = fileURLToPath(new URL("stand-ins", import.meta.url));
const stubs = fileURLToPath(new URL("../../fixtures/apps/chatbot/tests/stubs", import.meta.url));

/**
 * Starts the application of a checkout.
 * @param {{ python: string, folder: string, data: string, models: string, answer: string }} options the interpreter, the
 *   checkout, a new folder for what the application stores, the address of the model server, the answer of hosted models
 * @returns {Promise<{ url: string, stop(): Promise<void> }>}
 * @throws {Error} with the end of the application's log if it does not come up
 */
export async function startApplication({ python, folder, data, models, answer }) {
  mkdirSync(data, { recursive: true });
  const log = join(data, "application.log");
  const child = spawn(python, [serve], {
    cwd: folder,
    stdio: ["ignore", "pipe", openSync(log, "w")],
    env: {
      PATH: process.env.PATH,
      SYSTEMROOT: process.env.SYSTEMROOT,
      PYTHONPATH: standIns,
      E2E_STUBS: stubs,
      PYTHONDONTWRITEBYTECODE: "1",
      PYTHONUNBUFFERED: "1",
      SECRET_KEY: "e2e",
      OPENAI_API_KEY: "e2e",
      OLLAMA_BASE_URL: models,
      E2E_ANSWER: answer,
      // Hosted models are out of reach: the model server refuses to pass anything on.
      HTTPS_PROXY: models,
      NO_PROXY: "127.0.0.1",
      DATABASE: join(data, "users.db"),
      USER_CONFIG_DIR: join(data, "config"),
      UPLOAD_DIR: join(data, "uploads"),
      CHROMA_DIR: join(data, "chroma"),
    },
  });
  const ended = new Promise((done) => child.once("exit", done));
  const stop = async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill();
    await ended;
  };
  try {
    const port = await Promise.race([firstLine(child), ended.then((code) => fail(`it ended with exit code ${code}`))]);
    return { url: `http://127.0.0.1:${port}`, stop };
  } catch (error) {
    await stop();
    const tail = readFileSync(log, "utf8").trimEnd().split("\n").slice(-15).join("\n");
    throw new Error(`The application in ${folder} did not start: ${error.message}\n${tail}`);
  }
}

function firstLine(child) {
  return new Promise((done, refuse) => {
    const timer = setTimeout(() => refuse(new Error("no port after 60 seconds")), 60_000);
    let text = "";
    child.once("error", refuse);
    child.stdout.setEncoding("utf8").on("data", (chunk) => {
      text += chunk;
      if (!text.includes("\n")) return;
      clearTimeout(timer);
      done(text.trim());
    });
  });
}

function fail(message) {
  throw new Error(message);
}
