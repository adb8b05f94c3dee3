// A Chromium, and playwright-core to drive it. Neither is a dependency of unpick: they are installed when first needed.
import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { accessSync, constants, copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

const here = fileURLToPath(new URL(".", import.meta.url));
const cache = fileURLToPath(new URL("../../node_modules/.cache/unpick-e2e/", import.meta.url));
const manifests = ["package.json", "package-lock.json"];
const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/**
 * Starts a browser without a window: the one that `CHROMIUM` names, else one on PATH, else that of an npm package. It
 * reaches addresses of this machine only.
 * @returns {Promise<import("playwright-core").Browser>}
 * @throws {Error} if packages cannot be installed or the browser does not start
 */
export async function launchBrowser() {
  const own = process.env.CHROMIUM ?? onPath();
  const packages = install(own ? ["--omit=optional"] : []);
  const { executable, environment } = own ? { executable: own, environment: {} } : await unpack(packages);
  const { chromium } = createRequire(join(packages, "package.json"))("playwright-core");
  try {
    return await chromium.launch({
      executablePath: executable,
      env: { ...process.env, ...environment },
      args: ["--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", "--font-render-hinting=none"],
    });
  } catch (error) {
    throw new Error(`${executable} does not start. Name another Chromium in CHROMIUM.\n${error.message}`);
  }
}

function onPath() {
  const places = (process.env.PATH ?? "").split(delimiter).flatMap((folder) => names.map((name) => join(folder, name)));
  return places.find((place) => {
    try {
      accessSync(place, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** Made beside its place and moved there whole, so that a run that is killed does no harm. */
function install(options) {
  const hash = createHash("sha256").update(options.join(" "));
  for (const name of manifests) hash.update(readFileSync(join(here, name)));
  const folder = join(cache, hash.digest("hex").slice(0, 16));
  if (existsSync(folder)) return folder;
  const draft = `${folder}.${process.pid}`;
  mkdirSync(draft, { recursive: true });
  for (const name of manifests) copyFileSync(join(here, name), join(draft, name));
  try {
    execFileSync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund", ...options], {
      cwd: draft,
      encoding: "utf8",
      stdio: "pipe",
      shell: process.platform === "win32",
    });
    renameSync(draft, folder);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(folder)) throw new Error(`npm could not install the browser: ${error.stderr || error.message}`);
  }
  return folder;
}

/**
 * The package holds its browser compressed and unpacks it to the folder for temporary files. It brings fonts, and the
 * libraries that a server may lack, which it unpacks only where it believes to be on a certain service.
 */
async function unpack(packages) {
  const folder = join(packages, "browser");
  mkdirSync(folder, { recursive: true });
  const environment = { FONTCONFIG_PATH: join(folder, "fonts") };
  const restore = setEnvironment({ TMPDIR: folder, TEMP: folder });
  try {
    const entry = createRequire(join(packages, "package.json")).resolve("@sparticuz/chromium");
    const { default: chromium } = await import(pathToFileURL(entry).href);
    const executable = await chromium.executablePath();
    if (starts(executable, environment)) return { executable, environment };
    rmSync(executable);
    const again = setEnvironment({ AWS_LAMBDA_JS_RUNTIME: "nodejs22.x" });
    await chromium.executablePath();
    again();
    const libraries = [join(folder, "al2023", "lib"), process.env.LD_LIBRARY_PATH].filter(Boolean).join(delimiter);
    return { executable, environment: { ...environment, LD_LIBRARY_PATH: libraries } };
  } finally {
    restore();
  }
}

const starts = (executable, environment) =>
  spawnSync(executable, ["--version"], { env: { ...process.env, ...environment } }).status === 0;

/** Sets variables; the function that comes back puts them as they were. */
function setEnvironment(values) {
  const before = Object.keys(values).map((name) => [name, process.env[name]]);
  Object.assign(process.env, values);
  return () => {
    for (const [name, value] of before) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  };
}
